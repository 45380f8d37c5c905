package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// What somebody is told of a case besides how it is classified; see [NoticeWeight].
const (
	ToldRound = "round" // management: it is in its third round (EX-20)
	ToldGap   = "gap"   // who leads: it took long until the handler had the form (EX-13)
	ToldAnew  = "anew"  // who is to solve it, other than the handler: it is not solved yet, or goes on after its end
)

// toldRound is the round of which management hears: an answer that was put right twice
// and still is not good.
const toldRound = 3

// mostGap is how many business days may lie between the receipt and a moment that
// should follow at once.
const mostGap = 1

// FiledAfter is how many business days after its receipt a complaint was filed, 0 when
// that is no more than one (OK-05).
func (c *Case) FiledAfter() int { return c.gap(c.RegisteredAt) }

// SentAfter is how many business days after the receipt the first handler had the form
// on which their clock begins, 0 when that is no more than one, or no clock begins there
// (EX-13).
func (c *Case) SentAfter() int {
	d := c.Procedure.Duty(DutyContact)
	if d == nil || d.StartsOn != string(FormSent) {
		return 0
	}
	if i := c.firstSent(); i >= 0 {
		return c.gap(c.Events[i].At)
	}
	return 0
}

// firstSent is the place of the event with which the first handler had the form, -1
// when nobody had it yet.
func (c *Case) firstSent() int {
	return slices.IndexFunc(c.Events, func(e Event) bool { return e.Kind == FormSent })
}

// gap counts the business days from the receipt to a moment, 0 when they are few, there
// was no such moment, or the calendar does not reach so far.
func (c *Case) gap(at time.Time) int {
	if at.IsZero() {
		return 0
	}
	n, err := c.Calendar.BusinessDaysBetween(calendar.DayOf(c.ReceivedAt, c.Zone()), calendar.DayOf(at, c.Zone()))
	if err != nil || n <= mostGap {
		return 0
	}
	return n
}

// told names what management, or who leads, has to know of an event as soon as it
// happened, and whom that is; nobody is told what they did themselves.
func (w *wording) told() {
	c, e := w.c, w.e
	tell := func(users []string, what string) {
		for _, user := range c.eligible(users) {
			if user != e.Actor {
				w.add(NoticeWeight, user, what)
			}
		}
	}
	switch e.Kind {
	case Classified:
		if e.Data.Weight != Weights[0] && e.Data.Weight != c.ClassBefore(e).Weight {
			tell(c.Roster.Holding(RoleManagement, e.Recorded), e.Data.Weight)
		}
	case Dissatisfied, Reopened, Corrected:
		if e.Kind == Corrected && FactCode(e.Data.Why) == FactWeight && e.Data.New != Weights[0] {
			tell(c.Roster.Holding(RoleManagement, e.Recorded), e.Data.New)
		}
		if (e.opensRound() || e.correctedTo(Dissatisfied)) && c.Round == toldRound {
			tell(c.Roster.Holding(RoleManagement, e.Recorded), ToldRound)
		}
		if e.opensRound() || e.correctedTo(Dissatisfied) {
			tell(c.solvingAnew(e.Recorded), ToldAnew)
		}
	case FormSent:
		if c.Events[c.firstSent()].Seq == e.Seq && c.SentAfter() > 0 {
			tell(c.inCharge(e.Recorded), ToldGap)
		}
	}
}

// solvingAnew lists who is to put right what an answer did not solve, where the procedure
// leaves that to another than the handler, whose own message comes anew for it.
func (c *Case) solvingAnew(at time.Time) []string {
	duties, err := c.Duties()
	if err != nil {
		return nil
	}
	var users []string
	for i := range duties {
		d := &duties[i]
		if (d.Kind == DutyRework || d.Kind == DutyReopened) && d.Open() && d.Round == c.Round && d.Owner != RoleHandler {
			users = append(users, c.OwedBy(d, at)...)
		}
	}
	return slices.DeleteFunc(users, func(u string) bool { return u == c.Handler || c.ActsFor(u, c.Handler, at) })
}
