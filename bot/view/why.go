package view

import (
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// dated tells whether the page that says why dates are what they are lists a duty:
// promises and corrective actions stand on pages of their own, with who named the day.
func dated(d complaint.Duty) bool {
	switch d.Kind {
	case complaint.DutyCommitment, complaint.DutyMeasure, complaint.DutyTellMeasure, complaint.DutyAdvice:
		return false
	}
	return true
}

// whyPiece is one deadline with how it was counted, a line for each step.
func whyPiece(f *Frame, c *complaint.Case, d *complaint.Duty) []slack.Block {
	head := owedToday(f, c, d) + noticeBy(f, c, d)
	if !d.Open() && d.Done.IsZero() { // it fell away, or was left
		head = ":white_circle: *" + owed(f, c, d) + "*" + houseMark(d.House) + " · " + doneLine(f, c, d)
	}
	lines := []string{head}
	if spec := c.Procedure.Duty(d.Kind); spec != nil && spec.Within != nil {
		lines = append(lines, "_"+f.P.T("why.period", "period", PeriodOf(f.P, *spec.Within))+"_")
	}
	for _, s := range d.Steps {
		lines = append(lines, "• "+whyLine(f, c, d, s))
	}
	return []slack.Block{section(strings.Join(lines, "\n"))}
}

// whyLine words one step of the derivation of a due date.
func whyLine(f *Frame, c *complaint.Case, d *complaint.Duty, s calendar.Step) string {
	days := func() string { // a run of them
		if s.Last == (calendar.Day{}) || s.Last == s.Day {
			return f.day(c, s.Day)
		}
		return f.P.T("why.days", "from", f.day(c, s.Day), "to", f.day(c, s.Last))
	}
	p := f.P.In(c.Zone())
	when := func(kind complaint.Kind) string { // of a letter nobody knows the hour, nor of what a duplicate received on a day
		if kind == complaint.Received && c.DayOnly && s.At.Equal(c.ReceivedAt) || slices.ContainsFunc(c.Events, func(e complaint.Event) bool { return e.Kind == kind && e.At.Equal(s.At) && e.NoHour() }) {
			return p.Day(s.At)
		}
		return p.DayClock(s.At)
	}
	joined := func(known, hidden string) string { // which case it is the reader may not know
		if !f.Others[s.Name] {
			known = hidden
		}
		return f.P.T(known, "day", days(), "number", s.Name, "when", p.DayClock(s.At))
	}
	switch s.Code {
	case calendar.StepEvent:
		return f.P.T("why.event", "when", when(d.From), "event", f.P.T("thread.event."+string(d.From)))
	case calendar.StepClosed:
		if s.Name == calendar.Weekend {
			return f.P.T("why.weekend", "days", days())
		}
		return f.P.T("why.closed", "days", days(), "name", f.P.T("calendar.day."+dayCode(s.Name)))
	case calendar.StepCounted:
		if s.Last != s.Day {
			return f.P.T("why.counted_to", "days", days(), "n", s.N)
		}
		return f.P.T("why.counted", "day", days(), "n", s.N)
	case calendar.StepRan:
		if s.At.IsZero() {
			return f.P.T("why.ran", "day", days(), "time", f.duration(s.Run))
		}
		return f.P.T("why.ran_hours", "day", days(), "time", f.duration(s.Run), "from", p.Clock(s.At.Add(-s.Run)), "until", p.Clock(s.At))
	case calendar.StepElapsed:
		return f.P.T("why.elapsed", "n", s.N)
	case calendar.StepAdded:
		return f.P.T("why.added", "day", days(), "period", f.P.T("words.period."+s.Name, "n", s.N))
	case calendar.StepClamped:
		return f.P.T("why.clamped", "day", days())
	case calendar.StepRolled:
		return f.P.T("why.rolled", "day", days())
	case calendar.StepDue:
		if d.Hours {
			return f.P.T("why.due_hour", "when", p.DayClock(s.At))
		}
		return f.P.T("why.due", "day", days())
	case complaint.StepExtended:
		return f.P.T("why.extended", "day", days(), "when", when(complaint.Extended))
	case complaint.StepTooLate:
		return f.P.T("why.too_late", "day", days(), "when", when(complaint.Extended))
	case complaint.StepCapped:
		return f.P.T("why.capped", "day", days(), "what", f.DutyName(c.Procedure, s.Name))
	case complaint.StepGaveWay:
		return f.P.T("why.gave_way", "day", days(), "when", p.DayClock(s.At))
	case complaint.StepOwnTerm:
		return f.P.T("why.own_term", "day", days(), "when", p.DayClock(s.At))
	case complaint.StepNotice:
		return f.P.T("why.notice", "day", days())
	case complaint.StepMerged:
		return joined("why.merged", "why.merged_other")
	case complaint.StepBrought:
		return joined("why.brought", "why.brought_other")
	}
	return f.P.T("why.agreed", "day", days(), "when", p.DayClock(s.At))
}

// duration is a time in hours and minutes, each where there are any; less than a minute
// is none.
func (f *Frame) duration(run time.Duration) string {
	var parts []string
	if n := int(run.Hours()); n > 0 {
		parts = append(parts, f.P.T("words.period.h", "n", n))
	}
	if n := int(run.Minutes()) % 60; n > 0 || len(parts) == 0 {
		parts = append(parts, f.P.T("why.minutes", "n", n))
	}
	return f.P.List(parts)
}

// countedBy names the calendar that a case keeps, by the day whose calendar it is and the
// beginning of its version, and the version of the procedure.
func countedBy(f *Frame, c *complaint.Case) slack.Block {
	set := strings.ReplaceAll(c.Calendar.Set(), "-", "_")
	return note(f.P.T("why.calendar", "set", f.P.T("calendar.set."+set), "day", f.P.In(c.Zone()).Date(c.ReceivedAt), "version", c.CalendarVersion()[:6]),
		f.P.T("why.procedure", "title", Escape(c.Procedure.Title), "version", Escape(versionOf(f.P, c))))
}

// versionOf names the version of the procedure by which a case is judged as people call it:
// by its number and, where it has one, its date.
func versionOf(p *lang.Printer, c *complaint.Case) string {
	day, err := calendar.ParseDay(c.Procedure.Dated)
	if err != nil {
		return p.T("promises.version", "version", c.Procedure.Version)
	}
	at, _ := day.At(noon, c.Zone())
	return p.T("promises.version_of", "version", c.Procedure.Version, "day", p.In(c.Zone()).Dated(at))
}
