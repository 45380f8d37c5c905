package complaint

import (
	"testing"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// approvedCase is a case in which nothing is left but to tell the answer.
func approvedCase(t *testing.T, preset string) *Case {
	t.Helper()
	w, now := &walk{t, presetCase(t, preset, zoneOf(preset))}, at(t, "2026-03-05 10:20")
	r := registration(t)
	r.Street, r.Postcode, r.Town = "Markt 1", "1234 AB", "Utrecht"
	w.do("register", w.c.Register(r, member(lotte), now))
	for _, step := range roadOf(w.c) {
		now = now.Add(time.Minute)
		if w.c.Face() == FaceApproved {
			return w.c
		}
		_ = step(now) // a procedure refuses the steps that it does not have
	}
	t.Fatalf("%s brought it to %s", preset, w.c.Face())
	return nil
}

func tellOf(c *Case, when time.Time, why string) Delivery {
	return Delivery{At: when, Via: c.Procedure.Answer.Forms[0], With: "Anna", Said: "said", Late: why}
}

// In every procedure an answer that is told after its deadline asks why it took longer, which is
// kept with the telling; one told in time does not, and is asked why it is written down only now
// where that is after the deadline. Never both (OK-16, B4.7).
func TestAnAnswerToldLateSaysWhy(t *testing.T) {
	for _, name := range procedure.Presets() {
		due := dutyOf(t, approvedCase(t, name), "decision").Due
		for _, tc := range []struct {
			name           string
			told, noted    time.Duration // after the deadline
			late, belated  string
			refused, keeps string
		}{
			{"in time", -time.Minute, -time.Minute, "", "", "", ""},
			{"in time, with a reason that nobody asked for", -time.Minute, -time.Minute, "x", "", "", ""},
			{"in time, written down late", -time.Minute, time.Hour, "", "", "belated error.belated", ""},
			{"the other reason is none for that", -time.Minute, time.Hour, "an expert was ill", "", "belated error.belated", ""},
			{"in time, written down late, with why", -time.Minute, time.Hour, "", "it lay elsewhere", "", ""},
			{"late", 0, 0, " ", "", "late error.told_late", ""},
			{"nor is that one for this", 0, time.Hour, "", "it lay elsewhere", "late error.told_late", ""},
			{"late, with why", 0, time.Hour, " an expert was ill ", "", "", "an expert was ill"},
		} {
			c, now := approvedCase(t, name), due.Add(tc.noted)
			before := len(c.Events)
			err := c.Belated(tc.belated, now, func() error {
				return c.Deliver(tellOf(c, due.Add(tc.told), tc.late), member(sanne), now)
			})
			if got := refusedFor(err); got != tc.refused {
				t.Errorf("%s, %s: %q, want %q", name, tc.name, got, tc.refused)
			}
			if got := c.LateWhy(c.Answer().Version); got != tc.keeps {
				t.Errorf("%s, %s: kept %q, want %q", name, tc.name, got, tc.keeps)
			}
			if tc.refused == "late error.told_late" && len(c.Events) != before {
				t.Errorf("%s, %s: refused, and %d events are on record", name, tc.name, len(c.Events)-before)
			}
			if told := c.newest(Told); err == nil && tc.belated != "" && c.BelatedWhy(*told) != tc.belated {
				t.Errorf("%s, %s: why only now is %q", name, tc.name, c.BelatedWhy(*told))
			}
		}
	}
}

// It is asked last, once all else is right, and it stays with the telling when that is put right.
func TestWhyAnAnswerWasLateIsAskedLastAndStays(t *testing.T) {
	c := approvedCase(t, "exactpi")
	due := dutyOf(t, c, "decision").Due
	d := tellOf(c, due, "")
	d.Via = ""
	if got := refusedFor(c.Deliver(d, member(sanne), due)); got != "via error.form_missing" {
		t.Errorf("with something else wrong: %q", got)
	}
	must(t, c.Deliver(tellOf(c, due, "an expert was ill"), member(sanne), due))
	form := c.OnRecord(Fact{FactContact, seqOf(t, c, Told)})
	form.With, form.Reason = "Bert", "it was him"
	must(t, c.Correct(form, member(sanne), due.Add(time.Hour)))
	if note := c.Note(*c.newest(Told)); note.With != "Bert" || c.LateWhy(1) != "an expert was ill" {
		t.Errorf("on record %+v, %q", note, c.LateWhy(1))
	}
}

// An answer that the complainant knew and is told once more in a form that the procedure takes
// is not asked, however late that is.
func TestAnAnswerToldOnceMoreIsNotAskedWhy(t *testing.T) {
	w := answeredInWriting(t)
	late := dutyOf(t, w.c, "decision").Due.Add(time.Hour)
	w.reachedBy(Told, "phone", at(t, "2026-03-10 09:00"), func(f *CorrectForm) { f.Said = "All of it" })
	if !w.c.OwesForm() {
		t.Fatal("it is not owed again")
	}
	w.do("deliver again", w.c.Deliver(Delivery{At: late, Via: "email"}, member(sanne), late))
}

// Nor is one that was late asked why it is written down only now, for the sake of another duty
// that it did in time.
func TestAnAnswerToldLateIsAskedOnce(t *testing.T) {
	c := approvedCase(t, "exactpi")
	spec := *c.Procedure.Duty("decision")
	within, err := calendar.ParsePeriod("8w")
	must(t, err)
	spec.Kind, spec.Within = "longer", &within
	c.Procedure.Duties = append(c.Procedure.Duties, spec)
	c.derived = nil
	told, now := dutyOf(t, c, "decision").Due, dutyOf(t, c, "longer").Due.Add(time.Hour)
	must(t, c.Belated("", now, func() error { return c.Deliver(tellOf(c, told, "an expert was ill"), member(sanne), now) }))
	if d := dutyOf(t, c, "longer"); !d.Done.Equal(told) || !told.Before(d.Due) {
		t.Errorf("the other one was done %s, due %s", d.Done, d.Due)
	}
}
