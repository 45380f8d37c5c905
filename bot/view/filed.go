package view

import (
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Filed is what the filing form becomes once the case is on record: its
// number, what happens next and three ways on. Whoever is involved in the case
// learns the number only.
func Filed(f *Frame, c *complaint.Case, m Metadata) *Modal {
	blocks := []slack.Block{section(f.P.T("filing.recorded", "number", c.Number))}
	if c.IsInvolved(f.Viewer.ID) {
		blocks = append(blocks, section(f.P.T("filing.involved")))
	} else {
		blocks = append(blocks, nextDuties(f, c)...)
	}
	if c.Confidential {
		blocks = append(blocks, section(f.P.T("filing.confidential")))
	}
	m.Version++ // the window keeps its id, so the next filing in it needs another mark
	return &Modal{
		CallbackID: "case.filed", Title: f.P.T("filing.recorded.title"), Close: f.P.T("words.ok.close"), Metadata: m.String(),
		Blocks: append(blocks, actions("filed",
			mineButton(f),
			button("case.file.again", strconv.Itoa(m.Version), f.P.T("filing.again.button"), f.P.T("filing.again.button")),
			button("case.file.tell", c.Number, f.P.T("filing.tell.button"), f.P.T("filing.tell.button")+" · "+c.Number),
		)),
	}
}

// nextDuties says who does what by when, the nearest first: the first two, and all that
// the reader has to do.
func nextDuties(f *Frame, c *complaint.Case) []slack.Block {
	text := "*" + f.P.T("filing.next") + "*"
	for i, d := range openDuties(c, len(c.Procedure.Duties)) {
		if i < 2 || slices.Contains(c.Recipients(&d, complaint.StageDueDay, f.Now), f.Viewer.ID) {
			text += "\n• " + owed(f, c, &d) + HouseRule(f.P, d.House) + " · " + f.who(c, &d)
		}
	}
	return []slack.Block{section(text)}
}

// who is whoever owes a duty, escaped: the reader is told apart, and what the handler will
// owe is nobody's who only chooses one.
func (f *Frame) who(c *complaint.Case, d *complaint.Duty) string {
	user, role := c.Owes(d, f.Now)
	switch {
	case d.Owner == complaint.RoleHandler && c.Handler == "":
		return f.owing("", role)
	case user == f.Viewer.ID && user != "":
		return f.P.T("filing.you")
	}
	return f.owing(user, role)
}

// FiledNote tells the filer the number where they typed the command, and what
// comes next by when; whoever is involved learns the number only.
func FiledNote(f *Frame, c *complaint.Case) *Message {
	m := Sentence(f.P.T("filing.note", "number", c.Number))
	if !c.IsInvolved(f.Viewer.ID) {
		m.Blocks = append(m.Blocks, section(receiptText(f, c, c.Filer)))
	}
	m.Blocks = append(m.Blocks, actions("filed", mineButton(f)))
	return m
}

// mineButton opens what the reader works on and what they filed.
func mineButton(f *Frame) *slack.ButtonBlockElement {
	text := f.P.T("filing.mine.button")
	return button("case.mine", "mine", text, text)
}

// TellCustomer is what the filer may say to the customer, and what not.
func TellCustomer(f *Frame, c *complaint.Case) *Modal {
	lines := "• " + f.P.T("filing.tell.listen") + "\n• " + f.P.T("filing.tell.blame") + "\n• " + sayWhen(f, c)
	return &Modal{
		Title: f.P.T("filing.tell.title"), Close: f.P.T("words.ok.close"),
		Blocks: []slack.Block{section(lines), note(f.P.T("filing.tell.reference", "number", c.Number))},
	}
}

// sayWhen is what may be said of dates: only what the procedure itself
// promises to customers, never a rule of the house.
func sayWhen(f *Frame, c *complaint.Case) string {
	if !c.IsInvolved(f.Viewer.ID) {
		for _, d := range openDuties(c, 20) {
			if d.Kind == "decision" && !d.House {
				return f.P.T("filing.tell.promise", "when", f.Deadline(c, &d))
			}
		}
	}
	return f.P.T("filing.tell.no_date")
}
