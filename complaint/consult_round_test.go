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

// An answer that is ready, and not told yet, is no longer ready once who received the complaint
// is put right: its face, its step and the refusal of the delivery agree that the right one is to
// be consulted, and it is ready again once they confirm it, or it is noted why that was not
// possible (OK-13).
func TestAReadyAnswerWaitsForWhoReceivedIt(t *testing.T) {
	now := at(t, "2026-03-09 14:00")
	for name, settle := range map[string]func(c *Case) error{
		"confirmed": func(c *Case) error { return c.ConfirmHeard(len(c.Events), member(ann), now) },
		"not possible": func(c *Case) error {
			return c.Consult(Consultation{With: ann, At: now, Said: "is ill for weeks", Impossible: true}, member(sanne), now)
		},
	} {
		w := danish(t, "phone")
		c := w.c
		w.handled()
		w.do("consult", hear(c, at(t, "2026-03-09 12:00")))
		w.do("ready", c.Prepare(inWriting(), member(sanne), at(t, "2026-03-09 13:00")))
		tell := func() error { return c.Deliver(Delivery{At: now, Via: "email"}, member(sanne), now) }
		stands := func(face Face, next Step, refusal string) {
			t.Helper()
			for how, seen := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				step, _ := seen.Next()
				if got := refusedFor(seen.MayDeliver(member(sanne), now)); seen.Face() != face || step != next || got != refusal {
					t.Errorf("%s, %s: it is %s, next %s, the delivery %q; want %s, %s, %q", name, how, seen.Face(), step, got, face, next, refusal)
				}
			}
		}
		stands(FaceApproved, StepDeliver, "")
		w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactReceiver, 1}, Users: []string{ann}, Reason: "Ann took the call"}, member(sanne), now))
		stands(FaceInProgress, StepConsult, "error.deliver_unadvised")
		if err := tell(); !refusedAs(err, "error.deliver_unadvised") {
			t.Errorf("%s: told without: %v", name, err)
		}
		w.do("consult", c.Consult(Consultation{With: ann, At: now, Said: "She took the call"}, member(sanne), now))
		stands(FaceInProgress, StepConsult, "error.deliver_unconfirmed") // not the draft: that would make it unready
		if err := tell(); !refusedAs(err, "error.deliver_unconfirmed") {
			t.Errorf("%s: told before: %v", name, err)
		}
		w.do(name, settle(c))
		stands(FaceApproved, StepDeliver, "")
		w.do("tell", tell())
	}
}

// Whether it is to be consulted is asked of who wrote the answer that is ready, by the step as by
// the delivery: also where the right receiver is who handles the case now, and has nobody to ask.
func TestWhoWroteAReadyAnswerConsults(t *testing.T) {
	now := at(t, "2026-03-09 14:00")
	w := danish(t, "phone")
	c := w.c
	w.handled()
	w.do("consult", hear(c, at(t, "2026-03-09 12:00")))
	w.do("ready", c.Prepare(inWriting(), member(sanne), at(t, "2026-03-09 13:00")))
	w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactReceiver, 1}, Users: []string{ann}, Reason: "Ann took the call"}, member(sanne), now))
	c.Handler = ann // as where whoever receives complaints may handle them
	if next, _ := c.Next(); next != StepConsult || !refusedAs(c.MayDeliver(member(sanne), now), "error.deliver_unadvised") {
		t.Errorf("next %s, the delivery %q", next, refusedFor(c.MayDeliver(member(sanne), now)))
	}
	w.do("consult", c.Consult(Consultation{With: ann, At: now, Said: "She took the call"}, member(sanne), now))
	if next, _ := c.Next(); next != StepConsult || !c.AwaitsHearing(c.Writer(), now) || !refusedAs(c.MayDeliver(member(sanne), now), "error.deliver_unconfirmed") {
		t.Errorf("next %s, waits %v, the delivery %q", next, c.AwaitsHearing(c.Writer(), now), refusedFor(c.MayDeliver(member(sanne), now)))
	}
	w.do("confirm", c.ConfirmHeard(len(c.Events), member(ann), now))
	if next, _ := c.Next(); next != StepDeliver {
		t.Errorf("once she confirmed it: %s", next)
	}
}
