package db_test

import (
	"slices"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// What waits for the channel, for whatever reason, holds up the removal of a case that
// leaves it no longer; what waits for people keeps its time.
func TestWhatWaitsGoesAtOnceWhenACaseLeavesTheChannel(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		other := file(t, w, "V1").Number
		about := registration()
		about.Deliverers = []string{joost}
		c, _, err := w.CreateCase(t.Context(), "V2", at("2026-03-05 10:00"), func(c *complaint.Case) error {
			return c.Register(about, member(lotte), at("2026-03-05 10:20"))
		})
		must(t, err)
		number := c.Number
		for { // each case has a card and a receipt, and the gates let one through at a time
			claimed := claim(t, w, machine)
			if len(claimed) == 0 {
				break
			}
			for _, n := range claimed {
				must(t, w.Later(t.Context(), n, db.Retry{Until: machine.Add(time.Hour), Class: "doubtful", Doubt: true}))
			}
		}
		_, err = w.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
			return c.TakeConfidentialRoute([]string{joost}, at("2026-03-05 10:30"))
		})
		must(t, err)
		var got []complaint.NoticeKind
		for {
			claimed := slices.DeleteFunc(claim(t, w, machine), func(n db.Claimed) bool { return n.To != complaint.ToChannel })
			if len(claimed) == 0 {
				break
			}
			for _, n := range claimed {
				if n.Number != number || n.Kind == complaint.NoticeCard && !n.Doubt {
					t.Errorf("claimed %+v, want what waited of %s, still in doubt, and not of %s", n, number, other)
				}
				got = append(got, n.Kind)
				must(t, w.Done(t.Context(), n, db.Delivery{At: at("2026-03-05 10:31")}, nil))
			}
		}
		if want := []complaint.NoticeKind{complaint.NoticeCard, complaint.NoticeRemove}; !slices.Equal(got, want) {
			t.Errorf("the channel gets %v, want %v: in order and at once", got, want)
		}
	})
}
