package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Desk is the handler's own message about a case: first the form that says
// the case is theirs, later where it stands, always with the step they may
// take next. Who complains about what stands behind "Open case file".
func Desk(f *Frame, c *complaint.Case) *Message {
	if f.Viewer.ID != "" && !f.handles(c) {
		return handedOver(f, c)
	}
	head := f.P.T("desk.header", "number", c.Number, "state", stateWord(f, c))
	m := &Message{Text: deskText(f, c, head), Blocks: []slack.Block{header(head)}}
	if !c.Open() {
		over := deskOver(f, c)
		if line := promisesLine(f, c); line != "" {
			over += "\n" + line
		}
		m.Blocks = append(m.Blocks, section(over), actions("desk", stepButton(f, c, complaint.StepOpenFile)))
		return m
	}
	m.Blocks = append(m.Blocks, section(deskIntro(f, c)))
	if c.Confidential {
		m.Blocks = append(m.Blocks, section(whoLeads(f, c)))
	}
	m.Blocks = append(append(m.Blocks, deskMissing(f, c)...), deskDecided(f, c)...)
	if lines := deskDuties(f, c); lines != "" {
		m.Blocks = append(m.Blocks, section(lines))
	}
	m.Blocks = append(m.Blocks, callTips(f, c, complaint.RoleHandler)...)
	if c.MayRespond(f.Viewer, f.Now) == nil {
		m.Blocks = append(m.Blocks, answerRow(f, c))
	}
	return &Message{Text: m.Text, Blocks: withLegend(f, append(m.Blocks, deskButtons(f, c), note(f.P.T("desk.note"))))}
}

// whoLeads says that the case goes round the channel, and who leads it now: whose
// role that is otherwise may be whom it is about.
func whoLeads(f *Frame, c *complaint.Case) string {
	text := f.P.T("filing.confidential")
	if users := c.Recipients(&complaint.Duty{Owner: complaint.RoleOfficer}, complaint.StageHalf, f.Now); len(users) > 0 {
		text += " " + f.P.T("desk.led", "who", Escape(f.NameList(users)))
	}
	return text
}

// handles tells whether the viewer handles the case, or hears of it in the place of who does.
func (f *Frame) handles(c *complaint.Case) bool {
	return f.Viewer.ID == c.Handler || c.ActsFor(f.Viewer.ID, c.Handler, f.Now)
}

// instead is the small print of a message, which tells whoever hears in the place of one of
// these people in whose that is.
func instead(f *Frame, c *complaint.Case, users []string, rest ...string) []slack.Block {
	for _, who := range users {
		if !slices.Contains(users, f.Viewer.ID) && c.ActsFor(f.Viewer.ID, who, f.Now) {
			rest = append([]string{f.P.T("desk.instead", "who", Escape(f.Name(who)))}, rest...)
			break
		}
	}
	if len(rest) == 0 {
		return nil
	}
	return []slack.Block{note(strings.Join(rest, " "))}
}

// deskDecided says that the answer was approved and whose it is to give, or that it was
// and waits once more; and that a third party ruled.
func deskDecided(f *Frame, c *complaint.Case) []slack.Block {
	a := c.Answer()
	switch {
	case c.ApprovedBefore():
		return append([]slack.Block{section(f.P.T("approval.again"))}, twoBlocks(f, c, a.Version)...)
	case a != nil && a.Asked && c.ToTell(a.Version):
		return []slack.Block{section(decided(f, c, a) + "\n" + givenBy(f, c, a))}
	case c.Face() == complaint.FaceRuled:
		return []slack.Block{section(stateLine(f, c))}
	}
	return nil
}

// givenBy says that an approved answer may go to the complainant: how, to whoever gives it,
// and to others by whom.
func givenBy(f *Frame, c *complaint.Case, a *complaint.AnswerVersion) string {
	if f.offers(c, complaint.StepDeliver) {
		return toGive(f, a)
	}
	return f.P.T("approval.given_by", "who", Escape(f.P.Either(f.nameEach(c.Tellers(f.Now)))))
}

// handedOver is what becomes of a message about what its reader had to do in a case and
// has to do no more: whoever handled it hears that somebody else does now, or nobody.
func handedOver(f *Frame, c *complaint.Case) *Message {
	head, text := f.P.T("desk.passed.header", "number", c.Number), f.P.T("desk.passed")
	switch {
	case !c.Handled(f.Viewer.ID):
		text = f.P.T("desk.passed.other")
	case c.Handler == "":
		text = f.P.T("respond.passed")
	}
	return &Message{Text: head, Blocks: []slack.Block{header(head), section(text)}}
}

// deskOver says how the case ended.
func deskOver(f *Frame, c *complaint.Case) string {
	if _, _, aside := c.Ending(); aside {
		return endedFor(f, c, c.Handler)
	}
	return f.P.T("desk.closed")
}

