package db_test

import (
	"testing"

	"ombud/complaint"
	"ombud/db/dbtest"
)

func TestHeldCases(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		walkTo(t, w, "K-2026-0003", "assign")
		walkTo(t, w, "K-2026-0004", "assign")
		for _, tc := range []struct {
			handler, person string
			want            int
		}{{milan, sanne, 3}, {milan, joost, 0}, {milan, milan, 3}, {fatima, sanne, 0}, {"", sanne, 1}} {
			if got, err := w.CountHeld(t.Context(), tc.handler, tc.person); err != nil || got != tc.want {
				t.Errorf("of %q for %s: %d (%v), want %d", tc.handler, tc.person, got, err, tc.want)
			}
		}
		_, err := w.UpdateCase(t.Context(), "K-2026-0004", func(c *complaint.Case) error {
			return c.MarkFiledInError("twice", member(sanne), at("2026-03-20 10:00"))
		})
		must(t, err)
		if got, err := w.CountHeld(t.Context(), milan, sanne); err != nil || got != 2 {
			t.Errorf("after one ended: %d, %v", got, err)
		}
	})
}
