package complaint

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const nora = "U0NORA" // new in the company

func TestMayName(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	split := sampleRoster() // who looks after the app is not who leads
	split.Holders = slices.DeleteFunc(split.Holders, func(h Holder) bool { return h.Role == RoleAdmin })
	noAdmin := *split
	split.Holders = append(split.Holders, Holder{Role: RoleAdmin, User: lotte})
	split.File = []Role{RolePartner}
	for _, tc := range []struct {
		name string
		r    *Roster
		role Role
		by   Person
		want string
	}{
		{"the admin names an officer", split, RoleOfficer, member(lotte), ""},
		{"the admin names an admin", split, RoleAdmin, member(lotte), ""},
		{"the officer names a handler", split, RoleHandler, member(sanne), ""},
		{"the officer names a deputy", split, RoleDeputy, member(sanne), ""},
		{"the officer names no officer", split, RoleOfficer, member(sanne), "error.not_allowed"},
		{"the officer names no approver", split, RoleManagement, member(sanne), "error.not_allowed"},
		{"the officer names no admin", split, RoleAdmin, member(sanne), "error.not_allowed"},
		{"the deputy names nobody", split, RoleHandler, member(fatima), "error.not_allowed"},
		{"a handler names nobody", split, RoleHandler, member(milan), "error.not_allowed"},
		{"an admin whom Slack calls a guest", split, RoleHandler, Person{ID: lotte}, "error.not_allowed"},
		{"what the configuration names", split, RolePartner, member(lotte), "error.role_file"},
		{"the filer of a case is nobody's to name", split, RoleFiler, member(lotte), "error.role_unknown"},
		{"without an admin the last in line", &noAdmin, RoleAdmin, member(mees), ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			err := tc.r.MayName(tc.role, tc.by, now)
			if got := ""; err != nil {
				got = refusedWith(t, err)
				if got != tc.want {
					t.Errorf("refused with %s, want %q", got, tc.want)
				}
			} else if tc.want != "" {
				t.Errorf("allowed, want %s", tc.want)
			}
		})
	}
	for who, want := range map[string]bool{lotte: true, sanne: true, fatima: true, mees: true, milan: false, nora: false} {
		if err := split.MayLookAtPeople(member(who), now); (err == nil) != want {
			t.Errorf("%s looks: %v", who, err)
		}
	}
}

func TestNamePeople(t *testing.T) {
	now, monday := at(t, "2026-03-05 10:00"), at(t, "2026-03-09 00:00")
	friday := at(t, "2026-03-14 00:00")
	for _, tc := range []struct {
		name         string
		role         Role
		n            Naming
		come, gone   []string
		today, later []string // who holds it now, and on Tuesday
		field, want  string
	}{
		{name: "one more", role: RoleHandler, n: Naming{Users: []string{milan, fatima, joost, nora}}, come: []string{nora},
			today: []string{milan, fatima, joost, nora}, later: []string{milan, fatima, joost, nora}},
		{name: "one less", role: RoleHandler, n: Naming{Users: []string{milan, joost}}, gone: []string{fatima},
			today: []string{milan, joost}, later: []string{milan, joost}},
		{name: "from Monday on", role: RoleOfficer, n: Naming{Users: []string{nora}, From: monday}, come: []string{nora}, gone: []string{sanne},
			today: []string{sanne}, later: []string{nora}},
		{name: "for a week", role: RoleDeputy, n: Naming{Users: []string{fatima, nora}, From: monday, Until: friday}, come: []string{nora},
			today: []string{fatima}, later: []string{fatima, nora}},
		{name: "a day that is past counts as now", role: RoleHandler, n: Naming{Users: []string{nora}, From: at(t, "2026-03-01 00:00")},
			come: []string{nora}, gone: []string{milan, fatima, joost}, today: []string{nora}, later: []string{nora}},
		{name: "nobody calls afterwards", role: RoleFollowUp, gone: []string{lotte}},
		{name: "twice the same is once", role: RolePartner, n: Naming{Users: []string{nora, nora}}, come: []string{nora}, today: []string{nora}, later: []string{nora}},
		{name: "the last officer stays", role: RoleOfficer, field: "users", want: "error.role_last", today: []string{sanne}, later: []string{sanne}},
		{name: "the last fallback stays", role: RoleFallback, field: "users", want: "error.role_last", today: []string{mees}, later: []string{mees}},
		{name: "an officer who begins a day late leaves a gap", role: RoleOfficer, n: Naming{Users: []string{nora}, From: monday, Until: monday},
			field: "until", want: "error.role_until", today: []string{sanne}, later: []string{sanne}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			tc.n.Stamp = r.Stamp(tc.role, now)
			come, gone, err := r.Name(tc.role, tc.n, member(sanne), now)
			if tc.want != "" {
				var rs Refusals
				if errors.As(err, &rs); len(rs) != 1 || rs[0].Text != tc.want || rs[0].Field != tc.field {
					t.Errorf("refused with %v, want %s under %s", err, tc.want, tc.field)
				}
			} else {
				must(t, err)
			}
			if !slices.Equal(come, tc.come) || !slices.Equal(gone, tc.gone) {
				t.Errorf("come %v, gone %v; want %v and %v", come, gone, tc.come, tc.gone)
			}
			today, later := r.Holding(tc.role, now), r.Holding(tc.role, at(t, "2026-03-10 12:00"))
			sameSet(t, "today", today, tc.today)
			sameSet(t, "on Tuesday", later, tc.later)
		})
	}
}

