package view

import (
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
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
			text += "\n• " + happens(f, c, &d)
		}
	}
	return withLegend(f, []slack.Block{section(text)})
}

// happens says who does what by when. To the reader it is what they have to do; of
// several others who may do it all are named, and what the handler will owe is nobody's
// who only chooses one.
func happens(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	users := c.OwedBy(d, f.Now)
	if d.Owner == complaint.RoleHandler && c.Handler == "" {
		users = nil
	}
	if slices.Equal(users, []string{f.Viewer.ID}) {
		return owed(f, c, d) + houseMark(d.House) + " · " + f.P.T("filing.you")
	}
	who := make([]string, len(users))
	for i, user := range users {
		if who[i] = Escape(f.Name(user)); user == f.Viewer.ID {
			who[i] = f.P.T("filing.you")
		}
	}
	if len(who) == 0 {
		_, role := c.Owes(d, f.Now)
		who = append(who, f.P.T("duty.unnamed", "role", f.P.T("words.role."+string(role))))
	}
	does := f.P.T("duty.who_does", "who", lang.Title(f.P.Either(who)), "does", f.P.T("duty.does."+d.Kind))
	return f.P.T("duty.by", "what", does, "when", f.Deadline(c, d)) + houseMark(d.House)
}

// FiledNote tells the filer the number where they typed the command, and what
// comes next by when; whoever is involved learns the number only.
func FiledNote(f *Frame, c *complaint.Case) *Message {
	m := Sentence(f.P.T("filing.note", "number", c.Number))
	if !c.IsInvolved(f.Viewer.ID) {
		m.Blocks = append(m.Blocks, section(receiptText(f, c, c.Filer)))
	}
	m.Blocks = withLegend(f, append(m.Blocks, actions("filed", mineButton(f))))
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
