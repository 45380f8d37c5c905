package scheduler

import (
	"fmt"
	"os"
	"strings"
	"testing"

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
