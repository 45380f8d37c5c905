package scheduler

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
)

// consulted is a case in hand of a procedure in which whoever was consulted confirms it;
// Milan noted that he asked who received it.
func (f *firm) consulted() string {
	f.t.Helper()
	number := f.inHand()
	f.consults(number)
	f.sendAll()
	return number
}

func (f *firm) consults(number string) {
	f.t.Helper()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Consult(complaint.Consultation{With: lotte, At: now, Said: "She was promised September"}, member(milan), now)
	})
}

// confirmed lets the firm work by that procedure.
func confirmed(t *testing.T) *firm {
	f := newFirm(t)
	yaml, err := os.ReadFile("../procedure/testdata/invented.yml")
	f.do("procedure", err)
	f.do("procedure", f.Store.SaveProcedure(t.Context(),
		[]byte(strings.Replace(string(yaml), "consult: filer", "consult: filer\n  consult_confirmed: true", 1)), at("2025-02-01 00:00")))
	return f
}

// Who received the complaint is asked once in private, and the message says what she
// answered; the handler hears of it, and where it was denied reads later that she was
// asked anew.
func TestWhoWasConsultedIsAsked(t *testing.T) {
	f := confirmed(t)
	number := f.consulted()
	if n := f.dmsSaying(lotte, "Were you consulted?"); n != 1 {
		t.Fatalf("she was asked %d times: %q\n%s", n, f.said(lotte), f.log)
	}
	if f.dmsSaying(lotte, "She was promised September") != 0 || count(f.inChannel(), "Were you consulted?") != 0 {
		t.Errorf("she reads %q, the channel %q", f.said(lotte), f.inChannel())
	}
	deny := func(c *complaint.Case, now timeT) error {
		return c.DenyHeard(c.Unconfirmed().Seq, "We met in the hall", member(lotte), now)
	}
	f.step(number, deny)
	f.sendAll()
	if f.dmsSaying(lotte, "You said that you were not heard") != 1 || f.dmsSaying(lotte, "It was noted") != 0 {
		t.Errorf("she reads %q", f.said(lotte))
	}
	if f.dmsSaying(milan, "Consult them after all") != 1 {
		t.Errorf("the handler reads %q", f.said(milan))
	}
	f.consults(number)
	f.sendAll()
	if f.dmsSaying(lotte, "It was noted") != 1 || f.dmsSaying(milan, "Consult them after all") != 0 {
		t.Errorf("asked anew she reads %q, the handler %q", f.said(lotte), f.said(milan))
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.ConfirmHeard(c.Unconfirmed().Seq, member(lotte), now)
	})
	f.sendAll()
	if f.dmsSaying(lotte, "You confirmed that you were heard") != 1 || f.dmsSaying(milan, "The answer can go on") != 1 {
		t.Errorf("confirmed, she reads %q, the handler %q", f.said(lotte), f.said(milan))
	}
}

// Whoever turns out to be involved loses what they were told of the case but that
// question, of which they lose the way into the file; it ends with the case.
func TestTheQuestionStaysWithWhoIsKeptOut(t *testing.T) {
	f := confirmed(t)
	number := f.consulted()
	questions := func() (ts, raw string) {
		for _, m := range f.slack.As(lotte).DMs() {
			if blocks := fmt.Sprint(m.Blocks); strings.Contains(blocks, "heard.confirm") {
				ts, raw = m.TS, blocks
			}
		}
		return ts, raw
	}
	first, _ := questions()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.DeclareInterest(complaint.Interest{How: "her sister"}, member(lotte), now)
	})
	f.sendAll()
	if ts, asked := questions(); ts == "" || ts != first || strings.Contains(asked, "case.open") {
		t.Fatalf("she reads %q, with %s", f.said(lotte), asked)
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.MarkFiledInError("a test", member(sanne), now)
	})
	f.sendAll()
	if f.dmsSaying(lotte, "Nothing is left for you to say here") != 1 {
		t.Errorf("the case ended, and she reads %q", f.said(lotte))
	}
}

// Who left before the question came is asked nothing, and nobody waits for it.
func TestWhoLeftIsNotAsked(t *testing.T) {
	f := confirmed(t)
	number := f.inHand()
	f.consults(number)
	f.leaves(lotte)
	f.sendAll()
	if n := f.dmsSaying(lotte, "Were you consulted?"); n != 0 {
		t.Errorf("she was asked %d times", n)
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Consult(complaint.Consultation{With: lotte, At: now, Said: "left", Impossible: true}, member(milan), now)
	})
}

// asksIn are the live messages to her that she can answer, reminders too.
func (f *firm) asksIn() (list []string) {
	for _, m := range f.slack.As(lotte).DMs() {
		if blocks := fmt.Sprint(m.Blocks); strings.Contains(blocks, "heard.confirm") {
			list = append(list, m.TS)
		}
	}
	return list
}

