package handlers

import (
	"slices"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/lang"
)

// Each word of each verb is understood, however it is written, and no word
// stands for two verbs.
func TestEveryWordIsUnderstood(t *testing.T) {
	seen := map[string]verb{}
	for _, row := range verbs() {
		if len(row.words) < 3 {
			t.Errorf("%s lacks a language", row.verb)
		}
		for _, w := range row.words {
			if other, taken := seen[w]; taken && other != row.verb {
				t.Errorf("%q stands for %s and %s", w, other, row.verb)
			}
			seen[w] = row.verb
			for _, typed := range []string{w, strings.ToUpper(w), "  " + w + "\t"} {
				if got := parseOrder(typed).verb; got != row.verb {
					t.Errorf("%q is %q, want %q", typed, got, row.verb)
				}
			}
		}
		for i, l := range []lang.Language{lang.EN, lang.NL, lang.DA} {
			if row.word(l) != row.words[i] {
				t.Errorf("%s in %s is %q", row.verb, l, row.word(l))
			}
		}
	}
	for word := range later {
		if _, there := seen[word]; there {
			t.Errorf("%q is said to come later, and works", word)
		}
	}
}

// The words of a list are those of its filters, in each language.
func TestWordsOfAList(t *testing.T) {
	for filter, words := range listWords {
		if !slices.Contains(view.ListFilters, filter) {
			t.Errorf("no list of %q", filter)
		}
		for _, w := range words {
			if got := listFilter(w); got != filter {
				t.Errorf("%q is the list %q, want %q", w, got, filter)
			}
		}
	}
	if got := listFilter("everything"); got != "" {
		t.Errorf("a strange word is the list %q", got)
	}
}
