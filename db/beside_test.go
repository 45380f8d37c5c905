package db_test

import (
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// Whoever is co-responsible has the open cases of that, the nearest deadline first, as
// long as they are it, and finds them.
func TestBeside(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		const bo = "U0BOEK"
		change := func(number string, do func(*complaint.Case) error) {
			t.Helper()
			_, err := w.UpdateCase(t.Context(), number, do)
			must(t, err)
		}
		holds := func(step, person, want string) {
			t.Helper()
			rows, err := w.Cases(t.Context(), db.Filter{Open: true, Sort: db.SortDue, Beside: []string{"U0OTHER", person}, NotInvolving: person})
			if got := ordinals(rows); err != nil || got != want {
				t.Errorf("%s: %s has %q, %v, want %q", step, person, got, err, want)
			}
		}
		now := at("2026-03-06 12:00")
		for _, number := range []string{"K-2026-0005", "K-2026-0004"} {
			change(number, func(c *complaint.Case) error {
				return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "head", Why: "process", Deliverers: []string{joost}, Skip: "on holiday", KeepFiler: true}, member(sanne), now)
			})
		}
		holds("named", lotte, "4 5")
		holds("somebody else", joost, "")
		change("K-2026-0004", func(c *complaint.Case) error { return c.ReplaceCoOwner(bo, "on leave", member(sanne), now) })
		holds("replaced", lotte, "5")
		holds("replaced", bo, "4")
		if rows, err := w.Cases(t.Context(), db.Filter{Reach: []string{bo}}); err != nil || ordinals(rows) != "4" {
			t.Errorf("within reach: %s, %v", ordinals(rows), err)
		}
		change("K-2026-0004", func(c *complaint.Case) error {
			return c.DeclareInterest(complaint.Interest{Users: []string{bo}, How: "a sister"}, member(sanne), now)
		})
		holds("involved", bo, "")
		change("K-2026-0005", func(c *complaint.Case) error {
			return c.EndCase(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "Leave it", With: "Anna", Via: "phone", At: now}, member(sanne), now)
		})
		holds("ended", lotte, "")
	})
}
