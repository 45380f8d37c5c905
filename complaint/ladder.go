package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// nine is when a morning's reminders come.
const nine = 9 * time.Hour

// How long after the first news of a duty nothing is told of it again, and how much time it
// must leave for that: who has to act sooner hears in any case.
const (
	freshFor = 2 * time.Hour
	pressing = 4 * time.Hour
)

// fresh tells whether a rung comes so soon after a duty began, of which everybody was told as
// it did, that it would say the same once more (decision 0058): then that rung is left out,
// and never the last before the deadline.
func (c *Case) fresh(d *Duty, s Stage, at time.Time, r *reckoner) bool {
	if s.Late() || s == StageStart || s == StageTwoHours {
		return false
	}
	news := d.Start
	if news.Before(c.RegisteredAt) {
		news = c.RegisteredAt
	}
	return at.Before(news.Add(freshFor)) && !r.prevWorking(c.WorkingDeadline(d)).Before(news.Add(pressing))
}

// moment is when a duty reaches a stage, false when it never does. Before the
// deadline a moment in quiet time moves earlier, after it later. Of days beyond the
// calendar it knows weekends alone: reminders go on there.
func (c *Case) moment(d *Duty, s Stage) (time.Time, bool, error) {
	if d.Quiet && s != StageOverdue {
		return time.Time{}, false, nil
	}
	r := reckoner{cal: c.Calendar.Onward()}
	overdue := d.Due
	if overdue.Before(c.RegisteredAt) { // filed too late: escalate from the filing on
		overdue = c.RegisteredAt
	}
	var at time.Time
	switch s {
	case StageOverdue:
		at = r.nextWorking(overdue)
		return at, r.err == nil, r.err
	case StageDeputy:
		at = r.morning(r.addDays(r.nextWorking(overdue), 1))
		return at, r.err == nil, r.err
	case StageFallback:
		at = r.morning(r.addDays(r.nextWorking(overdue), 3))
		return at, r.err == nil, r.err
	case StageStart:
		if d.Kind != DutyFollowUp {
			return at, false, nil
		}
		at = r.nextWorking(d.Start)
		if c.Posted() { // it is not there on the day it was posted
			at = r.morning(r.addDays(at, 1))
		}
		return at, at.Before(d.Due) && r.err == nil, r.err
	}
	if s == StageOnTrack {
		at, applies, err := c.onTrackMoment(d, &r)
		return at, applies && !c.fresh(d, s, at, &r), err
	}
	deadline := c.WorkingDeadline(d)
	lastDay := calendar.DayOf(deadline.Add(-time.Millisecond), c.Zone())
	short := r.businessDays(d.Start, lastDay) < 2
	switch {
	case s == StageHalf && short:
		at = r.prevWorking(d.Start.Add(d.Due.Sub(d.Start) / 2))
	case s == StageDayBefore && !short:
		at = r.morning(r.dayBefore(lastDay))
	case s == StageDueDay && !short:
		at = r.morning(lastDay)
	case s == StageTwoHours:
		at = r.prevWorking(deadline.Add(-2 * time.Hour))
	default:
		return at, false, r.err
	}
	applies := at.After(d.Start) && at.Before(d.Due) && !at.Before(c.RegisteredAt) && !c.fresh(d, s, at, &r)
	return at, applies && r.err == nil, r.err
}

// momentIn is when somebody in that time zone hears of a stage, false when never. Before
// the deadline a moment at which they are not at work moves to an earlier one at which
// they are, of a duty that begins later to its beginning; after it, it stays.
func (c *Case) momentIn(d *Duty, s Stage, there *time.Location) (time.Time, bool, error) {
	at, applies, err := c.moment(d, s)
	if !applies || err != nil || s.Late() || s == StageStart {
		return at, applies, err
	}
	earlier, err := lastAtWork(c.Calendar.Onward(), there, at)
	for _, begun := range []time.Time{d.Start, c.RegisteredAt} {
		if earlier.Before(begun) {
			earlier = begun
		}
	}
	r := reckoner{cal: c.Calendar.Onward()}
	return earlier, err == nil && !c.fresh(d, s, earlier, &r), err
}

