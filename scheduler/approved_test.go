package scheduler

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// given lists what the handler was told about giving an approved answer.
func (f *firm) given(number string) []playground.Message {
	var list []playground.Message
	for _, m := range f.slack.As(milan).DMs() {
		asksAnew := strings.Contains(fmt.Sprint(m.Blocks), "answer.draft.open") // told apart, as to any author
		if strings.Contains(m.Text, number+" · Answer v1") && !asksAnew {
			list = append(list, m)
		}
	}
	return list
}

// offers tells whether a message has the button to log that the answer was given.
func offers(m playground.Message) bool {
	return strings.Contains(fmt.Sprint(m.Blocks), "answer.deliver.open")
}

// The handler is told in a message of its own that the answer may go to the
// customer. It is told once: what becomes of that changes the same message.
func TestTheHandlerIsToldOfAnApproval(t *testing.T) {
	for name, tc := range map[string]struct {
		then func(*complaint.Case, time.Time) error
		want string
	}{
		"told": {func(c *complaint.Case, now time.Time) error {
			return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(milan), now)
		}, "nothing left to do"},
		"withdrawn": {func(c *complaint.Case, now time.Time) error {
			return c.WithdrawApproval(1, "the amount is wrong", member(mees), now)
		}, "approval withdrawn"},
		"ended": {func(c *complaint.Case, now time.Time) error {
			return c.Withdraw(complaint.EndForm{End: complaint.EndWithdrawn, At: now, Via: "phone", With: "Anna de Vries", Reason: "It is solved"}, member(sanne), now)
		}, "nothing left to do"},
		"the approver is involved": {func(c *complaint.Case, now time.Time) error {
			return c.DeclareInterest(complaint.Interest{How: "a friend of mine"}, member(mees), now)
		}, "Do not give it"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			number := f.answered()
			f.sendAll()
			if got := f.given(number); len(got) != 0 {
				t.Fatalf("told before it was approved: %v", got)
			}
			f.business.Set(at("2026-03-12 16:00"))
			f.step(number, func(c *complaint.Case, now time.Time) error { return c.Approve(1, member(mees), now) })
			f.sendAll()
			f.sendAll()
			got := f.given(number)
			if len(got) != 1 || !offers(got[0]) {
				t.Fatalf("told %d times, with the button: %v", len(got), got)
			}
			f.business.Set(at("2026-03-13 10:15"))
			f.step(number, tc.then)
			f.sendAll()
			after := f.given(number)
			if len(after) != 1 || offers(after[0]) ||
				after[0].TS != got[0].TS || !strings.Contains(f.slack.As(milan).Text(after[0]), tc.want) {
				t.Errorf("afterwards: %v, want %q in the same message without the button", after, tc.want)
			}
		})
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
