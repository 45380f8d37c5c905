package db_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// fiveCases files five: 1 closed, 2 assigned, 3 about joost, 4 and 5 as filed.
func fiveCases(t testing.TB, w *db.Workspace) {
	t.Helper()
	for i := range 5 {
		r := registration()
		if i == 2 {
			r.About = []string{joost}
		}
		_, _, err := w.CreateCase(t.Context(), fmt.Sprint("V", i), r.ReceivedAt, func(c *complaint.Case) error {
			return c.Register(r, member(lotte), at("2026-03-05 10:20"))
		})
		must(t, err)
	}
	walkTo(t, w, "K-2026-0001", "close")
	walkTo(t, w, "K-2026-0002", "assign")
	_, err := w.UpdateCase(t.Context(), "K-2026-0002", func(c *complaint.Case) error { return c.Accept(member(milan), at("2026-03-05 11:05")) })
	must(t, err)
}

func TestCases(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		for _, tc := range []struct {
			name   string
			filter db.Filter
			want   string
		}{
			{"all", db.Filter{}, "5 4 3 2 1"},
			{"open", db.Filter{Open: true}, "5 4 3 2"},
			{"open of a handler", db.Filter{Open: true, Handlers: []string{milan}}, "2"},
			{"of a filer", db.Filter{Filer: lotte}, "5 4 3 2 1"},
			{"open ones of a filer", db.Filter{Filer: lotte, Open: true}, "5 4 3 2"},
			{"of who filed nothing", db.Filter{Filer: sanne}, ""},
			{"without what involves", db.Filter{Open: true, NotInvolving: joost}, "5 4"},
			{"closed", db.Filter{Closed: true}, "1"},
			{"closed since", db.Filter{Closed: true, Since: at("2026-03-19 00:00")}, ""},
			{"nobody's", db.Filter{Open: true, Unassigned: true}, "5 4 3"},
			{"within reach of the handler", db.Filter{Reach: []string{milan}}, "2 1"},
			{"within reach of who calls afterwards", db.Filter{Reach: []string{"U0OTHER"}, Told: true}, "1"},
			{"within reach of the filer", db.Filter{Reach: []string{lotte}}, "5 4 3 2 1"},
			{"within reach of who stands in for the handler", db.Filter{Reach: []string{"U0OTHER", milan}}, "2 1"},
			{"within reach by deadline", db.Filter{Open: true, Sort: db.SortDue, Reach: []string{milan, "U0OTHER"}}, "2"},
			{"of either handler, by deadline", db.Filter{Open: true, Sort: db.SortDue, Handlers: []string{"U0OTHER", milan}}, "2"},
			{"of somebody of a longer name", db.Filter{Open: true, Handlers: []string{milan + "X"}}, ""},
			{"of a nature", db.Filter{Nature: "discrimination"}, ""},
			{"received from", db.Filter{From: at("2026-03-06 00:00")}, ""},
			{"received until", db.Filter{Until: at("2026-03-06 00:00"), Limit: 2}, "5 4"},
			{"by deadline", db.Filter{Open: true, Sort: db.SortDue}, "3 4 5 2"},
			{"by deadline, without what involves", db.Filter{Open: true, Sort: db.SortDue, NotInvolving: joost}, "4 5"},
			{"overdue", db.Filter{Open: true, Sort: db.SortDue, DueBy: at("2026-03-07 00:00")}, "3 4 5"},
			{"by handler", db.Filter{Open: true, Sort: db.SortHandler}, "3 4 5 2"},
			{"by handler, of one", db.Filter{Open: true, Sort: db.SortHandler, Handlers: []string{milan}}, "2"},
			{"waiting for the customer", db.Filter{Open: true, Sort: db.SortDue, Face: complaint.FaceAnswered}, ""},
			{"assigned, by handler", db.Filter{Open: true, Sort: db.SortHandler, Face: complaint.FaceAssigned}, "2"},
			{"new", db.Filter{Open: true, Face: complaint.FaceNew}, "5 4 3"},
		} {
			t.Run(tc.name, func(t *testing.T) {
				rows, err := w.Cases(t.Context(), tc.filter)
				if diff := cmp.Diff(tc.want, ordinals(rows)); err != nil || diff != "" {
					t.Errorf("%v -want +got:\n%s", err, diff)
				}
			})
		}
		for _, forged := range []string{"K-2026", "1/a/b/c", "a//1/1", "1//2026/x", "1/2/3"} {
			if _, err := w.Cases(t.Context(), db.Filter{After: forged}); err == nil {
				t.Errorf("a page after %q was given", forged)
			}
		}
	})
}

