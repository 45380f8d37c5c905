package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"

	"ombud/procedure"
)

// fromOutside lets the last in line be somebody who holds no other role.
func fromOutside(c *Case) *Case {
	r := *c.Roster
	r.Holders = slices.DeleteFunc(slices.Clone(r.Holders), func(h Holder) bool { return h.Role == RoleFallback })
	r.Holders = append(r.Holders, Holder{Role: RoleFallback, User: director})
	c.Roster = &r
	return c
}

// gone lets these people be away in the weeks of the tests, without a deputy.
func gone(c *Case, users ...string) {
	for _, u := range users {
		away(u, "")(c)
	}
}

// notTheirs tells whether a step is refused because of who wants to take it.
func notTheirs(err error) bool {
	return errors.Is(err, ErrNotFound) || slices.Contains([]string{"error.not_allowed", "error.nobody_left", "error.not_yours"}, refusalOf(err))
}

// Whoever is away and whoever it concerns: each who is reminded of a duty may know of
// the case and take the step that ends it, or answers for the case, and nobody is left
// out as long as somebody is there.
func TestWhoeverIsRemindedMayDoIt(t *testing.T) {
	everybody := []string{sanne, fatima, mees, milan, lotte, director}
	now := at(t, "2026-03-12 15:30")
	cases := map[string]func() *Case{
		"assigned": func() *Case { return walkTo(t, FaceAssigned) }, "in approval": func() *Case { return walkTo(t, FaceInApproval) },
		"answered": func() *Case { return walkTo(t, FaceAnswered) }, "to close": func() *Case { return walkTo(t, FaceReady) },
	}
	for _, name := range procedure.Presets() {
		cases[name] = func() *Case {
			c, r := presetCase(t, name, zoneOf(name)), reported(t)
			if natures := c.Procedure.Natures; len(natures) > 0 {
				r.Nature = natures[0]
			}
			(&walk{t, c}).do("register", c.Register(r, member(lotte), at(t, "2026-03-06 16:20")))
			return c
		}
	}
	for name, begin := range cases {
		like := fromOutside(begin())
		like.heard.make()
		duties, err := like.Duties()
		if err != nil {
			t.Fatal(err)
		}
		for set := range 1 << (len(everybody) + 3) {
			c := *like
			for i, u := range everybody {
				if set>>i&1 == 1 {
					gone(&c, u)
				}
			}
			c.Confidential = set>>len(everybody)&1 == 1
			c.Interested = [][]string{nil, {sanne}, {fatima}, {mees, sanne}}[set>>(len(everybody)+1)]
			for i := range duties {
				for _, stage := range []Stage{StageDueDay, StageOverdue, StageDeputy, StageFallback} {
					if d := &duties[i]; d.Open() {
						holdReminded(t, name, &c, d, stage, now)
					}
				}
			}
			if t.Failed() {
				t.Fatalf("%s: away %v, involved %v, confidential %v", name, c.Roster.Away, c.Interested, c.Confidential)
			}
		}
	}
}

func holdReminded(t *testing.T, name string, c *Case, d *Duty, stage Stage, now time.Time) {
	t.Helper()
	told := c.Recipients(d, stage, now)
	for _, u := range told {
		key := keyOf(d, stage, u)
		c.heard.told[key] = now
		by := member(u)
		step := c.StepFor(d, by, now)
		switch {
		case c.IsInvolved(u) || c.Roster.Absent(u, now):
			t.Errorf("%s: %s hears of %s, involved %v", name, u, d.Kind, c.IsInvolved(u))
		case !c.MaySee(by, PartState, now):
			t.Errorf("%s: %s hears of %s at %s and must not know of the case", name, u, d.Kind, stage)
		case !c.plays(u, now, []Role{RoleOfficer, RoleDeputy}) && notTheirs(mayOf(step)(c, by, now)):
			t.Errorf("%s: %s hears of %s at %s and may not do it: %v", name, u, d.Kind, stage, mayOf(step)(c, by, now))
		}
		delete(c.heard.told, key)
	}
	for _, role := range []Role{RoleOfficer, RoleDeputy, RoleManagement} {
		if there := c.Roster.here(c.eligible(c.Roster.Holding(role, now)), now); len(told) == 0 && len(there) > 0 && d.Kind != DutyApprove {
			t.Errorf("%s: nobody hears of %s at %s although %v is there", name, d.Kind, stage, there)
		}
	}
}

