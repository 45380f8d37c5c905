package scheduler

import (
	"strings"
	"testing"
	"time"

	"ombud/complaint"
)

// wholeChannel is all that the channel shows, threads as well.
func (f *firm) wholeChannel() (all string) {
	for _, card := range f.slack.As(sanne).Messages(channel) {
		all += sprint(f.slack.As(sanne).Thread(channel, card.TS))
	}
	return all
}

// The thread names the case that was merged, and the card, the receipt and the handler's message
// of that the one that goes on, each only to those who may know of it.
func TestAMergeNamesTheOtherCaseToWhoMayKnowOfIt(t *testing.T) {
	for name, tc := range map[string]struct {
		then  func(c *complaint.Case, now time.Time) error // to the case that goes on, before it is told
		known map[string]bool                              // who reads the other one's number
	}{
		"it may be known": {nil, map[string]bool{channel: true, lotte: true, milan: true}},
		"its handler turns out to be involved": {
			func(c *complaint.Case, now time.Time) error { return interest(c, milan, now) },
			map[string]bool{channel: false, lotte: true, milan: false},
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			into, duplicate := f.file(), f.file()
			f.assign(duplicate, milan)
			f.sendAll()
			f.do("merge", f.Store.UpdateCases(t.Context(), duplicate, into, func(d, c *complaint.Case) error {
				return complaint.Merge(d, c, "the same", member(sanne), f.Now())
			}))
			if tc.then != nil {
				f.step(into, tc.then)
			}
			f.sendAll()
			for _, said := range []string{"merged into this case* · " + duplicate, "duplicate of another case* · " + into, "goes on as " + into} {
				if got := strings.Contains(f.wholeChannel(), said); got != tc.known[channel] {
					t.Errorf("the channel says %q %v, want %v: %s", said, got, tc.known[channel], f.wholeChannel())
				}
			}
			for _, user := range []string{lotte, milan} {
				if got := f.dmsSaying(user, "goes on as "+into) > 0; got != tc.known[user] {
					t.Errorf("%s reads which one goes on %v, want %v", user, got, tc.known[user])
				}
			}
		})
	}
}

// A case that two others have to do with is named in the thread of one of them as long as the
// channel may know of it, and not once it is told in confidence.
func TestALinkNamesNoCaseThatIsToldInConfidence(t *testing.T) {
	f := newFirm(t)
	open, hidden := f.file(), f.file(func(r *complaint.Registration) { r.About = []string{fatima} })
	f.sendAll() // she is in the channel
	if c, err := f.Store.Case(t.Context(), hidden); err != nil || !c.Confidential {
		t.Fatalf("%s is told in the channel: %v", hidden, err)
	}
	other := f.file()
	for _, number := range []string{hidden, other} {
		f.do("relate", f.Store.UpdateCases(t.Context(), open, number, func(one, two *complaint.Case) error {
			return complaint.Relate(one, two, member(sanne), f.Now())
		}))
	}
	f.sendAll()
	if all := f.wholeChannel(); strings.Contains(all, hidden) || !strings.Contains(all, "* · "+other+" · SANNE") {
		t.Errorf("the channel shows %s", all)
	}
}
