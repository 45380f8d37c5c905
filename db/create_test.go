package db_test

import (
	"errors"
	"slices"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// Whoever files hears of the customer's open cases in the same look at the database: the
// newest first, the closed ones not, and nothing of a customer who is not named.
func TestFilingHearsOfOpenCasesOfTheCustomer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		first, second := file(t, w, "V1").Number, file(t, w, "V2").Number
		third := file(t, w, "V3").Number
		_, err := w.UpdateCase(t.Context(), second, func(c *complaint.Case) error {
			return c.MarkFiledInError("filed twice", member(lotte), at("2026-03-05 11:00"))
		})
		must(t, err)
		heard := func(mail, phone string) (alike []string) {
			t.Helper()
			from := db.Origin{Source: "V4", Received: at("2026-03-05 10:00"), Mail: mail, Phone: phone}
			_, created, err := w.FileCase(t.Context(), from, func(_ *complaint.Case, open []string) error {
				alike = open
				return errStop
			})
			if created || !errors.Is(err, errStop) {
				t.Errorf("filed: %v, %v", created, err)
			}
			return alike
		}
		if got, want := heard(" ANNA@example.com", ""), []string{third, first}; !slices.Equal(got, want) {
			t.Errorf("by mail %v, want %v", got, want)
		}
		if got, want := heard("", "06-12345678"), []string{third, first}; !slices.Equal(got, want) {
			t.Errorf("by telephone %v, want %v", got, want)
		}
		if got := heard("", ""); len(got) > 0 {
			t.Errorf("of nobody %v", got)
		}
		if got := heard("bert@example.com", "06-55550000"); len(got) > 0 {
			t.Errorf("of somebody else %v", got)
		}
	})
}
