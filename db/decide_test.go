package db_test

import (
	"slices"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// A case in which a duty was passed on is found by the deputy whom it was passed to, in
// each order and in the counts.
func TestCasesThatWerePassedOn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		deputy := fatima
		change := func(do func(*complaint.Case) error) {
			t.Helper()
			_, err := w.UpdateCase(t.Context(), "K-2026-0002", do)
			must(t, err)
		}
		take := func(name string) {
			t.Helper()
			steps := road()
			change(steps[slices.IndexFunc(steps, func(s step) bool { return s.name == name })].do)
		}
		finds := func(what, want string, filter db.Filter) {
			t.Helper()
			for _, sort := range []db.Sort{db.SortNewest, db.SortDue, db.SortHandler} {
				filter.Open, filter.Sort = true, sort
				if rows, err := w.Cases(t.Context(), filter); err != nil || ordinals(rows) != want {
					t.Errorf("%s, sorted by %q: %q, %v; want %q", what, sort, ordinals(rows), err, want)
				}
			}
		}
		counts := func(want int) {
			t.Helper()
			now := at("2026-03-06 09:00")
			for _, desk := range []db.Desk{{Handlers: []string{deputy}, Passed: deputy}, {Handlers: []string{deputy, "U0OTHER"}, Passed: deputy}} {
				own, err := w.OwnCounts(t.Context(), deputy, desk)
				must(t, err)
				all, err := w.Counts(t.Context(), deputy, desk, now, now, now)
				must(t, err)
				if own.Mine != want || all.Mine != want {
					t.Errorf("%v has %d cases of their own, of all %d; want %d", desk.Handlers, own.Mine, all.Mine, want)
				}
			}
		}
		mine := db.Filter{Handlers: []string{deputy}, Passed: deputy}
		finds("nothing was passed on", "", mine)
		take("form")
		change(func(c *complaint.Case) error { return c.Remind(at("2026-03-06 09:00")) })
		change(func(c *complaint.Case) error {
			return c.PassOn("contact", 1, member(milan), at("2026-03-06 09:30"))
		})
		finds("of the deputy", "2", mine)
		finds("within reach of the deputy", "2", db.Filter{Reach: []string{deputy}, Handlers: []string{milan}, Passed: deputy})
		finds("of somebody else", "", db.Filter{Handlers: []string{"U0OTHER"}, Passed: "U0FATIM"})
		counts(1)
		take("contact")
		finds("done", "", mine)
		counts(0)
	})
}

// What was in time is counted by what ended it, within the period.
func TestInTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		walkTo(t, w, file(t, w, "V1").Number, "deliver") // told on 13 March
		both := []string{"decision", "promised"}
		for _, tc := range []struct {
			name, from, until string
			kinds             []string
			done, inTime      int
		}{
			{"the week", "2026-03-09 00:00", "2026-03-16 00:00", both, 1, 1},
			{"a week later", "2026-03-16 00:00", "2026-03-23 00:00", both, 0, 0},
			{"of no kind", "2026-03-09 00:00", "2026-03-16 00:00", nil, 0, 0},
			{"of another kind", "2026-03-09 00:00", "2026-03-16 00:00", []string{"decisio"}, 0, 0},
			{"in the very moment", "2026-03-13 10:00", "2026-03-13 10:01", both, 1, 1},
			{"until the very moment", "2026-03-09 00:00", "2026-03-13 10:00", both, 0, 0},
		} {
			done, inTime, err := w.InTime(t.Context(), tc.kinds, at(tc.from), at(tc.until))
			if err != nil || done != tc.done || inTime != tc.inTime {
				t.Errorf("%s: %d of %d, %v; want %d of %d", tc.name, inTime, done, err, tc.inTime, tc.done)
			}
		}
		late := file(t, w, "V2").Number
		for _, s := range road() {
			do := s.do
			if s.name == "deliver" {
				do = func(c *complaint.Case) error {
					return c.Deliver(complaint.Delivery{At: at("2026-05-13 10:00"), Via: "phone", With: "Anna", Late: "the expert was ill"}, member(milan), at("2026-05-13 10:15"))
				}
			}
			_, err := w.UpdateCase(t.Context(), late, do)
			must(t, err)
			if s.name == "deliver" {
				break
			}
		}
		if done, inTime, err := w.InTime(t.Context(), both, at("2026-05-11 00:00"), at("2026-05-18 00:00")); err != nil || done != 1 || inTime != 0 {
			t.Errorf("an answer that came late: %d of %d, %v", inTime, done, err)
		}
	})
}

// Who asks customers counts the cases that are answered, but not a confidential one: that it
// is there is not for them to know.
func TestACallerCountsNothingConfidential(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		change := func(do func(*complaint.Case) error) {
			t.Helper()
			_, err := w.UpdateCase(t.Context(), "K-2026-0002", do)
			must(t, err)
		}
		counts := func(want int) {
			t.Helper()
			own, err := w.OwnCounts(t.Context(), lotte, db.Desk{Handlers: []string{lotte}, Calls: true})
			if err != nil || own.Mine != want {
				t.Errorf("%d of their own, %v; want %d", own.Mine, err, want)
			}
		}
		counts(0)
		steps := road()
		from := slices.IndexFunc(steps, func(s step) bool { return s.name == "form" })
		to := slices.IndexFunc(steps, func(s step) bool { return s.name == "deliver" })
		for _, s := range steps[from : to+1] {
			change(s.do)
		}
		counts(1)
		change(func(c *complaint.Case) error {
			return c.TakeConfidentialRoute(c.Involved(), at("2026-03-16 10:00"))
		})
		counts(0)
	})
}
