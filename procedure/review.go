package procedure

import "ombud/calendar"

// Review says how often the written procedure itself is looked at: does it work
// as intended, and what is to be mended.
type Review struct {
	Within *calendar.Period `yaml:"within"` // after the last review, in days, weeks, months or years; 12 months when not named
	By     string           `yaml:"by"`     // the role that sees to it; management when not named
	Clause string           `yaml:"clause"` // obligation id
	House  bool             `yaml:"house"`  // our rule, not the company's promise
}

// Publish says where the company promises that customers find the procedure.
type Publish struct {
	On     []string `yaml:"on"`     // website: a page mentions it; download: the document itself can be had
	Clause string   `yaml:"clause"` // obligation id
}

// remindBefore are the days before a review is due on which that is said.
var remindBefore = []int{30, 7, 0}

// remindAgain is how many days pass between two reminders of a review that is late.
const remindAgain = 7

// ReviewFrom is the day from which the first review counts: that of the document
// where the company promises reviews, and where they are our rule not before the
// day on which the procedure came into force here.
func (p *Procedure) ReviewFrom(inForce calendar.Day) calendar.Day {
	dated, err := calendar.ParseDay(p.Dated)
	if err != nil || p.Review.House && dated.Before(inForce) {
		return inForce
	}
	return dated
}

// Next is the day by which the procedure is to be reviewed, counted from the last
// review or from [Procedure.ReviewFrom].
func (r *Review) Next(last calendar.Day) calendar.Day { return after(last, r.Within) }

// after is the day that a period of days, weeks, months or years leads to.
func after(day calendar.Day, p *calendar.Period) calendar.Day {
	n := p.N()
	switch p.Unit() {
	case calendar.Years:
		return day.AddMonths(12 * n)
	case calendar.Months:
		return day.AddMonths(n)
	case calendar.Weeks:
		return day.AddDays(7 * n)
	}
	return day.AddDays(n)
}

// ReviewReminder is the day of the reminder that is the newest one today, of a
// review due by next: 30, 7 and 0 days before, and once it is late each week. A
// reminder that would fall on a closed day comes on the working day before, once
// it is late on the one after. False: none is due yet.
func ReviewReminder(next, today calendar.Day, cal *calendar.Calendar) (day calendar.Day, due bool) {
	for _, before := range remindBefore {
		if at := workday(next.AddDays(-before), -1, cal); !at.After(today) {
			day, due = at, true
		}
	}
	for planned := next.AddDays(remindAgain); due && !planned.After(today); planned = planned.AddDays(remindAgain) {
		if at := workday(planned, 1, cal); !at.After(today) {
			day = at
		}
	}
	return day, due
}

// workday is d, or when it is closed the nearest working day in a direction;
// beyond the years of the calendar d itself.
func workday(d calendar.Day, step int, cal *calendar.Calendar) calendar.Day {
	if !cal.Covers(d) || cal.IsBusinessDay(d) {
		return d
	}
	near, err := cal.AddBusinessDays(d, step)
	if err != nil {
		return d
	}
	return near
}

// LookAgain tells whether it is time to see whether an address answers: once a
// month, and every week while it does not. Last is the day of the last look, the
// zero day when there was none.
func LookAgain(last, today calendar.Day, dead bool) bool {
	if last.IsZero() || dead && !last.AddDays(remindAgain).After(today) {
		return true
	}
	return last.Before(calendar.Day{Year: today.Year, Month: today.Month, Day: 1})
}
