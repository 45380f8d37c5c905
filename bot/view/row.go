package view

import (
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// taskRow is one case with the step that it asks for and who owes it; where only
// others do and are late with it, with a button that asks them, and where the
// viewer may not take the step, with one that opens the file.
func taskRow(f *Frame, c *complaint.Case) slack.Block {
	s := section(rowText(f, c, nextOwner(f, c)))
	step := c.NextStep(f.Now).Step
	if duties := openDuties(c, 1); len(duties) > 0 {
		mine := slices.Contains(c.Recipients(&duties[0], "", f.Now), f.Viewer.ID)
		if !mine && MayChase(f, c, &duties[0]) {
			s.Accessory = slack.NewAccessory(ChaseButton(f, c, &duties[0]))
			return s
		}
		if mine {
			step = c.StepFor(&duties[0], f.Viewer, f.Now)
		}
	}
	if !c.Allows(step, f.Viewer, f.Now) {
		step = complaint.StepOpenFile
	}
	s.Accessory = slack.NewAccessory(stepButton(f, c, step))
	return s
}

// besideRow is a case that waits for others: with whoever owes what it asks for next and,
// where something is late, the button that asks those who owe that, and in any case the one
// that opens it.
func besideRow(f *Frame, c *complaint.Case) []slack.Block {
	if !f.maySee(c, complaint.PartCard) {
		return []slack.Block{filedRow(f, c)}
	}
	s := section(rowText(f, c, nextOwner(f, c)))
	open := stepButton(f, c, complaint.StepOpenFile)
	for _, d := range openDuties(c, 1) {
		if MayChase(f, c, &d) {
			return []slack.Block{s, actions("", ChaseButton(f, c, &d), open)}
		}
	}
	s.Accessory = slack.NewAccessory(open)
	return []slack.Block{s}
}

// caseRow is one case with its file behind a button. Whoever may not see its
// card finds number and state word.
func caseRow(f *Frame, c *complaint.Case) slack.Block {
	if !f.maySee(c, complaint.PartCard) {
		return filedRow(f, c)
	}
	who := handlerName(f, c)
	if c.Open() && c.Handler != "" { // beside a deadline a bare name is whoever owes it
		who = f.P.T("thread.handler", "name", who)
	}
	s := section(rowText(f, c, who))
	if c.Erased() {
		s = section(rowHead(f, c) + "\n" + erasedLine(f, c))
	}
	s.Accessory = slack.NewAccessory(stepButton(f, c, complaint.StepOpenFile))
	return s
}

// soughtRow is a case whose file somebody looks for, whatever is asked of them in it.
func soughtRow(f *Frame, c *complaint.Case) slack.Block {
	if f.maySee(c, complaint.PartCard) {
		return caseRow(f, c)
	}
	s := section(rowHead(f, c))
	s.Accessory = slack.NewAccessory(stepButton(f, c, complaint.StepOpenFile))
	return s
}

// rowText is a case in two lines: number, state word and what it is about, then
// what it asks for next and who; in a line of its own what else is late or due today, with
// how many more. A promise that makes the case late, or due today, is named in another, with
// whoever made it.
func rowText(f *Frame, c *complaint.Case, who string) string {
	head, promise := rowHead(f, c), promiseDue(f, c)
	duties := openDuties(c, len(c.Procedure.Duties))
	switch {
	case promise != "" && len(duties) == 0:
		return head + promise
	case !c.Open():
		return head + "\n" + who
	}
	n := c.NextStep(f.Now)
	line := stepWords(f, c, n, owed)
	if d := n.Duty; d != nil {
		mark, word := standingToday(f, c, d)
		if f.halfGone(c, d) {
			mark, word = ":hourglass_flowing_sand:", word+", "+f.P.T("duty.half")
		}
		line = mark + " *" + word + "* · " + line + houseMark(d.House)
		duties = slices.DeleteFunc(duties, func(other complaint.Duty) bool { return d.Is(other.Kind, other.Round) })
	}
	return head + "\n" + line + " · " + who + alsoLate(f, c, duties) + promise
}

// alsoLate is the line about the first of these duties that is late or due today, with whose
// it is and how many more are; empty for none.
func alsoLate(f *Frame, c *complaint.Case, duties []complaint.Duty) string {
	n := f.pressing(c, duties)
	if n == 0 {
		return ""
	}
	first := slices.IndexFunc(duties, func(d complaint.Duty) bool { return f.pressing(c, []complaint.Duty{d}) > 0 })
	line := "\n" + owedToday(f, c, &duties[first]) + " · " + f.owing(c.Owes(&duties[first], f.Now))
	if n > 1 {
		line += " · " + f.P.T("home.rest", "n", n-1)
	}
	return line
}

// pressing counts the duties that are late or due today.
func (f *Frame) pressing(c *complaint.Case, duties []complaint.Duty) int {
	n := 0
	for _, d := range duties {
		if left, known := f.daysLeft(c, &d); d.Overdue(f.Now) || known && left <= 0 {
			n++
		}
	}
	return n
}

// promiseDue is that line about the promise whose day comes first, empty before that day
// and for whoever may not see the card.
func promiseDue(f *Frame, c *complaint.Case) string {
	promised := nearest(c, func(d complaint.Duty) bool { return d.Open() && d.Kind == complaint.DutyCommitment })
	if len(promised) == 0 || !f.maySee(c, complaint.PartCard) {
		return ""
	}
	d := &promised[0]
	if f.pressing(c, promised[:1]) == 0 {
		return ""
	}
	return "\n" + owedToday(f, c, d) + " · " + f.owing(c.Owes(d, f.Now))
}

func handlerName(f *Frame, c *complaint.Case) string {
	if c.Handler == "" {
		return f.P.T("list.no_handler")
	}
	return Escape(f.Name(c.Handler))
}

// nextOwner is whose the case's next step is, or who handled it.
func nextOwner(f *Frame, c *complaint.Case) string {
	if !c.Open() {
		return handlerName(f, c)
	}
	n := c.NextStep(f.Now)
	return f.owing(n.User, n.Role)
}

// owing is what whoever owes a duty is called: one person by name, else the role.
func (f *Frame) owing(user string, role complaint.Role) string {
	if user == "" {
		return f.P.T("words.role." + string(role))
	}
	return Escape(f.Name(user))
}

// halfGone tells whether half of the time of what the viewer owes is gone, before
// its last day: no message says so, a row of theirs does.
func (f *Frame) halfGone(c *complaint.Case, d *complaint.Duty) bool {
	n, known := f.daysLeft(c, d)
	return known && n > 0 && !d.Overdue(f.Now) && c.PastHalf(d, f.Now) && slices.Contains(c.Recipients(d, "", f.Now), f.Viewer.ID)
}

// rowHead says what a case is about to whoever may read that, whatever cards
// tell: rows stand in windows and in Home, which one person sees and which are
// drawn anew, and not in messages (decision 0019). Confidential cases keep it to
// their file.
func rowHead(f *Frame, c *complaint.Case) string {
	text := "*" + c.Number + "* · " + stateWord(f, c)
	if f.tellsAbout(c) {
		text += " · " + Escape(cut(c.Filing().Summary, 200))
	}
	return text
}

// tellsAbout tells whether a list of the viewer says what the case is about.
func (f *Frame) tellsAbout(c *complaint.Case) bool {
	return !c.Confidential && f.maySee(c, complaint.PartFiling)
}

// filersOwn tells whether a duty is one of those that are asked of whoever filed or received
// the case, and this person's.
func filersOwn(f *Frame, c *complaint.Case, d *complaint.Duty, user string) bool {
	return d.Owner == complaint.RoleFiler && (d.User == user || d.User == "" && c.Receives(user, f.Now))
}

// filedRow is a case as its filer sees it: number and state word, with all that
// they still have to do themselves and the button for the first of it.
func filedRow(f *Frame, c *complaint.Case) slack.Block {
	text, step := rowHead(f, c), complaint.StepOpenFile
	for _, d := range openDuties(c, len(c.Procedure.Duties)) {
		if !f.maySee(c, complaint.PartFiling) || !filersOwn(f, c, &d, f.Viewer.ID) {
			continue
		}
		if text += "\n" + ownToday(f, c, &d); step == complaint.StepOpenFile && d.User == "" {
			step = c.StepOf(&d)
		}
	}
	s := section(text)
	s.Accessory = slack.NewAccessory(stepButton(f, c, step))
	return s
}
