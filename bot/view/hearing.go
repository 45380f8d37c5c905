package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Hearing asks whoever was consulted whether they were heard, and says later what became
// of the question. They may be kept out of the case, so it names nobody and tells nothing
// of it but the number.
func Hearing(f *Frame, c *complaint.Case, h *complaint.Hearing) *Message {
	row := []slack.BlockElement{}
	if f.maySee(c, complaint.PartFiling) {
		row = append(row, stepButton(f, c, complaint.StepOpenFile))
	}
	return hearing(f, c, h, "", row...)
}

// hearingReminder asks them once more, with nothing else to press: whoever it turns out to
// concern reads the same as before, too, though nothing is owed by them any more.
func hearingReminder(f *Frame, c *complaint.Case, d *complaint.Duty, h *complaint.Hearing) *Message {
	if h != c.Unconfirmed() {
		return hearing(f, c, h, "")
	}
	owing := *d
	owing.Void = false
	m := hearing(f, c, h, owedLine(f, c, &owing)+"\n")
	m.Text, m.Blocks = owedText(f, c, &owing), withLegend(f, m.Blocks)
	return m
}

// hearing is the question, or what became of it, with the answers to it before other
// buttons.
func hearing(f *Frame, c *complaint.Case, h *complaint.Hearing, before string, more ...slack.BlockElement) *Message {
	head := f.P.T("hearing.header", "number", c.Number)
	m := &Message{Text: head, Blocks: []slack.Block{header(head)}}
	row := more
	switch {
	case h.Says == complaint.ConsultConfirmed:
		m.Blocks = append(m.Blocks, section(":white_check_mark: "+f.P.T("hearing.confirmed", "when", f.P.DayClock(h.Said))))
	case h.Says == complaint.ConsultDenied:
		m.Blocks = append(m.Blocks, section(":no_entry_sign: "+f.P.T("hearing.denied", "when", f.P.DayClock(h.Said))))
	case h != c.Unconfirmed():
		m.Blocks = append(m.Blocks, section(f.P.T("hearing.over")))
	default:
		m.Blocks = append(m.Blocks, section(before+f.P.T("hearing.question", "when", f.P.DayClock(h.At))))
		row = append(hearingAnswers(f, c, h), more...)
	}
	if len(row) > 0 {
		m.Blocks = append(m.Blocks, actions("hearing", row...))
	}
	if h == c.Unconfirmed() {
		m.Blocks = append(m.Blocks, note(f.P.T("hearing.note")))
	}
	return m
}

// hearingAnswers are the yes and the no to that question.
func hearingAnswers(f *Frame, c *complaint.Case, h *complaint.Hearing) []slack.BlockElement {
	yes, no := f.P.T("hearing.yes.button"), f.P.T("hearing.no.button")
	return []slack.BlockElement{
		green(button("heard.confirm", Value(c.Number, h.Seq), yes, yes+" · "+c.Number)),
		button("heard.deny.open", Value(c.Number, h.Seq), no, no+" · "+c.Number),
	}
}

// asksViewer gives the consultation that a duty asks the viewer to confirm, nil for
// any other duty and to everybody else.
func asksViewer(f *Frame, c *complaint.Case, d *complaint.Duty) *complaint.Hearing {
	if d == nil {
		return nil
	}
	if h := c.HearingOf(d); h != nil && h.With == f.Viewer.ID {
		return h
	}
	return nil
}

// DenyHearing asks somebody who says that they were not heard in their own words.
func DenyHearing(f *Frame, c *complaint.Case, seq int) *Modal {
	m := caseMetadata(f, c, complaint.StepConsult)
	m.Version = seq
	return &Modal{
		CallbackID: "heard.deny", Metadata: m.String(),
		Title: f.P.T("hearing.deny.title", "number", c.Number), Submit: f.P.T("hearing.deny.submit"), Close: f.P.T("filing.close"),
		Blocks: []slack.Block{field{block: "words", label: f.P.T("hearing.deny.label"), hint: f.P.T("hearing.deny.hint")}.text("", "", true, mostNote)},
	}
}

// Heard tells whoever noted a consultation, and the handler, what whoever was asked says
// of it. Their words stand in the case file, and here only at level standard.
func Heard(f *Frame, c *complaint.Case, h *complaint.Hearing) *Message {
	who, when := "*"+Escape(f.Name(h.With))+"*", f.P.DayClock(h.Said)
	head := f.P.T("hearing.heard.confirmed", "number", c.Number)
	text := ":white_check_mark: " + f.P.T("hearing.heard.yes", "name", who, "when", when)
	if h.Says == complaint.ConsultDenied {
		head = f.P.T("hearing.heard.denied", "number", c.Number)
		text = ":no_entry_sign: " + f.P.T("hearing.heard.no", "name", who, "when", when)
	}
	if words := c.HearingComment(h); words != "" && f.Tells(c) {
		text += "\n" + quoted(Escape(cut(words, excerpt)))
	}
	row := []slack.BlockElement{}
	switch next, _ := c.Next(); {
	case !c.Open() || !f.handles(c):
	case next == complaint.StepConsult:
		text += "\n" + f.P.T("hearing.heard.missing")
		fallthrough
	case (next == complaint.StepDraft || next == complaint.StepDeliver) && h.Says == complaint.ConsultConfirmed:
		row = append(row, green(stepButton(f, c, next)))
	}
	return &Message{Text: head, Blocks: []slack.Block{
		header(head), section(text), actions("next", append(row, stepButton(f, c, complaint.StepOpenFile))...),
	}}
}

// unconfirmed is the line of a form about a consultation that has to be confirmed by
// whoever was asked: of whom that is waited for, or that they will be asked; nil where
// nothing of the kind is left.
func unconfirmed(f *Frame, c *complaint.Case) []slack.Block {
	if c.AdviceWaits(f.Viewer.ID, f.Now) && c.ConsultMissing(f.Viewer.ID, f.Now) != "" {
		return []slack.Block{note(f.P.T("hearing.asks"))}
	}
	if h := c.Unconfirmed(); h != nil {
		return []slack.Block{note(hearingWaits(f, h))}
	}
	return nil
}

// hearingWaits says of whom it is waited for that they confirm it.
func hearingWaits(f *Frame, h *complaint.Hearing) string {
	return f.P.T("hearing.waits", "who", Escape(f.Name(h.With)), "when", f.P.DayClock(h.At))
}

// hearingOver says what became of a consultation that whoever was asked answered for.
func hearingOver(f *Frame, h *complaint.Hearing) string {
	id := "hearing.done.yes"
	if h.Says == complaint.ConsultDenied {
		id = "hearing.done.no"
	}
	return f.P.T(id, "name", Escape(f.Name(h.With)), "when", f.P.DayClock(h.Said))
}
