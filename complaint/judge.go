package complaint

import (
	"cmp"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// Rules are the versions that a case is judged by: those in force when it was received.
type Rules struct {
	Procedure *procedure.Procedure
	Calendar  *calendar.Calendar
}

// Judge lets the case be judged by other versions, since its receipt turned out to lie
// where those were in force (design: pinned versions). What was recorded stays, and all
// that follows from it is derived anew. Refused where a deadline cannot be reckoned by
// them. What they keep confidential leaves the channel.
func (c *Case) Judge(by Rules, now time.Time) error {
	c.Procedure, c.Calendar = by.Procedure, by.Calendar
	c.rebuild()
	if _, err := c.Duties(); err != nil || !c.Calendar.Covers(calendar.DayOf(c.ReceivedAt, c.Zone())) {
		first, _ := c.Calendar.Years()
		return refuse("error.receipt_beyond", "year", first)
	}
	if c.keepsConfidential(c.Nature) && !c.Confidential {
		if len(c.Audience(now)) == 0 {
			return refuse("error.nobody_left")
		}
		c.record(RouteConfidential, Clock, now, now, Data{Why: c.Nature}, 0)
	}
	c.record(Rejudged, Clock, now, now, Data{New: c.Procedure.Version}, 0)
	return nil
}

// under is the case as other versions judge what is asked of it; these are its own where
// none are given. It is to look at, not to record on.
func (c *Case) under(r Rules) *Case {
	if r.Procedure == nil {
		return c
	}
	other := *c
	other.Procedure, other.Calendar, other.derived = r.Procedure, r.Calendar, nil
	return &other
}

// ReceivedIf is when the case would count as received if it had itself been received then:
// of those that became one with it the earliest counts.
func (c *Case) ReceivedIf(own time.Time) time.Time {
	if j := c.receivedBefore(own); j != nil {
		return j.received
	}
	return own
}

// receivedBefore is the duplicate whose receipt was the earliest, nil where none was earlier
// than that.
func (c *Case) receivedBefore(own time.Time) (first *joint) {
	for i := range c.joints {
		if j := &c.joints[i]; !j.received.IsZero() && j.received.Before(own) {
			first, own = j, j.received
		}
	}
	return first
}

// countReceipt lets the earliest receipt count, whole: when it was, how it came in and whom
// it reached. What is asked of whoever received the complaint stays with whom the case
// itself reached, see [Case.Receiver].
func (c *Case) countReceipt() {
	own := &c.Events[0]
	c.ReceivedAt, c.DayOnly, c.Via, c.firstBy = c.ownReceipt, own.DayOnly(), own.Data.Via, ""
	if j := c.receivedBefore(c.ownReceipt); j != nil {
		c.ReceivedAt, c.DayOnly, c.Via, c.firstBy = j.received, j.dayOnly, cmp.Or(j.via, c.Via), j.by
	}
}

// ReceivedBy is the colleague whom the receipt reached that counts, see [Case.ReceivedAt].
func (c *Case) ReceivedBy() string { return cmp.Or(c.firstBy, c.Receiver()) }

// cameBy tells whether the complaint came in that way: the case itself, or the receipt that
// counts.
func (c *Case) cameBy(via string) bool {
	return via == c.Via || len(c.Events) > 0 && via == c.Events[0].Data.Via
}
