package lang

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words are what a company calls people and things in its own language, and what it tells
// who complains in place of a text of ours. Whoever reads another language reads our words,
// and the company's where we have none.
type Words struct {
	Language Language
	Texts    map[string]string // by the id of the text that they take the place of, with its variables as in {{.number}}
}

// Named returns a printer that says a company's words in place of ours.
func (p *Printer) Named(w Words) *Printer {
	named := *p
	named.words = w
	return &named
}

// own is the company's word for a text, with the variables that are given as in
// [Printer.T]. It is only filled in, each variable once, and never run as a template:
// neither what a company wrote nor what a customer is called can ask for more.
func (p *Printer) own(id string, pairs []any) (string, bool) {
	if p.words.Language != p.language {
		return "", false
	}
	word, ok := p.words.Texts[id]
	if !ok || !strings.Contains(word, "{{") {
		return word, ok
	}
	whole := true
	said := slot.ReplaceAllStringFunc(word, func(found string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if "{{."+fmt.Sprint(pairs[i])+"}}" == found {
				return fmt.Sprint(pairs[i+1])
			}
		}
		whole = false
		return found
	})
	if !whole {
		return "[" + id + "]", true
	}
	return said, true
}

// added is the company's word for what we have no text for: a nature or a duty of its own.
func (p *Printer) added(id string) string {
	if word := p.words.Texts[id]; word != "" {
		return word
	}
	return "[" + id + "]"
}

// slot finds the variables in such a text.
var slot = regexp.MustCompile(`\{\{\.[a-z_]+\}\}`)

// complainant are the variables that every text may use without being given them, and
// the text that says each: whoever complains, as the company calls them.
var complainant = map[string]string{
	"customer": "words.customer.one", "the_customer": "words.customer.the", "customers": "words.customer.many",
}

// Title is a text with a capital, as at the beginning of a line.
func Title(s string) string {
	if s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// noun finds them in a text.
var noun = regexp.MustCompile(`\{\{\.([Tt]he_)?[Cc]ustomers?\}\}`)

// nouns gives those variables, each also with a capital.
func (p *Printer) nouns(data map[string]any) {
	for name, id := range complainant {
		word := p.T(id)
		data[name], data[Title(name)] = word, Title(word)
	}
}
