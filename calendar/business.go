package calendar

import "time"

// Covers reports whether the calendar lists the year of d.
func (c *Calendar) Covers(d Day) bool {
	return d.Year >= c.content.First && d.Year <= c.content.Last
}

func (c *Calendar) check(d Day) error {
	if !c.Covers(d) {
		return &RangeError{Day: d, First: c.content.First, Last: c.content.Last}
	}
	return nil
}

// IsBusinessDay reports whether d is a Monday to Friday that is not closed as
// a whole; a half day is a business day. It is false beyond the listed years:
// ask Covers, or use NextBusinessDay, where that must not pass unseen.
func (c *Calendar) IsBusinessDay(d Day) bool { return c.Covers(d) && c.ClosedName(d) == "" }

// ClosedName returns why d is closed: the key of the holiday, CompanyClosed,
// or Weekend; "" when the calendar does not know d as closed.
func (c *Calendar) ClosedName(d Day) string {
	if h, ok := c.closed[d]; ok && h.From == 0 {
		return h.Name
	}
	if wd := d.Weekday(); wd == time.Saturday || wd == time.Sunday {
		return Weekend
	}
	return ""
}

// NextBusinessDay returns the first business day after d; a *RangeError beyond
// the listed years.
func (c *Calendar) NextBusinessDay(d Day) (Day, error) { return c.walk(d, 1) }

// PrevBusinessDay returns the last business day before d; a *RangeError beyond
// the listed years.
func (c *Calendar) PrevBusinessDay(d Day) (Day, error) { return c.walk(d, -1) }

func (c *Calendar) walk(d Day, step int) (Day, error) {
	for {
		d = d.AddDays(step)
		if err := c.check(d); err != nil {
			return Day{}, err
		}
		if c.ClosedName(d) == "" {
			return d, nil
		}
	}
}

// AddBusinessDays returns the n-th business day after d, or before it when n
// is negative; d itself, closed or not, when n is 0. It fails with a
// *RangeError beyond the listed years.
func (c *Calendar) AddBusinessDays(d Day, n int) (Day, error) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	err := c.check(d)
	for ; n > 0 && err == nil; n-- {
		d, err = c.walk(d, step)
	}
	if err != nil {
		return Day{}, err
	}
	return d, nil
}

// BusinessDaysBetween counts the business days after a up to and including b,
// so it is what AddBusinessDays needs to get from a to b. When b is before a
// it counts from b up to but not including a, and is negative. It fails with a
// *RangeError beyond the listed years.
func (c *Calendar) BusinessDaysBetween(a, b Day) (int, error) {
	for _, d := range []Day{a, b} {
		if err := c.check(d); err != nil {
			return 0, err
		}
	}
	step := b.Compare(a)
	n := 0
	for a != b {
		a = a.AddDays(step)
		if c.ClosedName(a) == "" {
			n += step
		}
	}
	return n, nil
}
