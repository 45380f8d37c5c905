package complaint

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The officer hears of a case in which nothing was recorded for five working days,
// once for each such time; what only time does breaks no silence (OK-16).
func TestTheOfficerHearsOfASilentCase(t *testing.T) {
	w := danish(t, "phone")
	w.handled() // on Thursday 5 March, until eleven o'clock
	tick(t, w.c, at(t, "2026-03-05 11:10"), at(t, "2026-03-13 12:00"))
	w.do("later", w.c.Snooze(DutySilence, 1, at(t, "2026-03-13 14:00"), member(sanne), at(t, "2026-03-13 12:00")))
	tick(t, w.c, at(t, "2026-03-13 12:00"), at(t, "2026-03-16 12:00"))
	w.do("contact", w.c.LogContact(ContactForm{At: at(t, "2026-03-16 12:00"), Via: "phone", Reached: true, Note: "she waits"}, member(sanne), at(t, "2026-03-16 12:05")))
	tick(t, w.c, at(t, "2026-03-16 12:10"), at(t, "2026-03-26 12:00"))
	want := []string{
		"2026-03-13 08:30 overdue [U0SANNE]", // the fifth working day was Thursday 12
		"2026-03-13 14:00 overdue [U0SANNE]",
		"2026-03-24 08:30 overdue [U0SANNE]",
	}
	if diff := cmp.Diff(want, told(w.c, DutySilence)); diff != "" {
		t.Errorf("of silence (-want +got):\n%s", diff)
	}
	if first := w.c.FirstDuty(); first == nil || first.Kind == DutySilence {
		t.Errorf("what the case owes first is %+v, no duty of silence", first)
	}
}

// A case that is taken up again may not fall silent either, until it is answered anew.
func TestTheOfficerHearsOfASilentCaseThatWasTakenUpAgain(t *testing.T) {
	monday := at(t, "2026-03-09 12:00")
	w := danish(t, "phone")
	w.handled()
	w.do("consult", hear(w.c, monday))
	w.do("draft", w.c.Prepare(inWriting(), member(sanne), monday))
	w.do("tell", w.c.Deliver(Delivery{At: monday, Via: "email"}, member(sanne), monday))
	if w.c.Procedure.FollowUp.Required {
		w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: monday, Via: "phone"}, member(lotte), monday))
	}
	w.do("close", w.c.Close(Report{NoMeasure: "one slip"}, member(sanne), monday))
	if d := dutyOf(t, w.c, DutySilence); d.Open() {
		t.Fatalf("closed, and still owed: %+v", d)
	}
	back := at(t, "2026-04-07 10:00") // Tuesday after Easter
	w.do("reopen", w.c.Reopen("the fine is still open", back, member(sanne), back))
	tick(t, w.c, back, at(t, "2026-04-16 12:00"))
	want := []string{"2026-04-15 08:30 overdue [U0SANNE]"}
	if diff := cmp.Diff(want, told(w.c, DutySilence)); diff != "" {
		t.Errorf("of silence (-want +got):\n%s", diff)
	}
	again := at(t, "2026-04-16 12:30")
	d := inWriting()
	d.Promises = nil
	w.do("consult", hear(w.c, again))
	w.do("draft", w.c.Prepare(d, member(sanne), again))
	w.do("tell", w.c.Deliver(Delivery{At: again, Via: "email"}, member(sanne), again))
	if d := dutyOf(t, w.c, DutySilence); d.Open() {
		t.Errorf("answered, and still owed: %+v", d)
	}
}