// zones are the time zones in which people of the company work, each once.
func (c *Case) zones() []*time.Location {
	zones := []*time.Location{c.Zone()}
	for user := range c.Roster.People {
		zone := c.ZoneOf(user)
		if !slices.ContainsFunc(zones, func(other *time.Location) bool { return other.String() == zone.String() }) {
			zones = append(zones, zone)
		}
	}
	return zones
}

// onTrackMoment is when it is asked whether the day of the answer stands: so many
// business days before the last on which the customer can hear of a later one
// (KG-28). Nobody asks where no more time can be had, or it was asked for.
func (c *Case) onTrackMoment(d *Duty, r *reckoner) (time.Time, bool, error) {
	x := c.Procedure.Extend
	if d.Kind != x.Of || x.AskBefore == 0 || c.ExtendedTimes() >= x.Times || c.Pending() != nil {
		return time.Time{}, false, nil
	}
	_, by := c.announceBy(d.Due, slices.ContainsFunc(c.Extensions, Extension.holds))
	day := calendar.DayOf(by.Add(-time.Millisecond), c.Zone())
	for range x.AskBefore {
		day = r.dayBefore(day)
	}
	at := r.morning(day)
	return at, r.err == nil && at.After(d.Start) && !at.Before(c.RegisteredAt), r.err
}

// reckoner walks a calendar and remembers the first date that lay beyond it.
type reckoner struct {
	cal *calendar.Calendar
	err error
}

func (r *reckoner) keep(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reckoner) nextWorking(t time.Time) time.Time {
	at, err := r.cal.NextWorking(t)
	r.keep(err)
	return at
}

func (r *reckoner) prevWorking(t time.Time) time.Time {
	at, err := r.cal.PrevWorking(t)
	r.keep(err)
	return at
}

func (r *reckoner) addDays(t time.Time, n int) calendar.Day {
	day, err := r.cal.AddBusinessDays(calendar.DayOf(t, r.cal.Zone()), n)
	r.keep(err)
	return day
}

func (r *reckoner) dayBefore(d calendar.Day) calendar.Day {
	day, err := r.cal.PrevBusinessDay(d)
	r.keep(err)
	return day
}

func (r *reckoner) businessDays(from time.Time, to calendar.Day) int {
	n, err := r.cal.BusinessDaysBetween(calendar.DayOf(from, r.cal.Zone()), to)
	r.keep(err)
	return n
}

// morning is nine o'clock on the wall that day.
func (r *reckoner) morning(d calendar.Day) time.Time {
	at, _ := d.At(nine, r.cal.Zone())
	return at
}

// WorkingDeadline is the last moment of working time at which the duty can
// still be done in time: for clocks of hours the due moment itself, else the end
// of hours on the last business day of the term before it rolled.
func (c *Case) WorkingDeadline(d *Duty) time.Time {
	if d.Hours {
		return d.Due
	}
	return c.Calendar.Onward().WorkingDeadline(d.Literal)
}

// PastHalf tells whether half of the time of an open duty is gone. Of a long
// duty nobody is told so by message; a list of one's own shows it.
func (c *Case) PastHalf(d *Duty, now time.Time) bool {
	return d.Open() && !now.Before(d.Start.Add(d.Due.Sub(d.Start)/2))
}

// Count tells which of how many reminders before the deadline a stage is, as
// in "reminder 2 of 3"; 0 for a stage after it, or one that the duty does not have.
func (c *Case) Count(d *Duty, stage Stage) (n, of int) {
	for _, s := range ladder {
		if _, applies, err := c.moment(d, s); err != nil || !applies || s.Late() || s == StageStart {
			continue
		}
		of++
		if s == stage {
			n = of
		}
	}
	return n, of
}

// LateForDays tells whether user is the last in line for an open duty and was
// told of it on a day before: then it stands in their list of each day.
func (c *Case) LateForDays(d *Duty, user string, now time.Time) bool {
	at, told := c.heard.told[keyOf(d, StageFallback, user)]
	there := c.ZoneOf(user)
	return d.Open() && told && calendar.DayOf(at, there).Before(calendar.DayOf(now, there)) && c.Hears(d, user, now)
}
