package scheduler

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// The wrong colleague was found to be involved. Put right, the case is in the channel again,
// those who had its card instead do not have it any more, and the colleague is told that
// they see the case again.
func TestACaseIsBackInTheChannel(t *testing.T) {
	f := newFirm(t)
	number := f.inHand()
	f.sendAll()
	f.do("join", f.slack.Join(channel, mees))
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{mees}, How: "his brother", Channel: []string{sanne, mees}}, member(sanne), now)
	})
	f.sendAll()
	if got := strings.Join(f.inChannel(), " "); strings.Contains(got, number) {
		t.Fatalf("the channel still shows %q", got)
	}
	if n := len(f.reads(f.slack.As(fatima).DMs(), number)); n == 0 || len(f.said(mees)) != 0 {
		t.Fatalf("the deputy reads %q, who is kept out %q", f.said(fatima), f.said(mees))
	}
	f.step(number, func(c *complaint.Case, now timeT) error {
		var fact complaint.Fact
		for _, one := range c.Facts() {
			if one.Code == complaint.FactInterest {
				fact = one
			}
		}
		return c.Correct(complaint.CorrectForm{Fact: fact, Reason: "the wrong colleague", Channel: []string{sanne, mees}}, member(sanne), now)
	})
	f.sendAll()
	if got := strings.Join(f.inChannel(), " "); strings.Count(got, number) != 1 {
		t.Errorf("the channel shows %q", got)
	}
	if got := f.reads(f.slack.As(fatima).DMs(), number); len(got) != 0 {
		t.Errorf("the deputy still has %q", got)
	}
	if n := f.dmsSaying(mees, "you can see this case again"); n != 1 {
		t.Errorf("he was told %d times: %q", n, f.said(mees))
	}
	// Found again, that is taken back too.
	f.step(number, func(c *complaint.Case, now timeT) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{mees}, How: "it was him after all", Channel: []string{sanne, mees}}, member(sanne), now)
	})
	f.sendAll()
	if got := f.said(mees); len(got) != 0 {
		t.Errorf("kept out again he reads %q", got)
	}
}
