package calendar

import "time"

// WorkingHours returns when work begins and ends on d; on a half day it ends
// earlier. ok is false on a closed day and beyond the listed years.
func (c *Calendar) WorkingHours(d Day) (from, to time.Time, ok bool) {
	if !c.IsBusinessDay(d) {
		return time.Time{}, time.Time{}, false
	}
	end := c.end
	if half := c.closed[d].From; half != 0 {
		end = min(end, half)
	}
	from, _ = d.At(c.open.Wall(), c.loc)
	to, _ = d.At(end.Wall(), c.loc)
	return from, to, true
}

// InHours reports whether t lies within working hours: from the beginning up
// to, but not including, the end. It is false beyond the listed years.
func (c *Calendar) InHours(t time.Time) bool {
	from, to, ok := c.WorkingHours(DayOf(t, c.loc))
	return ok && !t.Before(from) && t.Before(to)
}

// NextWorking returns t when it lies within working hours, else the next
// beginning of them; a *RangeError beyond the listed years.
func (c *Calendar) NextWorking(t time.Time) (time.Time, error) {
	d := DayOf(t, c.loc)
	if err := c.check(d); err != nil {
		return time.Time{}, err
	}
	if from, to, ok := c.WorkingHours(d); ok && t.Before(to) {
		return later(t.In(c.loc), from), nil
	}
	d, err := c.NextBusinessDay(d)
	if err != nil {
		return time.Time{}, err
	}
	from, _, _ := c.WorkingHours(d)
	return from, nil
}

// PrevWorking returns t when it lies within working hours, else the last end
// of them before t; a *RangeError beyond the listed years. An end is the last
// moment to have something done, not one to begin it: InHours is false there.
func (c *Calendar) PrevWorking(t time.Time) (time.Time, error) {
	d := DayOf(t, c.loc)
	if err := c.check(d); err != nil {
		return time.Time{}, err
	}
	if from, to, ok := c.WorkingHours(d); ok && !t.Before(from) {
		return earlier(t.In(c.loc), to), nil
	}
	d, err := c.PrevBusinessDay(d)
	if err != nil {
		return time.Time{}, err
	}
	_, to, _ := c.WorkingHours(d)
	return to, nil
}

// WorkingDeadline returns the latest moment of working time before an
// exclusive due: for a due at midnight the end of hours on the last business
// day, for a due within working hours that moment itself. Beyond the listed
// years it returns literal unchanged, which is never too late.
func (c *Calendar) WorkingDeadline(literal time.Time) time.Time {
	// One step back keeps a due at the very beginning of hours off that day.
	t, err := c.PrevWorking(literal.Add(-1))
	if err != nil {
		return literal
	}
	if t.Equal(literal.Add(-1)) {
		return literal.In(c.loc)
	}
	return t
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
