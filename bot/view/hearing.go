package view

import (
	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Hearing asks whoever was consulted whether they were heard, and says later what became
// of the question. They may be kept out of the case, so it names nobody and tells nothing
// of it but the number.
func Hearing(f *Frame, c *complaint.Case, h *complaint.Hearing) *Message {
	head := f.P.T("hearing.header", "number", c.Number)
	m := &Message{Text: head, Blocks: []slack.Block{header(head)}}
	row := []slack.BlockElement{}
	switch {
	case h.Says == complaint.ConsultConfirmed:
		m.Blocks = append(m.Blocks, section(":white_check_mark: "+f.P.T("hearing.confirmed", "when", f.P.DayClock(h.Said))))
	case h.Says == complaint.ConsultDenied:
		m.Blocks = append(m.Blocks, section(":no_entry_sign: "+f.P.T("hearing.denied", "when", f.P.DayClock(h.Said))))
	case h != c.Unconfirmed():
		m.Blocks = append(m.Blocks, section(f.P.T("hearing.over")))
	default:
		m.Blocks = append(m.Blocks, section(f.P.T("hearing.question", "when", f.P.DayClock(h.At))))
		yes, no := f.P.T("hearing.yes.button"), f.P.T("hearing.no.button")
		row = append(row, green(button("heard.confirm", Value(c.Number, h.Seq), yes, yes+" · "+c.Number)),
			button("heard.deny.open", Value(c.Number, h.Seq), no, no+" · "+c.Number))
	}
	if f.maySee(c, complaint.PartFiling) {
		row = append(row, stepButton(f, c, complaint.StepOpenFile))
	}
	if len(row) > 0 {
		m.Blocks = append(m.Blocks, actions("hearing", row...))
	}
	if h == c.Unconfirmed() {
		m.Blocks = append(m.Blocks, note(f.P.T("hearing.note")))
	}
	return m
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
	case next == complaint.StepDraft && h.Says == complaint.ConsultConfirmed:
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
	if h := c.Unconfirmed(); h != nil {
		return []slack.Block{note(f.P.T("hearing.waits", "who", Escape(f.Name(h.With)), "when", f.P.DayClock(h.At)))}
	}
	if c.Procedure.Answer.ConsultConfirmed && c.ConsultMissing(f.Viewer.ID, f.Now) != "" {
		return []slack.Block{note(f.P.T("hearing.asks"))}
	}
	return nil
}
