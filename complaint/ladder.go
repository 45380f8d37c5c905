package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// nine is when a morning's reminders come.
const nine = 9 * time.Hour

// Recipients lists who hears of a duty at a stage. Whoever is away is replaced
// by the deputy; whoever is involved never hears.
func (c *Case) Recipients(d *Duty, stage Stage, at time.Time) []string {
	roles := []Role{d.Owner}
	switch stage {
	case StageOverdue:
		roles = []Role{d.Owner, RoleOfficer}
	case StageDeputy:
		roles = []Role{RoleDeputy, RoleOfficer}
	case StageFallback:
		roles = []Role{RoleFallback}
	}
	var users []string
	for _, role := range roles {
		for _, u := range c.onDuty(d, role, at) {
			if !slices.Contains(users, u) {
				users = append(users, u)
			}
		}
	}
	return users
}

// onDuty lists who answers for a role now: the deputy of whoever is away, and
// when that leaves nobody, the next in line.
func (c *Case) onDuty(d *Duty, role Role, at time.Time) []string {
	users := c.Responsible(role, at)
	if d.Kind == DutyApprove && role == d.Owner {
		users = c.Approvers(at)
		if a := c.Answer(); a != nil && slices.Contains(users, a.AskedOf) {
			users = []string{a.AskedOf}
		}
	}
	present := c.present(users, at)
	if len(present) == 0 && role == RoleOfficer {
		present = c.present(c.eligible(c.Roster.Holding(RoleDeputy, at)), at)
	}
	if len(present) == 0 && role != RoleFallback {
		return c.eligible(c.Roster.Holding(RoleFallback, at))
	}
	return present
}

// present puts the deputy in the place of whoever is away, and leaves out whom
// nobody uninvolved and present stands in for.
func (c *Case) present(users []string, at time.Time) []string {
	var present []string
	for _, u := range users {
		if !c.Roster.AwayUntil(u, at).IsZero() {
			u = c.Roster.DeputyOf(u, at)
			if u == "" || c.IsInvolved(u) || !c.Roster.AwayUntil(u, at).IsZero() {
				continue
			}
		}
		if !slices.Contains(present, u) {
			present = append(present, u)
		}
	}
	return present
}

// moment is when a duty reaches a stage, false when it never does. Before the
// deadline a moment in quiet time moves earlier, after it later.
func (c *Case) moment(d *Duty, s Stage) (time.Time, bool, error) {
	r := reckoner{cal: c.Calendar}
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
	}
	deadline := c.Calendar.WorkingDeadline(d.Literal)
	if d.Hours {
		deadline = d.Due
	}
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
	applies := at.After(d.Start) && at.Before(d.Due) && !at.Before(c.RegisteredAt)
	return at, applies && r.err == nil, r.err
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

// atWork tells whether a reminder may reach user now: the working hours of
// the company's calendar, on the clock where the person is.
func (c *Case) atWork(user string, now time.Time) bool {
	there := now.In(c.Roster.Zone(user, c.Zone()))
	wall := time.Duration(there.Hour())*time.Hour + time.Duration(there.Minute())*time.Minute
	here, _ := calendar.DayOf(now, there.Location()).At(wall, c.Zone())
	return c.Calendar.InHours(here)
}