// answerRow lets the handler say whether they take the case; taking it is what
// is asked now.
func answerRow(f *Frame, c *complaint.Case) slack.Block {
	row := []slack.BlockElement{stepButton(f, c, complaint.StepInterest), stepButton(f, c, complaint.StepDecline)}
	if c.MayAccept(f.Viewer, f.Now) == nil {
		row = slices.Insert(row, 0, slack.BlockElement(green(stepButton(f, c, complaint.StepAccept))))
	}
	return actions("answer", row...)
}

// deskText is the message in one line, for notifications.
func deskText(f *Frame, c *complaint.Case, head string) string {
	if a := c.Answer(); a != nil && a.Asked && c.ToTell(a.Version) {
		if !f.offers(c, complaint.StepDeliver) {
			return head
		}
		return head + ". " + toGive(f, a)
	}
	for _, d := range openDuties(c, 20) {
		if d.Owner == complaint.RoleHandler {
			return head + ". " + owedPlainly(f, c, &d)
		}
	}
	return head
}

// deskIntro says that the case is theirs, in which function and by whom.
func deskIntro(f *Frame, c *complaint.Case) string {
	a := c.Appointment()
	text := f.P.T("desk.yours", "title", Escape(a.Title))
	switch {
	case f.Viewer.ID != "" && f.Viewer.ID != c.Handler:
		text = f.P.T("desk.acting", "who", "*"+Escape(f.Name(c.Handler))+"*")
	case !c.Accepted:
		text = f.P.T("respond.asked", "title", Escape(a.Title))
	}
	if f.Tells(c) {
		text += "\n*" + Escape(c.Filing().Summary) + "*"
		if a.Brief != "" {
			text += "\n" + quoted(Escape(a.Brief))
		}
	} else if a.Brief != "" {
		text += " " + f.P.T("desk.brief")
	}
	return text
}

// deskDuties are the deadlines that the handler answers for, below what the case asks for next
// where that is somebody else's and no step of the handler; then what else others owe that
// the next step gets done, with whose it is. So one line at most says what comes next; what
// the handler is to say first is called theirs.
func deskDuties(f *Frame, c *complaint.Case) string {
	var first, lines, others []string
	n := c.NextStep(f.Now)
	waits := !slices.Contains(deskSteps(f, c), n.Step)
	if waits {
		line := nextOf(f, c)
		if n.Step == complaint.StepReview && len(c.WaitsFor(f.Now)) > 0 {
			line += "\n:hourglass_flowing_sand: " + waitsText(f, c, c.WaitsFor(f.Now))
		}
		first = append(first, line)
	}
	for _, d := range openDuties(c, 20) {
		switch {
		case d.Kind == complaint.DutyAccept && c.MayAccept(f.Viewer, f.Now) == nil:
			mark, word := standing(f, c, &d)
			first = slices.Insert(first, 0, mark+" *"+word+"* · "+ownWords(f, c, &d, owed(f, c, &d))+houseMark(d.House))
		case d.Owner == complaint.RoleHandler:
			lines = append(lines, dutyLine(f, c, &d))
		case c.StepOf(&d) == n.Step && !(waits && n.Duty != nil && n.Duty.Is(d.Kind, d.Round)):
			others = append(others, dutyLine(f, c, &d)+" · "+f.P.T("words.role."+string(d.Owner)))
		}
	}
	lines = slices.Concat(first, lines, others)
	if line := promisesLine(f, c); line != "" {
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// deskSteps are the steps of a handler, in no order.
func deskSteps(f *Frame, c *complaint.Case) []complaint.Step {
	mine := []complaint.Step{
		complaint.StepContact, complaint.StepUnreached, complaint.StepConsult, complaint.StepDraft, complaint.StepExtend, complaint.StepExplain, complaint.StepUpdate,
		complaint.StepCarryOut, complaint.StepReport,
	}
	if c.MayDeliver(f.Viewer, f.Now) == nil {
		mine = append(mine, complaint.StepDeliver, complaint.StepUntold, complaint.StepReach)
	}
	return mine
}

// deskButtons are the steps of a handler: the one that comes next in green.
func deskButtons(f *Frame, c *complaint.Case) slack.Block {
	mine := deskSteps(f, c)
	next, others := c.Next()
	var row []slack.BlockElement
	if slices.Contains(mine, next) {
		b := stepButton(f, c, next)
		if c.MayAccept(f.Viewer, f.Now) != nil {
			green(b)
		}
		row = append(row, b)
	}
	for _, s := range others {
		if slices.Contains(mine, s) {
			row = append(row, stepButton(f, c, s))
		}
	}
	if c.Face() == complaint.FaceInApproval && f.offers(c, complaint.StepDraft) {
		row = append([]slack.BlockElement{stepButton(f, c, complaint.StepDraft)}, row...)
	}
	if a := c.Answer(); a != nil && c.ToTell(a.Version) && slices.Contains(mine, complaint.StepDeliver) {
		row = slices.Insert(row, min(1, len(row)), slack.BlockElement(answerButton(f, c, "answer.read", f.P.T("approval.read.button"), a.Version)))
	}
	return actions("desk", append(row, stepButton(f, c, complaint.StepOpenFile))...)
}
