package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// mostTitle is how long the words of a corrective action may be.
const mostTitle = 300

// MeasureForm records a corrective action. Typed is what stands in the fields.
func MeasureForm(f *Frame, c *complaint.Case, typed complaint.MeasureForm) *Modal {
	return &Modal{
		CallbackID: "case.measure", Metadata: caseMetadata(f, c, complaint.StepMeasure).String(), Blocks: measureFields(f, typed),
		Title: f.P.T("measure.title", "number", c.Number), Submit: f.P.T("measure.submit"), Close: f.P.T("filing.close"),
	}
}

// measureFields ask what is done, by whom and by when, and what that does to
// the written procedures.
func measureFields(f *Frame, typed complaint.MeasureForm) []slack.Block {
	if typed.Changes == "" {
		typed.Changes = complaint.ChangesNothing
	}
	blocks := []slack.Block{
		field{block: "what", label: f.P.T("measure.what.label"), hint: f.P.T("measure.what.hint")}.
			text(typed.What, f.P.T("measure.what.placeholder"), false, mostTitle),
		field{block: "owner", label: f.P.T("measure.owner.label"), hint: f.P.T("measure.owner.hint")}.person(typed.Owner),
		field{block: "day", label: f.P.T("measure.day.label")}.day(typed.Day),
		field{block: "changes", label: f.P.T("measure.changes.label"), redraws: true}.
			radio(coded(f, "measure.changes.", complaint.Changes), typed.Changes),
	}
	switch typed.Changes {
	case complaint.ChangesToTell:
		blocks = append(blocks, field{block: "tell", label: f.P.T("measure.tell.label"), hint: f.P.T("measure.tell.hint")}.day(typed.TellBy))
	case complaint.ChangesTold:
		blocks = append(blocks, field{block: "told", label: f.P.T("measure.told.label")}.moment(typed.ToldAt))
	}
	return blocks
}

// How a corrective action, or telling the customer of it, ends.
const (
	MeasureDone = "done"
	MeasureDrop = "drop"
	MeasureTell = "told"

	measureMove = "move" // no end: it goes on with somebody else, or by another day
)

// ends are the forms that ask so, each with its button; see MeasureMoveForm for the last.
var ends = map[string]struct{ form, open, text string }{
	MeasureDone: {"measure.done", "measure.done.open", "measure.done.button"},
	MeasureDrop: {"measure.drop", "measure.drop.open", "measure.drop.button"},
	MeasureTell: {"measure.told", "measure.told.open", "measure.told.button"},
	measureMove: {"measure.move", "measure.move.open", "measure.move.button"},
}

