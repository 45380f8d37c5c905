package complaint

import "testing"

// A consultation that was noted by mistake never took place: the answer waits for one again,
// whoever was asked is asked nothing any more, and what they said of it gets nothing done.
// Corrected back, it stands as it stood (OK-13).
func TestAConsultationThatWasNone(t *testing.T) {
	for name, says := range map[string]bool{"nothing was said yet": false, "it was confirmed": true} {
		w, seq := asked(t)
		c, now := w.c, at(t, "2026-03-09 13:00")
		if says {
			w.do("confirm", c.ConfirmHeard(seq, member(lotte), now))
		}
		stood := fates(t, c, DutyHearing)
		w.do("correct", c.Correct(happenedForm(t, c, Consulted, HappenedNot), member(sanne), now))
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if _, counts := c.Advice(); counts || c.Consultation != "" || c.Unconfirmed() != nil || c.ConsultMissing(milan, now) != RoleFiler {
				t.Errorf("%s, %s: it counts: %t, missing %q", name, how, counts, c.ConsultMissing(milan, now))
			}
			if got := refusedFor(c.Prepare(inWriting(), member(sanne), now)); got != "said error.consult_missing" {
				t.Errorf("%s, %s: the answer: %q", name, how, got)
			}
			if d := dutyOf(t, c, DutyHearing); d.Open() {
				t.Errorf("%s, %s: whoever was asked owes %+v", name, how, d)
			}
			if got := refusedFor(c.ConfirmHeard(seq, member(lotte), now)); got != "error.hearing_over" && !says {
				t.Errorf("%s, %s: confirmed with %q", name, how, got)
			}
		}
		again := w.c.copied()
		must(t, again.Consult(Consultation{With: lotte, At: now, Said: "Now she was"}, member(sanne), now))
		if h := again.Unconfirmed(); h == nil || len(again.Hearings) != 2 {
			t.Errorf("%s: asked anew: %+v", name, again.Hearings)
		}
		w.do("correct back", c.Correct(happenedForm(t, c, Consulted, HappenedYes), member(sanne), now))
		for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
			if _, counts := c.Advice(); counts != says || fates(t, c, DutyHearing) != stood || (c.Unconfirmed() != nil) == says {
				t.Errorf("%s, %s, back: it counts: %t, %s, want %s", name, how, counts, fates(t, c, DutyHearing), stood)
			}
		}
	}
}

// An earlier consultation that a mistaken one took the place of waits to be confirmed again.
func TestWhatAMistakenConsultationTookThePlaceOf(t *testing.T) {
	w, seq := asked(t)
	c, now := w.c, at(t, "2026-03-09 13:00")
	w.do("consult", c.Consult(Consultation{With: lotte, At: now, Said: "It was another case"}, member(sanne), now))
	second := len(c.Events)
	before := "03-10 owed, 03-10 void 03-09"
	if h := c.Unconfirmed(); h == nil || h.Seq != second {
		t.Fatalf("waits for %+v", h)
	}
	w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactHappened, second}, Code: HappenedNot, Reason: "another case"}, member(sanne), now))
	if h := c.Unconfirmed(); h == nil || h.Seq != seq || fates(t, c, DutyHearing) != before {
		t.Errorf("waits for %+v, owed %s", h, fates(t, c, DutyHearing))
	}
	w.do("confirm", c.ConfirmHeard(seq, member(lotte), now))
	if e, ok := c.Advice(); !ok || e.Seq != seq {
		t.Errorf("counts %v, %+v", ok, e)
	}
}

// Management that was not consulted after all before somebody spoke with the complainant is
// to be asked still, and is owed to be, by the day that it was (KG-05).
func TestAdviceBeforeContactThatWasNone(t *testing.T) {
	w := dutch(t)
	c, now := w.c, at(t, "2026-03-09 10:30")
	owed := dutyOf(t, c, DutyAdvise)
	w.do("consult", c.Consult(Consultation{With: mees, At: now, Said: "Call today"}, member(lotte), now))
	if d := dutyOf(t, c, DutyAdvise); d.Done.IsZero() || c.AwaitsAdvice() {
		t.Fatalf("consulted: %+v", d)
	}
	w.do("correct", c.Correct(happenedForm(t, c, Consulted, HappenedNot), member(sanne), now))
	for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
		if d := dutyOf(t, c, DutyAdvise); !d.Open() || !d.Due.Equal(owed.Due) || !c.AwaitsAdvice() {
			t.Errorf("%s: %+v", how, d)
		}
	}
}
