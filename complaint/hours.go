package complaint

import (
	"time"

	"ombud/calendar"
)

// ZoneOf is the time zone in which user works: their own, else the company's.
func (c *Case) ZoneOf(user string) *time.Location { return c.Roster.Zone(user, c.Zone()) }

// AtWork tells whether a message may reach user now: the working hours of the
// company's calendar, on the clock where the person is. Absence is another matter.
func (c *Case) AtWork(user string, now time.Time) bool {
	return AtWork(c.Calendar.Onward(), c.ZoneOf(user), now)
}

// AtWork tells whether it is working time at now for somebody in that zone.
func AtWork(cal *calendar.Calendar, there *time.Location, now time.Time) bool {
	from, to, ok := hoursIn(cal, calendar.DayOf(now, there), there)
	return ok && !now.Before(from) && now.Before(to)
}

// NextAtWork gives now when user is at work, else when their next working hours
// begin.
func (c *Case) NextAtWork(user string, now time.Time) (time.Time, error) {
	there, cal := c.ZoneOf(user), c.Calendar.Onward()
	for day := calendar.DayOf(now, there); ; {
		if from, to, ok := hoursIn(cal, day, there); ok && now.Before(to) {
			if now.Before(from) {
				return from, nil
			}
			return now, nil
		}
		next, err := cal.NextBusinessDay(day)
		if err != nil {
			return time.Time{}, err
		}
		day = next
	}
}

// lastAtWork gives at when it is working time there, else when the last hour of work
// before it begins: what comes as the day ends is read the day after.
func lastAtWork(cal *calendar.Calendar, there *time.Location, at time.Time) (time.Time, error) {
	for day := calendar.DayOf(at, there); ; {
		if from, to, ok := hoursIn(cal, day, there); ok && !at.Before(from) {
			switch hour := to.Add(-time.Hour); {
			case at.Before(to):
				return at, nil
			case hour.After(from):
				return hour, nil
			}
			return from, nil
		}
		before, err := cal.PrevBusinessDay(day)
		if err != nil {
			return time.Time{}, err
		}
		day = before
	}
}

// hoursIn are the working hours of a day on the clocks of a zone.
func hoursIn(cal *calendar.Calendar, day calendar.Day, there *time.Location) (from, to time.Time, ok bool) {
	from, to, ok = cal.WorkingHours(day)
	if !ok {
		return time.Time{}, time.Time{}, false
	}
	on := func(t time.Time) time.Time {
		at, _ := day.At(time.Duration(t.Hour())*time.Hour+time.Duration(t.Minute())*time.Minute, there)
		return at
	}
	return on(from), on(to), true
}
