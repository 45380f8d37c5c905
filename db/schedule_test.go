package db_test

import (
	"errors"
	"testing"

	"ombud/db"
	"ombud/db/dbtest"
)

func TestCalendarInForce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		store := open(t, url, newVault(t))
		if _, err := store.In(firm).Calendar(t.Context(), at("2026-03-05 10:00")); !errors.Is(err, db.ErrNoSettings) {
			t.Errorf("before any was saved: %v, want ErrNoSettings", err)
		}
		w := store.In(firm)
		old, young := house(t), house(t, "2026-03-09")
		must(t, w.SaveCalendar(t.Context(), old, at("2025-01-01 00:00")))
		must(t, w.SaveCalendar(t.Context(), young, at("2026-03-06 00:00")))
		for when, want := range map[string]string{
			"2024-01-01 00:00": old.Version(), "2026-03-05 10:00": old.Version(), "2026-03-06 00:00": young.Version(),
		} {
			got, err := w.Calendar(t.Context(), at(when))
			must(t, err)
			if got.Version() != want {
				t.Errorf("at %s: %s, want %s", when, got.Version(), want)
			}
		}
	})
}

func TestNextWake(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		if got, err := w.NextWake(t.Context(), at("2026-03-05 10:00")); err != nil || !got.IsZero() {
			t.Errorf("without cases: %v, %v; want never", got, err)
		}
		for source, when := range map[string]string{"a": "2026-03-05 10:20", "b": "2026-03-09 10:20"} {
			_, _, err := w.CreateCase(t.Context(), source, at(when), register(at(when)))
			must(t, err)
		}
		numbers, err := w.Waking(t.Context(), at("2030-01-01 00:00"), 10)
		must(t, err)
		if len(numbers) != 2 {
			t.Fatalf("%v wake, want two cases", numbers)
		}
		first, err := w.NextWake(t.Context(), at("2026-03-05 10:20"))
		must(t, err)
		second, err := w.NextWake(t.Context(), first)
		must(t, err)
		if first.IsZero() || !second.After(first) {
			t.Errorf("wakes at %v, then %v", first, second)
		}
		if got, err := w.NextWake(t.Context(), second); err != nil || !got.IsZero() {
			t.Errorf("after the last: %v, %v; want never", got, err)
		}
		if one, err := w.Waking(t.Context(), first, 10); err != nil || len(one) != 1 {
			t.Errorf("at the first wake %v, %v; want the one case", one, err)
		}
	})
}
