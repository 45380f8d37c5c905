package view

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// RelateForm links the case to another one; both go on as they are.
func RelateForm(f *Frame, c *complaint.Case, other *Option) *Modal {
	return &Modal{
		CallbackID: "case.relate", Metadata: caseMetadata(f, c, complaint.StepRelate).String(),
		Title: f.P.T("ending.relate.title", "number", c.Number), Submit: f.P.T("ending.relate.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{otherField(f, field{block: "other", label: f.P.T("ending.relate.label"), hint: f.P.T("ending.relate.hint")}, other)},
	}
}

// otherField asks for another case, from our list while a number is typed.
func otherField(f *Frame, in field, chosen *Option) slack.Block {
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, placeholderText(f.P.T("ending.other.placeholder")), "v")
	none := 0
	e.MinQueryLength = &none
	if chosen != nil {
		e.InitialOption = options([]Option{*chosen})[0]
	}
	return in.with(e)
}

// CaseOption is one line of a list of cases: number, how it came in and when, and for
// who may read it what it is about; no name, since a list is seen by whoever looks over
// a shoulder.
func CaseOption(f *Frame, c *complaint.Case) Option {
	o := Option{Value: c.Number, Text: c.Number + " · " + f.P.T("words.via."+c.Via) + " · " + f.P.Day(c.ReceivedAt)}
	if f.tellsAbout(c) {
		o.Note = cut(c.Filing().Summary, 75)
	}
	return o
}

// linkBlocks are the other cases that this one speaks of and that the viewer
// may know of, each with the way to its file.
func linkBlocks(f *Frame, c *complaint.Case) []slack.Block {
	var blocks []slack.Block
	row := func(id, number string) {
		if !f.Others[number] {
			return
		}
		s := section(f.P.T(id, "number", "*"+number+"*"))
		text := f.P.T("card.button.open")
		s.Accessory = slack.NewAccessory(button(stepActions[complaint.StepOpenFile], Value(number, 0), text, text+" · "+number))
		blocks = append(blocks, s)
	}
	if into := c.MergedInto(); into != "" {
		row("ending.link.into", into)
	}
	for _, number := range c.Absorbs() {
		row("ending.link.from", number)
	}
	for _, number := range c.Related {
		row("ending.link.related", number)
	}
	return blocks
}

// otherNumber is the number of another case in an event, if the viewer may
// know of it.
func otherNumber(f *Frame, e complaint.Event) string {
	if f.Others[e.Data.Case] {
		return e.Data.Case
	}
	return ""
}

// wentBack marks what a duplicate had brought along and counts no more.
func wentBack(f *Frame, c *complaint.Case, e complaint.Event) string {
	if !c.WentBack(e) {
		return ""
	}
	return " · " + f.P.T("thread.event.went_back")
}

// noMore marks a step that never happened, and what followed from a fact that was corrected:
// neither counts any more; and what was done in a way that the procedure does not take.
func noMore(f *Frame, c *complaint.Case, e complaint.Event) string {
	switch {
	case e.Kind == complaint.NotDone:
		return " · " + f.P.T("thread.event.not_done") + ", " + f.P.T("thread.mistaken")
	case e.Data.Has(complaint.FlagMistaken):
		return " · " + f.P.T("thread.mistaken")
	case !c.InForm(e):
		return " · " + lang.Inline(f.P.T("correct.uncounted"))
	}
	return ""
}

// carriedPieces are what a duplicate brought along besides, of which nothing follows.
func carriedPieces(f *Frame, c *complaint.Case, e complaint.Event) [][]slack.Block {
	var pieces [][]slack.Block
	for _, one := range c.Carried(e).Contacts {
		one.Event.Seq = 0 // the duplicate's number is another event's here
		line := f.P.T("ending.carried") + " · " + eventLineAt(f, c, one.Event, time.Minute)
		if one.Note.With != "" {
			line += " · " + f.P.T("casefile.with", "name", Escape(one.Note.With))
		}
		blocks := []slack.Block{section(line + wentBack(f, c, e) + messageSource(f, one.Event, one.Note))}
		if words := strings.TrimSpace(one.Note.Text + "\n" + one.How); words != "" {
			blocks = append(blocks, quote(Escape(words))...)
		}
		pieces = append(pieces, blocks)
	}
	return pieces
}
