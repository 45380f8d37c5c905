package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPassOnHandsTheRemindersToTheDeputy(t *testing.T) {
	c := contactOwed(t, "2026-03-06 09:00")
	must(t, c.PassOn("contact", 1, member(milan), at(t, "2026-03-06 09:30")))
	if err := c.PassOn("contact", 1, member(milan), at(t, "2026-03-06 09:31")); refusedWith(t, err) != "error.duty_moved" {
		t.Errorf("a second time: %v", err)
	}
	tick(t, c, at(t, "2026-03-06 09:35"), at(t, "2026-03-10 12:00"))
	want := []string{
		"2026-03-06 09:00 day_before [U0MILAN]",
		"2026-03-06 09:35 day_before [U0FATIMA]",
		"2026-03-09 09:00 due_day [U0FATIMA]",
		"2026-03-09 15:30 two_hours [U0FATIMA]",
		"2026-03-10 08:30 overdue [U0FATIMA U0SANNE]",
	}
	if diff := cmp.Diff(want, told(c, "contact")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	d := dutyOf(t, c, "contact")
	if got := c.PassedTo(); !slices.Equal(got, []string{fatima}) || !c.IsFor(&d, fatima, at(t, "2026-03-10 12:00")) || c.IsFor(&d, milan, at(t, "2026-03-10 12:00")) {
		t.Errorf("passed to %v; in whose lists it is does not follow", got)
	}
	// The deputy can do it, too, and the duty is then over for both.
	now := at(t, "2026-03-10 12:00")
	must(t, c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, Solved: true, Note: "solved"}, member(fatima), now))
	var users []string
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeReminder && n.Ref == "contact:1" {
			users = append(users, n.To)
		}
	}
	if want := []string{fatima, milan, sanne}; !slices.Equal(users, want) {
		t.Errorf("%v are told that it is done, want %v", users, want)
	}
	if got := c.PassedTo(); len(got) > 0 {
		t.Errorf("done, and still in the lists of %v", got)
	}
}

func TestPassOnIsRefused(t *testing.T) {
	for _, tc := range []struct {
		name string
		set  func(*Case)
		want string
	}{
		{"without a deputy", func(c *Case) { c.Roster.People[milan] = Profile{} }, "error.no_deputy"},
		{"deputy is the accused", func(c *Case) { c.About = append(c.About, fatima) }, "error.deputy_involved"},
		{"deputy is away", func(c *Case) {
			c.Roster.Away = []Absence{{User: fatima, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-10 00:00")}}
		}, "error.deputy_away"},
		{"when it is done", func(c *Case) {
			now := at(t, "2026-03-06 09:10")
			must(t, c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, Solved: true, Note: "solved"}, member(milan), now))
		}, "error.duty_over"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := contactOwed(t, "2026-03-06 09:00")
			tc.set(c)
			if got := refusedWith(t, c.PassOn("contact", 1, member(milan), at(t, "2026-03-06 09:30"))); got != tc.want {
				t.Errorf("refused with %q, want %q", got, tc.want)
			}
		})
	}
}

// Whoever handed a duty on hears again when the deputy can no longer do it.
func TestAPassedDutyComesBackWhenTheDeputyIsAway(t *testing.T) {
	c := contactOwed(t, "2026-03-06 09:00")
	must(t, c.PassOn("contact", 1, member(milan), at(t, "2026-03-06 09:30")))
	c.Roster.Away = []Absence{{User: fatima, From: at(t, "2026-03-09 00:00"), Until: at(t, "2026-03-12 00:00")}}
	d := dutyOf(t, c, "contact")
	if got := c.Recipients(&d, StageDueDay, at(t, "2026-03-09 09:00")); !slices.Equal(got, []string{milan}) {
		t.Errorf("reminded: %v, want the handler again", got)
	}
}

