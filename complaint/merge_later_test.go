package complaint

import (
	"testing"
	"time"
)

// joined is a case of the sixth of March that a duplicate of the fifth became one with on the
// tenth, which strict changes first.
func joined(t *testing.T, before func(w *walk), strict func(c *Case)) (w *walk, duplicate *Case) {
	t.Helper()
	w = dutch(t)
	c := w.c
	c.Number = "M-2026-0001"
	if before != nil {
		before(w)
	}
	duplicate = presetCase(t, "kerngroep", "Europe/Amsterdam")
	duplicate.Number = "M-2026-0002"
	r := reported(t)
	r.ReceivedAt = at(t, "2026-03-05 09:00")
	w.do("register", duplicate.Register(r, member(lotte), at(t, "2026-03-09 09:00")))
	if strict != nil {
		strict(duplicate)
	}
	w.do("merge", Merge(duplicate, c, "one matter", member(sanne), at(t, "2026-03-10 12:00")))
	return w, duplicate
}

// fortnight has the answer due within two weeks, as a stricter version of the procedure would.
func fortnight(t *testing.T) func(c *Case) {
	return func(c *Case) {
		duties := append(c.Procedure.Duties[:0:0], c.Procedure.Duties...)
		for i := range duties {
			if duties[i].Kind == "decision" {
				duties[i].Within = period(t, "2w")
			}
		}
		c.Procedure.Duties = duties
		c.derived = nil
	}
}

// The customer heard of a later day after the two cases became one: the deadline that the
// duplicate had run does not bring it back. What they heard before is of one case only, and
// the stricter deadline of the other stands (KG-28).
func TestMoreTimeAfterAMergeHolds(t *testing.T) {
	tell := func(day, when string) func(w *walk) {
		return func(w *walk) {
			w.extended(ExtensionForm{Day: day, Reason: "een deskundige is ziek", Via: "phone", At: at(t, when)}, sanne, mees, at(t, when))
		}
	}
	for _, tc := range []struct {
		name          string
		before, after func(w *walk)
		due           string
	}{
		{"told after", nil, tell("2026-04-17", "2026-03-12 12:00"), "2026-04-18 00:00"},
		{"told before", tell("2026-04-17", "2026-03-09 12:00"), nil, "2026-04-03 00:00"},
		{"told before and again after", tell("2026-04-10", "2026-03-09 12:00"), tell("2026-04-17", "2026-03-12 12:00"), "2026-04-18 00:00"},
		{"told after, and once more when the day of the duplicate was over", nil, func(w *walk) {
			tell("2026-04-10", "2026-03-12 12:00")(w)
			tell("2026-04-17", "2026-04-07 12:00")(w)
		}, "2026-04-18 00:00"},
		{"told too late", nil, tell("2026-04-17", "2026-03-28 12:00"), "2026-04-03 00:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, duplicate := joined(t, tc.before, nil)
			if tc.after != nil {
				tc.after(w)
			}
			for how, c := range map[string]*Case{"at hand": w.c, "loaded": reload(w.c)} {
				if d := dutyOf(t, c, "decision"); !d.Due.Equal(at(t, tc.due)) {
					t.Errorf("%s: due %s, want %s", how, d.Due.In(c.Zone()), tc.due)
				}
			}
			if tc.after != nil {
				return
			}
			w.do("unmerge", Unmerge(duplicate, w.c, member(sanne), at(t, "2026-03-10 15:00")))
			if d := dutyOf(t, w.c, "decision"); !d.Due.Equal(at(t, "2026-04-18 00:00")) {
				t.Errorf("two cases again: due %s", d.Due.In(w.c.Zone()))
			}
		})
	}
}

// A day that is agreed with the customer after two cases became one takes the place of the
// sooner one that the duplicate had promised (KG-06).
func TestADayAgreedAfterAMergeHolds(t *testing.T) {
	d, c := twins(t)
	w, now := &walk{t, c}, at(t, "2026-03-05 12:00")
	w.do("merge", Merge(d, c, "the same accounts", member(sanne), now))
	if promised := dutyOf(t, c, DutyPromised); !promised.Due.Equal(at(t, "2026-03-10 00:00")) {
		t.Fatalf("what the duplicate promised is due %s", promised.Due.In(c.Zone()))
	}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Deliverers: []string{joost}, Skip: "abroad"}, member(sanne), now))
	w.do("form", c.Delivered(FormSent, milan, now, now))
	later := at(t, "2026-03-06 10:00")
	w.do("contact", c.LogContact(ContactForm{At: later, Via: "phone", With: "Anna", Reached: true, How: "refund", Day: "2026-03-12"}, member(milan), later))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if promised := dutyOf(t, c, DutyPromised); !promised.Due.Equal(at(t, "2026-03-13 00:00")) {
			t.Errorf("%s: what was agreed since is due %s", how, promised.Due.In(c.Zone()))
		}
	}
}

// The form asks for more time until the same moment from which telling it counts as late,
// also where a duplicate had to be answered sooner than the procedure of the case says.
func TestOneLastDayForTellingAfterAMerge(t *testing.T) {
	for _, tc := range []struct {
		name   string
		strict func(c *Case)
		last   string
	}{
		{"the same procedure", nil, "2026-03-27 00:00"},
		{"a stricter one", fortnight(t), "2026-03-20 00:00"},
	} {
		for late, when := range map[bool]time.Time{false: at(t, tc.last).Add(-time.Minute), true: at(t, tc.last)} {
			w, _ := joined(t, nil, tc.strict)
			answer := dutyOf(t, w.c, "decision")
			if by := w.c.AnnounceBy(&answer); !by.Equal(at(t, tc.last)) {
				t.Errorf("%s: the form says %s", tc.name, by.In(w.c.Zone()))
			}
			w.extended(ExtensionForm{Day: "2026-04-10", Reason: "een deskundige is ziek", Via: "phone", At: when}, sanne, mees, when)
			if w.c.Extensions[0].Late != late {
				t.Errorf("%s: told at %s, late is %v", tc.name, when.In(w.c.Zone()), !late)
			}
		}
	}
}
