package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// Reminder tells one person in private what they owe, until when, why it is
// theirs and what happens when nobody does it. Once the duty is done, or
// somebody else's, it says so and has no buttons.
func Reminder(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) *Message {
	if h := asksViewer(f, c, d); h != nil {
		return hearingReminder(f, c, d, h)
	}
	if !d.Open() {
		return dutyOver(f, c, d)
	}
	if !slices.Contains(c.Recipients(d, stage, f.Now), f.Viewer.ID) {
		return dutyMoved(f, c, d, stage)
	}
	mark, word := counted(f, c, d)
	text := owedAs(f, c, d, mark, word) + " · " + c.Number
	if e := c.LastChase(d.Kind, d.Round); e != nil && stage == complaint.StageChased {
		text += "\n" + f.P.T("reminder.chased", "who", Escape(f.Name(e.Actor)))
	}
	if words := besideReminder(f, c, d, stage); words != "" {
		text += "\n" + words
	}
	return &Message{
		Text: owedText(f, c, d),
		Blocks: withLegend(f, []slack.Block{
			section(text), actions("next", reminderButtons(f, c, d, stage)...),
			note(reminderWhy(f, c, d, stage)), note(reminderFoot(f, c, d, stage)),
		}),
	}
}

// besideReminder is what a reminder says besides the duty: that whoever asks the
// customer can do so from now on; whether the day stands,
// while the customer can still be told in time that it does not; of a customer who
// gave no reply, when to try again; of whoever has yet to confirm a consultation, that;
// and of a case in which nothing was recorded, that.
func besideReminder(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) string {
	by := c.AnnounceBy(d)
	switch {
	case stage == complaint.StageOnTrack && f.Now.Before(by):
		return f.P.T("reminder.on_track", "by", f.day(c, c.Calendar.LastDay(by)))
	case stage == complaint.StageStart && c.Posted():
		return f.P.T("reminder.start_posted", "told", f.P.Day(d.Start))
	case stage == complaint.StageStart:
		return f.P.T("reminder.start", "told", f.P.Day(d.Start))
	case d.Kind == complaint.DutyHearing:
		return hearingWaits(f, c.HearingOf(d))
	case d.Kind == complaint.DutyFollowUp:
		return nextTry(f, c)
	case d.Kind == complaint.DutySilence && d.Overdue(f.Now):
		return f.P.T("reminder.silence", "since", f.P.Day(d.Start))
	}
	return ""
}

// reminderButtons are the step that gets the duty done, for whoever may, and the menu of
// what else can become of a reminder.
func reminderButtons(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) []slack.BlockElement {
	first := dutyOffer(f, c, d)
	if c.Capacity(d, "", f.Viewer.ID, f.Now).Role == complaint.RoleCoOwner { // to do it is for the handler
		first = stepButton(f, c, complaint.StepOpenFile)
	}
	row := []slack.BlockElement{green(first)}
	if stage == complaint.StageOnTrack && c.MayExtend(f.Viewer, f.Now) == nil {
		row = append(row, stepButton(f, c, complaint.StepExtend))
	}
	there := f.P.In(c.ZoneOf(f.Viewer.ID))
	lines := []Option{}
	add := func(value, text string) {
		lines = append(lines, Option{Value: DutyValue(c, d) + ":" + value, Text: text})
	}
	for _, at := range c.SnoozeTimes(d, f.Viewer.ID, f.Now) {
		text := f.P.T("reminder.snooze.option", "when", there.Clock(at))
		if there.Day(at) != there.Day(f.Now) {
			text = f.P.T("reminder.snooze_day.option", "when", there.DayClock(at))
		}
		add(fmt.Sprintf("%s:%d", DoSnooze, at.UnixMilli()), text)
	}
	if _, err := c.MayPassOn(d.Kind, d.Round, f.Viewer, f.Now); err == nil {
		add(DoPass, f.P.T("reminder.deputy.option"))
	}
	if first.ActionID != stepButton(f, c, complaint.StepOpenFile).ActionID {
		add(DoOpen, f.P.T("card.button.open"))
	}
	if len(lines) == 0 {
		return row
	}
	return append(row, slack.NewOverflowBlockElement("rem.more", options(lines)...))
}

// reminderFoot is the small print: that what was done before is logged by the same button,
// as its form asks when; the how manieth reminder it is, when they come, and until when it
// can come again.
func reminderFoot(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) string {
	var parts []string
	if c.Capacity(d, "", f.Viewer.ID, f.Now).Role != complaint.RoleCoOwner && mayDo(f, c, d) && d.Kind != complaint.DutyHearing && Dated(stepOf(f, c, d)) {
		parts = append(parts, f.P.T("reminder.done_before"))
	}
	if n, of := c.Count(d, stage); n > 0 {
		parts = append(parts, f.P.T("reminder.count", "n", n, "of", of))
	}
	parts = append(parts, f.P.T("reminder.hours"))
	there := f.P.In(c.ZoneOf(f.Viewer.ID))
	if until := c.SnoozedUntil(d, f.Viewer.ID, f.Now); !until.IsZero() {
		parts = append(parts, f.P.T("reminder.snoozed", "when", there.DayClock(until)))
	} else if !d.Overdue(f.Now) && len(c.SnoozeTimes(d, f.Viewer.ID, f.Now)) > 0 {
		parts = append(parts, f.P.T("reminder.limit", "when", there.DayClock(c.WorkingDeadline(d))))
	}
	return strings.Join(parts, " ")
}

