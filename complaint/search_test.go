package complaint

import (
	"strings"
	"testing"

	"ombud/procedure"
)

// Words find what the person may read, and nothing to who is involved.
func TestMentions(t *testing.T) {
	c := walkTo(t, FaceInApproval)
	now := at(t, "2026-03-12 15:20")
	for _, tc := range []struct {
		name, who, words string
		want             bool
	}{
		{"customer", sanne, "vries", true},
		{"every word counts", sanne, "vries annual", true},
		{"one word is nowhere", sanne, "vries zeppelin", false},
		{"no words", sanne, "", false},
		{"a key of the stored text", sanne, "summary", false},
		{"what the filer wrote", lotte, "vries", true},
		{"the answer, by its author", milan, procedure.Fold(draft().Text), true},
		{"the answer is not the filer's to read", lotte, procedure.Fold(draft().Text), false},
		{"about whom it is", joost, "vries", false},
	} {
		c.Deliverers = []string{joost}
		words := strings.Fields(tc.words)
		if strings.Contains(tc.name, "answer") {
			words = []string{tc.words}
		}
		if got := c.Mentions(member(tc.who), words, now); got != tc.want {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}
