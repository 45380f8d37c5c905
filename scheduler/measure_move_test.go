package scheduler

import (
	"testing"

	"ombud/complaint"
)

// Who gets an action, and who had it, are told when it moves; of another day its
// owner hears anew, since an edited message alone is overlooked.
func TestAMovedActionIsTold(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.TakeMeasure(complaint.MeasureForm{
			What: "Answer such questions on the site", Owner: lotte, Who: "Lotte Jansen", Day: "2026-03-18", Changes: complaint.ChangesNothing,
		}, member(sanne), now)
	})
	f.sendAll()
	move := func(owner, day string) {
		t.Helper()
		f.step(number, func(c *complaint.Case, now timeT) error {
			return c.MoveMeasure(1, complaint.MeasureMove{Owner: owner, Who: "somebody", Day: day, Why: "holidays"}, member(sanne), now)
		})
		f.sendAll()
	}
	reads := func(user, words string) int { return count(f.said(user), words) }
	before := f.slack.As(lotte).DMs()
	move(lotte, "2026-03-25")
	after := f.slack.As(lotte).DMs()
	if reads(lotte, "is yours") != 1 || after[len(after)-1].TS == before[len(before)-1].TS {
		t.Errorf("of another day the owner reads %q", f.said(lotte))
	}
	move(milan, "2026-03-25")
	if reads(lotte, "is yours") != 0 || reads(lotte, "is no longer yours") != 1 || reads(milan, "is yours") != 1 {
		t.Errorf("who had it reads %q, who has it %q", f.said(lotte), f.said(milan))
	}
	move(sanne, "2026-03-26")
	if reads(milan, "is yours") != 0 || reads(milan, "is no longer yours") != 1 || reads(sanne, "is yours") != 0 {
		t.Errorf("who had it reads %q, who took it %q", f.said(milan), f.said(sanne))
	}
}

// Moved twice before anybody was told, only the last counts: who never heard
// that it was theirs does not hear that it is not.
func TestAnActionMovedTwice(t *testing.T) {
	f := newFirm(t)
	number := f.file()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.TakeMeasure(complaint.MeasureForm{
			What: "Answer such questions on the site", Owner: joost, Who: "Joost Visser", Day: "2026-03-18", Changes: complaint.ChangesNothing,
		}, member(sanne), now)
	})
	for _, owner := range []string{milan, mees} {
		f.step(number, func(c *complaint.Case, now timeT) error {
			return c.MoveMeasure(1, complaint.MeasureMove{Owner: owner, Who: "somebody", Day: "2026-03-18"}, member(sanne), now)
		})
	}
	f.sendAll()
	for user, want := range map[string]int{joost: 0, milan: 0, mees: 1} {
		if n := count(f.said(user), "is yours"); n != want {
			t.Errorf("%s reads %q", user, f.said(user))
		}
	}
	if n := count(f.said(joost), "corrective action"); n != 0 {
		t.Errorf("who never heard of it reads %q", f.said(joost))
	}
}
