package procedure

import "testing"

func TestFold(t *testing.T) {
	for typed, want := range map[string]string{
		"Rénée": "renee", "SØSTER": "soster", "bǿde": "bode", "a\u030ar": "ar", "Æble": "aeble", "Straße": "strasse", "ÅRSREGNSKAB": "arsregnskab",
		"e\u0301e\u0301n": "een", "K-2026": "k-2026", "": "", "ﬁscus": "fiscus",
	} {
		if got := Fold(typed); got != want {
			t.Errorf("Fold(%q) = %q, want %q", typed, got, want)
		}
	}
}
