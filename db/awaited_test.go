package db_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// staff are those of the tests, with two who hold no role.
var staff = []string{sanne, fatima, mees, milan, joost, lotte, "U0OTHER"}

// numbersOf are the cases that may wait for somebody, page after page of so many.
func numbersOf(t *testing.T, w *db.Workspace, r *complaint.Roster, user string, now time.Time, page int) string {
	t.Helper()
	var list []string
	for after := ""; ; {
		rows, err := w.Awaiting(t.Context(), user, r.AwaitedKeys(user, now), after, page)
		must(t, err)
		for _, row := range rows {
			list, after = append(list, row.Number), row.Place()
		}
		if len(rows) < page {
			slices.Sort(list)
			return strings.Join(slices.Compact(list), " ") // of a page behind it may come once more
		}
	}
}

// holds is whether the rules find the case for somebody.
func holds(c *complaint.Case, user string, now time.Time) bool {
	return slices.Contains(c.PassedTo(), user) || slices.ContainsFunc(c.Roster.AwaitedKeys(user, now), func(k complaint.AwaitedKey) bool {
		return slices.ContainsFunc(c.AwaitedBy(), k.Holds)
	})
}

// absent are rosters of the tests with these people away.
func absent(w *db.Workspace, t *testing.T, users ...string) *complaint.Roster {
	t.Helper()
	r, err := w.Roster(t.Context())
	must(t, err)
	away := *r
	for _, u := range users {
		away.Away = append(slices.Clip(away.Away), complaint.Absence{User: u, From: at("2026-01-01 00:00"), Until: at("2027-01-01 00:00")})
	}
	return &away
}

// finds holds that the database gives a case to everybody whom the rules give it to, here
// or with some away, and with only, to nobody else.
func finds(t *testing.T, w *db.Workspace, number, when string, only bool) {
	t.Helper()
	c, err := w.Case(t.Context(), number)
	must(t, err)
	now := c.Events[len(c.Events)-1].Recorded
	for _, away := range [][]string{nil, {sanne}, {milan}, {lotte}, {mees}, {sanne, fatima}, {sanne, fatima, milan, lotte}} {
		c.Roster = absent(w, t, away...)
		for _, user := range staff {
			want := holds(c, user, now) && !c.IsInvolved(user)
			found := strings.Contains(numbersOf(t, w, c.Roster, user, now, 50), number)
			if want && !found || only && found && !want {
				t.Errorf("%s, with %v away: found for %s %v, want %v: %v", when, away, user, found, want, c.AwaitedBy())
			}
			if _, theirs := c.TurnOf(member(user), now); theirs && !found {
				t.Errorf("%s, with %v away: it is %s's turn, and nothing finds it", when, away, user)
			}
		}
	}
}

// At each step from filing to closing the database finds a case for those for whom the
// rules do, and for nobody else; the page behind the last row is empty.
func TestOnWhomACaseWaits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		finds(t, w, number, "filed", true)
		for _, s := range road() {
			_, err := w.UpdateCase(t.Context(), number, s.do)
			must(t, err)
			finds(t, w, number, s.name, true)
		}
		if rows, err := w.Awaiting(t.Context(), sanne, []complaint.AwaitedKey{{By: "officer"}}, "1/K", 5); err != nil || len(rows) > 0 {
			t.Errorf("of a case that is closed: %v, %v", rows, err)
		}
	})
}

// What waits for somebody comes in the order of its day, a page at a time, each case once
// on a page whatever it waits for, and a forged place is none.
func TestPagesOfWhatWaits(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w) // of which one is closed and one assigned
		r := absent(w, t)
		now := at("2026-03-05 12:00")
		for user, want := range map[string]string{
			lotte: "K-2026-0003 K-2026-0004 K-2026-0005", milan: "K-2026-0002", joost: "", fatima: "",
		} {
			for _, page := range []int{1, 2, 50} {
				if got := numbersOf(t, w, r, user, now, page); got != want {
					t.Errorf("for %s, %d a page: %q, want %q", user, page, got, want)
				}
			}
		}
		rows, err := w.Awaiting(t.Context(), lotte, r.AwaitedKeys(lotte, now), "", 50)
		must(t, err)
		if !slices.IsSortedFunc(rows, func(a, b db.Awaiting) int { return a.Due.Compare(b.Due) }) {
			t.Errorf("not in the order of their days: %v", rows)
		}
		for _, forged := range []string{"K-2026-0003", "x/K/2026/0003", "12/"} {
			if _, err := w.Awaiting(t.Context(), lotte, nil, forged, 5); err == nil {
				t.Errorf("a page after %q was given", forged)
			}
		}
	})
}

// A database of before is filled with all that its cases may wait for, whoever is away
// then; the next change of a case leaves what the rules say of it.
func TestCasesOfBeforeAreFound(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		steps := road()
		var numbers []string
		for i := range steps { // one case that stands behind each step
			number := file(t, w, "V"+steps[i].name).Number
			numbers = append(numbers, number)
			walkTo(t, w, number, steps[i].name)
		}
		must(t, s.DownTo(t.Context(), 12))
		must(t, s.Up(t.Context()))
		for i, number := range numbers {
			finds(t, w, number, steps[i].name+", of before", false)
		}
		for i, number := range numbers[:len(numbers)-1] {
			_, err := w.UpdateCase(t.Context(), number, steps[i+1].do)
			must(t, err)
			finds(t, w, number, steps[i].name+", and the next", true)
		}
	})
}
