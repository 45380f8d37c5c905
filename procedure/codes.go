package procedure

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Deed is a duty in the words of a company: as an order ("Call the writer"), as what
// somebody does ("calls the writer") and as it was done ("Writer called").
type Deed struct {
	Do   string `yaml:"do"`
	Does string `yaml:"does"`
	Done string `yaml:"done"`
}

// Codes are a list of codes of which a company may choose its own, with the names that it
// gives them. What it names none must be known to the program.
type Codes struct {
	Path  string   // of the list, as in $.classify.categories
	Key   string   // of their names, under names
	List  []string // the codes
	Names map[string]string
	// Texts begin the ids of the texts that say such a code.
	Texts []string
	most  int // how many a form has room for
}

// Codes lists the codes of a case that a company may choose, those of duties apart.
func (p *Procedure) Codes() []Codes {
	return []Codes{
		{"$.natures", "natures", p.Natures, p.Names.Natures, []string{"card.nature.", "filing.nature."}, 30},
		{"$.classify.categories", "categories", p.Classify.Categories, p.Names.Categories, []string{"words.category."}, 30},
		{"$.classify.parties", "parties", p.Classify.Parties, p.Names.Parties, []string{"words.party."}, 30},
		{"$.assign.reasons", "reasons", p.Assign.Reasons, p.Names.Reasons, []string{"assign.why."}, 10},
	}
}

// Texts are what the texts say of a duty, by how their ids begin.
func (d Deed) Texts() map[string]string {
	return map[string]string{"duty.": d.Do, "duty.does.": d.Does, "duty.done.": d.Done}
}

// mostPhrase bounds what a code is called, in characters: it stands in lines of forms that
// Slack cuts, with a number and with whom it is against.
const mostPhrase = 50

// mostDuties is how many duties a case can keep in sight.
const mostDuties = 50

// code is what stands for a nature or a duty in the program, and between others in the
// values of forms.
var code = regexp.MustCompile(`^[a-z][a-z0-9_]{0,29}$`)

// taken are words that the program itself uses where codes stand.
var taken = []string{"hint", "label", "later"}

// checkCodes holds that codes are ones, and that what is named is one of them and can stand
// in a line.
func (p *Procedure) checkCodes(wrong wrong) {
	for _, codes := range p.Codes() {
		if len(codes.List) > codes.most {
			wrong(codes.Path, "no form has room for more than %d", codes.most)
		}
		for i, c := range codes.List {
			checkCode(wrong, fmt.Sprintf("%s[%d]", codes.Path, i), c)
		}
		p.checkCoded(wrong, codes)
	}
	if len(p.Duties) > mostDuties {
		wrong("$.duties", "a case has at most %d duties", mostDuties)
	}
	for i, d := range p.Duties {
		if d.Kind != "" {
			checkCode(wrong, fmt.Sprintf("$.duties[%d].kind", i), d.Kind)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(p.Names.Duties)) {
		at, d := "$.names.duties."+kind, p.Names.Duties[kind]
		if p.Duty(kind) == nil {
			wrong(at, "no duty %q", kind)
			continue
		}
		for _, form := range []struct{ key, phrase string }{{"do", d.Do}, {"does", d.Does}, {"done", d.Done}} {
			if form.phrase == "" {
				wrong(at, "%s is missing: a duty is named as an order (do), as what somebody does (does) and as it was done (done)", form.key)
				continue
			}
			checkPhrase(wrong, at+"."+form.key, form.phrase)
		}
	}
}

// checkCoded looks at the names of one list of codes.
func (p *Procedure) checkCoded(wrong wrong, codes Codes) {
	named := slices.Sorted(maps.Keys(codes.Names))
	for i, c := range named {
		at, name := "$.names."+codes.Key+"."+c, codes.Names[c]
		if !slices.Contains(codes.List, c) {
			wrong(at, "%q does not stand in %s", c, strings.TrimPrefix(codes.Path, "$."))
			continue
		}
		checkPhrase(wrong, at, name)
		if j := slices.IndexFunc(named[:i], func(o string) bool { return strings.EqualFold(codes.Names[o], name) }); j >= 0 {
			wrong(at, "%s and %s have the same name %q", named[j], c, name)
		}
	}
}

func checkCode(wrong wrong, at, c string) {
	switch {
	case !code.MatchString(c):
		wrong(at, "%q is no code: write small letters from a to z, digits and underscores, at most 30, and what it is called under names", c)
	case slices.Contains(taken, c):
		wrong(at, "%q is a word of the program; choose another code", c)
	}
}

// checkPhrase holds that what a company calls a code needs no escaping, mentions nobody and
// has room.
func checkPhrase(wrong wrong, at, phrase string) {
	first, _ := utf8.DecodeRuneInString(phrase)
	stray := strings.IndexFunc(phrase, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -,/()'’", r)
	})
	switch {
	case strings.TrimSpace(phrase) != phrase || !unicode.IsLetter(first):
		wrong(at, "begin with a letter, and end without a space: %q", phrase)
	case stray >= 0:
		r, _ := utf8.DecodeRuneInString(phrase[stray:])
		wrong(at, "%q stands in it; use letters, digits, spaces and - , / ( ) '", r)
	case utf8.RuneCountInString(phrase) > mostPhrase:
		wrong(at, "%q is longer than %d characters", phrase, mostPhrase)
	}
}

// lintTexts finds codes that nobody has words for, neither the program nor the company, and
// duties of which the program says something else.
func (p *Procedure) lintTexts(wrong wrong, said func(string) bool) {
	for _, codes := range p.Codes() {
		for i, c := range codes.List {
			if codes.Names[c] == "" && slices.ContainsFunc(codes.Texts, func(prefix string) bool { return !said(prefix + c) }) {
				wrong(fmt.Sprintf("%s[%d]", codes.Path, i), "the program has no words for %q; say what it is called, as in names: {%s: {%s: Late delivery}}", c, codes.Key, c)
			}
		}
	}
	texts := slices.Collect(maps.Keys(Deed{}.Texts()))
	for i, d := range p.Duties {
		at := fmt.Sprintf("$.duties[%d].kind", i)
		known := slices.DeleteFunc(slices.Clone(texts), func(prefix string) bool { return !said(prefix + d.Kind) })
		switch _, named := p.Names.Duties[d.Kind]; {
		case len(known) == len(texts):
		case len(known) > 0:
			wrong(at, "the program says something else by %q; choose another kind", d.Kind)
		case !named:
			wrong(at, "the program has no words for %q; name it under names: {duties: {%s: {do: Call the writer, does: calls the writer, done: Writer called}}}", d.Kind, d.Kind)
		}
	}
}
