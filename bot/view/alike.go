package view

import (
	"strconv"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// AlikeCases asks, before anything is on record, whether the complaint belongs
// to a case of the same customer that is open: each of them is one that the
// viewer may see. What was typed waits as the draft in m.
func AlikeCases(f *Frame, cases []*complaint.Case, m Metadata) *Modal {
	blocks := []slack.Block{section(f.P.T("alike.found", "n", len(cases)))}
	for _, c := range cases {
		text := "*" + c.Number + "* · " + stateWord(f, c) + " · " + f.P.T("words.via."+c.Via) + ", " + f.moment(c.ReceivedAt, c.DayOnly)
		if f.maySee(c, complaint.PartFiling) {
			text += "\n" + Escape(c.Filing().Summary)
		}
		add := f.P.T("alike.add.button", "number", c.Number)
		blocks = append(blocks, section(text), actions("alike/"+c.Number, button("case.alike.add", c.Number, add, add)))
	}
	fresh, back := f.P.T("alike.new.button"), f.P.T("alike.back.button")
	return &Modal{
		CallbackID: "case.alike", Title: f.P.T("alike.title"), Close: f.P.T("filing.close"), Metadata: m.String(),
		Blocks: append(blocks, note(f.P.T("alike.means")), slack.NewDividerBlock(), actions("alike",
			button("case.alike.new", m.Draft, fresh, fresh), button("case.draft.continue", m.Draft, back, back))),
	}
}

// AddedTo tells that the complaint became a part of a case that was open.
func AddedTo(f *Frame, c *complaint.Case, m Metadata) *Modal {
	m = Metadata{Version: m.Version + 1, Lang: m.Lang, Reply: m.Reply}
	again := f.P.T("filing.again.button")
	return &Modal{
		CallbackID: "case.filed", Title: f.P.T("alike.added.title"), Close: f.P.T("words.ok.close"), Metadata: m.String(),
		Blocks: []slack.Block{
			section(f.P.T("alike.added", "number", c.Number)),
			actions("filed", button("case.file.again", strconv.Itoa(m.Version), again, again)),
		},
	}
}

// alikeLine says which other cases may belong to this one.
func alikeLine(f *Frame) string {
	if len(f.Alike) == 0 {
		return ""
	}
	return f.P.T("alike.together", "numbers", f.P.List(f.Alike))
}
