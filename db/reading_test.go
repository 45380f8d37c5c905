package db_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// Who opened the file of a case is known, the newest first, and changes nothing of the
// case. Of an erased case, of one that is not there and in another firm nobody stands
// there.
func TestReadings(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		number := closedCase(t, w, "V1")
		before := rowsOf(t, s, "complaint")
		read := func(number, user, when string) { must(t, w.Read(t.Context(), number, user, at(when))) }
		read(number, sanne, "2026-03-20 10:00")
		read(number, milan, "2026-03-20 10:05")
		read(number, milan, "2026-03-20 10:05") // pressed twice
		read(number, sanne, "2026-03-21 09:00")
		read("K-2026-0099", sanne, "2026-03-20 10:00")
		want := []complaint.Reading{
			{User: sanne, At: at("2026-03-21 09:00")}, {User: milan, At: at("2026-03-20 10:05")}, {User: sanne, At: at("2026-03-20 10:00")},
		}
		if diff := cmp.Diff(want, readings(t, w, number)); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		if diff := cmp.Diff(before, rowsOf(t, s, "complaint")); diff != "" {
			t.Errorf("reading changed the case: %s", diff)
		}
		if n := len(rowsOf(t, s, "reading")); n != 3 {
			t.Errorf("%d rows", n)
		}
		if got := readings(t, s.In("T0OTHER"), number); len(got) != 0 {
			t.Errorf("another firm knows %v", got)
		}
		must(t, w.Erase(t.Context(), number, over))
		read(number, sanne, "2028-06-02 10:00")
		if got := readings(t, w, number); len(got) != 0 {
			t.Errorf("erased, it was opened by %v", got)
		}
	})
}

func readings(t *testing.T, w *db.Workspace, number string) []complaint.Reading {
	t.Helper()
	all, err := w.Readings(t.Context(), number)
	must(t, err)
	return all
}
