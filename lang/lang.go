package lang

import "strings"

// Language is one of the three languages that every text exists in.
type Language string

// The languages, named as in a locale: nl, da, en.
const (
	NL Language = "nl"
	DA Language = "da"
	EN Language = "en"
)

// All lists the languages, the one that gaps are filled from last.
var All = []Language{NL, DA, EN}

// Parse returns the language that a locale such as "nl-BE" or "en_US" is
// served in, and false when it is served in none. Norwegians read Danish.
func Parse(locale string) (Language, bool) {
	base, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	switch strings.ToLower(strings.TrimSpace(base)) {
	case "nl":
		return NL, true
	case "da", "nb", "nn", "no":
		return DA, true
	case "en":
		return EN, true
	}
	return "", false
}
