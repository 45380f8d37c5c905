package lang

import (
	"regexp"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// alike are the words that Dutch and Danish spell alike.
var alike = strings.Fields(`er kan nu en ene dag om de alle ja nummer tekst over op proces via hele regel kalender meld kort
	stempel dit juni middag rapport dagen firma af sociale lang mail én`)

// word is one of at least two letters, markup is what no person reads as words.
var (
	word   = regexp.MustCompile(`\pL{2,}`)
	markup = regexp.MustCompile("\\{\\{.*?\\}\\}|`[^`]*`|:[a-z_]+:")
)

// wordsOf are the words of a text, in small letters.
func wordsOf(m *i18n.Message) map[string]bool {
	found := map[string]bool{}
	for _, s := range forms(m) {
		for _, w := range word.FindAllString(strings.ToLower(markup.ReplaceAllString(s, " ")), -1) {
			found[w] = true
		}
	}
	return found
}

// A word in the Dutch and the Danish of one text, and not in its English, was left
// standing in the wrong one: "Juridisk of pers".
func TestDutchAndDanishAreNotMixed(t *testing.T) {
	shared := map[string]bool{}
	for _, w := range alike {
		shared[w] = true
	}
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		plain, _, _ := strings.Cut(id, "@")
		danish, english := texts[DA]().messages[plain], texts[EN]().messages[plain]
		if l != NL || danish == nil || english == nil {
			return
		}
		da, en := wordsOf(danish), wordsOf(english)
		for w := range wordsOf(m) {
			if da[w] && !en[w] && !shared[w] {
				t.Errorf("%s: %q stands in Dutch and in Danish; where it is right in both, list it", id, w)
			}
		}
	})
}
