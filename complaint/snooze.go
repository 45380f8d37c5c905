package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// snoozeHours are the times of a day at which a snooze may end.
var snoozeHours = []time.Duration{11 * time.Hour, 13 * time.Hour, 15 * time.Hour, 16*time.Hour + 30*time.Minute}

// snoozeLeast is how far off a snooze is at the least.
const snoozeLeast = 30 * time.Minute

// SnoozeTimes lists the moments, at most two, at which user may want to hear of
// an open duty again: in their working hours and before the working deadline;
// once it is overdue, one more time, at the latest on the next working morning.
func (c *Case) SnoozeTimes(d *Duty, user string, now time.Time) []time.Time {
	there := c.ZoneOf(user)
	today := calendar.DayOf(now, there)
	var times []time.Time
	add := func(day calendar.Day, clock time.Duration) {
		at, _ := day.At(clock, there)
		if at.Sub(now) >= snoozeLeast && c.maySnoozeTo(d, at, user, now) == nil {
			times = append(times, at)
		}
	}
	for _, clock := range snoozeHours {
		add(today, clock)
	}
	todays := len(times)
	if next, err := c.Calendar.Onward().NextBusinessDay(today); err == nil {
		add(next, nine)
	}
	if len(times) > 2 && len(times) > todays { // the next one today, and tomorrow
		return []time.Time{times[0], times[todays]}
	}
	return times[:min(2, len(times))]
}

// Snooze records that this person wants to hear of a duty again at a moment and
// not before. Only who was reminded of it may, each for themselves: others are
// told as ever. A moment that has passed since its menu was drawn stands for the next one
// that may be chosen.
func (c *Case) Snooze(kind string, round int, until time.Time, by Person, now time.Time) error {
	d, err := c.remindedDuty(kind, round, by, now)
	if err != nil {
		return err
	}
	if c.heard.snoozed[snoozeOf(d, by.ID)].Equal(instant(until)) && until.After(now) { // pressed twice
		return nil
	}
	if times := c.SnoozeTimes(d, by.ID, now); !until.After(now) && len(times) > 0 {
		until = times[0]
	}
	if err := c.maySnoozeTo(d, until, by.ID, now); err != nil {
		return err
	}
	c.record(Snoozed, by, now, now, Data{
		Duty: d.Kind, Round: d.Round, Due: d.Due.UnixMilli(), User: by.ID, Until: instant(until).UnixMilli(),
	}, 0)
	return nil
}

func (c *Case) maySnoozeTo(d *Duty, until time.Time, user string, now time.Time) error {
	deadline, late := c.WorkingDeadline(d), d.Overdue(now)
	switch {
	case late && c.heard.dozed[snoozeOf(d, user)]:
		return refuse("error.snooze_twice")
	case !late && (!until.After(now) || !until.Before(deadline)):
		return refuse("error.snooze_deadline", "deadline", deadline)
	case !until.After(now) || !c.AtWork(user, until):
		return refuse("error.snooze_past")
	case !late:
		return nil
	}
	there := c.ZoneOf(user)
	next, err := c.Calendar.Onward().NextBusinessDay(calendar.DayOf(now, there))
	if err != nil {
		return err
	}
	if latest, _ := next.At(nine, there); until.After(latest) {
		return refuse("error.snooze_long", "latest", latest)
	}
	return nil
}

// remindedDuty is an open duty of which this person was reminded and still
// hears; else it is not theirs to put off or hand on.
func (c *Case) remindedDuty(kind string, round int, by Person, now time.Time) (*Duty, error) {
	if !by.Member || c.IsInvolved(by.ID) || c.lastTold(kind, round, by.ID).IsZero() {
		return nil, ErrNotFound
	}
	d, err := c.Owed(kind, round)
	if err != nil {
		return nil, err
	}
	if !c.Hears(d, by.ID, now) {
		return nil, refuse("error.duty_moved")
	}
	return d, nil
}

// Owed gives the duty of that kind and round while it is open. One that is over
// is refused, one that the case never owed not found.
func (c *Case) Owed(kind string, round int) (*Duty, error) {
	duties, err := c.Duties()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(duties, func(d Duty) bool { return d.Is(kind, round) })
	if i < 0 {
		return nil, ErrNotFound
	}
	if !duties[i].Open() {
		return nil, refuse("error.duty_over")
	}
	return &duties[i], nil
}

// Hears tells whether user, who was reminded of a duty, would be so again at
// that stage as things stand now.
func (c *Case) Hears(d *Duty, user string, now time.Time) bool {
	for i := len(c.Events) - 1; i >= 0; i-- {
		e := &c.Events[i]
		if e.Kind == Reminded && e.Data.Duty == d.Kind && e.Data.Round == d.Round && slices.Contains(e.Data.Users, user) {
			return slices.Contains(c.Recipients(d, Stage(e.Data.Stage), now), user)
		}
	}
	return false
}
