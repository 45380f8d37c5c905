package db_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/db/dbtest"
)

func TestFirstDutyOfEachCase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		fiveCases(t, w)
		for _, tc := range []struct {
			name, before, person string
			want                 []string
		}{
			{"the officer", "2026-03-07 00:01", sanne, []string{"0003 assign", "0004 assign", "0005 assign"}},
			{"whom one is about", "2026-03-07 00:01", joost, []string{"0004 assign", "0005 assign"}},
			{"before any is due", "2026-03-05 12:00", sanne, nil},
		} {
			duties, err := w.FirstDuties(t.Context(), at(tc.before), tc.person)
			must(t, err)
			var got []string
			for _, d := range duties {
				got = append(got, d.Number[7:]+" "+d.Kind)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s: -want +got:\n%s", tc.name, diff)
			}
		}
	})
}