// A case that was answered long ago and is open still is found by that, in each order,
// counted for whoever may know of it, and not once it is closed.
func TestCasesAnsweredLongAgo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		walkTo(t, w, "K-2026-0004", "deliver") // told on 13 March at 10:00
		for _, tc := range []struct {
			before, person, want string
			counted, all         int
		}{
			{"2026-03-13 10:00", sanne, "", 0, 0},
			{"2026-03-13 10:01", sanne, "4", 1, 1},
			{"2026-03-13 10:01", joost, "", 0, 1}, // who delivered it
		} {
			for _, sort := range []db.Sort{db.SortNewest, db.SortDue, db.SortHandler} {
				rows, err := w.Cases(t.Context(), db.Filter{Open: true, Sort: sort, AnsweredBefore: at(tc.before), NotInvolving: tc.person})
				if err != nil || ordinals(rows) != tc.want {
					t.Errorf("before %s, sorted by %q: %q, %v; want %q", tc.before, sort, ordinals(rows), err, tc.want)
				}
			}
			n, err := w.Counts(t.Context(), tc.person, db.Desk{}, at("2026-03-23 09:00"), at("2026-01-01 00:00"), at(tc.before))
			must(t, err)
			f, err := w.Figures(t.Context(), at("2026-03-09 00:00"), at("2026-03-16 00:00"), at(tc.before))
			must(t, err)
			if n.Answered != tc.counted || f.Answered != tc.all {
				t.Errorf("before %s: %d counted for %s, %d in the figures; want %d and %d", tc.before, n.Answered, tc.person, f.Answered, tc.counted, tc.all)
			}
		}
	})
}

// Page after page, each order gives every case once, also when several share a
// deadline.
func TestPagesOfCases(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		for _, sort := range []db.Sort{db.SortNewest, db.SortDue, db.SortHandler} {
			whole, err := w.Cases(t.Context(), db.Filter{Open: true, Sort: sort})
			must(t, err)
			var paged []db.CaseRow
			for after := ""; ; {
				page, err := w.Cases(t.Context(), db.Filter{Open: true, Sort: sort, Limit: 1, After: after})
				must(t, err)
				if len(page) == 0 || len(paged) > len(whole) {
					break
				}
				paged, after = append(paged, page...), page[0].Place()
			}
			if got, want := ordinals(paged), ordinals(whole); got != want || len(whole) != 4 {
				t.Errorf("sorted by %q the pages hold %s, the list %s", sort, got, want)
			}
		}
	})
}

// ordinals are the last digits of the numbers.
func ordinals(rows []db.CaseRow) string {
	var list []string
	for _, r := range rows {
		list = append(list, strings.TrimLeft(r.Number[len("K-2026-"):], "0"))
	}
	return strings.Join(list, " ")
}

func TestCounts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		for _, tc := range []struct {
			name, person, now string
			want              db.Counts
		}{
			{"the officer", sanne, "2026-03-07 00:00", db.Counts{Open: 4, Overdue: 3, Unassigned: 3, Closed: 1}},
			{"nothing is late yet", sanne, "2026-03-06 09:00", db.Counts{Open: 4, Unassigned: 3, Closed: 1}},
			{"whom one is about", joost, "2026-03-07 00:00", db.Counts{Open: 2, Overdue: 2, Unassigned: 2}},
			{"the handler", milan, "2026-05-01 00:00", db.Counts{Open: 4, Overdue: 4, Mine: 1, Unassigned: 3, Closed: 1}},
			{"a year later", sanne, "2027-05-01 00:00", db.Counts{Open: 4, Overdue: 4, Unassigned: 3}},
		} {
			now := at(tc.now)
			got, err := w.Counts(t.Context(), tc.person, db.Desk{Handlers: []string{tc.person}}, now, time.Date(now.Year(), 1, 1, 0, 0, 0, 0, amsterdam), time.Time{})
			if diff := cmp.Diff(tc.want, got); err != nil || diff != "" {
				t.Errorf("%s: %v -want +got:\n%s", tc.name, err, diff)
			}
			own, err := w.OwnCounts(t.Context(), tc.person, db.Desk{Handlers: []string{tc.person}})
			want := db.Counts{Mine: tc.want.Mine}
			if diff := cmp.Diff(want, own); err != nil || diff != "" {
				t.Errorf("%s: own: %v -want +got:\n%s", tc.name, err, diff)
			}
			place := db.Desk{Handlers: []string{"U0OTHER", tc.person}, Calls: true}
			if own, err = w.OwnCounts(t.Context(), tc.person, place); err != nil || own != want {
				t.Errorf("%s: in the place of nobody: %+v, %v", tc.name, own, err)
			}
		}
	})
}

func TestOpenDutiesInOrder(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		duties, err := w.OpenDuties(t.Context(), at("2026-03-07 00:01"), 100)
		must(t, err)
		var got []string
		for _, d := range duties {
			got = append(got, d.Number[7:]+" "+d.Kind)
		}
		want := []string{"0003 assign", "0003 read_back", "0004 assign", "0004 read_back", "0005 assign", "0005 read_back"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		few, err := w.OpenDuties(t.Context(), at("2026-03-07 00:01"), 2)
		if err != nil || len(few) != 2 {
			t.Errorf("limit 2 gave %d, %v", len(few), err)
		}
	})
}

