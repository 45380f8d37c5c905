package db_test

import (
	"sync"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// What somebody promised is found by who they are, the nearest day first, of a
// closed case too, and no longer once it was kept.
func TestOwnDuties(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		walkTo(t, w, number, "deliver")
		now := at("2026-03-16 10:00")
		change := func(do func(*complaint.Case) error) {
			t.Helper()
			_, err := w.UpdateCase(t.Context(), number, do)
			must(t, err)
		}
		change(func(c *complaint.Case) error {
			return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, Note: "asked", Promises: []complaint.Promise{
				{What: "call", When: "2026-03-25"}, {What: "write", Who: "Bo Jansen", User: "U0BO", When: "2026-03-24"}, {What: "pay", When: "2026-03-23"},
			}}, member(milan), now)
		})
		change(road()[8].do)
		change(road()[9].do)
		for who, want := range map[string][]int{milan: {3, 1}, "U0BO": {2}, sanne: nil, "": nil} {
			owed(t, w, who, want)
		}
		change(func(c *complaint.Case) error {
			return c.KeepCommitment(3, at("2026-03-23 09:00"), member(milan), at("2026-03-25 09:00"))
		})
		owed(t, w, milan, []int{1})
		for _, tc := range []struct {
			by, person string
			want       int
		}{{"2026-03-24 12:00", sanne, 0}, {"2026-03-25 12:00", sanne, 1}, {"2026-03-26 12:00", sanne, 1}, {"2026-03-26 12:00", joost, 0}} {
			if got, err := w.AfterClosing(t.Context(), tc.person, at(tc.by), 9); err != nil || len(got) != tc.want || tc.want > 0 && got[0] != number {
				t.Errorf("after closing, for %s by %s: %v, %v; want %d", tc.person, tc.by, got, err, tc.want)
			}
		}
		if f, err := w.Figures(t.Context(), at("2026-03-01 00:00"), at("2026-04-01 00:00"), time.Time{}); err != nil || f.Overdue != 0 || f.Promises != 1 || f.Heard != 1 || f.Content != 1 {
			t.Errorf("a closed case counts as overdue, or its late promise does not count: %+v, %v", f, err)
		}
	})
}

func owed(t *testing.T, w *db.Workspace, who string, want []int) {
	t.Helper()
	rows, err := w.OwnDuties(t.Context(), who, 9)
	must(t, err)
	if len(rows) != len(want) {
		t.Fatalf("%s owes %+v, want %v", who, rows, want)
	}
	for i, row := range rows {
		if row.Kind != complaint.DutyCommitment || row.Round != want[i] {
			t.Errorf("%s owes %s %d in place %d, want %d", who, row.Kind, row.Round, i, want[i])
		}
	}
}

// An approval is withdrawn while the answer is told: one of the two happens.
func TestWithdrawnOrTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		walkTo(t, w, number, "approve")
		now := at("2026-03-13 10:00")
		var wg sync.WaitGroup
		var errs [2]error
		for i, do := range []func(*complaint.Case) error{
			func(c *complaint.Case) error { return c.WithdrawApproval(1, "wrong amount", member(mees), now) },
			func(c *complaint.Case) error {
				return c.Deliver(complaint.Delivery{At: now, Via: "phone"}, member(milan), now)
			},
		} {
			wg.Go(func() { _, errs[i] = w.UpdateCase(t.Context(), number, do) })
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("withdrawn: %v, told: %v; want one of the two", errs[0], errs[1])
		}
	})
}
