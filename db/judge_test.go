package db_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// twoVersions saves a second procedure, which allows three days for what was one and keeps
// cases a year longer, and a second
// calendar, in which Tuesday 2 June is closed, in force from Monday 1 June on.
func twoVersions(t *testing.T, w *db.Workspace) {
	t.Helper()
	second := bytes.Replace(preset(t, "exactpi"), []byte(`version: "1"`), []byte(`version: "2"`), 1)
	second = bytes.ReplaceAll(second, []byte("within: 1bd"), []byte("within: 3bd"))
	second = bytes.Replace(second, []byte("target: 24mo"), []byte("target: 36mo"), 1)
	must(t, w.SaveProcedure(t.Context(), second, at("2026-06-01 00:00")))
	must(t, w.SaveCalendar(t.Context(), house(t, "2026-06-02"), at("2026-06-01 00:00")))
}

// receivedAt files a case that was received then, on Tuesday 2 June at noon.
func receivedAt(t *testing.T, w *db.Workspace, source, when string) *complaint.Case {
	t.Helper()
	r := registration()
	r.ReceivedAt = at(when)
	c, _, err := w.CreateCase(t.Context(), source, r.ReceivedAt, func(c *complaint.Case) error {
		return c.Register(r, member(lotte), at("2026-06-02 12:00"))
	})
	must(t, err)
	return c
}

// firstDue is the first deadline of a case; what is stored of it is what is derived from
// the stored events.
func firstDue(t *testing.T, w *db.Workspace, number string) time.Time {
	t.Helper()
	c, err := w.Case(t.Context(), number)
	must(t, err)
	rows, err := w.Cases(t.Context(), db.Filter{Open: true, Limit: 10})
	must(t, err)
	for _, row := range rows {
		if row.Number == number && !row.Due.Equal(c.FirstDuty().Due) {
			t.Errorf("%s: stored as due %v, derived as %v", number, row.Due, c.FirstDuty().Due)
		}
	}
	return c.FirstDuty().Due
}

// A receipt that is put right to a day on which other versions were in force has the case
// judged by those, in the same step: its deadlines and when it is looked at again follow.
// Put right once more it goes back, and one that crosses nothing moves nothing else (D9).
func TestACorrectedReceiptIsJudgedByItsVersions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		twoVersions(t, w)
		number := receivedAt(t, w, "V1", "2026-06-01 09:00").Number
		under2, now := firstDue(t, w, number), at("2026-06-02 12:30")
		for _, tc := range []struct {
			name, received, version string
			rejudged                int
		}{
			{"within the same versions", "2026-06-02 09:00", "2", 0},
			{"before the second", "2026-05-29 16:00", "1", 1},
			{"and again there", "2026-05-28 16:00", "1", 1},
			{"back", "2026-06-01 09:00", "2", 2},
		} {
			form := complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactReceived, Seq: 1}, At: at(tc.received), Reason: "misread"}
			var err error
			before, err := w.Case(t.Context(), number)
			must(t, err)
			form.Rules, err = w.Crossed(t.Context(), before.ReceivedAt, form.At)
			must(t, err)
			moves := before.Preview(form, now)
			_, err = w.UpdateCase(t.Context(), number, func(c *complaint.Case) error { return c.Correct(form, member(sanne), now) })
			must(t, err)
			c, err := w.Case(t.Context(), number)
			must(t, err)
			if c.Procedure.Version != tc.version || (c.CalendarVersion() == house(t).Version()) != (tc.version == "1") {
				t.Errorf("%s: judged by %s and calendar %s", tc.name, c.Procedure.Version, c.CalendarVersion())
			}
			n := 0
			for _, e := range c.Events {
				if e.Kind == complaint.Rejudged {
					n++
				}
			}
			if n != tc.rejudged {
				t.Errorf("%s: %d times judged anew, want %d", tc.name, n, tc.rejudged)
			}
			firstDue(t, w, number)
			if len(moves) == 0 {
				t.Errorf("%s: no move was foreseen", tc.name)
			}
			duties, err := c.Duties()
			must(t, err)
			for _, m := range moves {
				if !slices.ContainsFunc(duties, func(d complaint.Duty) bool { return d.Is(m.After.Kind, m.After.Round) && d.Due.Equal(m.After.Due) }) {
					t.Errorf("%s: %s was foreseen for %v", tc.name, m.After.Kind, m.After.Due)
				}
			}
			wake, err := w.NextWake(t.Context(), now.Add(-time.Second))
			must(t, err)
			if want, err := c.WakeAt(now); err != nil || !wake.Equal(want) {
				t.Errorf("%s: looked at again %v, want %v (%v)", tc.name, wake, want, err)
			}
		}
		if due := firstDue(t, w, number); !due.Equal(under2) {
			t.Errorf("back under the second it is due %v, was %v", due, under2)
		}
	})
}

// How long a case is kept is what was in force when it was received.
func TestACorrectedReceiptMovesTheErasure(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		twoVersions(t, w)
		number, now := receivedAt(t, w, "V1", "2026-06-01 09:00").Number, at("2026-06-02 12:30")
		expires := func(want bool) {
			t.Helper()
			got, err := w.Expiring(t.Context(), at("2028-07-01 00:00"))
			if err != nil || slices.Contains(got, number) != want {
				t.Errorf("after 25 months these are erased: %v (%v)", got, err)
			}
		}
		for _, do := range []func(*complaint.Case) error{
			func(c *complaint.Case) error {
				return c.EndCase(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "Leave it", With: "Anna", Via: "phone", At: now}, member(sanne), now)
			},
			func(c *complaint.Case) error {
				return c.Correct(complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactReceived, Seq: 1}, At: at("2026-05-29 16:00"), Reason: "misread"}, member(sanne), now)
			},
		} {
			expires(false)
			_, err := w.UpdateCase(t.Context(), number, do)
			must(t, err)
		}
		expires(true)
	})
}

// A case that takes in a duplicate was received when the earlier of the two was, and is
// judged by what was in force then; that it was no duplicate takes it back.
func TestAMergedCaseIsJudgedByTheEarlierReceipt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		twoVersions(t, w)
		early, late := receivedAt(t, w, "V1", "2026-05-29 16:00").Number, receivedAt(t, w, "V2", "2026-06-01 09:00").Number
		now := at("2026-06-02 12:30")
		judged := func(what, want string) {
			t.Helper()
			c, err := w.Case(t.Context(), late)
			if err != nil || c.Procedure.Version != want {
				t.Errorf("%s: judged by %s (%v), want %s", what, c.Procedure.Version, err, want)
			}
			firstDue(t, w, late)
		}
		judged("filed", "2")
		must(t, w.UpdateCases(t.Context(), early, late, func(d, into *complaint.Case) error {
			return complaint.Merge(d, into, "the same accounts", member(sanne), now)
		}))
		judged("merged", "1")
		must(t, w.UpdateCases(t.Context(), early, late, func(d, into *complaint.Case) error {
			return complaint.Unmerge(d, into, member(sanne), now.Add(time.Hour))
		}))
		judged("two again", "2")
	})
}
