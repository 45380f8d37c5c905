package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/procedure"
)

// mostWords bounds what is typed into the search box.
const mostWords = 150

// SearchPeriods are codes of when a searched case may have come in.
var SearchPeriods = []string{"month", "quarter", "year", "before"}

// SearchForm is what somebody searches by. Empty fields ask for nothing.
type SearchForm struct {
	Words   string // number, name, address, telephone number or words
	State   string // one of ListFilters
	Nature  string
	Handler string // Slack id
	Period  string // one of SearchPeriods
}

// Fields counts what is filled in.
func (s SearchForm) Fields() int {
	n := 0
	for _, v := range []string{s.Words, s.State, s.Nature, s.Handler, s.Period} {
		if v != "" {
			n++
		}
	}
	return n
}

// SearchFound is a page of what was found: cases that the viewer may see.
type SearchFound struct {
	Cases  []*complaint.Case
	Looked int    // cases that were opened for their words; 0: found without
	After  string // place where the search goes on; empty: it is at its end
}

// Search is the form to search with and, once searched, what was found. The
// handlers are for those who see the cases of others.
func Search(f *Frame, p *procedure.Procedure, form SearchForm, handlers []string, found *SearchFound) *Modal {
	pick := func(block, label string, lines []Option, value string) slack.Block {
		return field{block: block, label: label, optional: true}.pick(lines, value)
	}
	blocks := []slack.Block{
		field{block: "words", label: f.P.T("search.words.label"), hint: f.P.T("search.words.hint"), optional: true}.
			text(form.Words, f.P.T("search.words.placeholder", "number", ExampleNumber(p, f.Now.In(f.Zone))), false, mostWords),
		pick("state", f.P.T("search.state.label"), coded(f, "list.filter.", ListFilters), form.State),
	}
	if len(p.Natures) > 0 {
		blocks = append(blocks, pick("nature", f.P.T("search.nature.label"), coded(f, "card.nature.", p.Natures), form.Nature))
	}
	if len(handlers) > 0 {
		var lines []Option
		for _, u := range handlers[:min(len(handlers), mostHandlers)] {
			lines = append(lines, Option{Value: u, Text: f.Name(u)})
		}
		blocks = append(blocks, pick("handler", f.P.T("search.handler.label"), lines, form.Handler))
	}
	blocks = append(blocks, pick("period", f.P.T("search.period.label"), coded(f, "search.period.", SearchPeriods), form.Period))
	if found != nil {
		blocks = append(blocks, foundBlocks(f, form, found)...)
	}
	return &Modal{
		CallbackID: "case.search", Title: f.P.T("search.title"), Submit: f.P.T("search.submit"), Close: f.P.T("words.ok.close"),
		Metadata: Metadata{Lang: string(f.P.Language())}.String(), Blocks: withLegend(f, blocks),
	}
}

// mostHandlers is how many lines Slack takes in a menu.
const mostHandlers = 100

func coded(f *Frame, group string, codes []string) []Option {
	lines := make([]Option, len(codes))
	for i, code := range codes {
		lines[i] = Option{Value: code, Text: f.P.T(group + code)}
	}
	return lines
}

func foundBlocks(f *Frame, form SearchForm, found *SearchFound) []slack.Block {
	blocks := []slack.Block{header(f.P.T("search.found"))}
	for _, c := range found.Cases {
		blocks = append(blocks, caseRow(f, c))
	}
	if len(found.Cases) == 0 {
		blocks = append(blocks, section(f.P.T("search.none", "n", form.Fields())))
	}
	if found.Looked > 0 {
		blocks = append(blocks, note(f.P.T("search.looked", "n", found.Looked)))
	}
	if found.After != "" {
		text := f.P.T("search.next.button")
		blocks = append(blocks, actions("page", button("search.next", found.After, text, text)))
	}
	return blocks
}
