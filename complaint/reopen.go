package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// MayReopen tells whether this person may take up a closed case again because
// the complainant came back, with the reason when not: by the officer, deputy
// or handler, for as long as the procedure allows; later it is a new case, and so it is
// after a ruling that binds, which nobody decides again (KG-21).
func (c *Case) MayReopen(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy, RoleHandler); err != nil {
		return err
	}
	if c.State != StateClosed {
		return c.wrongState("reopen")
	}
	if c.Bound() {
		return refuse("error.reopen_ruled")
	}
	until, err := c.reopenUntil(c.ClosedAt)
	if err != nil {
		return err
	}
	if !now.Before(until) {
		return refuse("error.reopen_late", "until", c.Calendar.LastDay(until), "roles", c.Roster.titles(lateReopeners))
	}
	return nil
}

// lateReopeners write down afterwards that a complainant came back in time.
var lateReopeners = []Role{RoleOfficer, RoleDeputy}

// MayReopenLate tells whether this person may record, after the time in which the case
// could be reopened, that its complainant came back within it: by the officer or deputy.
func (c *Case) MayReopenLate(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, lateReopeners...); err != nil {
		return err
	}
	switch {
	case !c.PastReopening(now):
		return c.wrongState("reopen_late")
	case c.Bound():
		return refuse("error.reopen_ruled")
	}
	return nil
}

// reopenUntil is from when on a case that closed then stays so, exclusive. It
// fails on a date beyond the case's calendar.
func (c *Case) reopenUntil(closed time.Time) (time.Time, error) {
	due, err := c.Calendar.Due(closed, *c.Procedure.Reopen.Within, c.Procedure.Reopen.Roll)
	return due.Due, err
}

// ReopenableUntil is the last civil day on which the complainant of a closed case can
// come back to it, the zero day beyond the case's calendar.
func (c *Case) ReopenableUntil() calendar.Day {
	until, err := c.reopenUntil(c.ClosedAt)
	if err != nil {
		return calendar.Day{}
	}
	return c.Calendar.LastDay(until)
}

// PastReopening tells whether the case closed too long ago to be taken up
// again: when its complainant comes back, that is a new case.
func (c *Case) PastReopening(now time.Time) bool {
	until, err := c.reopenUntil(c.ClosedAt)
	return c.State == StateClosed && err == nil && !now.Before(until)
}

// BecomesAnother tells whether the case goes on, if at all, as a new one that is linked
// to it: it closed too long ago to be taken up again or with a ruling that binds, or it
// was a question or no complaint and is one by now. Its own record stays as it ended.
func (c *Case) BecomesAnother(now time.Time) bool {
	return c.PastReopening(now) || c.State == StateClosed && c.Bound() || c.State == StateNoComplaint && !c.Erased()
}

// MayFileAnew tells whether this person may file, instead of reopening the
// case, a new one that is linked to it: whoever could have reopened it, from
// when that is over, and of a question at any time.
func (c *Case) MayFileAnew(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy, RoleHandler); err != nil {
		return err
	}
	if !c.BecomesAnother(now) {
		return c.wrongState("anew")
	}
	return nil
}

// FiledAnew links the closed case to the one that was filed instead of
// reopening it. Twice records nothing.
func (c *Case) FiledAnew(as string, by Person, now time.Time) error {
	if err := c.MayFileAnew(by, now); err != nil {
		return err
	}
	if !slices.Contains(c.Related, as) {
		c.record(RelatedTo, by, now, now, Data{Case: as}, 0)
	}
	return nil
}

// Reopen takes up a closed case in a new round, from when the complainant came back: it
// is put right, answered and followed up again. What happened before keeps its times.
// Who came back after the term has a new case; what is written down after it says when,
// within it, that was.
func (c *Case) Reopen(reason string, at time.Time, by Person, now time.Time) error {
	late := c.MayReopenLate(by, now) == nil
	if err := c.MayReopen(by, now); err != nil && !late {
		return err
	}
	var rs Refusals
	if reason = strings.TrimSpace(reason); reason == "" {
		rs = append(rs, refuseField("reason", "error.reopen_reason"))
	}
	bad := c.checkSince(at, c.ClosedAt, now, "error.before_closing", "closed")
	if late {
		bad = c.checkCameBack("when", at, c.ClosedAt)
	}
	if bad != nil {
		rs = append(rs, bad)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(Reopened, by, at, now, Data{}, c.put(Note{Text: reason}))
	c.withoutHandler(by, now)
	return nil
}

// checkCameBack refuses a moment that is not between a closing and the end of the time in
// which that could be undone.
func (c *Case) checkCameBack(field string, at, closed time.Time) *Refusal {
	until, err := c.reopenUntil(closed)
	if err == nil && at.Before(until) && !at.Before(closed.Truncate(time.Minute)) {
		return nil
	}
	return refuseField(field, "error.reopen_term", "closed", closed, "until", c.Calendar.LastDay(until))
}

// withoutHandler records that a case which is handled again needs somebody who does: who
// handled it has left.
func (c *Case) withoutHandler(by Person, now time.Time) {
	if c.Handler != "" && c.handled() && c.Roster.HasLeft(c.Handler, now) {
		c.record(HandlerNeeded, by, now, now, Data{User: c.Handler, Why: VacantLeft}, 0)
	}
}

// newRound begins the round that follows on event e. Its answer is another one, of which
// whoever is to be consulted is asked again (OK-13).
func (c *Case) newRound(e Event) {
	c.overtaken(e)
	c.Consultation, c.consulted = "", 0
	c.State, c.Round, c.FollowUps, c.FollowedUp = StateRework, e.Data.Round+1, nil, ""
	c.ClosedAt, c.RuledAt, c.RulingDay, c.RulingDoneAt = time.Time{}, time.Time{}, "", time.Time{}
}