func TestInvolvingFollowsTheCase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		for _, tc := range []struct {
			person string
			want   []string
		}{
			{joost, []string{"K-2026-0001", "K-2026-0002", "K-2026-0003"}},
			{milan, nil},
		} {
			got, err := w.Involving(t.Context(), tc.person)
			if diff := cmp.Diff(tc.want, got); err != nil || diff != "" {
				t.Errorf("%s: %v -want +got:\n%s", tc.person, err, diff)
			}
		}
		// The deliverer of case 2 turns out to be another.
		_, err := w.UpdateCase(t.Context(), "K-2026-0002", func(c *complaint.Case) error {
			f := complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactDeliverers, Seq: 1}, Users: []string{fatima}, Reason: "it was Fatima"}
			return c.Correct(f, member(sanne), at("2026-03-05 12:00"))
		})
		must(t, err)
		got, err := w.Involving(t.Context(), fatima)
		if err != nil || !slices.Equal(got, []string{"K-2026-0002"}) {
			t.Errorf("after the correction fatima is in %v (%v), want K-2026-0002", got, err)
		}
		if got, err := w.Involving(t.Context(), joost); err != nil || slices.Contains(got, "K-2026-0002") {
			t.Errorf("after the correction joost is in %v (%v)", got, err)
		}
	})
}

func TestWakingAndVisiting(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		wakes := func(when string) bool {
			t.Helper()
			numbers, err := w.Waking(t.Context(), at(when), 10)
			must(t, err)
			return slices.Contains(numbers, number)
		}
		if wakes("2026-03-05 10:21") {
			t.Error("awake right after the filing")
		}
		now := at("2026-03-06 15:30") // two hours before the working deadline of the read-back
		if !wakes("2026-03-06 15:30") {
			t.Fatal("asleep two hours before a deadline")
		}
		c, err := w.VisitCase(t.Context(), number, now, func(c *complaint.Case) error {
			c.Lapse(now)
			return c.Remind(now)
		})
		must(t, err)
		if events := c.Events; events[len(events)-1].Kind != complaint.Reminded {
			t.Errorf("last event %v, want a reminder", events[len(events)-1].Kind)
		}
		if wakes("2026-03-06 15:30") {
			t.Error("still awake after it was dealt with")
		}
		if !wakes("2026-03-20 12:00") {
			t.Fatal("asleep long after the deadline")
		}
		// Visited in the night, with nothing to record, it is put off and not lost.
		night := at("2026-03-09 23:00")
		events := len(c.Events)
		c, err = w.VisitCase(t.Context(), number, night, func(c *complaint.Case) error { return c.Remind(night) })
		must(t, err)
		if len(c.Events) != events {
			t.Errorf("%d events recorded at night", len(c.Events)-events)
		}
		if wakes("2026-03-09 23:00") || !wakes("2026-03-11 12:00") {
			t.Error("after a visit without effect the case should sleep for the moment and wake later")
		}
		walked := file(t, w, "V2").Number
		walkTo(t, w, walked, "close")
		if numbers, err := w.Waking(t.Context(), at("2032-01-01 00:00"), 10); err != nil || slices.Contains(numbers, walked) {
			t.Errorf("a closed case wakes: %v, %v", numbers, err)
		}
	})
}

func TestFigures(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		for _, tc := range []struct {
			name, from, until string
			want              db.Figures
		}{
			{"before", "2026-02-23 00:00", "2026-03-02 00:00", db.Figures{}},
			{"the week of filing", "2026-03-02 00:00", "2026-03-09 00:00", db.Figures{Received: 5, Open: 4, Overdue: 3}},
			{"the week of closing", "2026-03-16 00:00", "2026-03-23 00:00", db.Figures{Closed: 1, Open: 4, Overdue: 3, Heard: 1, Content: 1}},
			{"from is inside, until is not", "2026-03-05 10:20", "2026-03-18 12:00", db.Figures{Received: 5, Open: 4, Overdue: 3, Heard: 1, Content: 1}},
		} {
			t.Run(tc.name, func(t *testing.T) {
				got, err := w.Figures(t.Context(), at(tc.from), at(tc.until), time.Time{})
				if diff := cmp.Diff(tc.want, got); err != nil || diff != "" {
					t.Errorf("%v -want +got:\n%s", err, diff)
				}
			})
		}
	})
}

func TestAlike(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1")
		for name, tc := range map[string]struct {
			mail, phone string
			found       bool
		}{
			"same mail":            {"anna@example.com", "", true},
			"mail spelt otherwise": {" Anna@EXAMPLE.com", "", true},
			"national number":      {"", "06-12345678", true},
			"with country code":    {"", "0031612345678", true},
			"another number":       {"", "06-87654321", false},
			"another mail":         {"an.na@example.com", "", false},
			"either":               {"bob@example.com", "0612345678", true},
			"nothing":              {"", "", false},
			"too short a number":   {"", "45678", false},
		} {
			t.Run(name, func(t *testing.T) {
				got, err := w.Alike(t.Context(), tc.mail, tc.phone, 5)
				if err != nil || (len(got) == 1) != tc.found {
					t.Errorf("found %v, %v", got, err)
				}
			})
		}
	})
}
