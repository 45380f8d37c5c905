package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCapacitySaysWhySomebodyHears(t *testing.T) {
	away := func(users ...string) func(*Case) {
		return func(c *Case) {
			for _, u := range users {
				c.Roster.Away = append(c.Roster.Away, Absence{User: u, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-30 00:00")})
			}
		}
	}
	for _, tc := range []struct {
		name  string
		face  Face
		duty  string
		stage Stage
		set   func(*Case)
		user  string
		want  Recipient
	}{
		{"the handler", FaceAssigned, "contact", StageDueDay, nil, milan, Recipient{milan, RoleHandler, ""}},
		{"a handler who stands in", FaceAssigned, "contact", StageDueDay, away(milan), fatima, Recipient{fatima, RoleHandler, milan}},
		{"the officer of a late duty", FaceAssigned, "contact", StageOverdue, nil, sanne, Recipient{sanne, RoleOfficer, ""}},
		{"the deputy of the officer", FaceConfirmed, "assign", StageTwoHours, away(sanne), fatima, Recipient{fatima, RoleDeputy, sanne}},
		{"officer and deputy both away", FaceConfirmed, "assign", StageTwoHours, away(sanne, fatima), mees, Recipient{mees, RoleFallback, ""}},
		{"a duty of the handler while there is none", FaceConfirmed, "decision", StageDueDay, nil, sanne, Recipient{sanne, RoleOfficer, ""}},
		{"the approver", FaceInApproval, "approve", StageDueDay, nil, mees, Recipient{mees, RoleManagement, ""}},
		{"an approver who is away", FaceInApproval, "approve", StageDueDay, away(mees), sanne, Recipient{sanne, RoleManagement, ""}},
		{"the last in line", FaceAssigned, "contact", StageFallback, nil, mees, Recipient{mees, RoleFallback, ""}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			if tc.set != nil {
				tc.set(c)
			}
			d := dutyOf(t, c, tc.duty)
			if diff := cmp.Diff(tc.want, c.Capacity(&d, tc.stage, tc.user, at(t, "2026-03-09 09:00"))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Whoever stands in may do what is asked of them, for as long as they do, and
// whoever is involved may not even then.
func TestWhoStandsInMayActAndSee(t *testing.T) {
	r := sampleRoster()
	r.Holders = append(r.Holders, Holder{Role: RoleHandler, User: "U0OTHER"})
	r.Away = []Absence{
		{User: milan, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-13 00:00"), Deputy: "U0OTHER"},
		{User: sanne, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-13 00:00"), Deputy: "U0STANDIN"},
	}
	for _, tc := range []struct {
		name, user, now string
		sees, contacts  bool
		assigns         bool
	}{
		{"the handler's deputy", "U0OTHER", "2026-03-06 10:00", true, true, false},
		{"before the absence", "U0OTHER", "2026-03-05 23:00", false, false, false},
		{"after the absence", "U0OTHER", "2026-03-13 00:00", false, false, false},
		{"the officer's deputy", "U0STANDIN", "2026-03-06 10:00", true, true, true},
		{"nobody's deputy", "U0STRANGER", "2026-03-06 10:00", false, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAssigned)
			c.Roster = r
			now, by := at(t, tc.now), member(tc.user)
			if got := c.MaySee(by, PartFiling, now); got != tc.sees {
				t.Errorf("sees %v, want %v", got, tc.sees)
			}
			if got := c.MayLogContact(by, now) == nil; got != tc.contacts {
				t.Errorf("may log contact %v, want %v", got, tc.contacts)
			}
			if got := c.MayAssign(by, now) == nil; got != tc.assigns {
				t.Errorf("may assign %v, want %v", got, tc.assigns)
			}
			c.Interested = append(c.Interested, tc.user)
			if c.MaySee(by, PartCard, now) || c.MayLogContact(by, now) == nil {
				t.Error("sees or acts although involved")
			}
		})
	}
}

// However people come and go, snooze, hand on and chase: nobody is ever reminded
// outside their working hours, while away, or of a case that concerns them.
func TestRemindersKeepToWorkingHoursAndToThoseConcerned(t *testing.T) {
	p, cal := sampleProcedure(t), sampleCalendar(t)
	zones := []string{"", "America/New_York", "Asia/Tokyo", "Europe/Copenhagen"}
	everybody := []string{sanne, fatima, mees, milan, joost, lotte}
	begin := at(t, "2026-03-20 10:00") // summer time begins on the 29th, Easter is the week after
	rapid.Check(t, func(r *rapid.T) {
		roster := sampleRoster()
		for _, u := range everybody {
			roster.People[u] = Profile{Zone: rapid.SampledFrom(zones).Draw(r, "zone"), Deputy: rapid.SampledFrom(append(everybody, "")).Draw(r, "deputy")}
		}
		for range rapid.IntRange(0, 5).Draw(r, "absences") {
			from := begin.AddDate(0, 0, rapid.IntRange(-3, 20).Draw(r, "from"))
			roster.Away = append(roster.Away, Absence{
				User: rapid.SampledFrom(everybody).Draw(r, "away"), From: from, Until: from.AddDate(0, 0, rapid.IntRange(1, 9).Draw(r, "days")),
				Deputy: rapid.SampledFrom(append(everybody, "")).Draw(r, "stand-in"),
			})
		}
		c := New("T0FIRM", p, cal, roster)
		c.Number = "K-2026-0001"
		form := registration(t)
		form.ReceivedAt = begin
		form.About = rapid.SliceOfNDistinct(rapid.SampledFrom(everybody), 0, 2, rapid.ID).Draw(r, "about")
		if err := c.Register(form, member(lotte), begin); err != nil {
			return // somebody must be left to tell
		}
		now := begin
		for range rapid.IntRange(5, 60).Draw(r, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(5, 900).Draw(r, "minutes")) * time.Minute)
			before := len(c.Events)
			bother(r, c, everybody, now)
			for _, e := range c.Events[before:] {
				for _, u := range e.Data.Users {
					if e.Kind != Reminded {
						continue
					}
					if c.IsInvolved(u) || !c.AtWork(u, now) || !roster.AwayUntil(u, now).IsZero() {
						r.Fatalf("%s was reminded of %s at %v: involved %v, at work %v, away until %v",
							u, e.Data.Duty, now, c.IsInvolved(u), c.AtWork(u, now), roster.AwayUntil(u, now))
					}
				}
			}
		}
	})
}

// bother does one of the things that have to do with reminders.
func bother(r *rapid.T, c *Case, everybody []string, now time.Time) {
	by := member(rapid.SampledFrom(everybody).Draw(r, "by"))
	duty := rapid.SampledFrom([]string{"read_back", "assign", "contact", "decision"}).Draw(r, "duty")
	switch rapid.IntRange(0, 9).Draw(r, "do") {
	case 0:
		until := now.Add(time.Duration(rapid.IntRange(-1, 30).Draw(r, "hours")) * time.Hour)
		_ = c.Snooze(duty, 1, until, by, now)
	case 1:
		_ = c.PassOn(duty, 1, by, now)
	case 2:
		_ = c.Chase(duty, 1, by, now)
	case 3:
		_ = push(r, c, by, now)
	default:
		if err := c.Remind(now); err != nil {
			r.Fatal(err)
		}
	}
}

// One person is named, of several the role; who was asked by name owes it alone,
// and who stands in for somebody away does.
func TestWhoOwes(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for name, tc := range map[string]struct {
		face   Face
		kind   string
		change func(*Case)
		user   string
		role   Role
	}{
		"the handler":            {FaceAssigned, DutyContact, nil, milan, RoleHandler},
		"several may decide":     {FaceInApproval, DutyApprove, nil, "", RoleManagement},
		"one was asked":          {FaceInApproval, DutyApprove, func(c *Case) { c.Answers[0].AskedOf = mees }, mees, RoleManagement},
		"the other has interest": {FaceInApproval, DutyApprove, func(c *Case) { c.Interested = []string{sanne} }, mees, RoleManagement},
		"of what is quiet":       {FaceAssigned, DutyAccept, nil, sanne, RoleOfficer},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			if tc.change != nil {
				tc.change(c)
			}
			d := &Duty{Kind: tc.kind, Round: 1, Owner: tc.role, Quiet: tc.kind == DutyAccept}
			if user, role := c.Owes(d, now); user != tc.user || role != tc.role {
				t.Errorf("%q as %s, want %q as %s", user, role, tc.user, tc.role)
			}
		})
	}
}

// Whoever wrote an answer, and stands in for those who may approve it, is not reminded to
// do so: they may not, and know that it waits. Others who stand in are; so is whoever leads.
func TestWhoWroteAnAnswerIsNotRemindedToApproveIt(t *testing.T) {
	now := at(t, "2026-03-19 15:30")
	for name, tc := range map[string]struct {
		author string
		there  bool // management
		want   map[Stage][]string
	}{
		"their deputy wrote it":   {fatima, false, map[Stage][]string{StageDueDay: nil, StageOverdue: nil, StageDeputy: nil}},
		"their deputy handles it": {milan, false, map[Stage][]string{StageOverdue: nil}},
		"somebody else did":       {milan, false, map[Stage][]string{StageDueDay: nil, StageOverdue: {fatima}, StageDeputy: {fatima}}},
		"who leads wrote it":      {sanne, true, map[Stage][]string{StageDueDay: {mees}, StageOverdue: {mees, sanne}}},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, FaceInApproval)
			c.Answers[0].Author = tc.author
			if name == "their deputy handles it" {
				c.Handler = fatima
			}
			if !tc.there {
				away(sanne, fatima)(c)
				away(mees, fatima)(c)
			}
			for stage, want := range tc.want {
				if got := c.Recipients(&Duty{Kind: DutyApprove, Round: 1, Owner: RoleManagement}, stage, now); !slices.Equal(got, want) {
					t.Errorf("at %s: %v, want %v", stage, got, want)
				}
			}
		})
	}
}
