package db_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

func TestSignedYears(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w := s.In(firm)
		settle(t, w)
		if got, err := w.Signed(t.Context(), 2027, "a1"); err != nil || got != (complaint.Signature{}) {
			t.Fatalf("before: %v, %v", got, err)
		}
		must(t, w.SignYear(t.Context(), 2027, "a1", sanne, at("2026-11-02 10:00")))
		must(t, w.SignYear(t.Context(), 2027, "a1", mees, at("2026-11-03 10:00"))) // the second changes nothing
		must(t, w.SignYear(t.Context(), 2027, "b2", mees, at("2026-11-04 10:00")))
		for hash, want := range map[string]complaint.Signature{
			"a1": {Person: sanne, At: at("2026-11-02 10:00").UTC()}, "b2": {Person: mees, At: at("2026-11-04 10:00").UTC()}, "c3": {},
		} {
			got, err := w.Signed(t.Context(), 2027, hash)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%s: %v\n%s", hash, err, diff)
			}
		}
		if got, err := s.In("T0OTHER").Signed(t.Context(), 2027, "a1"); err != nil || got.Person != "" {
			t.Errorf("another workspace: %v, %v", got, err)
		}
		if notices := drain(t, w); len(notices) != 2 || notices[0].Kind != complaint.NoticeSigned || notices[0].Ref != "2027 a1" {
			t.Errorf("told is %+v", notices)
		}
	})
}

// Since when an address does not answer stays while it does not, and begins anew
// when it had answered.
func TestLinks(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := open(t, url, newVault(t)).In(firm)
		const page = "https://firm.example/klachten"
		must(t, w.SaveLink(t.Context(), "https://firm.example/a.pdf", "", at("2026-03-02 09:00")))
		for _, tc := range []struct{ status, when, since string }{
			{"", "2026-03-02 09:00", ""},
			{"404", "2026-04-01 09:00", "2026-04-01 09:00"},
			{"unreachable", "2026-04-08 09:00", "2026-04-01 09:00"},
			{"", "2026-04-15 09:00", ""},
			{"timeout", "2026-05-01 09:00", "2026-05-01 09:00"},
		} {
			must(t, w.SaveLink(t.Context(), page, tc.status, at(tc.when)))
			links, err := w.Links(t.Context())
			must(t, err)
			want := complaint.Link{Address: page, Checked: at(tc.when).UTC(), Status: tc.status}
			if tc.since != "" {
				want.Dead = at(tc.since).UTC()
			}
			if len(links) != 2 || !cmp.Equal(links[1], want) {
				t.Errorf("%s: %+v, want %+v", tc.when, links, want)
			}
		}
	})
}

func TestCasesOnOtherCalendars(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		if _, _, err := s.In("T0NOBODY").CalendarVersion(t.Context(), at("2026-03-05 10:00")); !errors.Is(err, db.ErrNoSettings) {
			t.Errorf("without a calendar: %v", err)
		}
		w := s.In(firm)
		settle(t, w)
		old, closed := file(t, w, "V1").Number, file(t, w, "V2").Number
		_, err := w.UpdateCase(t.Context(), closed, func(c *complaint.Case) error {
			return c.MarkFiledInError("a test", member(sanne), at("2026-03-05 11:00"))
		})
		must(t, err)
		before, _, err := w.CalendarVersion(t.Context(), at("2026-03-05 12:00"))
		must(t, err)
		if numbers, err := w.OnOtherCalendars(t.Context(), before, 10); err != nil || len(numbers) != 0 {
			t.Errorf("nothing changed: %v, %v", numbers, err)
		}
		must(t, w.SaveCalendar(t.Context(), house(t, "2026-03-09"), at("2026-03-05 13:00")))
		version, cal, err := w.CalendarVersion(t.Context(), at("2026-03-05 14:00"))
		if err != nil || version != before+1 || cal.IsBusinessDay(civil(t, "2026-03-09")) {
			t.Fatalf("version %d, %v", version, err)
		}
		for limit, want := range map[int][]string{10: {old}, 0: nil} {
			if numbers, err := w.OnOtherCalendars(t.Context(), version, limit); err != nil || !slices.Equal(numbers, want) {
				t.Errorf("at most %d: %v, %v", limit, numbers, err)
			}
		}
	})
}
