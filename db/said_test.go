package db_test

import (
	"errors"
	"slices"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// A message that names several cases is found by each, until it names them no more or is
// gone.
func TestAMessageIsFoundByTheCasesThatItNames(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		one, other := file(t, w, "V1").Number, file(t, w, "V2").Number
		m := db.Message{Purpose: "late/U0MEES/2026-03-16", Channel: "D1", TS: "1.0", At: at("2026-03-16 09:10").UTC(), Said: w.Sum([]byte("one"))}
		must(t, w.PutMessage(t.Context(), m))
		under := func() (found []string) {
			for _, number := range []string{"", one, other} {
				all, err := w.Messages(t.Context(), number)
				must(t, err)
				for _, m := range all {
					found = append(found, number+" "+m.Purpose)
				}
			}
			return found
		}
		names := func(numbers ...string) {
			t.Helper()
			must(t, w.NameCases(t.Context(), m, numbers))
			want := []string{" " + m.Purpose}
			for _, number := range numbers {
				want = append(want, number+" "+m.Purpose)
			}
			if got := under(); !slices.Equal(got, want) {
				t.Errorf("naming %q it is found under %q", numbers, got)
			}
		}
		names(one, other)
		if number, err := w.CaseOf(t.Context(), m.Channel, m.TS); !errors.Is(err, complaint.ErrNotFound) {
			t.Errorf("a list is about case %q, %v", number, err)
		}
		names(other)
		names()
		names(one)
		must(t, w.Said(t.Context(), m.Channel, m.TS, w.Sum([]byte("other"))))
		for _, number := range []string{"", one} {
			all, err := w.Messages(t.Context(), number)
			must(t, err)
			if said := all[0].Said; said == m.Said || said != w.Sum([]byte("other")) {
				t.Errorf("under %q it says %q", number, said)
			}
		}
		m.Said = ""
		must(t, w.PutMessage(t.Context(), m))
		if all, err := w.Messages(t.Context(), ""); err != nil || all[0].Said == "" {
			t.Errorf("known anew, it is not known what it says: %+v, %v", all, err)
		}
		must(t, w.DropMessage(t.Context(), m))
		if got := under(); len(got) > 0 {
			t.Errorf("gone, it is found under %q", got)
		}
	})
}

// What people hold is what can still change: of the cases in which something is to be
// done, and of none for a while.
func TestMessagesThatPeopleHold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		open, ended := file(t, w, "V1").Number, file(t, w, "V2").Number
		_, err := w.UpdateCase(t.Context(), ended, func(c *complaint.Case) error {
			return c.MarkFiledInError("twice", complaint.Person{ID: sanne, Member: true}, at("2026-03-05 11:00"))
		})
		must(t, err)
		for i, m := range []db.Message{
			{Number: open, Purpose: "card/channel", Channel: "C0"}, {Number: open, Purpose: "ask/U0MEES/1", Channel: "D1"},
			{Number: ended, Purpose: "ask/U0MEES/1", Channel: "D1"}, {Purpose: "away/U0MEES/new", Channel: "D1"},
			{Purpose: "away/U0MEES/old", Channel: "D1"},
		} {
			m.TS, m.At = string(rune('1'+i))+".0", at("2026-03-05 11:00")
			if m.Purpose == "away/U0MEES/old" {
				m.At = at("2025-03-05 11:00")
			}
			must(t, w.PutMessage(t.Context(), m))
		}
		held, err := w.HeldMessages(t.Context(), "C0", at("2026-01-01 00:00"))
		must(t, err)
		var got []string
		for _, m := range held {
			got = append(got, m.Number+" "+m.Purpose)
		}
		if want := []string{open + " ask/U0MEES/1", " away/U0MEES/new"}; !slices.Equal(got, want) {
			t.Errorf("held %q, want %q", got, want)
		}
	})
}
