package view

import (
	"maps"
	"slices"
	"strings"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// WordsOf are the company's own words for people and things and to who complains, as its
// procedure has them.
func WordsOf(p *procedure.Procedure) lang.Words {
	texts := map[string]string{}
	maps.Copy(texts, p.Texts)
	for role, title := range p.Names.Roles {
		texts["words.role."+role] = title
		texts["people.role."+role] = lang.Title(title)
	}
	if title := p.Names.Roles["officer"]; title != "" {
		texts["assign.why.officer"] = lang.Title(title)
	}
	if n := p.Names.Complainant; n.One != "" {
		texts["words.customer.one"], texts["words.customer.the"], texts["words.customer.many"] = n.One, n.The, n.Many
	}
	for _, codes := range p.Codes() {
		for code, name := range codes.Names {
			for _, prefix := range codes.Texts {
				texts[prefix+code] = lang.Title(name)
			}
		}
	}
	for kind, deed := range p.Names.Duties {
		for prefix, says := range deed.Texts() {
			texts[prefix+kind] = lang.Title(says)
		}
		texts["duty.does."+kind] = lang.Inline(deed.Does)
	}
	l, _ := lang.Parse(p.Language)
	return lang.Words{Language: l, Texts: texts}
}

// CalledIn calls people as the version of the procedure does that a case keeps, also
// where a newer one is in force.
func (f *Frame) CalledIn(c *complaint.Case) {
	f.Words = WordsOf(c.Procedure)
	f.P = f.P.Named(f.Words)
}

// BodyKinds names whose complaints, and about what, may go to a third party.
func BodyKinds(say *lang.Printer, p *procedure.Procedure, b procedure.Body) string {
	var kinds []string
	for _, code := range b.For {
		if slices.Contains(p.Natures, code) {
			kinds = append(kinds, lang.Inline(say.T("card.nature."+code)))
		} else {
			kinds = append(kinds, lang.Inline(say.T("words.party."+code)))
		}
	}
	return strings.Join(kinds, ", ")
}

// Printer words things in a language, people as the company calls them.
func (c Company) Printer(l lang.Language) *lang.Printer {
	return lang.New(l, "", c.Zone).Named(c.Words)
}
