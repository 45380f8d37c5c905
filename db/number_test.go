package db_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db/dbtest"
)

func TestNumber(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		for i, year := range []int{2024, 2025, 2026, 2026} {
			r := registration()
			r.ReceivedAt = time.Date(year, 3, 5, 9, 0, 0, 0, time.UTC)
			_, _, err := w.CreateCase(t.Context(), fmt.Sprint("V", i), r.ReceivedAt, func(c *complaint.Case) error {
				return c.Register(r, member(lotte), r.ReceivedAt.Add(time.Hour))
			})
			must(t, err)
		}
		// Registered in the last minutes of 2025 in UTC, which is 2026 in Amsterdam.
		r := registration()
		r.ReceivedAt = time.Date(2025, 12, 31, 22, 0, 0, 0, time.UTC)
		c, _, err := w.CreateCase(t.Context(), "V9", r.ReceivedAt, func(c *complaint.Case) error {
			return c.Register(r, member(lotte), time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC))
		})
		if err != nil || c.Number != "K-2026-0003" {
			t.Errorf("filed in the first minutes of the year: %v, %v; want K-2026-0003", c, err)
		}
		now := at("2025-06-01 12:00")
		for typed, want := range map[string][]string{
			"K-2026-0002": {"K-2026-0002"}, "k-2026-2": {"K-2026-0002"}, " 2026-0001 ": {"K-2026-0001"},
			"1": {"K-2025-0001", "K-2026-0001", "K-2024-0001"}, "0001": {"K-2025-0001", "K-2026-0001", "K-2024-0001"},
			"2": {"K-2026-0002"}, "99": nil, "X-2026-0001": nil, "K-2026-": nil, "": nil, "K-1": nil, "99999999999": nil,
			"2026-0001; DROP TABLE complaint": nil, "１": nil,
		} {
			got, err := w.Number(t.Context(), typed, now, amsterdam)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%q: %v -want +got:\n%s", typed, err, diff)
			}
		}
	})
}

func FuzzNumber(f *testing.F) {
	w := desk(f, dbtest.SQLite(f))
	known := file(f, w, "V1").Number
	for _, s := range []string{known, "2026-0001", "1", "k-2026-1", "-", "K-", "𝟙", "1e3", "0x1", "99999999999999999999", "'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got, err := w.Number(background(), typed, at("2026-03-05 12:00"), amsterdam)
		if err != nil || len(got) > 1 || len(got) == 1 && got[0] != known {
			t.Errorf("%q gave %v, %v", typed, got, err)
		}
	})
}