func TestChaseReachesWhoIsResponsibleOncePerHalfDay(t *testing.T) {
	c := contactOwed(t, "2026-03-10 08:30")
	must(t, c.Chase("contact", 1, member(sanne), at(t, "2026-03-10 09:10")))
	if err := c.Chase("contact", 1, member(mees), at(t, "2026-03-10 11:50")); refusedWith(t, err) != "error.already_chased" {
		t.Errorf("the same morning: %v", err)
	}
	must(t, c.Chase("contact", 1, member(mees), at(t, "2026-03-10 12:10")))
	got := told(c, "contact")
	want := []string{"2026-03-10 09:10 chased [U0MILAN]", "2026-03-10 12:10 chased [U0MILAN]"}
	if diff := cmp.Diff(want, got[len(got)-2:]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestChaseAtNightIsToldAtTheNextWorkingMoment(t *testing.T) {
	c := contactOwed(t, "2026-03-10 08:30")
	must(t, c.Accept(member(milan), at(t, "2026-03-10 08:30")))
	c.Roster.People[milan] = Profile{Zone: "America/New_York"}
	now := at(t, "2026-03-10 09:10") // four in the morning there
	c.Lapse(now)
	must(t, c.Chase("contact", 1, member(sanne), now))
	wake, err := c.WakeAt(now)
	if want := at(t, "2026-03-10 13:30"); err != nil || !wake.Equal(want) {
		t.Errorf("wakes at %v (%v), want %v", wake.In(c.Zone()), err, want)
	}
	tick(t, c, now, at(t, "2026-03-10 18:00"))
	got := told(c, "contact")
	if want := "2026-03-10 13:30 chased [U0MILAN]"; got[len(got)-1] != want {
		t.Errorf("told %q, want %q at the end", got, want)
	}
}

func TestChaseIsRefused(t *testing.T) {
	for _, tc := range []struct{ name, now, by, want string }{
		{"before the deadline", "2026-03-09 15:30", sanne, "error.not_overdue"},
		{"by the filer", "2026-03-10 08:30", lotte, "error.not_allowed"},
		{"by the handler", "2026-03-10 08:30", milan, "error.not_allowed"},
		{"by who delivered the service", "2026-03-10 08:30", joost, "not found"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := contactOwed(t, tc.now)
			if got := refusedWith(t, c.Chase("contact", 1, member(tc.by), at(t, tc.now))); got != tc.want {
				t.Errorf("refused with %q, want %q", got, tc.want)
			}
		})
	}
	c := newCase(t)
	must(t, c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")))
	if got := refusedWith(t, c.Chase("assign", 1, member(sanne), at(t, "2026-03-09 10:00"))); got != "error.chase_nobody" {
		t.Errorf("of oneself: refused with %q", got)
	}
}

// A case that goes to somebody else takes its reminders along.
func TestReassigningRetellsWhoWasReminded(t *testing.T) {
	c := contactOwed(t, "2026-03-06 09:00")
	must(t, c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", Why: "officer", Deliverers: []string{joost}}, member(sanne), at(t, "2026-03-06 10:00")))
	before := 0
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeAgain { // whoever has one
			before++
		}
	}
	d := dutyOf(t, c, "contact")
	if before != 1 || c.Hears(&d, milan, at(t, "2026-03-06 10:00")) {
		t.Errorf("told %d times that it is no longer theirs, hears of it %v", before, c.Hears(&d, milan, at(t, "2026-03-06 10:00")))
	}
}

// A case that ends in error lets its reminders go; when that is undone they
// stand again.
func TestAnUndoneEndRevivesItsReminders(t *testing.T) {
	c := contactOwed(t, "2026-03-06 09:00")
	now := at(t, "2026-03-06 10:00")
	redrawn := func() (n int) {
		for _, notice := range c.Notices(c.Events[len(c.Events)-1]) {
			if notice.Kind == NoticeReminder && notice.To == milan && notice.Ref == "contact:1" {
				n++
			}
		}
		return n
	}
	must(t, c.MarkFiledInError("twice the same", member(sanne), now))
	if n := redrawn(); n != 1 {
		t.Errorf("at the end the reminder is redrawn %d times, want once", n)
	}
	must(t, c.UndoEnd(member(sanne), now))
	if got := kinds(c.Notices(c.Events[len(c.Events)-1]), ""); !slices.Contains(got, NoticeAgain) {
		t.Errorf("after the undo nobody's message is made true: %v", got)
	}
}

// What is only about reminders changes no part that a form edits, and no state.
func TestRemindersAreNoSteps(t *testing.T) {
	for _, kind := range []Kind{Reminded, Snoozed, PassedOn, Chased} {
		if !kind.AboutReminders() || stepOf[kind] != "" {
			t.Errorf("%s counts as a step", kind)
		}
	}
	c := contactOwed(t, "2026-03-10 08:30")
	face, rev := c.Face(), c.Rev(StepContact)
	must(t, c.PassOn("contact", 1, member(milan), at(t, "2026-03-10 09:00")))
	must(t, c.Chase("contact", 1, member(sanne), at(t, "2026-03-10 09:10")))
	if c.Face() != face || c.Rev(StepContact) != rev || Told.AboutReminders() {
		t.Errorf("face %s, revision %d; want %s, %d as before", c.Face(), c.Rev(StepContact), face, rev)
	}
}
