package db_test

import (
	"bytes"
	"testing"

	"ombud/db/dbtest"
)

// A version that begins later leaves until then the one before it in force, however often
// the program starts with it; what is put in its place before it began keeps it out (OK-19).
func TestAVersionThatBeginsLater(t *testing.T) {
	version := func(t *testing.T, number string) []byte {
		return bytes.Replace(preset(t, "exactpi"), []byte(`version: "1"`), []byte(`version: "`+number+`"`), 1)
	}
	for _, tc := range []struct {
		name   string
		starts [][2]string // of the program: with which version, and when that begins
		want   [3]string   // in force on 1 April, on 2 June and on 2 July
		rows   int
	}{
		{"once", [][2]string{{"2", "2026-06-01 00:00"}}, [3]string{"1", "2", "2"}, 2},
		{"again and again", [][2]string{{"2", "2026-06-01 00:00"}, {"2", "2026-06-01 00:00"}, {"2", "2026-06-05 10:00"}}, [3]string{"1", "2", "2"}, 2},
		{"and another after it", [][2]string{{"2", "2026-06-01 00:00"}, {"3", "2026-07-01 00:00"}}, [3]string{"1", "2", "3"}, 3},
		{"taken back", [][2]string{{"2", "2026-06-01 00:00"}, {"1", "2026-05-02 10:00"}}, [3]string{"1", "1", "1"}, 3},
		{"replaced for the same day", [][2]string{{"2", "2026-06-01 00:00"}, {"3", "2026-06-01 00:00"}}, [3]string{"1", "3", "3"}, 3},
		{"replaced by one that begins before it", [][2]string{{"2", "2026-07-01 00:00"}, {"3", "2026-06-01 00:00"}}, [3]string{"1", "3", "3"}, 4},
		{"the later of two taken back", [][2]string{{"2", "2026-06-01 00:00"}, {"3", "2026-07-01 00:00"}, {"2", "2026-06-01 00:00"}}, [3]string{"1", "2", "2"}, 4},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, url string) {
				s := open(t, url, newVault(t))
				w := s.In(firm)
				settle(t, w)
				for _, start := range tc.starts {
					must(t, w.BringProcedure(t.Context(), version(t, start[0]), at(start[1])))
				}
				for i, when := range []string{"2026-04-01 10:00", "2026-06-02 10:00", "2026-07-02 10:00"} {
					if p, err := w.Procedure(t.Context(), at(when)); err != nil || p.Version != tc.want[i] {
						t.Errorf("on %s version %s is in force, %v; want %s", when, p.Version, err, tc.want[i])
					}
				}
				if rows := rowsOf(t, s, "procedure_version"); len(rows) != tc.rows {
					t.Errorf("%d versions are kept, want %d", len(rows), tc.rows)
				}
			})
		})
	}
}