// MeasureEnd asks when a corrective action was done and what shows it, why it
// is dropped, or when the customer was told of the change. Typed is when, and what shows it.
func MeasureEnd(f *Frame, c *complaint.Case, n int, end string, typed Reason) *Modal {
	modal := &Modal{
		CallbackID: ends[end].form, Metadata: Metadata{Number: c.Number, Version: n, Lang: string(f.P.Language())}.String(),
		Title: f.P.T(measureWord(c.Measure(n), "title"), "number", c.Number), Submit: f.P.T("measure.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{section(measureLine(f, c, c.Measure(n)))},
	}
	if c.Measure(n).Advice {
		return adviceEnd(f, modal, end, typed)
	}
	when := field{block: "when", label: f.P.T("measure.when.label")}
	switch end {
	case MeasureDrop:
		modal.Submit = f.P.T("measure.drop.submit")
		modal.Blocks = append(modal.Blocks, field{block: "why", label: f.P.T("measure.why.label"), hint: f.P.T("measure.why.hint")}.
			text("", "", true, mostNote))
		return modal
	case MeasureTell:
		when.label = f.P.T("measure.told.label")
	}
	modal.Blocks = append(modal.Blocks, when.moment(typed.At))
	if end == MeasureDone {
		modal.Blocks = append(modal.Blocks, field{block: "evidence", label: f.P.T("measure.evidence.label"), hint: f.P.T("measure.evidence.hint"), optional: true}.
			text(typed.Text, "", true, mostNote))
	}
	return modal
}

// measureLine is one corrective action: what, who, by when, how it stands, and
// what the customer hears of it.
func measureLine(f *Frame, c *complaint.Case, m *complaint.Measure) string {
	kind := complaint.DutyMeasure
	if m.Advice {
		kind = complaint.DutyAdvice
	}
	line := taskLine(f, c, kind, &m.Task, c.MeasureWords(m.N).What, f.measureOwner(c, m), measureOver(f, m))
	if words := c.MeasureNote(m.N); words != "" {
		line += "\n" + quoted(Escape(cut(words, 1000)))
	}
	if tells := measureTells(f, c, m); tells != "" {
		line += "\n" + tells
	}
	return line
}

// measureTells says what the customer heard, or is to hear, of a changed
// procedure.
func measureTells(f *Frame, c *complaint.Case, m *complaint.Measure) string {
	if !m.ToldAt.IsZero() {
		return f.P.T("measure.file.told", "when", f.P.DayClock(m.ToldAt))
	}
	d, err := c.Owed(complaint.DutyTellMeasure, m.N)
	if err != nil {
		return ""
	}
	return owedLine(f, c, d)
}

// measureOwner is what the person who answers for an action is called: by the
// name they are known by now, else as they were called then.
func (f *Frame) measureOwner(c *complaint.Case, m *complaint.Measure) string {
	return f.called(c.MeasureOwner(m.N), c.MeasureWords(m.N).Who)
}

// measureOver says who recorded how an action ended, and both times.
func measureOver(f *Frame, m *complaint.Measure) string {
	id := "done_by"
	if m.Verdict == complaint.MeasureDropped {
		id = "dropped_by"
	}
	return f.P.T(measureWord(m, id), "name", Escape(f.Name(m.By)), "when", taskTimes(f, &m.Task))
}

// measurePiece is one action on its page of the case file, with what the viewer
// may say of it.
func measurePiece(f *Frame, c *complaint.Case, m *complaint.Measure) []slack.Block {
	return taskPiece(measureLine(f, c, m), "measure", m.N, measureButtons(f, c, m.N))
}

func measureButtons(f *Frame, c *complaint.Case, n int) []slack.BlockElement {
	var row []slack.BlockElement
	add := func(may error, end string) {
		if may == nil {
			row = append(row, measureButton(f, c, end, n))
		}
	}
	add(c.MayEndMeasure(n, false, f.Viewer, f.Now), MeasureDone)
	add(c.MayTellMeasure(n, f.Viewer, f.Now), MeasureTell)
	add(c.MayMoveMeasure(n, f.Viewer, f.Now), measureMove)
	add(c.MayEndMeasure(n, true, f.Viewer, f.Now), MeasureDrop)
	return row
}

// measureButton is a button about one corrective action.
func measureButton(f *Frame, c *complaint.Case, end string, n int) *slack.ButtonBlockElement {
	text := f.P.T(ends[end].text)
	if m := c.Measure(n); m != nil && m.Advice {
		text = f.P.T(map[string]string{MeasureDone: "advice.done.button", MeasureDrop: "advice.drop.button"}[end])
	}
	return button(ends[end].open, Value(c.Number, n), text, f.P.T("measure.speak", "what", text, "n", n, "number", c.Number))
}

// measuresLine counts the corrective actions that are still to be carried out,
// with the nearest day, empty when there are none.
func measuresLine(f *Frame, c *complaint.Case) string {
	return openLine(f, c, complaint.DutyMeasure, "measure.open")
}

// measureLines lists the actions of the case that were not dropped, for whoever
// closes it.
func measureLines(f *Frame, c *complaint.Case) []slack.Block {
	var blocks []slack.Block
	for i := range c.Measures {
		if m := &c.Measures[i]; m.Verdict != complaint.MeasureDropped && c.MaySeeMeasure(f.Viewer, m.N, f.Now) && len(blocks) < 10 {
			blocks = append(blocks, section(measureLine(f, c, m)))
		}
	}
	return blocks
}

// Measure tells a colleague in private that a corrective action is theirs, and
// later what became of it. What is to be done stands behind the button, beyond
// level standard.
func Measure(f *Frame, c *complaint.Case, n int) *Message {
	m := c.Measure(n)
	if m == nil {
		return Sentence(c.Number)
	}
	if m.Verdict != "" {
		return &Message{
			Text:   c.Number + " · " + f.P.T("reminder.over"),
			Blocks: []slack.Block{section(measureOver(f, m) + " · " + c.Number)},
		}
	}
	if owner := c.MeasureOwner(n); f.Viewer.ID != owner && !c.ActsFor(f.Viewer.ID, owner, f.Now) {
		return measurePassed(f, c)
	}
	text := f.P.T(measureWord(m, "yours"), "number", c.Number, "when", f.civil(c, m.Day))
	blocks := []slack.Block{section(":wrench: *" + text + "*" + measureWas(f, c, n))}
	if f.Tells(c) {
		blocks = append(blocks, section(quoted(Escape(cut(c.MeasureWords(n).What, 1000)))))
	}
	look := f.P.T("measure.look.button")
	blocks = append(blocks, actions("next", green(measureButton(f, c, MeasureDone, n)),
		button("measure.open", Value(c.Number, n), look, f.P.T("measure.speak", "what", look, "n", n, "number", c.Number))))
	return &Message{Text: text, Blocks: append(blocks, instead(f, c, []string{c.MeasureOwner(n)}, f.P.T(measureWord(m, "note")))...)}
}
