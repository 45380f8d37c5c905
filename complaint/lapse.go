package complaint

import "time"

// Lapse records that the day is over on which the filer could take back or add to
// what they filed, or on which an end could be undone, so that messages stop offering
// it. It does nothing before, or where that was recorded.
func (c *Case) Lapse(now time.Time) {
	if at := c.lapseMoment(); !at.IsZero() && !now.Before(at) {
		c.record(Lapsed, Clock, now, now, Data{}, 0)
	}
}

// lapsed draws what offered it anew: the filer's message, and of a case that ended the
// card.
func (w *wording) lapsed() {
	if !w.c.Open() {
		w.card()
	}
	w.receipts()
}

// lapseMoment is when Lapse acts, zero when it does not.
func (c *Case) lapseMoment() time.Time {
	var at time.Time
	if e, _, ended := c.Ending(); ended {
		at = e.Recorded.Add(undoTime)
	} else if c.Open() {
		at = c.FreshUntil()
	}
	if !c.lapsedAt.Before(at) {
		return time.Time{}
	}
	return at
}
