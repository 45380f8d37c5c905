package complaint

import (
	"slices"
	"testing"
	"time"
)

// Whoever received the complaint is consulted before each answer, not once for all: a
// customer who is not satisfied, or comes back, is answered anew (OK-13).
func TestEachAnswerIsConsultedAnew(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	for name, again := range map[string]func(*walk){
		"not satisfied": func(w *walk) {
			w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "The fine is not back"}, member(lotte), now))
		},
		"came back": func(w *walk) {
			w.do("ask", w.c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now))
			w.do("close", w.c.Close(Report{NoMeasure: "once only"}, member(sanne), now))
			w.do("reopen", w.c.Reopen("The fine came again", now, member(sanne), now))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := danish(t, "phone")
			c := w.c
			w.handled()
			w.do("hear", hear(c, now))
			w.do("draft", c.Prepare(inWriting(), member(sanne), now))
			w.do("deliver", c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now))
			if first, ok := c.Advice(); !ok || first.Data.Round != 1 {
				t.Fatalf("the first answer was given after %+v, %v", first, ok)
			}
			again(w)
			if next, _ := c.Next(); c.Round != 2 || c.ConsultMissing(sanne, now) != RoleFiler || next != StepConsult {
				t.Fatalf("round %d, missing %q, next %s", c.Round, c.ConsultMissing(sanne, now), next)
			}
			if e, ok := c.Advice(); ok {
				t.Errorf("the consultation of the first answer counts: %+v", e)
			}
			if got := said(c.Prepare(inWriting(), member(sanne), now)); !slices.Contains(got, "said error.consult_missing") {
				t.Errorf("an answer without the receiver: %v", got)
			}
			w.do("hear", hear(c, now))
			if e, ok := c.Advice(); !ok || e.Data.Round != 2 {
				t.Errorf("heard anew, on file is %+v, %v", e, ok)
			}
			w.do("draft", c.Prepare(inWriting(), member(sanne), now))
		})
	}
}

// A consultation that nobody confirmed before the case closed without an answer is not
// waited for when it is taken up again, and it does not count for the answer to come.
func TestANewRoundWaitsForNoOldConsultation(t *testing.T) {
	w, now := danish(t, "phone"), at(t, "2026-03-09 12:00")
	c := w.c
	w.handled()
	w.do("consult", c.Consult(Consultation{With: lotte, At: now, Said: "She was promised September"}, member(sanne), now))
	seq := len(c.Events)
	// Only imported cases close so, as nothing was told.
	c.record(CaseClosed, member(sanne), now, now, Data{}, c.put(Report{}))
	if c.State != StateClosed {
		t.Fatal(c.State)
	}
	later := now.Add(time.Hour)
	w.do("reopen", c.Reopen("She came back", later, member(sanne), later))
	if h := c.Hearing(seq); c.Unconfirmed() != nil || c.ConsultMissing(sanne, later) != RoleFiler || !h.Over.Equal(later) {
		t.Errorf("waits for %+v, missing %q", c.Unconfirmed(), c.ConsultMissing(sanne, later))
	}
	if got := refusedFor(c.ConfirmHeard(seq, member(lotte), later)); got != "error.hearing_over" {
		t.Errorf("confirmed all the same: %q", got)
	}
}
