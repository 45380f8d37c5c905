package scheduler

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
	"ombud/procedure"
)

// given lists what the handler has about giving an approved answer: their message about the
// case, once it offers to, and anything else about that version.
func (f *firm) given(number string) []playground.Message {
	var list []playground.Message
	for _, m := range f.slack.As(milan).DMs() {
		asksAnew := strings.Contains(fmt.Sprint(m.Blocks), "answer.draft.open") // told apart, as to any author
		if offers(m) || strings.Contains(m.Text, number+" · Answer v1") && !asksAnew {
			list = append(list, m)
		}
	}
	return list
}

// offers tells whether a message has the button to log that the answer was given.
func offers(m playground.Message) bool {
	return strings.Contains(fmt.Sprint(m.Blocks), "answer.deliver.open")
}

// The handler is told by the one message that they have about the case that the answer
// may go to the customer: it comes anew for that, once, with the button, and what becomes of
// the approval changes it where it is.
func TestTheHandlerIsToldOfAnApproval(t *testing.T) {
	for name, tc := range map[string]struct {
		then func(*complaint.Case, time.Time) error
		want string
	}{
		"told": {func(c *complaint.Case, now time.Time) error {
			return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(milan), now)
		}, "Answered"},
		"withdrawn": {func(c *complaint.Case, now time.Time) error {
			return c.WithdrawApproval(1, "the amount is wrong", member(mees), now)
		}, "Changes asked"},
		"ended": {func(c *complaint.Case, now time.Time) error {
			return c.Withdraw(complaint.EndForm{End: complaint.EndWithdrawn, At: now, Via: "phone", With: "Anna de Vries", Reason: "It is solved"}, member(sanne), now)
		}, "Withdrawn"},
		"the approver is involved": {func(c *complaint.Case, now time.Time) error {
			return c.DeclareInterest(complaint.Interest{How: "a friend of mine"}, member(mees), now)
		}, "Do not give it"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			number := f.answered()
			f.sendAll()
			before := f.desks(milan)
			if got := f.given(number); len(got) != 0 || len(before) != 1 {
				t.Fatalf("before it was approved: %v, desks %v", got, before)
			}
			f.business.Set(at("2026-03-12 16:00"))
			f.step(number, func(c *complaint.Case, now time.Time) error { return c.Approve(1, member(mees), now) })
			f.sendAll()
			f.sendAll()
			got, desks := f.given(number), f.desks(milan)
			if len(got) != 1 || len(desks) != 1 || !offers(desks[0]) || desks[0].TS == before[0].TS {
				t.Fatalf("told %d times, in %d messages about the case, want one new one with the button: %v", len(got), len(desks), got)
			}
			f.business.Set(at("2026-03-13 10:15"))
			f.step(number, tc.then)
			f.sendAll()
			after := f.desks(milan)
			if len(after) != 1 || len(f.given(number)) != 0 ||
				after[0].TS != desks[0].TS || !strings.Contains(f.slack.As(milan).Text(after[0]), tc.want) {
				t.Errorf("afterwards: %v, want %q in the same message without the button", after, tc.want)
			}
		})
	}
}

// Where officers tell the answers, they are told of an approval in a message of its own,
// which what becomes of it changes; the message of the handler comes anew, without the button.
func TestWhoTellsAnswersIsToldOfAnApproval(t *testing.T) {
	f := newFirm(t)
	yaml, err := procedure.Preset("exactpi")
	f.do("preset", err)
	by := bytes.Replace(yaml, []byte("\nanswer:\n"), []byte("\nanswer:\n  told_by: officer\n"), 1)
	f.do("procedure", f.store.In(workspace).SaveProcedure(t.Context(), by, at("2024-01-02 00:00")))
	number := f.answered()
	f.sendAll()
	before := f.desks(milan)
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.Approve(1, member(mees), now) })
	f.sendAll()
	told := func() (with, without int) {
		for _, m := range f.slack.As(sanne).DMs() {
			if !strings.Contains(m.Text, number+" · Answer v1 · approved") {
				continue
			}
			if offers(m) {
				with++
			} else {
				without++
			}
		}
		return with, without
	}
	after := f.desks(milan)
	if with, _ := told(); with != 1 || len(before) != 1 || len(after) != 1 || after[0].TS == before[0].TS || offers(after[0]) {
		t.Fatalf("the officer is asked %d times, the handler reads %v, before %v", with, after, before)
	}
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(sanne), now)
	})
	f.sendAll()
	if with, _ := told(); with != 0 {
		t.Errorf("still asked %d times, though it was given", with)
	}
}

