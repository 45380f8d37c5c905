package view

import (
	"math"
	"slices"
	"strings"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// soonDays is the number of business days before a deadline from which a line says that it
// is near. A message is drawn anew when a reminder is due, and on no other day: it
// may not count what changes between two of them.
const soonDays = 1

// openDuties lists what the procedure asks of the case, the nearest deadline
// first and on one day in the order of the procedure, at most n. Promises made
// to the customer and corrective actions are listed apart.
func openDuties(c *complaint.Case, n int) []complaint.Duty {
	all := nearest(c, func(d complaint.Duty) bool {
		return d.Open() && d.Kind != complaint.DutyCommitment && d.Kind != complaint.DutyMeasure && d.Kind != complaint.DutyAdvice
	})
	return all[:min(n, len(all))]
}

// nearest lists the duties to keep, the nearest deadline first. A case whose
// dates lie beyond its calendar shows none rather than a guess.
func nearest(c *complaint.Case, keep func(complaint.Duty) bool) []complaint.Duty {
	all, err := c.Duties()
	if err != nil {
		return nil
	}
	all = slices.DeleteFunc(all, func(d complaint.Duty) bool { return !keep(d) || d.Quiet })
	slices.SortStableFunc(all, func(a, b complaint.Duty) int { return a.Due.Compare(b.Due) })
	return all
}

// dutyLine is one deadline as a sentence behind its marker.
func dutyLine(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	mark, word := standing(f, c, d)
	line := owedLine(f, c, d)
	if len(d.Was) > 0 {
		line = mark + " *" + word + "* · " + f.P.T("duty.by", "what", f.whatIs(c, d), "when", struck(f, c, d)) + houseMark(d.House)
	}
	if told := toldLate(f, c); told != "" && d.Kind == c.Procedure.Extend.Of {
		line += " · " + told
	}
	return line + noticeBy(f, c, d)
}

// noticeBy says until when the customer must hear that a duty takes longer, empty where
// that is over or as late as the duty itself, or where somebody owes it and so has a day.
func noticeBy(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	by := c.AnnounceBy(d)
	if d.Kind != c.Procedure.Extend.Of || !d.Open() || len(d.Was) > 0 || !f.Now.Before(by) || !by.Before(d.Due) || tellingOf(c) != nil {
		return ""
	}
	return " · " + f.P.T("extend.notice", "when", f.day(c, c.Calendar.LastDay(by)))
}

// whatIs is what a duty asks for, as things stand: of a customer who gave no reply however
// often they were tried, that it is asked whether the case may close.
func (f *Frame) whatIs(c *complaint.Case, d *complaint.Duty) string {
	if d.Kind == complaint.DutyFollowUp && d.Open() && d.Round == c.Round && c.AsksToClose() {
		return f.P.T("duty.tried", "n", c.Tries())
	}
	return f.DutyName(c.Procedure, d.Kind)
}

// owed is what must be done and until when: "Assign a handler by Tue 10 March".
func owed(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	return f.P.T("duty.by", "what", f.whatIs(c, d), "when", f.Deadline(c, d))
}

// owedPlainly is owed for texts in which Slack shows no date tokens.
func owedPlainly(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	if d.Hours {
		return f.P.T("duty.by", "what", f.whatIs(c, d), "when", f.P.DayClock(d.Due))
	}
	return owed(f, c, d)
}

// standing words how a duty is doing at the frame's moment, with a mark that
// repeats it for the eye.
func standing(f *Frame, c *complaint.Case, d *complaint.Duty) (mark, word string) {
	switch {
	case !d.Done.IsZero():
		return ":white_check_mark:", f.P.T("duty.done_on", "when", f.P.Day(d.Done))
	case d.Overdue(f.Now):
		return ":red_circle:", f.P.T("duty.overdue")
	}
	n, known := f.daysLeft(c, d)
	switch {
	case !known || n > soonDays:
		return ":large_blue_circle:", f.P.T("duty.on_track")
	case n <= 0 && calendar.DayOf(f.Now, c.Zone()).Before(c.Calendar.LastDay(d.Due)):
		return ":large_orange_circle:", f.P.T("duty.last_day") // the next morning, when work begins, it must be done
	case n <= 0:
		return ":large_orange_circle:", f.P.T("duty.today")
	}
	return ":large_blue_circle:", f.P.T("duty.soon")
}

// counted is standing for what is drawn when somebody looks, or says at once how it is: the
// day before a deadline it counts. A message that stays would be wrong from midnight until
// it is drawn anew, when work begins.
func counted(f *Frame, c *complaint.Case, d *complaint.Duty) (mark, word string) {
	mark, word = standing(f, c, d)
	if n, known := f.daysLeft(c, d); d.Open() && !d.Overdue(f.Now) && known && n == soonDays {
		word = f.P.T("duty.left", "n", n)
	}
	return mark, word
}

// daysLeft counts the business days until a duty's last moment of working
// time, 0 on that day; false beyond the calendar.
func (f *Frame) daysLeft(c *complaint.Case, d *complaint.Duty) (n int, known bool) {
	today := calendar.DayOf(f.Now, c.Zone())
	last := calendar.DayOf(c.Calendar.WorkingDeadline(d.Due), c.Zone())
	n, err := c.Calendar.BusinessDaysBetween(today, last)
	return n, err == nil
}

// standingToday is standing for what is drawn when somebody looks, or each day: of what is
// late it counts the business days, which in a message that stays would be wrong tomorrow.
func standingToday(f *Frame, c *complaint.Case, d *complaint.Duty) (mark, word string) {
	mark, word = counted(f, c, d)
	if !d.Overdue(f.Now) {
		return mark, word
	}
	n, err := c.Calendar.BusinessDaysBetween(c.Calendar.LastDay(d.Due), calendar.DayOf(f.Now, c.Zone()))
	if err == nil && n > 0 {
		word = f.P.T("duty.days_late", "n", n)
	}
	return mark, word
}

// day shows a civil day of the company.
func (f *Frame) day(c *complaint.Case, d calendar.Day) string {
	at, _ := d.At(noon, c.Zone())
	return f.P.In(c.Zone()).Day(at)
}

// doneLine says that a duty is over: by whom and when, how late, or that it fell away,
// was left, or began anew.
func doneLine(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	line := endLine(f, c, d)
	if d.Left || !d.Done.After(d.Due) {
		return line
	}
	n, err := c.Calendar.BusinessDaysBetween(c.Calendar.LastDay(d.Due), calendar.DayOf(d.Done, c.Zone()))
	if err != nil || n < 1 {
		return f.P.T("duty.done_late_today", "done", line)
	}
	return f.P.T("duty.done_late", "done", line, "n", n)
}

func endLine(f *Frame, c *complaint.Case, d *complaint.Duty) string {
	switch what := lang.Inline(f.DutyName(c.Procedure, d.Kind)); {
	case d.Left && d.Past > 0:
		return f.P.T("reminder.anew", "what", what, "when", f.P.Day(d.Ended))
	case d.Left && (c.State != complaint.StateClosed || d.Ended.Before(c.ClosedAt)):
		return f.P.T("reminder.missed", "what", what)
	case d.Left:
		return f.P.T("reminder.left", "what", what)
	case d.Done.IsZero():
		return f.P.T("reminder.void", "what", what)
	}
	switch d.Kind {
	case complaint.DutyCommitment:
		return promiseOver(f, c.Commitment(d.Round))
	case complaint.DutyMeasure, complaint.DutyAdvice:
		return measureOver(f, c.Measure(d.Round))
	case complaint.DutyTellMeasure:
		return measureTells(f, c, c.Measure(d.Round))
	case complaint.DutyHearing:
		return hearingOver(f, c.HearingOf(d))
	case complaint.DutyHold:
		return f.P.T("keeping.looked", "when", f.P.DayClock(d.Done))
	}
	what := lang.Inline(f.P.T("duty.done." + d.Kind))
	spec := c.Procedure.Duty(d.Kind)
	for _, e := range c.Events {
		if spec != nil && c.Fulfils(&e, spec) && e.At.Equal(d.Done) && e.Actor != "" {
			name, when := Escape(f.Name(e.Actor)), f.moment(e.At, e.NoHour())
			if e.Recorded.Sub(e.At) >= lateEntry {
				return f.P.T("duty.done_logged", "what", what, "name", name, "when", when, "logged", f.P.DayClock(e.Recorded))
			}
			return f.P.T("duty.done_by", "what", what, "name", name, "when", when)
		}
	}
	return f.P.T("duty.done_on", "when", f.P.DayClock(d.Done))
}

// dutyLines are the nearest n open deadlines of a case, each with whose it is, the answer
// among them however late that is due, and how many more there are. A role says whose:
// cards in the channel name nobody for it.
func dutyLines(f *Frame, c *complaint.Case, n int) string {
	all := openDuties(c, math.MaxInt)
	shown := all[:min(n, len(all))]
	answers := func(d complaint.Duty) bool { return toAnswer(c, &d) }
	if i := slices.IndexFunc(all, answers); i >= n && n > 1 {
		shown = append(slices.Clone(all[:n-1]), all[i])
	}
	var lines []string
	for _, d := range shown {
		_, role := c.Owes(&d, f.Now)
		lines = append(lines, dutyLine(f, c, &d)+" · "+f.P.T("words.role."+string(role)))
	}
	if rest := len(all) - len(shown); rest > 0 {
		lines = append(lines, f.P.T("home.rest", "n", rest))
	}
	return strings.Join(lines, "\n")
}

// toAnswer tells whether a duty ends when the complainant has the answer, and not before.
func toAnswer(c *complaint.Case, d *complaint.Duty) bool {
	spec := c.Procedure.Duty(d.Kind)
	return spec != nil && slices.Equal(spec.DoneBy, []string{string(complaint.Told)})
}
