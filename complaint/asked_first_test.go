package complaint

import (
	"errors"
	"testing"
	"time"

	"ombud/procedure"
)

// In each of the five procedures a case that is answered, and has all else that closing
// asks for, closes only when the customer was asked and is satisfied, or when management
// agreed to close without: after three tries on three working days, or because the
// customer wants no contact. Who is not satisfied is put right first. The table that
// strays (TestNoPresetClosesTooEarly) says the same of every other way through.
func TestNoCaseClosesUnasked(t *testing.T) {
	asked := func(result Kind, days ...int) func(*walk, time.Time) time.Time {
		return func(w *walk, now time.Time) time.Time {
			for _, day := range days {
				now = workday(now, day)
				w.do(string(result), w.c.RecordFollowUp(FollowUpForm{Result: result, At: now, Via: "phone", Note: "said"}, member(lotte), now))
			}
			return now
		}
	}
	without := func(result Kind, agree bool, days ...int) func(*walk, time.Time) time.Time {
		return func(w *walk, now time.Time) time.Time {
			now = asked(result, days...)(w, now).Add(time.Hour)
			if w.c.Waits() == nil {
				w.do("ask", w.c.AskClose("no reply", member(sanne), now))
			}
			if agree {
				w.do("agree", w.c.Grant(lastRequest(w.c).Seq, member(mees), now))
			}
			return now
		}
	}
	const unasked, unanswered = "close.followed_up", "close.answer_told"
	for _, tc := range []struct {
		name string
		do   func(*walk, time.Time) time.Time
		want string // what is missing; empty: it closes
	}{
		{"not asked", func(_ *walk, now time.Time) time.Time { return now }, unasked},
		{"asked, and satisfied", asked(Satisfied, 1), ""},
		{"asked, and not satisfied", asked(Dissatisfied, 1), unanswered},
		{"one try", asked(NoReply, 1), unasked},
		{"two tries, and management cannot be asked yet", func(w *walk, now time.Time) time.Time {
			now = asked(NoReply, 1, 1)(w, now).Add(time.Hour)
			if err := w.c.AskClose("no reply", member(sanne), now); err == nil {
				w.t.Error("management is asked after two tries")
			}
			return now
		}, unasked},
		{"three tries", asked(NoReply, 1, 1, 1), unasked},
		{"three tries, management is asked", without(NoReply, false, 1, 1, 1), unasked},
		{"three tries, management agreed", without(NoReply, true, 1, 1, 1), ""},
		{"wants no contact", asked(NoContact, 1), unasked},
		{"wants no contact, management agreed", without(NoContact, true, 1), ""},
	} {
		for _, preset := range procedure.Presets() {
			t.Run(tc.name+"/"+preset, func(t *testing.T) {
				w, now := answeredCase(t, preset)
				now = tc.do(w, now).Add(time.Hour)
				err := w.c.Close(Report{Handling: "done", Lesson: "learnt", Archive: "kept", NoMeasure: "one slip"}, member(sanne), now)
				if got := missingOf(err); got != tc.want || (err == nil) != (w.c.State == StateClosed) {
					t.Errorf("closing says %v, missing %q, want %q; it is %s", err, got, tc.want, w.c.State)
				}
			})
		}
	}
}

// answeredCase takes every step of the procedure but asking the customer afterwards.
func answeredCase(t *testing.T, preset string) (*walk, time.Time) {
	t.Helper()
	w, now := &walk{t, presetCase(t, preset, zoneOf(preset))}, at(t, "2026-03-05 10:20")
	w.do("register", w.c.Register(Registration{Via: "phone", ReceivedAt: now.Add(-20 * time.Minute), Filing: Filing{
		Name: "Anna de Vries", Phone: "+31 6 12345678", Email: "anna@bakkerijzon.example", Summary: "Accounts late", Wish: "the fine back", Street: "Markt 1", Postcode: "1234 AB", Town: "Utrecht",
		Story: "The accounts were promised for September and came in November.",
	}}, member(lotte), now))
	road := roadOf(w.c)
	for _, step := range road[:len(road)-1] {
		now = now.Add(time.Minute)
		_ = step(now) // a procedure refuses the steps that it does not have
	}
	if w.c.Face() != FaceAnswered {
		t.Fatalf("%s brought it to %s", preset, w.c.Face())
	}
	return w, now
}

// workday is the same time of day so many working days later.
func workday(from time.Time, n int) time.Time {
	for range n {
		for from = from.AddDate(0, 0, 1); from.Weekday() == time.Saturday || from.Weekday() == time.Sunday; {
			from = from.AddDate(0, 0, 1)
		}
	}
	return from
}

// missingOf is what closing still asks for.
func missingOf(err error) string {
	if refusedAs(err, "error.close_blocked") {
		r, _ := errors.AsType[*Refusal](err)
		return r.Args[1].(Condition).Text
	}
	return textOf(err)
}
