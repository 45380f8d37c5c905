package view

import (
	"slices"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// stepWords say what a case asks for next and by when, alike on every screen: what is owed by
// it where it ends that, else the step and in brackets what it brings nearer. The last
// argument words what is owed: owed, or owedPlainly where Slack shows no date tokens.
func stepWords(f *Frame, c *complaint.Case, n complaint.NextStep, by func(*Frame, *complaint.Case, *complaint.Duty) string) string {
	switch {
	case n.Duty == nil:
		return stepText(f, c, n.Step)
	case n.Ends:
		return by(f, c, n.Duty)
	}
	return stepText(f, c, n.Step) + " (" + lang.Inline(by(f, c, n.Duty)) + ")"
}

// nextOf says what the case asks for next, whose that is and by when, to those who only wait
// for it.
func nextOf(f *Frame, c *complaint.Case) string {
	n := c.NextStep(f.Now)
	who, house := f.P.T("words.role."+string(n.Role)), ""
	if n.Role == complaint.RoleFiler && c.Receiver() != c.Filer {
		who = Escape(f.NameList(c.Responsible(n.Role, f.Now)))
	}
	if n.Duty != nil {
		house = houseMark(n.Duty.House)
	}
	return f.P.T("receipt.next", "who", who, "what", lang.Inline(stepWords(f, c, n, owed)), "house", house)
}

// forWhom names the role whose the next step is, where that is not the one that leads the cases.
func (f *Frame) forWhom(c *complaint.Case, n complaint.NextStep) string {
	if n.Role == c.Roster.Leads() {
		return ""
	}
	return f.P.T("words.role."+string(n.Role)) + ": "
}

// ownWords say what the viewer has to do, which in plain words is what: as what the case asks
// for next where it is that, else called their own. Only the handler accepts the case: whoever
// else has that to do is to see that they do.
func ownWords(f *Frame, c *complaint.Case, d *complaint.Duty, what string) string {
	if _, named := c.Procedure.Names.Duties[d.Kind]; d.Kind == complaint.DutyAccept && f.Viewer.ID != c.Handler && !named {
		what = f.P.T("duty.by", "what", f.P.T("duty.accept_other"), "when", f.Deadline(c, d))
	}
	switch n := c.NextStep(f.Now); {
	case n.Duty == nil || !n.Duty.Is(d.Kind, d.Round):
		return f.P.T("duty.your_step", "what", lang.Inline(what))
	case !n.Ends:
		return stepText(f, c, n.Step) + " (" + lang.Inline(what) + ")"
	}
	return what
}

// ownToday is owedToday of what the viewer has to do.
func ownToday(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	mark, word := standingToday(f, c, d)
	return mark + " *" + word + "* · " + ownWords(f, c, d, owedBy(f, c, d)) + houseMark(d.House)
}

// cardButtons are the next step in green and what may be done beside it, with what whoever
// leads has to do, first or too late: the card is for them.
func cardButtons(f *Frame, c *complaint.Case) []slack.BlockElement {
	next, others := c.Next()
	for _, s := range c.OwedByLead(f.Now) {
		if s != next && s != complaint.StepOpenFile && !slices.Contains(others, s) {
			others = append(others, s)
		}
	}
	return stepButtons(f, c, next, others...)
}
