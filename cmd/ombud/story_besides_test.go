package main

import (
	"path/filepath"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// By a procedure with an acknowledgement, a consultation and an extension: the
// receipt is confirmed, the case classified and handed out; the handler turns
// out to have an interest, another one takes it, asks for advice and for more
// time, tells the customer late, and answers.
func TestStoryBesideTheRoad(t *testing.T) {
	t.Parallel()
	path, err := filepath.Abs("../../procedure/testdata/invented.yml")
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, play{
		url:    dbtest.SQLite(t),
		config: func(yaml string) string { return strings.Replace(yaml, "procedure: exactpi", "procedure: "+path, 1) },
	})
	r := &road{stage: s, number: s.lotte.files("deliverers", []string{"U0JOOST"})}
	r.received()
	r.handedOut()
	r.handlerIsInvolved()
	r.takenUp()
	r.advised()
	r.moreTime()
	r.answeredLate()
}

// received: the deputy, since the officer is not there, confirms by telephone.
func (r *road) received() {
	r.t.Helper()
	r.at("2026-03-05 11:00")
	r.shows(r.number, "New", "case.ack.open")
	r.fatima.presses(r.card(r.number), "case.ack.open")
	r.fatima.fills("said", plan, "day", "2026-03-20")
	r.fatima.submits()
	r.rest()
	r.shows(r.number, "Confirmed", "case.assign.open")
	r.inThread(r.number, "Receipt confirmed to the customer")
	r.sanne.presses(r.card(r.number), "case.classify.open")
	r.sanne.fills("nature", "service", "weight", "serious", "object", "Annual accounts")
	r.sanne.submits()
	r.rest()
	if m := r.mees.dm(r.number, "case.open"); !strings.Contains(r.mees.Text(m), "Serious") {
		r.fail("management does not hear that it is serious")
	}
}

// handedOut: Milan is asked to handle it.
func (r *road) handedOut() {
	r.t.Helper()
	r.sanne.assigns(r.number, r.milan)
	r.milan.dm(r.number, "case.accept")
}

// handlerIsInvolved: Milan, who is in the channel, has an interest; the case
// leaves it, and he keeps nothing.
func (r *road) handlerIsInvolved() {
	r.t.Helper()
	r.milan.presses(r.milan.dm(r.number, "case.interest.open"), "case.interest.open")
	r.milan.fills("how", "The customer is my sister.")
	r.milan.submits()
	r.milan.closes()
	r.rest()
	for _, m := range r.milan.DMs() {
		if about(m, r.number) {
			r.fail("Milan still reads %q", m.Text)
		}
	}
	if len(r.milan.Messages(klachten)) != 0 {
		r.fail("the channel still shows the case to Milan")
	}
	r.sanne.dm(r.number, "case.assign.open")
}

// takenUp: Fatima is asked instead and accepts.
func (r *road) takenUp() {
	r.t.Helper()
	r.sanne.presses(r.sanne.dm(r.number, "case.assign.open"), "case.assign.open")
	if _, err := r.sanne.Options("handler", ""); err != nil {
		r.fail("list of handlers: %v", err)
	}
	r.sanne.fills("handler", r.fatima.id)
	r.sanne.submits()
	r.rest()
	r.fatima.presses(r.fatima.dm(r.number, "case.accept"), "case.accept")
	r.rest()
	if c := r.kase(r.number); c.Handler != r.fatima.id || !c.Accepted {
		r.fail("handled by %q, accepted %v", c.Handler, c.Accepted)
	}
	r.fatima.contacts(r.fatima.dm(r.number, "case.contact.open"), r.number, "2026-03-20")
}

// advised: there is no answer before Lotte, who took the complaint, was asked.
func (r *road) advised() {
	r.t.Helper()
	r.fatima.presses(r.fatima.dm(r.number, "case.consult.open"), "case.consult.open")
	r.fatima.fills("done", "yes", "said", "She was promised September.")
	r.fatima.submits()
	r.rest()
	r.fatima.dm(r.number, "answer.draft.open")
}

// moreTime: Sanne agrees, Fatima tells the customer, and the date moves only then.
func (r *road) moreTime() {
	r.t.Helper()
	r.at("2026-03-24 16:00")
	r.fatima.presses(r.fatima.dm(r.number, "case.extend.open"), "case.extend.open")
	r.fatima.fills("day", "2026-04-20", "reason", "We wait for the report of the accountant.")
	r.fatima.submits()
	r.rest()
	ask := r.sanne.dm(r.number, "extension.agree")
	r.sanne.presses(ask, "extension.agree")
	r.sanne.presses(ask, "extension.agree")
	r.rest()
	if d := r.decision(); len(d.Was) != 0 {
		r.fail("the date moved before the customer knows")
	}
	r.at("2026-03-25 10:00")
	r.fatima.presses(r.fatima.dm(r.number, "case.extend.open"), "case.extend.open")
	if !strings.Contains(r.fatima.reads(), "Thu 26 March") {
		r.fail("nothing says until when the customer must know: %s", r.fatima.reads())
	}
	r.fatima.submits()
	r.rest()
	if d := r.decision(); len(d.Was) != 1 || !d.Due.Equal(at("2026-04-21 00:00")) {
		r.fail("the answer is due %v, was %v", d.Due, d.Was)
	}
	if card := r.sanne.Text(r.sanne.dm(r.number, "answer.draft.open")); !strings.Contains(card, "extended once)") {
		r.fail("the card does not tell of the extension: %s", card)
	}
}

// answeredLate: within the new date, in time.
func (r *road) answeredLate() {
	r.t.Helper()
	r.at("2026-04-14 10:00")
	r.fatima.presses(r.fatima.dm(r.number, "answer.draft.open"), "answer.draft.open")
	r.fatima.fills("form", "email", "outcome", "upheld", "text", answer1, "reasons", "The file lay unread.", "ask", "ask")
	r.fatima.submits()
	r.rest()
	r.mees.presses(r.mees.dm(r.number, "answer.approve"), "answer.approve")
	r.rest()
	r.fatima.delivers(r.fatima.dm(r.number, "answer.deliver.open"), "2026-04-14 10:00")
	if d := r.decision(); d.Done.IsZero() || d.Overdue(r.clock.Now()) {
		r.fail("the answer is owed still")
	}
}

// decision is the duty to answer as it stands.
func (r *road) decision() complaint.Duty {
	r.t.Helper()
	duties, err := r.kase(r.number).Duties()
	r.do("duties", err)
	for _, d := range duties {
		if d.Kind == "decision" {
			return d
		}
	}
	r.fail("no decision is owed")
	return complaint.Duty{}
}
