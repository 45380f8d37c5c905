package complaint

import (
	"slices"
	"testing"
	"time"
)

// Under exactpi the answer is owed by the day agreed, and a new day agreed in time is its
// extension; the four weeks of the house hold where nothing was agreed (EX-02, EX-15).
func TestTheAnswerIsOwedByTheDayAgreed(t *testing.T) {
	type agreed struct{ at, day string }
	for _, tc := range []struct {
		name   string
		agreed []agreed
		due    string
		was    []string
		last   string // of why it is so
		late   bool   // on 10 April
	}{
		{"nothing was", nil, "2026-04-03 00:00", nil, "due", true},
		{"an earlier day, which is owed by itself", []agreed{{"2026-03-09 12:00", "2026-03-20"}}, "2026-04-03 00:00", nil, "due", true},
		{"a later day", []agreed{{"2026-03-09 12:00", "2026-04-30"}}, "2026-05-01 00:00", []string{"2026-04-03 00:00"}, StepGaveWay, false},
		{"and a later one before that was over", []agreed{{"2026-03-09 12:00", "2026-04-30"}, {"2026-04-29 12:00", "2026-05-15"}}, "2026-05-16 00:00", []string{"2026-04-03 00:00", "2026-05-01 00:00"}, StepGaveWay, false},
		{"and an earlier one", []agreed{{"2026-03-09 12:00", "2026-04-30"}, {"2026-03-12 12:00", "2026-04-15"}}, "2026-04-16 00:00", []string{"2026-04-03 00:00", "2026-05-01 00:00"}, StepGaveWay, false},
		{"and one within the term", []agreed{{"2026-03-09 12:00", "2026-04-30"}, {"2026-03-12 12:00", "2026-03-20"}}, "2026-04-03 00:00", []string{"2026-04-03 00:00", "2026-05-01 00:00"}, StepOwnTerm, true},
		{"a later day once the term was over", []agreed{{"2026-04-08 12:00", "2026-04-30"}}, "2026-04-03 00:00", nil, "due", true},
		{"a later one once the first was over", []agreed{{"2026-03-09 12:00", "2026-04-07"}, {"2026-04-09 12:00", "2026-04-30"}}, "2026-04-08 00:00", []string{"2026-04-03 00:00"}, StepGaveWay, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceAssigned)}
			c := w.c
			for _, a := range tc.agreed {
				w.do("agree", c.LogContact(ContactForm{At: at(t, a.at), Via: "phone", Reached: true, How: "we rebuild it together", Day: a.day, Note: "said"}, member(milan), at(t, a.at)))
			}
			d := dutyOf(t, c, "decision")
			if want := at(t, tc.due); !d.Due.Equal(want) || d.Overdue(at(t, "2026-04-10 10:00")) != tc.late {
				t.Errorf("due %s, late %v", d.Due.In(c.Zone()), d.Overdue(at(t, "2026-04-10 10:00")))
			}
			var was []string
			for _, due := range d.Was {
				was = append(was, due.In(c.Zone()).Format("2006-01-02 15:04"))
			}
			if codes := codesOf(t, c, &d); !slices.Equal(was, tc.was) || codes[len(codes)-1] != tc.last {
				t.Errorf("was %v, want %v; by %v, want %s last", was, tc.was, codes, tc.last)
			}
		})
	}
}

// A company's own file says the same of any term in one line; without it the term stands,
// as under kerngroep, which promises its weeks.
func TestATermGivesWayByOneKey(t *testing.T) {
	for key, want := range map[string]string{"promised": "2026-05-01 00:00", "": "2026-04-03 00:00"} {
		w := &walk{t, walkTo(t, FaceAssigned)}
		own := *w.c.Procedure
		own.Duties = slices.Clone(own.Duties)
		own.Duty("decision").GivesWay = key
		w.c.Procedure = &own
		w.do("agree", w.c.LogContact(ContactForm{At: at(t, "2026-03-09 12:00"), Via: "phone", Reached: true, How: "we rebuild it", Day: "2026-04-30", Note: "said"}, member(milan), at(t, "2026-03-09 12:00")))
		if d := dutyOf(t, w.c, "decision"); !d.Due.Equal(at(t, want)) {
			t.Errorf("gives way to %q: due %s, want %s", key, d.Due.In(w.c.Zone()), want)
		}
	}
	if d := presetOf(t, "kerngroep").Duty("decision"); d.GivesWay != "" {
		t.Errorf("kerngroep's weeks give way to %q", d.GivesWay)
	}
}

// A day that was agreed in what was no contact puts nothing off.
func TestNoTermGivesWayToAMistake(t *testing.T) {
	w := &walk{t, walkTo(t, FaceAssigned)}
	now, before := at(t, "2026-03-09 12:00"), dutyOf(t, w.c, "decision").Due
	w.do("agree", w.c.LogContact(ContactForm{At: now, Via: "phone", Reached: true, How: "we rebuild it together", Day: "2026-04-30", Note: "said"}, member(milan), now))
	if d := dutyOf(t, w.c, "decision"); !d.Due.Equal(at(t, "2026-05-01 00:00")) {
		t.Fatalf("agreed, the answer is due %v", d.Due)
	}
	w.do("correct", w.c.Correct(reachedForm(w.c, Attempted), member(sanne), now.Add(time.Hour)))
	if d := dutyOf(t, w.c, "decision"); !d.Due.Equal(before) {
		t.Errorf("nobody was reached, and the answer is due %v, want %v", d.Due, before)
	}
}
