package scheduler

import (
	"strings"
	"testing"
	"time"

	"ombud/complaint"
)

// The filer's buttons of the first day and the card's Undo go when their day is over,
// by themselves and also when nothing ran at that moment; nobody gets a message of it.
func TestButtonsOfADayGoByThemselves(t *testing.T) {
	f := newFirm(t)
	number, ended := f.file(), f.file()
	f.sendAll()
	f.business.Set(at("2026-03-05 12:00"))
	f.step(ended, func(c *complaint.Case, now time.Time) error {
		return c.EndCase(complaint.EndForm{End: complaint.EndInError, Reason: "twice"}, member(sanne), now)
	})
	f.sendAll()
	offers := func(number, action string) (n int) {
		all := f.slack.As(lotte).DMs()
		for _, m := range append(all, f.slack.As(sanne).Messages(channel)...) {
			if raw := sprint(m.Blocks); strings.Contains(raw, action) && strings.Contains(raw, number) {
				n++
			}
		}
		return n
	}
	for _, tc := range []struct {
		when        string
		fresh, undo int
	}{
		{"2026-03-06 09:59", 1, 1},
		{"2026-03-06 10:00", 0, 1},
		{"2026-03-06 11:59", 0, 1},
		{"2026-03-09 08:00", 0, 0}, // down over the weekend
	} {
		f.remindAt(tc.when)
		f.sendAll()
		if got := offers(number, "case.add.open"); got != tc.fresh {
			t.Errorf("%s: %d messages offer to add, want %d", tc.when, got, tc.fresh)
		}
		if got := offers(ended, "case.end.undo"); got != tc.undo {
			t.Errorf("%s: %d messages offer to undo, want %d", tc.when, got, tc.undo)
		}
	}
	if got := count(f.said(lotte), ended); got != 1 {
		t.Errorf("the filer reads %d messages of the case that ended: %q", got, f.said(lotte))
	}
	posts := len(f.slack.Calls("chat.postMessage"))
	f.remindAt("2026-03-09 08:01")
	f.sendAll()
	if got := len(f.slack.Calls("chat.postMessage")) - posts; got != 0 {
		t.Errorf("%d new messages", got)
	}
}