// later lets time pass, with the reminders that are due then.
func (f *firm) later(d time.Duration) {
	f.t.Helper()
	f.business.Set(f.Now().Add(d))
	_, err := f.Run(f.t.Context(), "remind", f.Now(), false)
	f.do("remind", err)
	f.sendAll()
}

// She is reminded with the same question and its two answers; once she answered, the
// question and the reminder both say so, and who was told that it is late reads it too.
func TestWhoWasConsultedIsReminded(t *testing.T) {
	f := confirmed(t)
	number := f.consulted()
	if n := len(f.asksIn()); n != 1 {
		t.Fatalf("asked in %d messages", n)
	}
	for f.Now().Before(at("2026-03-13 08:00")) { // until it is late by the calendar of the tests
		f.later(30 * time.Minute)
	}
	asked := f.asksIn()
	if len(asked) != 2 {
		t.Fatalf("she can answer in %d messages, want the question and the newest reminder: %q", len(asked), f.said(lotte))
	}
	for _, m := range f.slack.As(lotte).DMs() {
		if blocks := fmt.Sprint(m.Blocks); m.TS == asked[1] && (strings.Contains(blocks, "rem.more") || strings.Contains(blocks, "case.open") || strings.Contains(blocks, "Milan")) {
			t.Errorf("the reminder says %s", blocks)
		}
	}
	if f.dmsSaying(milan, "has yet to confirm the consultation") != 1 || f.dmsSaying(fatima, "has yet to confirm") > 1 {
		t.Errorf("the handler reads %q", f.said(milan))
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.ConfirmHeard(c.Unconfirmed().Seq, member(lotte), now)
	})
	f.sendAll()
	if n := len(f.asksIn()); n != 0 || f.dmsSaying(lotte, "You confirmed that you were heard") != 2 {
		t.Errorf("she answered, and can in %d messages: %q", n, f.said(lotte))
	}
	if f.dmsSaying(milan, "Consultation confirmed") != 1 || f.dmsSaying(milan, "has yet to confirm") != 0 {
		t.Errorf("the handler reads %q", f.said(milan))
	}
}

// Once it turns out that the case concerns her she hears nothing new of it: the question and
// the reminder that she has stay as they are, and nobody reminds her again.
func TestWhoItConcernsIsNotReminded(t *testing.T) {
	f := confirmed(t)
	number := f.consulted()
	for len(f.asksIn()) < 2 {
		f.later(30 * time.Minute)
	}
	before := f.slack.As(lotte).DMs()
	asked := f.asksIn()
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.Correct(complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactAbout, Seq: 1}, Users: []string{lotte}, Reason: "it is about her"}, member(sanne), now)
	})
	f.sendAll()
	for f.Now().Before(at("2026-03-16 18:00")) {
		f.later(3 * time.Hour)
	}
	if after := f.slack.As(lotte).DMs(); len(after) > len(before) || !slices.Equal(f.asksIn(), asked) {
		t.Errorf("she reads %q, before %d messages", f.said(lotte), len(before))
	}
	c, err := f.Store.Case(t.Context(), number)
	f.do("load", err)
	if !c.IsInvolved(lotte) {
		t.Fatal("it does not concern her")
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.MarkFiledInError("a test", member(sanne), now)
	})
	f.sendAll()
	if n := f.dmsSaying(lotte, "Nothing is left for you to say here"); n != 2 {
		t.Errorf("the case ended, and of %d messages so says: %q", n, f.said(lotte))
	}
}

// While she is away nobody is reminded in her place but who handles the case, who hears
// whose confirmation it waits for.
func TestWhileWhoWasConsultedIsAway(t *testing.T) {
	f := confirmed(t)
	c, err := f.Store.Case(t.Context(), f.consulted())
	f.do("load", err)
	if cases, dates := owes(c, &complaint.Absence{User: lotte, Deputy: joost, From: f.Now(), Until: at("2026-03-20 00:00")}); cases != 0 || dates != 0 {
		t.Errorf("her deputy takes over %d cases with %d dates", cases, dates)
	}
	r, err := f.Store.Roster(t.Context())
	f.do("roster", err)
	r.Away = []complaint.Absence{{User: lotte, From: f.Now(), Until: at("2026-03-20 00:00"), Deputy: joost}}
	f.do("away", f.Store.SaveRoster(t.Context(), r))
	for f.Now().Before(at("2026-03-10 12:00")) {
		f.later(time.Hour)
	}
	if len(f.asksIn()) != 1 || f.dmsSaying(joost, "consult") != 0 || f.dmsSaying(milan, "has yet to confirm") != 1 {
		t.Errorf("she reads %q, her deputy %q, the handler %q", f.said(lotte), f.said(joost), f.said(milan))
	}
}
