package db_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// Corrective actions of all cases, the nearest day first, of a closed one too:
// listed and counted until they are done and the customer knows, and looked at
// by the clock until then. What is due makes no complaint late.
func TestMeasures(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		now := at("2026-03-18 14:00")
		take := func(number, day, changes string) {
			t.Helper()
			_, err := w.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
				return c.TakeMeasure(complaint.MeasureForm{What: "plan", Owner: "U0BO", Day: day, Changes: changes, TellBy: "2026-03-27"}, member(sanne), now)
			})
			must(t, err)
		}
		closed, open := file(t, w, "V1").Number, file(t, w, "V2").Number
		walkTo(t, w, closed, "close")
		take(closed, "2026-06-30", complaint.ChangesNothing)
		take(open, "2026-04-15", complaint.ChangesNothing)
		take(open, "2026-07-15", complaint.ChangesToTell)
		listed := func(person string, skip, limit int) []string {
			t.Helper()
			rows, err := w.Measures(t.Context(), person, skip, limit)
			must(t, err)
			var list []string
			for _, r := range rows {
				list = append(list, map[string]string{closed: "closed", open: "open"}[r.Number]+" "+string(rune('0'+r.N))+" "+r.Due.In(now.Location()).Format("01-02"))
			}
			return list
		}
		for name, tc := range map[string]struct {
			got, want []string
		}{
			"all":       {listed("", 0, 9), []string{"open 2 03-28", "open 1 04-16", "closed 1 07-01"}},
			"a page":    {listed("", 1, 1), []string{"open 1 04-16"}},
			"past them": {listed("", 3, 9), nil},
			"of joost":  {listed(joost, 0, 9), []string{"open 2 03-28", "open 1 04-16"}}, // who delivered the service of the closed one
		} {
			if diff := cmp.Diff(tc.want, tc.got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		for person, want := range map[string]db.MeasureCount{"": {3, 2}, joost: {2, 2}} {
			if n, err := w.MeasureCount(t.Context(), person, at("2026-05-01 09:00")); err != nil || n != want {
				t.Errorf("for %q: %+v, %v, want %+v", person, n, err, want)
			}
		}
		// the closed case wakes for it, and only for it
		woken, err := w.Waking(t.Context(), at("2026-06-29 08:59"), 9)
		must(t, err)
		again, err := w.Waking(t.Context(), at("2026-06-29 09:00"), 9)
		must(t, err)
		if slices.Contains(woken, closed) || !slices.Contains(again, closed) {
			t.Errorf("wakes before: %v, then: %v", woken, again)
		}
		if f, err := w.Figures(t.Context(), at("2026-03-01 00:00"), at("2026-03-05 00:00"), time.Time{}); err != nil || f.Overdue != 0 {
			t.Errorf("figures %+v, %v", f, err)
		}
		_, err = w.UpdateCase(t.Context(), closed, func(c *complaint.Case) error {
			return c.FinishMeasure(1, now, "page 3", member("U0BO"), now)
		})
		must(t, err)
		if diff := cmp.Diff([]string{"open 2 03-28", "open 1 04-16"}, listed("", 0, 9)); diff != "" {
			t.Errorf("once it is done (-want +got):\n%s", diff)
		}
		if woken, err = w.Waking(t.Context(), at("2027-01-01 09:00"), 9); err != nil || slices.Contains(woken, closed) {
			t.Errorf("with nothing owed it wakes: %v, %v", woken, err)
		}
	})
}
