package db_test

import (
	"testing"

	"ombud/db/dbtest"
)

func TestLanguageOfAPerson(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		w, other := s.In(firm), s.In("T0OTHER")
		is := func(want string, wantChosen bool) {
			t.Helper()
			got, chosen, err := w.Language(t.Context(), lotte)
			if err != nil || got != want || chosen != wantChosen {
				t.Errorf("%q, chosen %v, %v; want %q, %v", got, chosen, err, want, wantChosen)
			}
		}
		is("", false)
		must(t, w.GuessLanguage(t.Context(), lotte, "en"))
		must(t, w.GuessLanguage(t.Context(), lotte, "da"))
		is("da", false)
		must(t, w.ChooseLanguage(t.Context(), lotte, "nl"))
		is("nl", true)
		must(t, w.GuessLanguage(t.Context(), lotte, "en"))
		is("nl", true)
		must(t, w.ChooseLanguage(t.Context(), lotte, "en"))
		is("en", true)
		must(t, w.GuessLanguage(t.Context(), milan, "da"))
		must(t, other.GuessLanguage(t.Context(), milan, "da"))
		must(t, w.ForgetGuesses(t.Context()))
		is("en", true) // a choice stays
		if got, _, err := w.Language(t.Context(), milan); err != nil || got != "" {
			t.Errorf("the language of a command is kept: %q, %v", got, err)
		}
		if got, _, err := other.Language(t.Context(), milan); err != nil || got != "da" {
			t.Errorf("another workspace forgets too: %q, %v", got, err)
		}
		if got, _, err := other.Language(t.Context(), lotte); err != nil || got != "" {
			t.Errorf("another workspace knows %q, %v", got, err)
		}
	})
}
