package procedure

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names are what the procedure calls people and things, in its own language. Who reads
// another language, and whatever is not named here, has the program's own words; of what
// the program has none for, everybody reads the name.
type Names struct {
	// Complainant is who complains: "klager", "de klager", "klagers".
	Complainant Noun `yaml:"complainant"`
	// Roles are the titles of roles, in small letters as inside a sentence:
	// officer is called "relatiemanager".
	Roles map[string]string `yaml:"roles"`
	// Natures are what codes of natures are called, as they stand on a line of their own:
	// the nature noise is called "Geluidsoverlast".
	Natures map[string]string `yaml:"natures"`
	// Categories are what codes of classify.categories are called.
	Categories map[string]string `yaml:"categories"`
	// Parties are what codes of classify.parties are called.
	Parties map[string]string `yaml:"parties"`
	// Reasons are what codes of assign.reasons are called.
	Reasons map[string]string `yaml:"reasons"`
	// Duties are what kinds of duties are called, each in three forms.
	Duties map[string]Deed `yaml:"duties"`
}

// any tells whether something is named.
func (n *Names) any() bool {
	return n.Complainant != Noun{} || len(n.Roles)+len(n.Natures)+len(n.Categories)+len(n.Parties)+len(n.Reasons)+len(n.Duties) > 0
}

// Noun is a word as it stands alone, as it is spoken of, and of several.
type Noun struct {
	One  string `yaml:"one"`
	The  string `yaml:"the"`
	Many string `yaml:"many"`
}

// mostName bounds a name, in characters: it stands in labels that Slack cuts.
const mostName = 30

// checkNames holds that a name can stand in a sentence.
func (p *Procedure) checkNames(wrong wrong) {
	n := p.Names
	if p.Language == "" && n.any() {
		wrong("$.names", "names are said in the language of the procedure, which is not named")
	}
	if n.Complainant != (Noun{}) {
		for _, form := range []struct{ key, word string }{{"one", n.Complainant.One}, {"the", n.Complainant.The}, {"many", n.Complainant.Many}} {
			p.checkName(wrong, "$.names.complainant."+form.key, form.word)
		}
	}
	roles := slices.Sorted(maps.Keys(n.Roles))
	for i, role := range roles {
		at := "$.names.roles." + role
		if !slices.Contains(Roles, role) {
			wrong(at, "unknown word %q; one of %s", role, strings.Join(Roles, ", "))
			continue
		}
		p.checkName(wrong, at, n.Roles[role])
		if j := slices.IndexFunc(roles[:i], func(other string) bool { return strings.EqualFold(n.Roles[other], n.Roles[role]) }); j >= 0 {
			wrong(at, "%s and %s have the same name %q", roles[j], role, n.Roles[role])
		}
	}
}

func (p *Procedure) checkName(wrong wrong, at, name string) {
	stray := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' && r != '-' })
	switch {
	case name == "" || strings.TrimSpace(name) != name:
		wrong(at, "a name is needed: one for a person, the one spoken of, and many; nothing around it")
	case stray >= 0:
		wrong(at, "a name has letters, spaces and hyphens only: %q", name)
	case utf8.RuneCountInString(name) > mostName:
		wrong(at, "%q is longer than %d letters", name, mostName)
	case p.Wording.avoided(name) != "":
		wrong(at, "%q contains %q, which is avoided", name, p.Wording.avoided(name))
	}
}

// addresses are the forms in which a language speaks to whoever complains, the one
// that is meant when a procedure says nothing first.
var addresses = map[string][]string{"nl": {"u", "je"}, "da": {"du"}, "en": {"you"}}

func (p *Procedure) checkAddress(wrong wrong) {
	forms, known := addresses[p.Language]
	switch {
	case p.Address == "" || slices.Contains(forms, p.Address):
	case p.Language == "":
		wrong("$.address", "%q is no form of address where no language is named", p.Address)
	case known:
		wrong("$.address", "%q is no form of address in %s; one of %s", p.Address, p.Language, strings.Join(forms, ", "))
	}
}

// Report is one that the procedure asks for, of all complaints of a period.
type Report struct {
	Every  string `yaml:"every"`  // quarter, half_year or year
	Clause string `yaml:"clause"` // obligation id
	House  bool   `yaml:"house"`  // our rule, not the company's promise
}

// checkReports holds that each period is reported on once.
func (p *Procedure) checkReports(wrong wrong) {
	for i, r := range p.Reports {
		at := fmt.Sprintf("$.reports[%d]", i)
		switch {
		case r.Every == "":
			wrong(at, "a report needs every: of which period it is")
		case slices.ContainsFunc(p.Reports[:i], func(o Report) bool { return o.Every == r.Every }):
			wrong(at, "a report of each %s stands here twice", r.Every)
		}
	}
}
