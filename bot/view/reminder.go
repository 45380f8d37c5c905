package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// Reminder tells one person in private what they owe, until when, why it is
// theirs and what happens when nobody does it. Once the duty is done it says
// so and has no buttons.
func Reminder(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) *Message {
	if !d.Open() {
		return dutyOver(f, c, d)
	}
	mark, word := standing(f, c, d)
	text := word + ": " + lang.Inline(owed(f, c, d))
	return &Message{
		Text: plainStanding(f, c, d) + ": " + lang.Inline(owedPlainly(f, c, d)) + " · " + c.Number,
		Blocks: []slack.Block{
			section(mark + " *" + text + "* · " + c.Number + houseMark(f, d)),
			actions("next", green(stepButton(f, c, stepOf(c, d))), stepButton(f, c, complaint.StepOpenFile)),
			note(reminderWhy(f, c, d, stage)),
		},
	}
}

// Overdue is the line about a late duty in the case's thread; it names who
// was reminded, and once the duty is done it says that instead.
func Overdue(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) *Message {
	if !d.Open() {
		return dutyOver(f, c, d)
	}
	mark, word := standing(f, c, d)
	lines := mark + " *" + word + "* · " + owed(f, c, d) + houseMark(f, d)
	if users := c.Recipients(d, stage, f.Now); len(users) > 0 {
		lines += "\n" + f.P.T("reminder.told", "who", Escape(f.NameList(users)))
	}
	return &Message{
		Text:   plainStanding(f, c, d) + ": " + lang.Inline(f.DutyName(d.Kind)) + " · " + c.Number,
		Blocks: []slack.Block{section(lines), actions("next", green(stepButton(f, c, stepOf(c, d))))},
	}
}

// dutyOver is what becomes of a reminder when nothing is owed any more.
func dutyOver(f *Frame, c *complaint.Case, d *complaint.Duty) *Message {
	mark := ":white_check_mark: "
	if d.Void {
		mark = ""
	}
	return &Message{
		Text:   c.Number + " · " + f.P.T("reminder.over"),
		Blocks: []slack.Block{section(mark + doneLine(f, c, d) + " · " + c.Number)},
	}
}

// plainStanding is the standing of a duty for texts without date tokens.
func plainStanding(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	if d.Overdue(f.Now) {
		return f.P.T("duty.overdue")
	}
	_, word := standing(f, c, d)
	return word
}

func houseMark(f *Frame, d *complaint.Duty) string {
	if !d.House {
		return ""
	}
	return " _(" + f.P.T("card.house_rule") + ")_"
}

// reminderWhy says why this person is asked, and who is asked next.
func reminderWhy(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) string {
	parts := []string{f.P.T("reminder.why", "role", f.P.T("words.role."+string(roleOf(f, c, d))))}
	if users, at := c.Escalation(d, stage, f.Now); len(users) > 0 {
		parts = append(parts, f.P.T("reminder.next", "who", Escape(f.NameList(users)), "when", f.P.DayClock(at)))
	}
	return strings.Join(parts, " ")
}

// roleOf is the part in which the reader is reminded: the owner's, else the
// first that they play.
func roleOf(f *Frame, c *complaint.Case, d *complaint.Duty) complaint.Role {
	user := f.Viewer.ID
	switch {
	case d.Owner == complaint.RoleHandler && user == c.Handler, d.Owner == complaint.RoleFiler && user == c.Filer:
		return d.Owner
	case c.Roster.Has(user, d.Owner, f.Now):
		return d.Owner
	}
	for _, role := range []complaint.Role{complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement, complaint.RoleFallback} {
		if c.Roster.Has(user, role, f.Now) {
			return role
		}
	}
	return complaint.RoleDeputy // stands in for somebody who is away
}

// Removed is what the channel keeps of a case that is handled elsewhere.
func Removed(f *Frame, c *complaint.Case) *Message {
	return Sentence(f.P.T("card.removed", "number", c.Number))
}
