package complaint

import (
	"cmp"
	"slices"
	"time"

	"ombud/procedure"
)

// fallAway ends a duty that nobody owes any more from that moment on: before it was due
// it is neither met nor missed, after that it is missed for good.
func (d *Duty) fallAway(at time.Time) {
	d.Ended = at
	d.Void = at.Before(d.Due)
	d.Left = !d.Void
}

// end ends a duty that is not done and not owed any more.
func (c *Case) end(o *owed) {
	if o.Past > 0 || !o.Done.IsZero() || !o.Ended.IsZero() {
		return
	}
	at, never := c.overSince(o)
	switch {
	case never:
		o.Void, o.Ended = true, at
	case !at.IsZero():
		o.fallAway(at)
	case c.State == StateClosed:
		o.Left, o.Ended = true, c.ClosedAt
	}
}

// passToTeller has an answer that is approved owed by whoever alone tells it, where it was
// the handler's until then, who can do nothing more for it (CY-19, CY-31).
func (c *Case) passToTeller(d *Duty) {
	alone := Role(c.Procedure.Answer.ToldBy)
	if alone != "" && d.Owner == RoleHandler && d.Open() && c.ownStep(d.Kind) == "" && c.ToTell(len(c.Answers)) {
		d.Owner = alone
	}
}

// overSince is when a duty fell away that nobody did, the zero time while it is owed; never
// when it was never owed: there was no case, or it is owed in another one.
func (c *Case) overSince(o *owed) (at time.Time, never bool) {
	since := func(when time.Time) {
		if !when.IsZero() && (at.IsZero() || when.Before(at)) {
			at = when
		}
	}
	spec := c.Procedure.Duty(o.Kind)
	if !c.Open() && c.State != StateClosed {
		since(c.Events[c.ending-1].At)
		never = c.State == StateFiledInError || c.State == StateDuplicate
	}
	if spec.Per == procedure.PerRound && o.Round < c.Round {
		since(c.opened(o.Round + 1))
	}
	if c.disputed > o.start.Seq && ofAnswer(spec) {
		since(c.Events[c.disputed-1].At)
	}
	if told := c.newest(Told, Untold); o.Kind == DutyReassign && told != nil && told.Seq > o.start.Seq { // there is nothing left to handle
		since(told.At)
	}
	if o.Kind == DutyFollowUp && c.Unverified() {
		since(c.waivedAt())
	}
	if r := cmp.Or(c.Request(o.start.Seq), c.requestAnew(o.start)); o.Kind == DutyDecide && r != nil && r.Moot {
		since(c.Events[r.end-1].At)
	}
	if c.Unreached() && ofContact(o.Kind) {
		since(c.UnreachedAt)
	}
	if c.KeptBack() && needsComplainant(spec) {
		since(c.newest(Untold).At)
	}
	return at, never
}

// opened is when a round began.
func (c *Case) opened(round int) time.Time {
	e, _ := c.OpenedBy(round)
	return e.At
}

// OpenedBy gives the event that began a round: the complainant said that it is not solved,
// or came back, and what they miss is its note (EX-19). False of the first round.
func (c *Case) OpenedBy(round int) (Event, bool) {
	i := slices.IndexFunc(c.Events, func(e Event) bool { return e.opensRound() && e.Data.Round+1 == round })
	if i < 0 {
		return Event{}, false
	}
	return c.Events[i], true
}

// waivedAt is when it was agreed that nobody asks the complainant any more.
func (c *Case) waivedAt() (at time.Time) {
	for _, r := range c.Requests {
		if r.Verdict == AgreementGiven && (r.What == AskNoReply || r.What == AskNoContact) {
			at = r.DecidedAt
		}
	}
	return at
}

// ofAnswer tells whether a duty is about the answer, from writing it to asking what the
// complainant makes of it: what a third party takes out of our hands. The rest is owed
// as before, as closing asks for it.
func ofAnswer(spec *procedure.Duty) bool {
	return slices.ContainsFunc([]Kind{Drafted, Told, Approved, Satisfied, AgreementGiven}, func(k Kind) bool { return slices.Contains(spec.DoneBy, string(k)) })
}
