package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// Turn is something that one person has to do: in a case, or of what they promised a
// customer or have to put right.
type Turn struct {
	Case *complaint.Case
	complaint.Turn
}

// due is when it has to be done, far away where no day is set.
func (t Turn) due() time.Time {
	if t.Duty == nil {
		return time.Unix(1<<40, 0)
	}
	return t.Duty.Due
}

// SortTurns puts first what is due first, and last what has no day.
func SortTurns(list []Turn) {
	slices.SortStableFunc(list, func(a, b Turn) int { return a.due().Compare(b.due()) })
}

// turnRows are the first of what the viewer has to do, and a way to all of it.
func turnRows(f *Frame, l *HomeLists, most int) []slack.Block {
	if len(l.Turns) == 0 && !l.More {
		return nil
	}
	blocks := []slack.Block{header(f.P.T("home.turns"))}
	for _, t := range l.Turns[:min(most, len(l.Turns))] {
		blocks = append(blocks, turnRow(f, t)...)
	}
	switch rest := len(l.Turns) - most; {
	case l.More && len(l.Turns) == 0:
		blocks = append(blocks, wholeList(f, f.P.T("home.unseen"), "home.own", DueQuery{Own: true}.String(), "home.turns"))
	case l.More:
		blocks = append(blocks, wholeList(f, f.P.T("home.more"), "home.own", DueQuery{Own: true}.String(), "home.turns"))
	case rest > 0:
		blocks = append(blocks, wholeList(f, f.P.T("home.rest", "n", rest), "home.own", DueQuery{Own: true}.String(), "home.turns"))
	}
	return blocks
}

// turnRow says what is to be done in a case and by when, over the button that does it and
// the one that opens the case.
func turnRow(f *Frame, t Turn) []slack.Block {
	s := section(strings.Join(turnLines(f, t), "\n"))
	if h := asksViewer(f, t.Case, t.Duty); h != nil {
		row := hearingAnswers(f, t.Case, h)
		if t.Case.Allows(complaint.StepOpenFile, f.Viewer, f.Now) {
			row = append(row, stepButton(f, t.Case, complaint.StepOpenFile))
		}
		return []slack.Block{s, actions("", row...)}
	}
	do := turnButton(f, t)
	if do.ActionID == stepActions[complaint.StepOpenFile] || !t.Case.Allows(complaint.StepOpenFile, f.Viewer, f.Now) {
		s.Accessory = slack.NewAccessory(do)
		return []slack.Block{s}
	}
	return []slack.Block{s, actions("", do, stepButton(f, t.Case, complaint.StepOpenFile))}
}

// turnLines say what is to be done and by when and, in the row of the case itself, what
// waits for the viewer's decision.
func turnLines(f *Frame, t Turn) []string {
	if h := asksViewer(f, t.Case, t.Duty); h != nil { // of the case it tells no more than the message does
		head, question := f.P.T("hearing.header", "number", t.Case.Number), f.P.T("hearing.question", "when", f.P.DayClock(h.At))
		return []string{"*" + head + "*", turnLine(f, t), question}
	}
	lines := []string{turnHead(f, t)}
	if t.Duty != nil {
		lines = append(lines, turnLine(f, t))
	}
	if named(t.Duty) {
		return lines
	}
	for _, d := range t.Case.ToDecide(f.Viewer, f.Now) {
		lines = append(lines, decisionLine(f, t.Case, d))
	}
	return lines
}

// turnButton does what is to be done.
func turnButton(f *Frame, t Turn) *slack.ButtonBlockElement {
	if named(t.Duty) {
		return dutyButton(f, t.Case, t.Duty)
	}
	return stepButton(f, t.Case, t.Step)
}

// named tells of a promise or a corrective action.
func named(d *complaint.Duty) bool { return d != nil && d.ByName() }

// turnHead says what the case is about or, of a promise and a corrective action, what was
// promised and is to be put right.
func turnHead(f *Frame, t Turn) string {
	if !named(t.Duty) || t.Case.Confidential {
		return rowHead(f, t.Case)
	}
	words := t.Case.MeasureWords(t.Duty.Round).What
	if t.Duty.Kind == complaint.DutyCommitment {
		words = t.Case.Promise(t.Duty.Round).What
	}
	return "*" + t.Case.Number + "* · " + stateWord(f, t.Case) + " · " + Escape(cut(words, 200))
}

