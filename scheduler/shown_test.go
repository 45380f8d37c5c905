package scheduler

import (
	"encoding/json"
	"fmt"
	"regexp"
	"testing"
	"time"

	"ombud/complaint"
)

// drifts is what differs between two messages that say the same: ids, and the moments
// that a menu offers, of which a past one stands for the next.
var drifts = regexp.MustCompile(`"block_id": "\w+",?|"action_id": "rem.more",\s*"options": \[[^\]]*\]`)

// What stands in Slack between two reminders says what it would say if it were drawn at
// that moment: the card, and the message to whoever asks the customer afterwards.
func TestWhatIsShownStaysTrue(t *testing.T) {
	f := newFirm(t)
	number := f.answered()
	f.business.Set(at("2026-03-12 16:00"))
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.Approve(1, member(mees), now) })
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(milan), now)
	})
	f.sendAll()
	shown := func() string {
		var all []json.RawMessage
		for _, m := range append(f.slack.As(sanne).Messages(channel)[:1], f.slack.As(lotte).DMs()...) {
			raw, err := json.Marshal(m.Blocks)
			f.do("read", err)
			all = append(all, raw)
		}
		raw, _ := json.MarshalIndent(all, "", " ")
		return drifts.ReplaceAllString(string(raw), "")
	}
	for day := 13; day <= 20; day++ {
		f.run("remind", fmt.Sprintf("2026-03-%d 09:30", day))
		f.sendAll()
		before := shown()
		for _, n := range []complaint.Notice{{Kind: complaint.NoticeCard, To: complaint.ToChannel}, {Kind: complaint.NoticeAgain}} {
			n.Ref = fmt.Sprint("anew", day)
			f.do("tell", f.Store.Tell(f.t.Context(), number, n, f.Now()))
		}
		f.sendAll()
		if after := shown(); after != before {
			t.Errorf("on 2026-03-%d it says what is true no more:\n%s\ninstead of:\n%s", day, before, after)
		}
	}
}

// The interest was another's: the case comes back into the channel, and who is kept out
// from now on keeps nothing of what they were told while it was away from there.
func TestWhoIsKeptOutByACorrectionKeepsNothing(t *testing.T) {
	f := newFirm(t)
	number := f.inHand()
	f.sendAll()
	f.do("join", f.slack.Join(channel, mees))
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{mees}, How: "his brother", Channel: []string{sanne, mees}}, member(sanne), now)
	})
	f.sendAll()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		var fact complaint.Fact
		for _, one := range c.Facts() {
			if one.Code == complaint.FactInterest {
				fact = one
			}
		}
		return c.Correct(complaint.CorrectForm{Fact: fact, Users: []string{fatima}, Reason: "the wrong colleague", Channel: []string{sanne, mees}}, member(sanne), now)
	})
	f.sendAll()
	if got := f.reads(f.slack.As(fatima).DMs(), number); len(got) != 0 {
		t.Errorf("kept out, she still has %q", got)
	}
}
