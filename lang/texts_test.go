package lang

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

var variable = regexp.MustCompile(`\{\{\.([A-Za-z][a-z0-9_]*)\}\}`)

// variables lists the variables of a text that it has to be given, in the order of the
// alphabet.
func variables(m *i18n.Message) []string {
	names := map[string]bool{}
	for _, found := range variable.FindAllStringSubmatch(m.One+m.Other, -1) {
		if given := noun.MatchString(found[0]); !given && (found[1] != "n" || m.One == "") { // a plural form may leave the number out
			names[found[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// forms are what a person can come to read.
func forms(m *i18n.Message) []string {
	if m.One == "" {
		return []string{m.Other}
	}
	return []string{m.One, m.Other}
}

// each calls check for every text.
func each(t *testing.T, check func(t *testing.T, l Language, id string, m *i18n.Message)) {
	t.Helper()
	for _, l := range All {
		all := texts[l]().messages
		for _, id := range slices.Sorted(maps.Keys(all)) {
			check(t, l, id, all[id])
		}
	}
}

func TestTextsAreComplete(t *testing.T) {
	names, err := fs.Glob(files, "texts/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if parts := strings.Split(name, "."); len(parts) != 3 || !slices.Contains(All, Language(parts[1])) {
			t.Errorf("%s is in no language of ours", name)
		}
	}
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		plain, variant, _ := strings.Cut(id, "@")
		if variant != "" && texts[l]().messages[plain] == nil {
			t.Errorf("%s: %s has no plain text", l, id)
		}
		for _, other := range All {
			o := texts[other]().messages[plain]
			if o == nil {
				t.Errorf("%s: %s is missing", other, plain)
				continue
			}
			if !slices.Equal(variables(m), variables(o)) {
				t.Errorf("%s: %s has variables %v, %s has %v", l, id, variables(m), other, variables(o))
			}
			if (m.One == "") != (o.One == "") {
				t.Errorf("%s and %s differ in plural forms of %s", l, other, id)
			}
		}
	})
}

func TestTextsAreWellFormed(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+(\.[a-z0-9_]+)+(@[a-z]+)?$`)
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		if !name.MatchString(id) {
			t.Errorf("%s: %q is no id", l, id)
		}
		if m.Zero+m.Two+m.Few+m.Many != "" || m.Other == "" {
			t.Errorf("%s: %s: a text is one sentence, or has the forms one and other", l, id)
		}
		for _, s := range forms(m) {
			if rest := variable.ReplaceAllString(s, ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
				t.Errorf("%s: %s: no template code but {{.variables}}: %q", l, id, s)
			}
			if strings.TrimSpace(s) != s || strings.Contains(s, "  ") || strings.ContainsAny(s, "—\t") {
				t.Errorf("%s: %s: outer or double space, tab or em dash: %q", l, id, s)
			}
		}
	})
}

// ending is what a text closes with: the mark, or nothing after a word.
func ending(s string) rune {
	last, _ := utf8.DecodeLastRuneInString(s)
	if unicode.IsLetter(last) || unicode.IsDigit(last) || last == '}' {
		return 0
	}
	return last
}

func TestTextsEndAlike(t *testing.T) {
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		plain, _, _ := strings.Cut(id, "@")
		english := texts[EN]().messages[plain]
		if english != nil && ending(m.Other) != ending(english.Other) {
			t.Errorf("%s: %s ends in %q, in English %q", l, id, ending(m.Other), ending(english.Other))
		}
	})
}

// roomFor is how many characters Slack shows of a text, by the last word of
// its id.
var roomFor = map[string]int{
	"title": 24, "submit": 24, "close": 24,
	"button": 75, "option": 75, "confirm": 30, "deny": 30,
	"placeholder": 150, "header": 150, "label": 2000, "hint": 2000,
}

// longest is the room that a variable takes, where it is not 12 characters.
var longest = map[string]int{"n": 3, "number": 13, "version": 2, "clock": 5, "when": 30, "day": 20, "customer": 12, "the_customer": 15, "The_customer": 15}

func TestTextsFitSlack(t *testing.T) {
	words := regexp.MustCompile(`[a-z0-9]+`)
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		plain, _, _ := strings.Cut(id, "@")
		parts := words.FindAllString(plain, -1)
		room, limited := roomFor[parts[len(parts)-1]]
		if !limited {
			room = 3000
		}
		for _, s := range forms(m) {
			filled := variable.ReplaceAllStringFunc(s, func(v string) string {
				n := longest[variable.FindStringSubmatch(v)[1]]
				if n == 0 {
					n = 12
				}
				return strings.Repeat("x", n)
			})
			if got := len(utf16.Encode([]rune(filled))); got > room {
				t.Errorf("%s: %s takes %d characters of %d: %q", l, id, got, room, s)
			}
		}
	})
}