// dutyMoved is what becomes of a reminder of what is somebody else's now.
func dutyMoved(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) *Message {
	who := c.Recipients(d, stage, f.Now)
	return &Message{
		Text: c.Number + " · " + f.P.T("reminder.moved_on"),
		Blocks: []slack.Block{section(f.P.T("reminder.moved",
			"what", lang.Inline(f.DutyName(c.Procedure, d.Kind)), "who", Escape(f.NameList(who))) + " · " + c.Number)},
	}
}

// Overdue is the line about a late duty in the case's thread. The channel may show it
// without the card, so that it says of which case; it names who owes the duty and who was
// reminded, and once the duty is done it says that instead.
func Overdue(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) *Message {
	if !d.Open() {
		return dutyOver(f, c, d)
	}
	lines := "*" + c.Number + "*\n" + owedLine(f, c, d) + " · " + f.owing(c.Owes(d, f.Now))
	if users := c.Recipients(d, stage, f.Now); len(users) > 0 {
		lines += "\n" + f.P.T("reminder.told", "who", Escape(f.NameList(users)))
	}
	row, chase := []slack.BlockElement{green(dutyButton(f, c, d))}, d.Overdue(f.Now) // unless it got more time since
	if f.Viewer.ID != "" {                                                           // of a confidential case
		row, chase = []slack.BlockElement{green(dutyOffer(f, c, d))}, mayDo(f, c, d) && MayChase(f, c, d)
	}
	if chase {
		row = append(row, ChaseButton(f, c, d))
	}
	return &Message{Text: owedText(f, c, d), Blocks: withLegend(f, []slack.Block{section(lines), actions("next", row...)})}
}

// dutyOver is what becomes of a reminder when nothing is owed any more.
func dutyOver(f *Frame, c *complaint.Case, d *complaint.Duty) *Message {
	mark := ":white_check_mark: "
	if d.Void || d.Left {
		mark = ""
	}
	return &Message{
		Text:   c.Number + " · " + f.P.T("reminder.over"),
		Blocks: []slack.Block{section(mark + doneLine(f, c, d) + " · " + c.Number)},
	}
}

// owedLine says of a duty how it stands, what is owed and by when, alike wherever
// somebody is told of it.
func owedLine(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	mark, word := standing(f, c, d)
	return owedAs(f, c, d, mark, word)
}

// owedToday is owedLine for what is drawn when somebody looks, or each day.
func owedToday(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	mark, word := standingToday(f, c, d)
	return owedAs(f, c, d, mark, word)
}

func owedAs(f *Frame, c *complaint.Case, d *complaint.Duty, mark, word string) string {
	return mark + " *" + word + "* · " + owedBy(f, c, d) + houseMark(d.House)
}

// owedBy is owed behind the word for how it stands: of what ends today it says the hour, as
// that word said the day.
func owedBy(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	if d.Hours && d.Open() && f.dueToday(c, d) {
		return f.P.T("duty.by", "what", f.whatIs(c, d), "when", f.P.ClockToken(d.Due))
	}
	return owed(f, c, d)
}

// dueToday tells whether a duty that is not late yet ends on the day it is.
func (f *Frame) dueToday(c *complaint.Case, d *complaint.Duty) bool {
	return f.Now.Before(d.Due) && calendar.DayOf(f.Now, c.Zone()) == calendar.DayOf(d.Due, c.Zone())
}

// owedText is that line for notifications.
func owedText(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	_, word := counted(f, c, d)
	return word + ": " + lang.Inline(owedPlainly(f, c, d)) + " · " + c.Number
}

// reminderWhy says why this person is asked, and who is asked next.
func reminderWhy(f *Frame, c *complaint.Case, d *complaint.Duty, stage complaint.Stage) string {
	as := c.Capacity(d, stage, f.Viewer.ID, f.Now)
	why := f.P.T("reminder.why", "role", f.P.T("words.role."+string(as.Role)))
	switch {
	case d.Kind == complaint.DutyCommitment && d.User == f.Viewer.ID:
		why = f.P.T("promise.why_you")
	case (d.Kind == complaint.DutyMeasure || d.Kind == complaint.DutyAdvice) && d.User == f.Viewer.ID:
		why = f.P.T("measure.why_you")
	case as.For != "":
		why = f.P.T("reminder.why_for", "who", Escape(f.Name(as.For)))
	}
	if users, at := c.Escalation(d, stage, f.Now); len(users) > 0 {
		why += " " + f.P.T("reminder.next", "who", Escape(f.NameList(users)), "when", f.P.DayClock(at))
	}
	return why
}

// Removed is what the channel keeps of a case that is handled elsewhere.
func Removed(f *Frame, c *complaint.Case) *Message {
	return Sentence(f.P.T("card.removed", "number", c.Number))
}
