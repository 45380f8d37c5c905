package lang

import (
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Of an example in a field nobody's name, address or telephone number is taken from another
// language: a Danish firm has no customer of a Dutch name.
func TestExamplesAreAtHome(t *testing.T) {
	const number = "filing.phone.placeholder"
	for _, l := range All {
		begins := map[Language]string{NL: "+31 ", DA: "+45 ", EN: "+44 "}[l]
		for _, id := range []string{number, "error.phone"} {
			if said := texts[l]().messages[id].Other; !strings.Contains(said, begins) {
				t.Errorf("%s: %s says %q", l, id, said)
			}
		}
	}
	names := map[string]bool{}
	for _, id := range []string{"filing.name.placeholder", "filing.email.placeholder"} {
		for w := range wordsOf(texts[NL]().messages[id]) {
			names[w] = w != "example"
		}
	}
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		if l == NL || !strings.HasSuffix(id, ".placeholder") {
			return
		}
		for w := range wordsOf(m) {
			if names[w] {
				t.Errorf("%s %s: %q is Dutch", l, id, w)
			}
		}
	})
}
