package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"ombud/lang"
)

// Each language has its sixty stories, marked as invented, no two alike, and with
// nothing in them that a card may not show.
func TestStories(t *testing.T) {
	personal := regexp.MustCompile(`@|[0-9]{6,}`)
	months := regexp.MustCompile(`(?i)\b(janua|februa|maart|marts|march|april|mei|maj|may|jun[ie]|jul[iy]|august|septemb|o[kc]tob|novemb|de[cz]emb)`)
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		raw, err := stories.ReadFile("stories/" + string(l) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		if head, _, _ := strings.Cut(string(raw), "\n"); !regexp.MustCompile(`^# .*(verzonnen|opdigtet|invented)`).MatchString(head) {
			t.Errorf("%s: the first line does not say that all is invented: %s", l, head)
		}
		all, err := storiesIn(l)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, s := range all {
			if !slices.Contains([]string{"phone", "email", "oral", "chat", "social"}, s.via) {
				t.Errorf("%s: %s came in by %q", l, s.customer, s.via)
			}
			if natures[s.nature] == nil || !slices.Contains([]string{"advice", "information", "duration", "other"}, s.category) {
				t.Errorf("%s: %s is of nature %q and category %q", l, s.customer, s.nature, s.category)
			}
			if months.MatchString(s.text + s.summary) {
				t.Errorf("%s: %s names a month, and the past begins at any: %s", l, s.customer, s.text)
			}
			for _, part := range []string{s.customer, s.summary, s.text} {
				if part == "" || seen[part] || personal.MatchString(part) {
					t.Errorf("%s: empty, said before, or personal: %q", l, part)
				}
				seen[part] = true
			}
			if len([]rune(s.summary)) > 60 || len([]rune(s.text)) < 40 || len([]rune(s.text)) > 300 {
				t.Errorf("%s: too long or too short: %s", l, s.summary)
			}
		}
		if len(all) < 60 {
			t.Errorf("%s: only %d stories", l, len(all))
		}
	}
}