func mayOf(step Step) func(*Case, Person, time.Time) error {
	for _, s := range steps {
		if s.step == step {
			return s.may
		}
	}
	return (*Case).mayRead
}

// Of what is late for days the last in line is told, and from then on they may see to it
// until it is done. Of a confidential case they hear only once nobody else who knows of
// it is there; before that management does.
func TestWhatIsLateForDaysIsTheLastInLines(t *testing.T) {
	now := at(t, "2026-03-12 10:00") // to assign was due on the 6th
	for _, tc := range []struct {
		name         string
		confidential bool
		away         []string
		want         []string
	}{
		{"in the channel", false, nil, []string{director}},
		{"of a confidential case", true, nil, []string{sanne, mees}},
		{"and somebody who knows of it is away", true, []string{sanne}, []string{mees}},
		{"and nobody of them is there", true, []string{sanne, fatima, mees}, []string{director}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := fromOutside(walkTo(t, FaceConfirmed))
			c.Confidential = tc.confidential
			gone(c, tc.away...)
			d := dutyOf(t, c, "assign")
			if got := c.Recipients(&d, StageFallback, now); !slices.Equal(got, tc.want) {
				t.Fatalf("told: %v, want %v", got, tc.want)
			}
			by, last := member(director), slices.Contains(tc.want, director)
			if c.MayAssign(by, now) == nil && len(tc.away) == 0 {
				t.Error("who is last in line acts before anybody asked them")
			}
			if err := c.Remind(now); err != nil {
				t.Fatal(err)
			}
			if sees, may := c.MaySee(by, PartFiling, now), c.MayAssign(by, now) == nil; sees != last || may != last {
				t.Errorf("who is last in line sees it %v and may do it %v, want %v", sees, may, last)
			}
			c.Interested = append(c.Interested, director)
			if c.MaySee(by, PartState, now) || c.MayAssign(by, now) == nil {
				t.Error("who is involved sees or acts although they were told")
			}
		})
	}
	c := fromOutside(walkTo(t, FaceConfirmed))
	must(t, c.Remind(now))
	must(t, c.Assign(Assignment{
		Handler: milan, Name: "Milan de Wit", Title: "head of accounts", Why: "process", Unknown: "before our time",
	}, member(sanne), now))
	if c.MaySee(member(director), PartCard, now) || c.MayAssign(member(director), now) == nil {
		t.Error("what was theirs to see to is done, and they see the case")
	}
}

// With those who handle cases all away, the case can be given to who answers for it
// meanwhile; with one of them there, it cannot.
func TestWhoHandlesWhenAllAreAway(t *testing.T) {
	now := at(t, "2026-03-02 10:00")
	for _, tc := range []struct {
		name     string
		away     []string
		involved []string
		want     []string // besides management
	}{
		{"one is there", []string{sanne}, nil, nil},
		{"all are away", []string{sanne, mees}, nil, []string{fatima}},
		{"one is away, the other concerned", []string{sanne}, []string{mees}, []string{fatima}},
		{"the deputy is away too", []string{sanne, mees, fatima}, nil, []string{director}},
		{"all are concerned", nil, []string{sanne, mees}, []string{fatima}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := fromOutside(klachten(t))
			gone(c, tc.away...)
			c.Interested = tc.involved
			got := slices.DeleteFunc(c.Candidates(now), func(u string) bool { return u == sanne || u == mees })
			if !slices.Equal(got, tc.want) {
				t.Errorf("%v can be given the case besides management, want %v", got, tc.want)
			}
		})
	}
}

