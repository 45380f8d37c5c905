package calendar

import (
	"fmt"
	"time"
)

// Due is when a period ends, and why. Both instants are exclusive: done in
// time means done before. They are in the calendar's zone.
type Due struct {
	Due      time.Time `json:"due"`      // the end, rolled when asked
	Literal  time.Time `json:"literal"`  // the end as counted, before any roll
	Steps    []Step    `json:"steps"`    // how it was counted, in order
	Calendar string    `json:"calendar"` // version of the calendar that counted
}

// Due returns when period p ends that began with an event at from. It fails
// with a *RangeError when it would have to know a day beyond the listed years;
// clock hours and unrolled days, weeks, months and years need no list and
// never fail. The zero Period is an error.
func (c *Calendar) Due(from time.Time, p Period, roll Roll) (Due, error) {
	from = from.In(c.loc)
	var d Due
	var err error
	switch p.unit {
	case BusinessDays:
		d, err = c.dueBusinessDays(from, p.n)
	case BusinessHours:
		d, err = c.dueBusinessHours(from, time.Duration(p.n)*time.Hour)
	case WorkingHours:
		d, err = c.dueWorkingHours(from, time.Duration(p.n)*time.Hour)
	case Hours:
		d = at(from.Add(time.Duration(p.n)*time.Hour), Step{Code: StepElapsed, N: p.n, At: from})
	case Days, Weeks, Months, Years:
		d, err = c.dueDate(from, p, roll)
	default:
		err = fmt.Errorf("calendar: no period")
	}
	if err != nil {
		return Due{}, err
	}
	all := make([]Step, 0, len(d.Steps)+2)
	all = append(append(all, Step{Code: StepEvent, Day: DayOf(from, c.loc), At: from}), d.Steps...)
	d.Steps = append(all, Step{Code: StepDue, Day: c.LastDay(d.Due), At: d.Due})
	d.Calendar = c.version
	return d, nil
}

// at is a due that did not roll.
func at(t time.Time, steps ...Step) Due { return Due{Due: t, Literal: t, Steps: steps} }

// dueBusinessDays counts whole business days. The day of the event is day 0
// whatever the hour and whether or not it is one itself.
func (c *Calendar) dueBusinessDays(from time.Time, n int) (Due, error) {
	day := DayOf(from, c.loc)
	if err := c.check(day); err != nil {
		return Due{}, err
	}
	s := make(steps, 0, 4)
	for counted := 0; counted < n; {
		day = day.AddDays(1)
		if err := c.check(day); err != nil {
			return Due{}, err
		}
		if name := c.ClosedName(day); name != "" {
			s.closed(day, name)
			continue
		}
		counted++
		s.counted(day, counted)
	}
	return at(day.End(c.loc), s...), nil
}

// dueBusinessHours runs a stopwatch from 00:00 to 24:00 on business days. It
// reads the wall clock, so a day with a clock change counts 24 hours too.
func (c *Calendar) dueBusinessHours(from time.Time, left time.Duration) (Due, error) {
	day, wall := wallOf(from, c.loc)
	var s steps
	for ; ; day, wall = day.AddDays(1), 0 {
		if err := c.check(day); err != nil {
			return Due{}, err
		}
		if name := c.ClosedName(day); name != "" {
			s.closed(day, name)
			continue
		}
		run := min(left, 24*time.Hour-wall)
		s.ran(day, run, time.Time{})
		left -= run
		if left > 0 {
			continue
		}
		t, _ := day.At(wall+run, c.loc)
		return at(t, s...), nil
	}
}

// dueWorkingHours runs a stopwatch within working hours.
func (c *Calendar) dueWorkingHours(from time.Time, left time.Duration) (Due, error) {
	day := DayOf(from, c.loc)
	var s steps
	for ; ; day = day.AddDays(1) {
		if err := c.check(day); err != nil {
			return Due{}, err
		}
		open, end, ok := c.WorkingHours(day)
		if !ok {
			s.closed(day, c.ClosedName(day))
			continue
		}
		open = later(open, from)
		if !open.Before(end) {
			continue // the event came after hours
		}
		run := min(left, end.Sub(open))
		s.ran(day, run, open.Add(run))
		if left -= run; left == 0 {
			return at(open.Add(run), s...), nil
		}
	}
}

// dueDate finds the date that many days, weeks, months or years later. The
// period ends with that day; when it is closed and may roll, with the next
// business day.
func (c *Calendar) dueDate(from time.Time, p Period, roll Roll) (Due, error) {
	event := DayOf(from, c.loc)
	day := event
	switch p.unit {
	case Days:
		day = event.AddDays(p.n)
	case Weeks:
		day = event.AddDays(7 * p.n)
	case Months:
		day = event.AddMonths(p.n)
	case Years:
		day = event.AddMonths(12 * p.n)
	}
	s := steps{{Code: StepAdded, Day: day, N: p.n, Name: string(p.unit)}}
	if (p.unit == Months || p.unit == Years) && day.Day != event.Day {
		s = append(s, Step{Code: StepClamped, Day: day})
	}
	d := at(day.End(c.loc))
	if roll == RollForward {
		rolled, err := c.rollForward(day, &s)
		if err != nil {
			return Due{}, err
		}
		d.Due = rolled.End(c.loc)
	}
	d.Steps = s
	return d, nil
}

func (c *Calendar) rollForward(day Day, s *steps) (Day, error) {
	for first := day; ; day = day.AddDays(1) {
		if err := c.check(day); err != nil {
			return Day{}, err
		}
		name := c.ClosedName(day)
		if name == "" {
			if day != first {
				*s = append(*s, Step{Code: StepRolled, Day: day})
			}
			return day, nil
		}
		s.closed(day, name)
	}
}
