package complaint

import (
	"slices"
	"testing"
)

// Whoever is kept out of a case is not consulted before the customer is called, and does
// not open the way to that call: it is asked of the next person, who is named (CY-18).
// Only where nobody is left it is enough that it was not possible, and why.
func TestWhoIsKeptOutIsNotConsultedBeforeContact(t *testing.T) {
	now := at(t, "2026-03-04 10:10")
	alone := func(c *Case) {
		c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.User == fatima || h.User == mees })
	}
	for _, tc := range []struct {
		name, with string
		impossible bool
		before     func(*Case)
		want       string
		opens      bool
	}{
		{"the officer whom it is about", sanne, false, nil, "with error.consult_involved", false},
		{"that it was not possible with her", sanne, true, nil, "with error.consult_involved", false},
		{"who answers in her place", fatima, false, nil, "", true},
		{"that it was not possible with who answers in her place", fatima, true, nil, "", true},
		{"the officer, with nobody left", sanne, false, alone, "done error.consult_nobody", false},
		{"that it was not possible, with nobody left", sanne, true, alone, "", true},
		{"a colleague who is asked for the other side", joost, false, nil, "", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := cygnus(t, lotte, sanne)
			w := &walk{t, c}
			w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "partner", Why: "partner"}, member(fatima), at(t, "2026-03-02 12:00")))
			if tc.before != nil {
				tc.before(c)
			}
			f := consulted(t, "2026-03-04 09:30")
			f.With, f.Impossible = tc.with, tc.impossible
			if got := refusedFor(c.Consult(f, member(milan), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			call := ContactForm{At: at(t, "2026-03-04 10:00"), Via: "phone", Reached: true, Note: "offered"}
			if got := refusedFor(c.LogContact(call, member(milan), now)); (got == "") != tc.opens {
				t.Errorf("the call: %q, want it taken: %v", got, tc.opens)
			}
		})
	}
}

// Once the call may be made, or the answer written, whoever it is about is heard like
// anybody else: theirs is the other side (PK-13).
func TestWhoIsKeptOutIsHeard(t *testing.T) {
	c, now := cygnus(t, lotte, sanne), at(t, "2026-03-04 10:10")
	w := &walk{t, c}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "partner", Why: "partner"}, member(fatima), at(t, "2026-03-02 12:00")))
	f := consulted(t, "2026-03-04 09:30")
	f.With = fatima
	w.do("consult", c.Consult(f, member(milan), now))
	f.With, f.Said = sanne, "I waited for the bank"
	w.do("hear", c.Consult(f, member(milan), now))
}

// The same goes for a consultation before the answer: what somebody says who is kept out
// is no advice, and the one who is to be asked is named.
func TestWhoIsKeptOutDoesNotAdviseOnTheAnswer(t *testing.T) {
	c, now := inHand(t), at(t, "2026-03-09 12:00")
	c.Procedure.Answer.Consult = "officer"
	w := &walk{t, c}
	w.do("interest", c.DeclareInterest(Interest{How: "her sister"}, member(sanne), now))
	said := Consultation{With: sanne, At: now, Said: "pay it back"}
	if got := refusedFor(c.Consult(said, member(milan), now)); got != "with error.consult_involved" {
		t.Errorf("on its own: %q", got)
	}
	d := draft()
	d.Reasons, d.Consulted = "the file lay unread", said
	if got := refusedFor(c.Prepare(d, member(milan), now)); got != "with error.consult_involved" {
		t.Errorf("with the answer: %q", got)
	}
	said.With = fatima
	w.do("her deputy", c.Consult(said, member(milan), now))
	if role := c.ConsultMissing(milan, now); role != "" {
		t.Errorf("%s is missing still", role)
	}
}

// A receiver whom the complaint turns out to be about is heard, or it is noted why they
// could not be: whoever notes it answers for that, and the receiver, who sees nothing of
// the case, is asked nothing (OK-13).
func TestAReceiverWhoIsKeptOutConfirmsNothing(t *testing.T) {
	now := at(t, "2026-03-09 12:00")
	for _, impossible := range []bool{false, true} {
		w := danish(t, "phone")
		w.handled()
		c := w.c
		w.do("interest", c.DeclareInterest(Interest{How: "it is about her"}, member(lotte), now))
		if c.AdviceWaits(sanne, now) {
			t.Error("an answer waits for her word")
		}
		from := len(c.Events)
		w.do("consult", c.Consult(Consultation{With: lotte, At: now, Said: "She was promised September", Impossible: impossible}, member(sanne), now))
		if c.Unconfirmed() != nil {
			t.Error("she is asked to confirm it")
		}
		if told := noticesSince(c, from, NoticeHearing); len(told) != 0 {
			t.Errorf("she is sent %v", told)
		}
		w.do("answer", c.Prepare(inWriting(), member(sanne), now))
	}
}
