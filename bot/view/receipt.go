package view

import (
	"path"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// Receipt is the own message of who filed a case, or received it, about that: number, state
// word, what comes next by which day, and the green button when that is their
// turn. A filer who is involved in the case sees number and state only.
func Receipt(f *Frame, c *complaint.Case) *Message {
	who := complaint.Person{ID: c.Filer, Member: true}
	if f.Viewer.ID == c.Receiver() {
		who = f.Viewer
	}
	head := f.P.T("receipt.header", "number", c.Number, "state", stateWord(f, c))
	m := &Message{Text: head, Blocks: []slack.Block{header(head)}}
	if c.IsInvolved(who.ID) {
		m.Blocks = append(m.Blocks, note(f.P.T("receipt.involved")))
		return m
	}
	if !c.Open() {
		m.Blocks = append(m.Blocks, section(receiptOver(f, c, who.ID)))
		if c.MayUndoEnd(who, f.Now) == nil {
			m.Blocks = append(m.Blocks, actions("receipt", stepButton(f, c, complaint.StepUndo)))
		}
		return m
	}
	text := receiptText(f, c, who.ID)
	if line := receiptStatus(f, c); line != "" {
		text = line + "\n" + text
	}
	m.Blocks = append(m.Blocks, section(text))
	if line := receiptAlone(f, c); line != "" {
		m.Blocks = append(m.Blocks, section(line))
	}
	if c.Confidential {
		m.Blocks = append(m.Blocks, section(f.P.T("filing.confidential")))
	}
	if c.Receives(who.ID, f.Now) {
		m.Blocks = append(m.Blocks, callTips(f, c, complaint.RoleFiler)...)
	}
	if steps := filerSteps(c); len(steps) > 0 {
		m.Blocks = append(m.Blocks, stepRow(f, c, "receipt", steps[0], steps[1:]))
	}
	if c.FreshlyFiled(f.Now) {
		fresh, said := []slack.BlockElement{stepButton(f, c, complaint.StepAdd)}, "receipt.fresh_add"
		if slices.Contains(c.Ends(who, f.Now), complaint.EndInError) {
			mistake := f.P.T("receipt.mistake.button")
			fresh = append(fresh, button(stepActions[complaint.StepEnd], c.Number, mistake, mistake+" · "+c.Number))
			said = "receipt.fresh"
		}
		m.Blocks = append(m.Blocks, actions("fresh", fresh...), note(f.P.T(said, "when", f.P.DayClock(c.FreshUntil()))))
	}
	if who.ID == c.Filer {
		m.Blocks = append(m.Blocks, note(f.P.T("receipt.note")))
	} else {
		m.Blocks = append(m.Blocks, note(f.P.T("receipt.note_received", "name", Escape(f.Name(c.Filer)))))
	}
	m.Blocks = withLegend(f, m.Blocks)
	return m
}

// receiptOver says how the case ended.
func receiptOver(f *Frame, c *complaint.Case, who string) string {
	if _, _, aside := c.Ending(); aside {
		return endedFor(f, c, who)
	}
	if who != c.Filer {
		return f.P.T("receipt.over", "when", f.P.Day(c.ClosedAt))
	}
	return f.P.T("receipt.closed", "when", f.P.Day(c.ClosedAt))
}

// receiptStatus is the one line about how far the case has come, without who
// handles it or what was said.
func receiptStatus(f *Frame, c *complaint.Case) string {
	switch {
	case c.Round > 1:
		return "" // the state in the header says that it runs again
	case !c.ToldAt.IsZero():
		return f.P.T("receipt.answered", "when", f.P.Day(c.ToldAt))
	case !c.AssignedAt.IsZero():
		return f.P.T("receipt.assigned", "when", f.P.Day(c.AssignedAt))
	}
	return ""
}

// receiptAlone says, while nobody has taken up the case, that everybody is away who could,
// who of them is back first and when, and who was told of that.
func receiptAlone(f *Frame, c *complaint.Case) string {
	away := c.AwayFrom(f.Now)
	if !c.AssignedAt.IsZero() || !c.NobodyThere(f.Now) || len(away) == 0 {
		return ""
	}
	line := f.P.T("receipt.alone", "who", Escape(f.NameList(away)))
	if users, back := c.FirstBack(f.Now); len(users) > 0 {
		line += " " + f.P.T("receipt.alone.back", "who", Escape(f.NameList(users)), "when", f.P.Day(back))
	}
	keepers := slices.DeleteFunc(c.Roster.Keepers(f.Now), func(u string) bool { return c.IsInvolved(u) || c.Roster.Absent(u, f.Now) })
	switch {
	case !c.NobodyThere(c.RegisteredAt): // it was not said at the filing, when somebody was there
	case len(keepers) > 0:
		line += " " + f.P.T("receipt.alone.told", "who", Escape(f.NameList(keepers)))
	default:
		line += " " + f.P.T("receipt.alone.nobody")
	}
	return line
}

// receiptText says what comes next and by when: what is asked of the filer first, where
// something is, else what the case asks for next.
func receiptText(f *Frame, c *complaint.Case, who string) string {
	var mine string
	for _, d := range openDuties(c, 20) {
		if filersOwn(f, c, &d, who) {
			mine += "\n• " + owed(f, c, &d) + houseMark(d.House)
		}
	}
	if mine != "" {
		return f.P.T("receipt.yours") + mine
	}
	return nextOf(f, c)
}

// filerSteps are the steps that are the filer's turn, the next one first.
func filerSteps(c *complaint.Case) []complaint.Step {
	turn := []complaint.Step{complaint.StepReadBack, complaint.StepExplain, complaint.StepReach, complaint.StepDetails}
	if slices.Contains(c.Procedure.Contact.By, string(complaint.RoleFiler)) && c.AwaitsContact() {
		turn = append(turn, complaint.StepContact, complaint.StepConsult, complaint.StepUnreached)
	}
	next, others := c.Next()
	return slices.DeleteFunc(append([]complaint.Step{next}, others...), func(s complaint.Step) bool {
		return !slices.Contains(turn, s)
	})
}

// stepRow is a row of buttons with the next step in green; where nothing is offered, the
// way to the file.
func stepRow(f *Frame, c *complaint.Case, block string, next complaint.Step, others []complaint.Step) slack.Block {
	row := stepButtons(f, c, next, others...)
	if len(row) == 0 {
		row = append(row, stepButton(f, c, complaint.StepOpenFile))
	}
	return actions(block, row...)
}

// FileLost tells the filer that an attachment could not be kept. It names the
// kind and size only: what a file is called may itself be personal.
func FileLost(f *Frame, c *complaint.Case, fileID string) *Message {
	what := f.P.T("file.some")
	for _, a := range c.Attachments() {
		if a.ID == fileID {
			kind := strings.ToLower(strings.TrimPrefix(path.Ext(a.Name), "."))
			what = f.P.T("file.known", "kind", Escape(kind), "size", f.P.Size(a.Size))
		}
	}
	head := f.P.T("file.lost.header", "number", c.Number)
	return &Message{Text: head, Blocks: []slack.Block{header(head), section(f.P.T("file.lost", "what", what))}}
}
