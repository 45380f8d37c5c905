package complaint

import (
	"slices"
	"time"
)

// What is noted with a conversation: its points, which are codes of the
// procedure, and these.
const (
	FlagUnadvised     = "unadvised"      // of a first contact: nobody was consulted before
	FlagBeforeContact = "before_contact" // of a consultation: before the first contact
)

// speakers are the roles that may speak with the complainant.
func (c *Case) speakers() []Role {
	roles := c.confided(RoleHandler, RoleOfficer)
	for _, role := range c.Procedure.Contact.By {
		roles = append(roles, Role(role))
	}
	return roles
}

// contactFirst tells whether the first contact is owed from the receipt on, so
// that it comes before everything else.
func (c *Case) contactFirst() bool {
	d := c.Procedure.Duty(DutyContact)
	return d != nil && d.StartsOn == string(Received) && c.AwaitsContact()
}

// AwaitsAdvice tells whether somebody is to be consulted before the first
// contact, and was not yet.
func (c *Case) AwaitsAdvice() bool {
	rules := c.Procedure.Contact
	return rules.Consult != "" && !c.Advised && (rules.Gate || c.ContactedAt.IsZero() && !c.Unreached())
}

// MissedAdvice is when the first contact was, as of which nobody is on record as consulted
// before it; zero where somebody is, or nobody had to be asked. A consultation that was
// before it counts, also when it is written down after it (KG-05).
func (c *Case) MissedAdvice() time.Time {
	if c.Procedure.Contact.Gate || !c.Open() {
		return time.Time{}
	}
	for i := range c.Events {
		if e := &c.Events[i]; e.Kind == Contacted && e.At.Equal(c.ContactedAt) && c.Unadvised(e) {
			return e.At
		}
	}
	return time.Time{}
}

// Unadvised tells whether event e is a first contact before which nobody was consulted, by
// the times at which both were true.
func (c *Case) Unadvised(e *Event) bool {
	return e.Data.Has(FlagUnadvised) && !c.advisedBy(e.At)
}

// asksAdvice tells whether a consultation is to be noted that comes before the first
// contact: it is to be had, or was missed on record.
func (c *Case) asksAdvice() bool { return c.AwaitsAdvice() || !c.MissedAdvice().IsZero() }

// beforeContact tells whether a consultation at that moment was before the first contact.
func (c *Case) beforeContact(at time.Time) bool {
	missed := c.MissedAdvice()
	return c.AwaitsAdvice() || !missed.IsZero() && !at.Truncate(time.Minute).After(missed)
}

// gated tells whether a contact of that person at that moment is refused because
// nobody was consulted before it (CY-18). The zero time asks of now.
func (c *Case) gated(by string, at time.Time) bool {
	if !c.Procedure.Contact.Gate || c.advises(by, at) {
		return false
	}
	return !c.advisedBy(at)
}

// advisedBy tells whether somebody was consulted before a contact at that moment, the zero
// time asks of now; within one minute, which is what people enter, they were.
func (c *Case) advisedBy(at time.Time) bool {
	return slices.ContainsFunc(c.Events, func(e Event) bool {
		return e.Kind == Consulted && e.Data.Has(FlagBeforeContact) && (at.IsZero() || !e.At.Truncate(time.Minute).After(at))
	})
}

// adviceFirst puts the consultation that is missing before the other steps.
func (c *Case) adviceFirst(others ...Step) []Step {
	if c.AwaitsAdvice() {
		return append([]Step{StepConsult}, others...)
	}
	return others
}

// advises tells whether user is one of those who are consulted before the first
// contact; once they were silent for too long, whoever is asked in their place is too.
func (c *Case) advises(user string, at time.Time) bool {
	return !c.IsInvolved(user) && (c.plays(user, at, []Role{Role(c.Procedure.Contact.Consult)}) || slices.Contains(c.advisersInstead(at), user))
}

// advisersInstead lists who may be consulted in the place of those who stayed silent, once
// they were to be consulted by that moment.
func (c *Case) advisersInstead(at time.Time) []string {
	if c.Procedure.Duty(DutyAdvise) == nil || !c.asksAdvice() {
		return nil
	}
	duties, err := c.Duties()
	i := slices.IndexFunc(duties, func(d Duty) bool { return d.Kind == DutyAdvise && !at.Before(d.Due) })
	if err != nil || i < 0 {
		return nil
	}
	var users []string
	for _, r := range c.substitutes(&duties[i], at) {
		users = append(users, r.User)
	}
	return users
}

// Advisers lists with whom this person consults before the first contact: those
// whom the procedure names, and for one of them who speaks with the customer.
func (c *Case) Advisers(by string, now time.Time) []string {
	users := append(c.whoPlays(Role(c.Procedure.Contact.Consult), now), c.advisersInstead(now)...)
	if c.advises(by, now) {
		users = []string{c.Handler}
		if c.Handler == "" {
			users = c.whoPlays(RoleFiler, now)
		}
	}
	return slices.DeleteFunc(users, func(u string) bool { return u == by })
}

// unadvised tells whether a contact by this person at that moment would be the first and
// nobody was consulted before it, whichever of the two is written down first (KG-05).
// Whoever is one of those who advise asks nobody.
func (c *Case) unadvised(by Person, at, now time.Time) bool {
	rules := c.Procedure.Contact
	first := rules.Gate || !c.Unreached() && (c.ContactedAt.IsZero() || at.Before(c.ContactedAt))
	return rules.Consult != "" && first && !c.advises(by.ID, now) && !c.advisedBy(at)
}

// checkConversation looks at what the procedure asks of a conversation. That
// nobody was consulted before the first one is a warning: who would advise and
// is silent must not be why the customer waits (KG-05).
func (c *Case) checkConversation(f ContactForm, by Person, now time.Time) Refusals {
	var rs Refusals
	if !f.Inbound {
		rs = c.checkPost(f.Via)
	}
	if !f.Reached {
		return rs
	}
	role := Role(c.Procedure.Contact.Consult)
	switch {
	case f.Inbound:
	case c.gated(by.ID, f.At):
		rs = append(rs, refuseField("when", "error.consult_first", "role", string(role), "who", Users(c.whoPlays(role, now))))
	case !c.Procedure.Contact.Gate && c.unadvised(by, f.At, now) && !f.KeepUnadvised:
		rs = append(rs, refuseField("reached", "error.contact_unadvised", "role", string(role), "who", Users(c.whoPlays(role, now))))
	}
	return rs
}

// pointsOf are the points of the procedure that were ticked.
func (c *Case) pointsOf(ticked []string) []string {
	return slices.DeleteFunc(slices.Clone(c.Procedure.Contact.Points), func(p string) bool { return !slices.Contains(ticked, p) })
}

// PointsOf gives the points that whoever spoke ticked in event e.
func (c *Case) PointsOf(e Event) []string { return c.pointsOf(e.Data.Flags) }

// Unkept are the points that closing asks for and nobody ticked yet.
func (c *Case) Unkept() []string {
	return slices.DeleteFunc(slices.Clone(c.Procedure.Close.Points), c.kept)
}

// kept tells whether a point was ticked in any conversation, the first included, or with an
// answer: an apology in a letter is one (KG-16, KG-25).
func (c *Case) kept(point string) bool {
	return slices.ContainsFunc(c.Events, func(e Event) bool {
		return slices.Contains([]Kind{Contacted, Received, Told}, e.Kind) && e.Data.Has(point)
	})
}
