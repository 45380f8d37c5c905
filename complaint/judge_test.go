package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/calendar"
)

// Other versions judge all that was recorded: what is owed, how long it is kept and what
// stays out of the channel. What they cannot reckon is refused.
func TestOtherVersionsJudgeACase(t *testing.T) {
	now := at(t, "2026-03-06 09:00")
	other := presetOf(t, "exactpi")
	longer, err := calendar.ParsePeriod("36mo")
	if err != nil {
		t.Fatal(err)
	}
	other.Version, other.Retention.Target = "2", &longer
	t.Run("what is owed and kept", func(t *testing.T) {
		c := walkTo(t, FaceClosed)
		before := c.EraseAt()
		closed, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: []string{"2026-03-06"}})
		if err != nil {
			t.Fatal(err)
		}
		assign := func() time.Time {
			duties, err := c.Duties()
			if err != nil {
				t.Fatal(err)
			}
			return duties[slices.IndexFunc(duties, func(d Duty) bool { return d.Kind == "assign" })].Due
		}
		due := assign()
		if err := c.Judge(Rules{other, closed}, now); err != nil {
			t.Fatal(err)
		}
		if !assign().After(due) || !c.EraseAt().After(before) {
			t.Errorf("assigned by %v, was %v; erased %v, was %v", assign(), due, c.EraseAt(), before)
		}
		if e := c.Events[len(c.Events)-1]; e.Kind != Rejudged || e.Data.New != "2" {
			t.Errorf("it ends with %+v", e)
		}
		if c.State != StateClosed || len(c.Answers) == 0 {
			t.Errorf("it is %s with %d answers", c.State, len(c.Answers))
		}
	})
	t.Run("beyond the calendar", func(t *testing.T) {
		c := walkTo(t, FaceNew)
		late, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2027, Last: 2032})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Judge(Rules{other, late}, now); !refusedAs(err, "error.receipt_beyond") {
			t.Errorf("by a calendar that begins after it: %v", err)
		}
	})
	t.Run("kept confidential", func(t *testing.T) {
		c := walkTo(t, FaceNew)
		strict := *other
		strict.Confidential = []string{""} // of a case that nobody gave a nature
		if err := c.Judge(Rules{&strict, c.Calendar}, now); err != nil || !c.Confidential {
			t.Errorf("confidential: %v (%v)", c.Confidential, err)
		}
		alone := walkTo(t, FaceNew)
		alone.Roster = &Roster{}
		if err := alone.Judge(Rules{&strict, alone.Calendar}, now); !refusedAs(err, "error.nobody_left") {
			t.Errorf("with nobody to tell: %v", err)
		}
	})
	t.Run("the form goes out", func(t *testing.T) {
		c := newCase(t)
		c.Number = "K-2026-0042"
		c.Procedure.Assign.SendForm = false
		w := &walk{t, c}
		w.do("file", c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")))
		w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "officer", Unknown: "nobody knows", Skip: "on holiday"}, member(sanne), at(t, "2026-03-05 11:00")))
		if err := c.Judge(Rules{other, c.Calendar}, now); err != nil {
			t.Fatal(err)
		}
		sent := slices.ContainsFunc(c.Notices(c.Events[len(c.Events)-1]), func(n Notice) bool { return n.Kind == NoticeDesk && n.OnDelivered == FormSent })
		if !c.FormSentAt.IsZero() || !sent {
			t.Errorf("no form is sent to the handler, whose clock begins with it")
		}
	})
}

// What is foreseen of a receipt that is put right is counted by the rules that were in
// force then, and what they refuse is refused.
func TestACorrectionIsForeseenByItsRules(t *testing.T) {
	c, now := walkTo(t, FaceNew), at(t, "2026-03-06 09:00")
	closed, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2026, Last: 2032, Closed: []string{"2026-03-04"}})
	if err != nil {
		t.Fatal(err)
	}
	form := CorrectForm{Fact: Fact{FactReceived, 1}, At: at(t, "2026-03-03 09:00"), Reason: "voicemail"}
	due := func() time.Time {
		for _, m := range c.Preview(form, now) {
			if m.After.Kind == "assign" {
				return m.After.Due
			}
		}
		return time.Time{}
	}
	own := due()
	form.Rules = Rules{c.Procedure, closed}
	if by := due(); own.IsZero() || !by.Equal(own.AddDate(0, 0, 1)) {
		t.Errorf("foreseen for %v, by the other rules for %v", own, by)
	}
	form.At, form.KeepOld = at(t, "2025-12-29 09:00"), true
	if err := c.Correct(form, member(sanne), now); !refusedAs(err, "error.receipt_beyond") {
		t.Errorf("before their calendar begins: %v", err)
	}
	if got := c.under(Rules{}); got != c {
		t.Error("without other rules it is not judged by its own")
	}
}
