package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// MeasureCount is how many corrective actions of the company are still to be
// carried out or told of.
type MeasureCount struct{ Open, Overdue int }

// measureCount says so in a line, empty when nothing is.
func measureCount(f *Frame, n MeasureCount) string {
	if n.Open == 0 {
		return ""
	}
	return f.P.T("measure.count", "n", n.Open, "overdue", n.Overdue)
}

// measuresRow is that line in Home, with the list behind its button.
func measuresRow(f *Frame, n MeasureCount) []slack.Block {
	line := measureCount(f, n)
	if line == "" {
		return nil
	}
	text := f.P.T("measure.list.button")
	s := section(line)
	s.Accessory = slack.NewAccessory(button("measure.list", "home", text, text))
	return []slack.Block{s}
}

// MeasureRow is a corrective action in a list of all: it may be done, and the
// customer still be told of it.
type MeasureRow struct {
	Case *complaint.Case
	N    int
}

// MeasureList is a page of the corrective actions that are still to be carried
// out, of cases that the viewer may see.
type MeasureList struct {
	Rows  []MeasureRow
	First string // value of the button to the first page; empty: this is it
	After string // value of the button to the next page; empty: no more
}

// Measures shows the corrective actions of the company, the nearest day first.
func Measures(f *Frame, l *MeasureList) *Modal {
	modal := &Modal{
		CallbackID: "measure.listed", Title: f.P.T("measure.list.title"), Close: f.P.T("words.ok.close"),
		Metadata: Metadata{Lang: string(f.P.Language())}.String(),
	}
	for _, row := range l.Rows {
		s := section("*" + row.Case.Number + "*\n" + measureLine(f, row.Case, row.Case.Measure(row.N)))
		text := f.P.T("measure.look.button")
		s.Accessory = slack.NewAccessory(button("measure.open", Value(row.Case.Number, row.N), text,
			f.P.T("measure.speak", "what", text, "n", row.N, "number", row.Case.Number)))
		modal.Blocks = append(modal.Blocks, s)
	}
	if len(l.Rows) == 0 {
		modal.Blocks = append(modal.Blocks, section(f.P.T("measure.list.none")))
	}
	var turn []slack.BlockElement
	if l.First != "" {
		text := f.P.T("list.first.button")
		turn = append(turn, button("measure.first", l.First, text, text))
	}
	if l.After != "" {
		text := f.P.T("measure.list.next.button", "n", ListPage)
		turn = append(turn, button("measure.page", l.After, text, text))
	}
	if len(turn) > 0 {
		modal.Blocks = append(modal.Blocks, actions("page", turn...))
	}
	return modal
}
