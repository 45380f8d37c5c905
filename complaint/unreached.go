package complaint

import "time"

// ContactTries counts the business days on which somebody tried to reach the
// complainant for the first contact: two tries on one day are one.
func (c *Case) ContactTries() int {
	var tries []time.Time
	for _, e := range c.Events {
		if e.Kind == Attempted {
			tries = append(tries, e.At)
		}
	}
	return c.businessDays(tries)
}

// Unreached tells whether the case goes on though the complainant was never
// reached. Once somebody speaks with them after all, it is as any other.
func (c *Case) Unreached() bool { return !c.UnreachedAt.IsZero() && c.ContactedAt.IsZero() }

// MayGoOn tells whether this person may let the case go on without the first
// contact, with the reason when not: after as many tries on as many business days
// as a follow-up needs before it may go without a reply. By whoever may speak with
// the complainant, and the role that agrees. Where nobody knows how to reach them there
// is nothing to try.
func (c *Case) MayGoOn(by Person, now time.Time) error {
	roles := append(c.speakers(), RoleDeputy)
	if role := c.Agrees(AskUnreached); role != "" {
		roles = append(roles, role)
	}
	if err := c.may(by, now, PartFiling, roles...); err != nil {
		return err
	}
	switch n := c.ContactTries(); {
	case !c.Open() || !c.AwaitsContact() || c.waitsFor(AskUnreached):
		return c.wrongState("unreached")
	case !c.triedEnough():
		return refuse("error.unreached_early", "n", n, "of", c.Procedure.FollowUp.Attempts)
	}
	return nil
}

// GoOn lets the case go on though the complainant was never reached, with the
// reason: the answer goes to the address that is known, and what belongs to a
// contact is not asked for. Whoever does not agree in person asks for it first.
func (c *Case) GoOn(reason string, by Person, now time.Time) error {
	if err := c.MayGoOn(by, now); err != nil {
		return err
	}
	return c.orAsk(AskUnreached, Unreached, reason, by, now)
}

// noContact refuses an answer that waits for a first contact which nobody had, and
// says how the case goes on: by whom, and after how many tries.
func (c *Case) noContact(now time.Time) error {
	if c.State != StateAssigned && !c.contactFirst() || !c.AwaitsContact() {
		return nil
	}
	roles := []Role{RoleHandler}
	if c.contactFirst() {
		roles = c.speakers()
	}
	if c.Filing().Unknown {
		return refuse("error.contact_unknown", "who", c.whoever(roles, now))
	}
	return refuse("error.contact_first", "who", c.whoever(roles, now), "n", c.ContactTries(), "of", c.Procedure.FollowUp.Attempts)
}

func (c *Case) applyUnreached(e Event) {
	c.UnreachedAt = e.At
	if c.State == StateAssigned {
		c.State = StateHandling
	}
}

// triedEnough tells whether the case may go on without the first contact by the number of
// tries.
func (c *Case) triedEnough() bool {
	return c.Filing().Unknown || c.ContactTries() >= c.Procedure.FollowUp.Attempts
}

// goOnFirst puts going on without the first contact before the other steps, once it
// was tried often enough.
func (c *Case) goOnFirst(others []Step) []Step {
	if c.triedEnough() && c.Waits() == nil {
		return append([]Step{StepUnreached}, others...)
	}
	return others
}

// ofContact tells whether a duty is about the first contact, which is not owed any
// more once the case goes on without.
func ofContact(kind string) bool { return kind == DutyContact || kind == DutyAdvise }