// What somebody was told before they went away did reach them.
func TestAReminderThatWasHeardIsNotUnheard(t *testing.T) {
	c := fromOutside(walkTo(t, FaceConfirmed))
	tick(t, c, at(t, "2026-03-06 08:00"), at(t, "2026-03-09 12:00"))
	before := len(told(c, "assign"))
	for _, user := range []string{sanne, fatima, mees, director} {
		c.Roster.Away = append(c.Roster.Away, Absence{User: user, From: at(t, "2026-03-09 12:00"), Until: at(t, "2026-03-10 00:00")})
	}
	tick(t, c, at(t, "2026-03-09 12:30"), at(t, "2026-03-09 17:00"))
	if unheard := slices.ContainsFunc(c.Events, func(e Event) bool { return e.Kind == Unheard && e.Data.Duty == "assign" }); before == 0 || unheard {
		t.Errorf("told %d times before, unheard afterwards: %v", before, unheard)
	}
}

// With everybody away a reminder reaches nobody: that is kept once for each stage, with
// when the first of them is back, and whoever looks after the app is told. Who is back
// first hears of it then.
func TestAReminderThatReachesNobody(t *testing.T) {
	until := map[string]string{sanne: "2026-03-17 00:00", fatima: "2026-03-24 00:00", mees: "2026-03-24 00:00", director: "2026-03-24 00:00"}
	for _, tc := range []struct {
		name   string
		there  string // who is not away
		silent bool
	}{{"everybody away", "", true}, {"the deputy is there", fatima, false}, {"one of management is there", mees, false}, {"the last is there", director, false}} {
		t.Run(tc.name, func(t *testing.T) {
			c := fromOutside(walkTo(t, FaceConfirmed)) // to be assigned by Friday 6 March
			for user, day := range until {
				if user != tc.there {
					c.Roster.Away = append(c.Roster.Away, Absence{User: user, From: at(t, "2026-03-06 00:00"), Until: at(t, day)})
				}
			}
			tick(t, c, at(t, "2026-03-06 08:00"), at(t, "2026-03-12 18:00"))
			var stages []string
			for _, e := range c.Events {
				if e.Kind != Unheard || e.Data.Duty != "assign" {
					continue
				}
				stages = append(stages, e.Data.Stage)
				if !time.UnixMilli(e.Data.Until).Equal(at(t, until[sanne])) {
					t.Errorf("the first is said to be back on %v", time.UnixMilli(e.Data.Until))
				}
				keeper := slices.ContainsFunc(c.Notices(e), func(n Notice) bool { return n.Kind == NoticeUnheard && n.To == "" })
				line := slices.ContainsFunc(c.Notices(e), func(n Notice) bool { return n.Kind == NoticeLine && n.To == ToChannel })
				if !keeper || !line {
					t.Errorf("told: %v", c.Notices(e))
				}
			}
			if !tc.silent {
				if len(stages) > 0 || len(told(c, "assign")) == 0 {
					t.Errorf("unheard at %v, told %v", stages, told(c, "assign"))
				}
				return
			}
			if len(told(c, "assign")) > 0 || !slices.Contains(stages, "overdue") || len(slices.Compact(slices.Clone(stages))) != len(stages) {
				t.Errorf("unheard at %v, told %v", stages, told(c, "assign"))
			}
			if wake, err := c.WakeAt(at(t, "2026-03-12 18:00")); err != nil || wake.After(at(t, "2026-03-17 08:30")) {
				t.Errorf("looked at again at %v (%v)", wake, err)
			}
			must(t, c.Remind(at(t, "2026-03-17 09:00")))
			if list := told(c, "assign"); len(list) != 1 || list[0] != "2026-03-17 09:00 overdue_3 [U0SANNE]" {
				t.Errorf("who is back hears %v", list)
			}
		})
	}
}
