package demo

import (
	"slices"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/playground"
	"ombud/procedure"
)

// The older a case of the past, the longer ago it came in, always before now and in
// working hours; however many there are, all find their place.
func TestLivesBeginInTheirOrder(t *testing.T) {
	firm := firmOf(t, "exactpi", lang.EN)
	at := func(s string) time.Time {
		moment, err := calendar.ParseMoment(s, firm.Calendar.Zone())
		ok(t, err)
		return moment
	}
	for _, now := range []time.Time{at("2026-03-05T10:20"), at("2026-01-02T08:31"), at("2026-05-25T23:00")} { // a working day, early in a year, Whit Monday at night
		for _, n := range []int{1, 2, 7, 60, 240} {
			last := now
			for rank := range n {
				l := &life{p: firm.words(), cal: firm.Calendar, now: now, rank: rank, of: n}
				ok(t, l.begin())
				if !l.received.Before(now) || !firm.Calendar.InHours(l.received) {
					t.Errorf("%d of %d at %s came in at %s", rank, n, now, l.received)
				}
				if l.received.After(last.AddDate(0, 0, 4)) { // within a day or a weekend the order is free
					t.Errorf("%d of %d came in at %s, the one after it at %s", rank, n, l.received, last)
				}
				last = l.received
			}
			if days := now.Sub(last).Hours() / 24; n > 30 && (days < span-25 || days > span+5) {
				t.Errorf("%d cases go back %.0f days", n, days)
			}
		}
	}
}

// Numbers are given in the order in which complaints come in, no two at once, and nobody
// has looked at the newest.
func TestLivesComeOneAfterAnother(t *testing.T) {
	firm := firmOf(t, "exactpi", lang.EN)
	now, err := calendar.ParseMoment("2026-03-05T10:20", firm.Calendar.Zone())
	ok(t, err)
	for _, n := range []int{0, 1, 12, 60} {
		lives, err := beginAll(firm.words(), firm, now, n)
		ok(t, err)
		var begun []time.Time
		for rank := range n {
			l := &life{cal: firm.Calendar, now: now, rank: rank, of: n}
			ok(t, l.begin())
			begun = append(begun, l.received)
		}
		slices.SortFunc(begun, time.Time.Compare)
		for i, l := range lives {
			if late := l.received.Sub(begun[i]); late < 0 || late > 5*apart {
				t.Errorf("%d of %d is moved by %s", i, n, late)
			}
			if i > 0 && l.received.Sub(lives[i-1].received) < apart || l.received.Add(20*time.Minute).After(now) || l.fresh != (i == n-1) {
				t.Errorf("%d of %d came in at %s, fresh: %t", i, n, l.received, l.fresh)
			}
		}
	}
}

// Somewhat less than half of the cases are open, at whatever number; where nobody is asked
// after the answer, those that were answered long ago are closed.
func TestLivesRestSomewhere(t *testing.T) {
	asked := &complaint.Case{Procedure: &procedure.Procedure{}}
	asked.Procedure.FollowUp.Required = true
	notAsked := &complaint.Case{Procedure: &procedure.Procedure{}}
	for _, tc := range []struct {
		n    int
		c    *complaint.Case
		want int
	}{{1, asked, 1}, {2, asked, 1}, {20, asked, 9}, {60, asked, 27}, {100, asked, 27}, {20, notAsked, 9}, {60, notAsked, 19}, {100, notAsked, 19}} {
		open := 0
		for rank := range tc.n {
			if goal := (&life{rank: rank, of: tc.n, c: tc.c}).goal(); goal != whole && goal != leaving {
				open++
			}
		}
		if open != tc.want {
			t.Errorf("of %d cases %d are meant to be open, want %d (asked: %t)", tc.n, open, tc.want, tc.c.Procedure.FollowUp.Required)
		}
	}
}

// A button is known by its action and by how its value begins, wherever it stands.
func TestCarries(t *testing.T) {
	button := map[string]any{"type": "button", "action_id": "answer.approve", "value": "K-2026-0001:v2"}
	menu := map[string]any{"type": "overflow", "action_id": "case.more", "options": []any{map[string]any{"value": "K-2026-0001|open"}}}
	blocks := []map[string]any{
		{"type": "section", "accessory": menu},
		{"type": "actions", "elements": []any{button}},
	}
	for _, c := range []struct {
		action, number string
		want           bool
	}{
		{"answer.approve", "K-2026-0001", true}, {"answer.approve", "K-2026-0001:v2", true}, {"", "K-2026-0001", true},
		{"answer.approve", "K-2026-0001:v1", false}, {"answer.approve", "K-2026-0002", false}, {"answer.changes.open", "K-2026-0001", false},
	} {
		if got := carries(blocks, c.action, c.number); got != c.want {
			t.Errorf("%s of %s: %v", c.action, c.number, got)
		}
	}
	if got := valueOf(playground.Message{Blocks: blocks}, "answer.approve", "K-2026-0001"); len(got) != 1 {
		t.Errorf("%d ways to tell the button", len(got))
	}
}
