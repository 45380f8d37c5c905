package complaint

import (
	"slices"
	"time"
)

// Escalation tells who else is asked when a duty stays undone after a stage,
// and when: the first rung to come at which somebody new hears of it. It gives
// nobody when no such rung is left, or a date lies beyond the calendar.
func (c *Case) Escalation(d *Duty, after Stage, now time.Time) (users []string, at time.Time) {
	told := c.Recipients(d, after, now)
	from := slices.Index(ladder, after) + 1
	for _, s := range ladder[from:] {
		at, applies, err := c.moment(d, s)
		if err != nil || !applies || !at.After(now) {
			continue
		}
		fresh := slices.DeleteFunc(c.Recipients(d, s, at), func(u string) bool { return slices.Contains(told, u) })
		if len(fresh) > 0 {
			return fresh, at
		}
	}
	return nil, time.Time{}
}