// What was given, or counts no more, before the message went out is not told;
// nor is a handler who must be kept out by then.
func TestAnApprovalThatIsOldIsNotTold(t *testing.T) {
	for name, then := range map[string]func(*complaint.Case, time.Time) error{
		"given already": func(c *complaint.Case, now time.Time) error {
			return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(milan), now)
		},
		"withdrawn": func(c *complaint.Case, now time.Time) error { return c.WithdrawApproval(1, "wrong", member(mees), now) },
		"the handler has an interest": func(c *complaint.Case, now time.Time) error {
			return c.DeclareInterest(complaint.Interest{How: "a friend of mine"}, member(milan), now)
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			number := f.answered()
			f.sendAll()
			f.business.Set(at("2026-03-12 16:00"))
			f.step(number, func(c *complaint.Case, now time.Time) error { return c.Approve(1, member(mees), now) })
			f.step(number, then)
			f.sendAll()
			if got := f.given(number); len(got) != 0 {
				t.Errorf("told all the same: %v", got)
			}
		})
	}
}

// Of a confidential case the handler is told the same, in private, and the
// channel nothing.
func TestAnApprovalOfAConfidentialCase(t *testing.T) {
	f := newFirm(t)
	number := f.answered()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.TakeConfidentialRoute([]string{joost}, now)
	})
	f.sendAll()
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.Approve(1, member(mees), now) })
	f.sendAll()
	got := f.given(number)
	if len(got) != 1 || strings.Contains(f.slack.As(milan).Text(got[0]), "refund") {
		t.Errorf("told %v, want once, without a word of the answer", got)
	}
	if in := count(f.inChannel(), number); in != 0 {
		t.Errorf("the channel names it %d times", in)
	}
}

// An approver who comes to handle the case reads in the message that asked them that it is
// not theirs to decide: without the button, in the same message. Where it had not gone out
// yet, nobody asks them.
func TestAnApproverWhoHandlesTheCaseIsAskedNoMore(t *testing.T) {
	for _, sent := range []bool{true, false} {
		f := newFirm(t)
		roster, err := f.Store.Roster(t.Context())
		f.do("roster", err)
		roster.Holders = append(roster.Holders, complaint.Holder{Role: complaint.RoleHandler, User: mees})
		f.do("roster", f.Store.SaveRoster(t.Context(), roster))
		number := f.answered()
		asked := func() (list []playground.Message) {
			for _, m := range f.slack.As(mees).DMs() {
				if strings.Contains(m.Text, number+" · Answer v1") {
					list = append(list, m)
				}
			}
			return list
		}
		reviews := func(m playground.Message) bool { return strings.Contains(fmt.Sprint(m.Blocks), "answer.review") }
		var before []playground.Message
		if sent {
			f.sendAll()
			if before = asked(); len(before) != 1 || !reviews(before[0]) {
				t.Fatalf("asked %d times, with the button: %v", len(before), before)
			}
		}
		f.business.Set(at("2026-03-12 16:00"))
		f.step(number, func(c *complaint.Case, now time.Time) error {
			return c.Assign(complaint.Assignment{Handler: mees, Name: "Mees", Title: "director", Why: "process", Skip: "away", Unknown: "nobody knows"}, member(sanne), now)
		})
		f.sendAll()
		if after := asked(); len(after) != len(before) || sent && (reviews(after[0]) || after[0].TS != before[0].TS) {
			t.Errorf("sent before: %v; afterwards: %v", sent, after)
		}
	}
}
