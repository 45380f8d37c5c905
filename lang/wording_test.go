package lang

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// traps are words that look right to somebody from the other country and say
// something else, or that no text should contain.
var traps = []struct {
	language Language // "": all
	word     string
	why      string
}{
	{DA, `klageren(s)?`, "the complainant is kunden or anmelder"},
	{DA, `(en|som|af) klager`, "the complainant is kunden or anmelder"},
	{DA, `(an)?erkend\w*`, "an admission; receipt is bekræftet"},
	{DA, `hverdag(e|en|ene)?`, "may include Saturday; say arbejdsdag"},
	{NL, `erkenn\w*`, "an admission; receipt is bevestigd"},
	{NL, `klagers?`, "inside the company: klant or melder"},
	{NL, `directeur(en)?`, "directie is a body, not one director"},
	{EN, `motivated`, "gemotiveerd is reasoned"},
	{EN, `exclusion`, "uitsluitsel is a conclusion"},
	{"", `(00[:.]00|24[:.]00|midnight|middernacht|midnat)`, "a deadline is shown as its last day"},
	{"", `(0?[1-9]|[12][0-9]|3[01])[-/](0?[1-9]|1[0-2])[-/](20)?[0-9]{2}`, "months are written in words"},
	{EN, `sla`, "deadlines are sentences"},
}

// toCustomer tells whether a text speaks to the complainant, in the formal u, so
// that klager may be needed there.
func toCustomer(id string) bool {
	return slices.ContainsFunc([]string{"email.", "letter.", "readback.say."}, func(topic string) bool { return strings.HasPrefix(id, topic) })
}

func TestGlossaryTraps(t *testing.T) {
	patterns := make([]*regexp.Regexp, len(traps))
	for i, trap := range traps {
		patterns[i] = regexp.MustCompile(`(?i)(^|[^\pL\d])` + trap.word + `($|[^\pL\d])`)
	}
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		for i, trap := range traps {
			if trap.language != "" && trap.language != l || l == NL && toCustomer(id) {
				continue
			}
			for _, s := range forms(m) {
				if found := patterns[i].FindString(s); found != "" {
					t.Errorf("%s: %s says %q: %s", l, id, strings.TrimSpace(found), trap.why)
				}
			}
		}
	})
}

// Quotation marks are straight in each language, so that texts that stand together agree,
// and each one that opens is closed.
func TestQuotationMarks(t *testing.T) {
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		for _, s := range forms(m) {
			if i := strings.IndexAny(s, "“”„«»‘’‹›"); i >= 0 {
				t.Errorf("%s: %s has a quotation mark that is not straight: %q", l, id, s[i:])
			}
			if strings.Count(s, `"`)%2 != 0 {
				t.Errorf("%s: %s opens a quotation and does not close it: %q", l, id, s)
			}
		}
	})
}

// Danish klager are complaints: where the word stands alone, the English text
// must speak of several complaints.
func TestDanishKlagerAreComplaints(t *testing.T) {
	klager := regexp.MustCompile(`(?i)(^|[^\pL])klager($|[^\pL])`)
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		plain, _, _ := strings.Cut(id, "@")
		english := texts[EN]().messages[plain]
		if l == DA && klager.MatchString(m.Other) && english != nil && !strings.Contains(strings.ToLower(english.Other), "complaints") {
			t.Errorf("%s: klager for a person? %q, in English %q", id, m.Other, english.Other)
		}
	})
}

// Colleagues are told je and du; u and De belong in letters to customers.
func TestFormOfAddress(t *testing.T) {
	formal := map[Language]*regexp.Regexp{
		NL: regexp.MustCompile(`(?i)(^|[^\pL])(u|uw)($|[^\pL])`),
		DA: regexp.MustCompile(`(^|[^\pL])(Dem|Deres)($|[^\pL])|[a-zæøå,] De [a-zæøå]`),
	}
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		if formal[l] == nil || toCustomer(id) {
			return
		}
		for _, s := range forms(m) {
			if formal[l].MatchString(s) {
				t.Errorf("%s: %s is formal: %q", l, id, s)
			}
		}
	})
}

// The neutral variant exists for companies that do not want these words.
func TestNeutralTextsAreNeutral(t *testing.T) {
	loaded := regexp.MustCompile(`(?i)klacht|probleem|\bfout|schuld|klage|problem|\bfejl|skyld|complain|mistake|error|fault|blame`)
	each(t, func(t *testing.T, l Language, id string, m *i18n.Message) {
		if !strings.HasSuffix(id, "@neutral") {
			return
		}
		for _, s := range forms(m) {
			if found := loaded.FindString(s); found != "" {
				t.Errorf("%s: %s says %q", l, id, found)
			}
		}
	})
}