func sameSet(t *testing.T, when string, got, want []string) {
	t.Helper()
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("%s %v, want %v", when, got, want)
	}
}

// What was, stays on record; whoever was to come and does not is forgotten; two
// admins who change a role at once do not undo each other.
func TestNameKeepsThePastAndRefusesTheStale(t *testing.T) {
	r, now, by := sampleRoster(), at(t, "2026-03-05 10:00"), member(sanne)
	name := func(stamp string, from time.Time, users ...string) error {
		_, _, err := r.Name(RoleDeputy, Naming{Users: users, From: from, Stamp: stamp, Profiles: map[string]Profile{nora: {Zone: "Europe/Copenhagen", Title: "Partner"}}}, by, now)
		return err
	}
	old := r.Stamp(RoleDeputy, now)
	must(t, name(old, at(t, "2026-03-09 00:00"), nora))
	if err := name(old, time.Time{}, mees); !errors.Is(err, ErrConflict) {
		t.Errorf("a form of before was taken: %v", err)
	}
	if p := r.People[nora]; p.Zone != "Europe/Copenhagen" || p.Title != "Partner" {
		t.Errorf("of who is new is known %+v", p)
	}
	if named := r.Named(RoleDeputy, now); len(named) != 2 {
		t.Errorf("the one who goes and the one who comes: %+v", named)
	}
	now = now.Add(time.Hour)
	must(t, name(r.Stamp(RoleDeputy, now), time.Time{}, mees))
	var kept []string
	for _, h := range r.Holders {
		if h.Role == RoleDeputy {
			kept = append(kept, h.User)
		}
	}
	if !slices.Equal(kept, []string{fatima, mees}) || !r.Has(fatima, RoleDeputy, now.Add(-time.Minute)) || r.Has(fatima, RoleDeputy, now) {
		t.Errorf("on record are %v", kept)
	}
}

func TestTheConfigurationWinsForWhatItNames(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	file := func(named map[Role][]string) *Roster {
		r := &Roster{People: map[string]Profile{milan: {Title: "head of accounts"}}, Away: []Absence{{User: joost, From: now, Until: now.AddDate(0, 0, 7), File: true}}}
		for _, role := range Roles {
			users, there := named[role]
			if !there {
				continue
			}
			r.File = append(r.File, role)
			for _, u := range users {
				r.Holders = append(r.Holders, Holder{Role: role, User: u})
			}
		}
		return r
	}
	first := file(map[Role][]string{RoleAdmin: {sanne}, RoleOfficer: {sanne}}).Over(&Roster{}, now)
	_, _, err := first.Name(RoleHandler, Naming{Users: []string{milan}, Stamp: first.Stamp(RoleHandler, now), Profiles: map[string]Profile{milan: {Zone: "Europe/Paris"}}}, member(sanne), now)
	must(t, err)
	_, _, err = first.SetAway(week(t, milan, sanne), member(milan), now)
	must(t, err)
	first.Left = map[string]time.Time{lotte: now}
	for _, tc := range []struct {
		name  string
		named map[Role][]string
		want  string
	}{
		{"the same again", map[Role][]string{RoleAdmin: {sanne}, RoleOfficer: {sanne}}, "admin: U0SANNE; handler: U0MILAN; officer: U0SANNE"},
		{"it names another officer", map[Role][]string{RoleAdmin: {sanne}, RoleOfficer: {mees}}, "admin: U0SANNE; handler: U0MILAN; officer: U0MEES"},
		{"it names the handlers from now on", map[Role][]string{RoleAdmin: {sanne}, RoleHandler: {joost}}, "admin: U0SANNE; handler: U0JOOST"},
		{"it says that nobody handles", map[Role][]string{RoleAdmin: {sanne}, RoleHandler: nil}, "admin: U0SANNE"},
		{"it names the officer no more: that is over", map[Role][]string{RoleAdmin: {sanne}}, "admin: U0SANNE; handler: U0MILAN"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := file(tc.named).Over(first, now)
			again := file(tc.named).Over(r, now.Add(time.Hour))
			if diff := cmp.Diff(r, again); diff != "" {
				t.Errorf("read again it is something else:\n%s", diff)
			}
			var roles []string
			for _, role := range slices.Sorted(slices.Values(Roles)) {
				if users := r.Holding(role, now.Add(time.Minute)); len(users) > 0 {
					roles = append(roles, string(role)+": "+strings.Join(users, " "))
				}
			}
			if got := strings.Join(roles, "; "); got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
			if len(r.Away) != 2 || !r.Away[0].File || r.Away[1].User != milan || r.Left[lotte].IsZero() {
				t.Errorf("away %+v, left %v", r.Away, r.Left)
			}
			if p := r.People[milan]; p.Zone != "Europe/Paris" || p.Title != "head of accounts" {
				t.Errorf("milan is %+v", p)
			}
		})
	}
}