// turnLine is by when it is to be done, in whose place, and how much more the case asks of
// the viewer.
func turnLine(f *Frame, t Turn) string {
	mark, word := standingToday(f, t.Case, t.Duty)
	if f.halfGone(t.Case, t.Duty) {
		mark, word = ":hourglass_flowing_sand:", word+", "+f.P.T("duty.half")
	}
	what := owed(f, t.Case, t.Duty)
	if !named(t.Duty) {
		what = ownWords(f, t.Case, t.Duty, what)
	}
	line := mark + " *" + word + "* · " + what + houseMark(t.Duty.House)
	if other := t.Case.Capacity(t.Duty, "", f.Viewer.ID, f.Now).For; other != "" {
		line += " · " + f.P.T("home.instead", "name", Escape(f.Name(other)))
	}
	if next := nextTry(f, t.Case); next != "" && t.Duty.Kind == complaint.DutyFollowUp {
		line += " · " + lang.Inline(next)
	}
	if t.More > 0 {
		line += " · " + f.P.T("home.rest", "n", t.More)
	}
	return line
}

// decisionLine is what waits for a decision, who asked for it and when.
func decisionLine(f *Frame, c *complaint.Case, d complaint.Decision) string {
	switch r := c.Request(d.Request); {
	case r != nil:
		return requestWhy(f, c, r) + " · " + f.P.T("request.by", "name", "*"+Escape(f.Name(r.By))+"*", "when", f.P.DayClock(r.At))
	case d.Delay > 0:
		return delayAsked(f, c, &c.Extensions[d.Delay-1])
	}
	return f.P.T("thread.version", "version", d.Version) + " · " + f.P.T("approval.author", "name", "*"+Escape(f.Name(c.Answers[d.Version-1].Author))+"*")
}

// waiting counts the cases in which something of the viewer's is late, is due today, and
// asks for their decision. A case may have several of one kind, and counts once in each.
func (f *Frame) waiting(l *HomeLists) (late, today, decide int) {
	overdue, due, deciding := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, t := range l.Turns {
		if t.Duty != nil && f.pressing(t.Case, []complaint.Duty{*t.Duty}) > 0 {
			if t.Duty.Overdue(f.Now) {
				overdue[t.Case.Number] = true
			} else {
				due[t.Case.Number] = true
			}
		}
		if !named(t.Duty) && len(t.Case.ToDecide(f.Viewer, f.Now)) > 0 {
			deciding[t.Case.Number] = true
		}
	}
	return len(overdue), len(due), len(deciding)
}

// greeting says good morning and what waits for the viewer; to who leads also in how many
// cases of the company something is late, where those are more than theirs.
func greeting(f *Frame, l *HomeLists) string {
	id := "home.evening"
	switch hour := f.Now.In(f.Zone).Hour(); {
	case hour < 12:
		id = "home.morning"
	case hour < 18:
		id = "home.afternoon"
	}
	hello := f.P.T(id)
	if name := strings.Fields(clean(f.Names[f.Viewer.ID])); len(name) > 0 {
		hello += ", " + Escape(name[0])
	}
	sentences := []string{"*" + hello + ".*"}
	if says := f.waitingWords(l); says != "" {
		sentences = append(sentences, says)
	}
	if late, _, _ := f.waiting(l); l.Late > late || l.Late > 0 && l.More {
		sentences = append(sentences, f.P.T("home.count.company", "n", l.Late))
	}
	if l.Answered > 0 {
		sentences = append(sentences, f.P.T("home.count.answered", "n", l.Answered))
	}
	return strings.Join(sentences, " ")
}

// waitingWords says what waits for the viewer, empty to who has nothing to do with cases.
func (f *Frame) waitingWords(l *HomeLists) string {
	late, today, decide := f.waiting(l)
	switch {
	case l.More && len(l.Turns) == 0: // something may wait that nobody opened
		return ""
	case l.More:
		return f.P.T("home.count.more", "n", casesIn(l.Turns))
	}
	var counts []string
	for _, c := range []struct {
		id string
		n  int
	}{{"home.count.overdue", late}, {"home.count.today", today}, {"home.count.approvals", decide}} {
		if c.n > 0 {
			counts = append(counts, f.P.T(c.id, "n", c.n))
		}
	}
	switch {
	case len(counts) > 0:
		return lang.Title(strings.Join(counts, ", ")) + "."
	case len(l.Turns) > 0 || l.Leads || l.Handles:
		return f.P.T("home.count.none")
	}
	return ""
}

// casesIn counts the cases of turns, each once.
func casesIn(turns []Turn) int {
	cases := map[string]bool{}
	for _, t := range turns {
		cases[t.Case.Number] = true
	}
	return len(cases)
}
