package lang

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titles are the words with which a name may begin, as they stand in a greeting. English
// keeps its capitals and needs none.
var titles = map[Language]map[string]string{
	NL: {
		"mevrouw": "mevrouw", "mevr.": "mevrouw", "mevr": "mevrouw", "mw.": "mevrouw", "mw": "mevrouw",
		"heer": "heer", "meneer": "heer", "mijnheer": "heer", "dhr.": "heer", "dhr": "heer",
		"familie": "familie", "fam.": "familie",
	},
	DA: {"fru": "fru", "frøken": "frøken", "hr.": "hr.", "hr": "hr.", "herr": "hr.", "familien": "familien"},
}

// Greeted gives a name as a greeting has it, and whether it has a title: "Mevr. P. Smit,
// Bakkerij Zon" as "mevrouw Smit"; Dutch greets without initials. What follows a comma is
// left out where a whole name stands before it.
func Greeted(l Language, name string) (string, bool) {
	if whole, _, found := strings.Cut(name, ","); found && len(strings.Fields(whole)) > 1 {
		name = whole
	}
	words := strings.Fields(name)
	if l == NL && len(words) > 1 && strings.EqualFold(words[0], "de") && titles[l][strings.ToLower(words[1])] != "" {
		words = words[1:]
	}
	if len(words) == 0 {
		return "", false
	}
	title := titles[l][strings.ToLower(words[0])]
	if title == "" {
		return strings.Join(words, " "), false
	}
	words[0] = title
	if l == NL && len(words) > 1 {
		for len(words) > 2 && initials(words[1]) {
			words = slices.Delete(words, 1, 2)
		}
		words[1] = Title(words[1]) // "heer De Boer"
	}
	return strings.Join(words, " "), true
}

// initials tells whether a word is the initials of a first name, as in "P.J. Smit": by its
// capital no "v.d." of a surname.
func initials(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && (strings.HasSuffix(word, ".") || utf8.RuneCountInString(word) == 1)
}

// Sentence gives what somebody typed as a sentence by itself: with a capital, unless its
// first word has capitals of its own, and a full stop where it ends in none.
func Sentence(s string) string {
	s = strings.TrimSpace(s)
	first, _, _ := strings.Cut(s, " ")
	if strings.ToLower(first) == first {
		s = Title(s)
	}
	if last, _ := utf8.DecodeLastRuneInString(s); unicode.IsLetter(last) || unicode.IsDigit(last) || last == ')' || last == '%' {
		s += "."
	}
	return s
}