// An absence of the configuration that began is not news again at each start.
func TestAnAbsenceOfTheConfigurationGoesOn(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	file := func() *Roster {
		return &Roster{Away: []Absence{{User: milan, From: now.AddDate(0, 0, -1), Until: now.AddDate(0, 0, 3), File: true}}}
	}
	old := file()
	old.Away[0].Begun = true
	if r := file().Over(old, now); len(r.Away) != 1 || !r.Away[0].Begun {
		t.Errorf("after a start: %+v", r.Away)
	}
	old.Away[0].Until = now.AddDate(0, 0, 9)
	if r := file().Over(old, now); len(r.Away) != 1 || r.Away[0].Begun {
		t.Errorf("another absence: %+v", r.Away)
	}
}

// Who was in a role by the configuration stays known, from when to when, as it is with
// roles given in Slack; a start that reads the same again changes nothing (OK-03).
func TestTheConfigurationLeavesAPast(t *testing.T) {
	day := func(n int) time.Time { return at(t, "2026-03-05 10:00").AddDate(0, 0, n) }
	read := func(old *Roster, n int, officers ...string) *Roster {
		r := &Roster{File: []Role{RoleOfficer}}
		for _, u := range officers {
			r.Holders = append(r.Holders, Holder{Role: RoleOfficer, User: u})
		}
		return r.Over(old, day(n))
	}
	r := read(&Roster{}, 0, sanne)
	if h := r.Named(RoleOfficer, day(0)); len(h) != 1 || !h[0].From.IsZero() {
		t.Fatalf("at the first start: %+v, want since nobody knows when", h)
	}
	r = read(read(read(read(r, 1, sanne), 2, sanne, mees), 3, mees), 4, mees)
	if h := r.Named(RoleOfficer, day(4)); len(h) != 1 || h[0].User != mees || !h[0].From.Equal(day(2)) {
		t.Errorf("in the role is %+v, want %s since the second day", h, mees)
	}
	r = read(read(r, 5, sanne), 6, sanne)
	past := r.Past(RoleOfficer, day(6))
	want := []Holder{
		{Role: RoleOfficer, User: mees, From: day(2), Until: day(5), Begun: true, Gone: true},
		{Role: RoleOfficer, User: sanne, Until: day(3), Begun: true, Gone: true},
	}
	if diff := cmp.Diff(want, past); diff != "" {
		t.Error(diff)
	}
	if told := r.Turned(day(7)); len(told) > 0 {
		t.Errorf("told of it again: %+v", told)
	}
	if h := r.Named(RoleOfficer, day(6)); len(h) != 1 || !h[0].From.Equal(day(5)) {
		t.Errorf("back in the role is %+v, want since the fifth day", h)
	}
	ahead := &Roster{Holders: []Holder{{Role: RoleOfficer, User: fatima, From: day(9)}}, File: []Role{RoleOfficer}}
	if r := read(ahead, 1, sanne); len(r.Holders) != 1 {
		t.Errorf("who had not begun leaves no past: %+v", r.Holders)
	}
}

// Whoever left holds no role, and what they owe goes where an absence sends it,
// for good: to their deputy, else to the officer.
func TestWhoLeftIsAbsentForGood(t *testing.T) {
	c, now := walkTo(t, FaceAssigned), at(t, "2026-03-09 09:00")
	d, err := c.Owed(DutyContact, 1)
	must(t, err)
	c.Roster.Left = map[string]time.Time{milan: now}
	hears := func() []string { return c.Recipients(d, StageDueDay, now) }
	if got := hears(); !slices.Equal(got, []string{fatima}) {
		t.Errorf("his deputy hears: %v", got)
	}
	if !c.plays(fatima, now, []Role{RoleHandler}) || c.Roster.Has(milan, RoleHandler, now) || !c.Roster.Has(milan, RoleHandler, now.Add(-time.Minute)) {
		t.Error("his deputy acts for him, and he holds no role from then on")
	}
	c.Roster.Left[fatima] = now
	if got := hears(); !slices.Equal(got, []string{sanne}) {
		t.Errorf("without a deputy the officer hears: %v", got)
	}
	c.Roster.Left[sanne] = now
	if got := hears(); !slices.Equal(got, []string{mees}) {
		t.Errorf("with nobody else the last in line hears: %v", got)
	}
	if users := c.whoPlays(RoleHandler, now); users != nil {
		t.Errorf("nobody is sent to who left: %v", users)
	}
	delete(c.Roster.Left, sanne)
	late := at(t, "2026-03-10 10:00")
	c.Roster.People[sanne] = Profile{Deputy: fatima}
	must(t, c.Remind(late))
	if _, err := c.MayPassOn(DutyContact, 1, member(sanne), late); refusedWith(t, err) != "error.no_deputy" {
		t.Errorf("passed on to a deputy who left: %v", err)
	}
}