// What a person puts into the file breaks the silence, until the answer ends it.
func TestWhatBreaksASilence(t *testing.T) {
	monday := at(t, "2026-03-09 12:00")
	for _, tc := range []struct {
		name string
		step func(c *Case) error
		due  string // empty: nothing is owed any more
	}{
		{"nothing", func(*Case) error { return nil }, "2026-03-13 00:00"},
		{"a note", func(c *Case) error {
			return c.AddNote(Excerpt{Text: "said", Author: milan, At: monday, Source: "C1:1"}, member(sanne), monday)
		}, "2026-03-17 00:00"},
		{"a talk with who received it", func(c *Case) error {
			return c.Consult(Consultation{With: lotte, At: monday, Said: "September"}, member(sanne), monday)
		}, "2026-03-17 00:00"},
		{"a file that was fetched", func(c *Case) error { return c.KeepFile("F2", monday) }, "2026-03-13 00:00"},
		{"a reminder", func(c *Case) error { return c.Remind(monday) }, "2026-03-13 00:00"},
		{"somebody who wants it done", func(c *Case) error { return c.Chase("acknowledge", 1, member(mees), monday) }, "2026-03-13 00:00"},
		{"an answer", func(c *Case) error {
			if err := hear(c, monday); err != nil {
				return err
			}
			if err := c.Prepare(inWriting(), member(sanne), monday); err != nil {
				return err
			}
			return c.Deliver(Delivery{At: monday, Via: "email"}, member(sanne), monday)
		}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := danish(t, "phone")
			w.handled()
			if err := tc.step(w.c); err != nil && tc.name != "somebody who wants it done" { // it was done, and no step of the case anyway
				t.Fatal(err)
			}
			d := dutyOf(t, w.c, DutySilence)
			if tc.due == "" {
				if d.Open() {
					t.Errorf("answered, and still owed: %+v", d)
				}
				return
			}
			if !d.Open() || !d.Due.Equal(at(t, tc.due)) || !d.House || !d.Quiet {
				t.Errorf("due %s (%+v), want %s", d.Due.In(w.c.Zone()), d, tc.due)
			}
		})
	}
}

// While the customer can still be told in time that it takes longer, whoever
// handles the case is asked whether the day stands (KG-28).
func TestWhetherTheDayStandsIsAskedInTime(t *testing.T) {
	asked := func(t *testing.T, c *Case) []string {
		var list []string
		tick(t, c, at(t, "2026-03-19 16:00"), at(t, "2026-03-20 12:00"))
		for _, e := range c.Events {
			if e.Kind == Reminded && e.Data.Stage == string(StageOnTrack) {
				list = append(list, e.At.In(c.Zone()).Format("2006-01-02 15:04 ")+e.Data.Users[0])
			}
		}
		return list
	}
	extend := func(by string) func(*Case) error {
		return func(c *Case) error {
			now := at(t, "2026-03-18 10:00")
			return c.Extend(ExtensionForm{Day: "2026-04-10", Reason: "an expert is ill", Via: "phone", At: now}, member(by), now)
		}
	}
	for _, tc := range []struct {
		name string
		step func(*Case) error
		want []string
	}{
		{"nothing happened", func(*Case) error { return nil }, []string{"2026-03-20 09:00 U0MILAN"}}, // to be told by Friday 27 March
		{"more time is asked for", extend(milan), nil},
		{"the customer heard of a later day", extend(sanne), nil}, // it is asked again before that one
		{"no procedure that asks", func(c *Case) error { c.Procedure.Extend.AskBefore = 0; return nil }, nil},
		{"no more time can be had", func(c *Case) error { c.Procedure.Extend.Times = 0; return nil }, nil},
		{"it is answered", func(c *Case) error {
			now := at(t, "2026-03-12 12:00")
			if err := c.Prepare(draft(), member(milan), now); err != nil {
				return err
			}
			if err := c.Approve(1, member(mees), now); err != nil {
				return err
			}
			return c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now)
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := dutch(t)
			w.talked()
			w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
			w.do("step", tc.step(w.c))
			if diff := cmp.Diff(tc.want, asked(t, w.c)); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
		})
	}
}

// With a later day, it is asked before that one is over, and so often as it moves.
func TestALaterDayIsAskedAboutToo(t *testing.T) {
	w := dutch(t)
	w.talked()
	w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "adviseur", Why: "process"}, member(sanne), at(t, "2026-03-09 11:00")))
	told := at(t, "2026-03-18 10:00")
	w.extended(ExtensionForm{Day: "2026-04-10", Reason: "an expert is ill", Via: "phone", At: told}, sanne, mees, told)
	d := dutyOf(t, w.c, "decision")
	when, applies, err := w.c.moment(&d, StageOnTrack)
	if want := at(t, "2026-04-02 09:00"); err != nil || !applies || !when.Equal(want) { // Easter Monday is none of the five days
		t.Errorf("asked %s (%v, %v), want %s", when.In(w.c.Zone()), applies, err, want.Format(time.DateTime))
	}
}
