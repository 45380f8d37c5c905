package lang

import (
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// Printer says things in one language, to one kind of reader, on one clock.
// It is small, made per message, and safe for use by several goroutines.
type Printer struct {
	language Language
	variant  string
	zone     *time.Location
	words    Words
}

// New returns a printer. The variant ("je", "u", "neutral"; "" for the plain
// text) is a preference: a text without it is said plainly. A nil zone is
// UTC, an unknown language English.
func New(l Language, variant string, zone *time.Location) *Printer {
	if _, known := locals[l]; !known {
		l = EN
	}
	if zone == nil {
		zone = time.UTC
	}
	return &Printer{language: l, variant: variant, zone: zone}
}

// Language returns the language that p speaks.
func (p *Printer) Language() Language { return p.language }

// With returns a printer that prefers the texts of a variant.
func (p *Printer) With(variant string) *Printer {
	return New(p.language, variant, p.zone).Named(p.words)
}

// In returns a printer that shows times in a zone.
func (p *Printer) In(zone *time.Location) *Printer {
	return New(p.language, p.variant, zone).Named(p.words)
}

// T returns the text with that id. The rest are pairs of a variable's name
// and its value: p.T("duty.left", "day", p.Day(due), "n", 2). The value of n,
// an int, also chooses the plural form. Pairs that the text does not use are
// ignored. A text missing in p's language is said in English; an id that does
// not exist, or a text whose variable was not given, comes back as the id in
// brackets, which the package's tests make impossible; of a code that a company added it is
// the company's word in every language. Who complains is given to every text, see
// complainant.
func (p *Printer) T(id string, pairs ...any) string {
	if word, ok := p.own(id, pairs); ok {
		return word
	}
	c, found, ok := texts.find(p.language, p.variant, id)
	if !ok {
		return p.added(id)
	}
	config := i18n.LocalizeConfig{MessageID: found, TemplateParser: strict}
	if nouns := c.nouns[found]; nouns || len(pairs) > 0 {
		data := make(map[string]any, len(pairs)/2+2*len(complainant))
		if nouns {
			p.nouns(data)
		}
		for i := 0; i+1 < len(pairs); i += 2 {
			name, _ := pairs[i].(string)
			data[name] = pairs[i+1]
		}
		config.TemplateData = data
		if n, ok := data["n"].(int); ok && c.messages[found].One != "" {
			config.PluralCount = n
		}
	}
	said, err := c.localizer.Localize(&config)
	if err != nil {
		return "[" + id + "]"
	}
	return said
}

// Has reports whether a text with that id exists, of ours or of the company.
func (p *Printer) Has(id string) bool {
	if _, own := p.words.Texts[id]; own {
		return true
	}
	_, _, ok := texts.find(p.language, p.variant, id)
	return ok
}
