package lang

import "testing"

func TestANameInAGreeting(t *testing.T) {
	for _, tc := range []struct {
		l          Language
		name, want string
		titled     bool
	}{
		{NL, "Mevrouw P. Smit", "mevrouw Smit", true},
		{NL, "Mevr. A. de Vries, Bakkerij Zon", "mevrouw De Vries", true},
		{NL, "De heer J. Jansen", "heer Jansen", true},
		{NL, "Dhr. Th. J. v.d. Berg", "heer V.d. Berg", true},
		{NL, "Mevrouw P", "mevrouw P", true},
		{NL, "dhr. de Boer", "heer De Boer", true},
		{NL, "Familie Kok", "familie Kok", true},
		{NL, "Mevrouw", "mevrouw", true},
		{NL, "Interieur Klaproos", "Interieur Klaproos", false},
		{NL, "De Linde B.V.", "De Linde B.V.", false},
		{NL, "Anna de Vries, Bakkerij Zon", "Anna de Vries", false},
		{NL, "Smit, P.", "Smit, P.", false},
		{NL, "", "", false},
		{DA, "Fru A. Holm, Solbageriet", "fru A. Holm", true},
		{DA, "Hr. Krogh", "hr. Krogh", true},
		{DA, "Mevrouw Smit", "Mevrouw Smit", false},
		{EN, "Ms A. Smith, Sunrise Bakery", "Ms A. Smith", false},
	} {
		if got, titled := Greeted(tc.l, tc.name); got != tc.want || titled != tc.titled {
			t.Errorf("%s: %q is greeted as %q, %v", tc.l, tc.name, got, titled)
		}
	}
}

func TestWhatWasTypedAsASentence(t *testing.T) {
	for typed, want := range map[string]string{
		"Het onderzoek duurt langer": "Het onderzoek duurt langer.",
		"wegens ziekte ":             "Wegens ziekte.",
		"Is er meer tijd nodig? Ja!": "Is er meer tijd nodig? Ja!",
		"iDEAL werkte niet":          "iDEAL werkte niet.",
		"økonomien mangler (bilag)":  "Økonomien mangler (bilag).",
		"de expert zei: \"later\"":   "De expert zei: \"later\"",
		"":                           "",
	} {
		if got := Sentence(typed); got != want {
			t.Errorf("%q reads %q, want %q", typed, got, want)
		}
	}
}
