package complaint

import (
	"slices"
	"time"
)

// may checks that a person may take a step: that they may see that part of
// the case at all, else the case does not exist for them, and that they play
// one of the roles in it.
func (c *Case) may(by Person, now time.Time, part Part, roles ...Role) error {
	if c.Erased() && c.MaySee(by, PartState, now) {
		return c.Gone()
	}
	switch {
	case c.acts(by, now, part, roles):
		return nil
	case c.MaySee(by, PartState, now): // they know of it, so say who can
		return c.notAllowed(now, roles)
	}
	return ErrNotFound
}

// acts tells whether a person knows that part of the case by more than reading alone, and
// plays one of the roles in it.
func (c *Case) acts(by Person, now time.Time, part Part, roles []Role) bool {
	return c.knows(by, part, now) && c.plays(by.ID, now, roles)
}

// MayFillIn refuses whoever may not see that part of the case, and whoever only reads it:
// no form about it is theirs.
func (c *Case) MayFillIn(part Part, by Person, now time.Time) error {
	switch {
	case !c.MaySee(by, part, now):
		return ErrNotFound
	case !c.knows(by, part, now):
		return c.NotTheirs(now)
	}
	return nil
}

// plays tells whether user plays one of the roles in this case.
func (c *Case) plays(user string, now time.Time, roles []Role) bool {
	return slices.ContainsFunc(roles, func(role Role) bool {
		switch role {
		case RoleFiler:
			return c.brought(user) || c.standsIn(user, c.Filer, now) || c.standsIn(user, c.receiver, now)
		case RoleHandler:
			return user == c.Handler || c.standsIn(user, c.Handler, now)
		case RoleOfficer: // or who stands in for an officer that is away or involved
			return c.Roster.Has(user, RoleOfficer, now) || c.actsAsOfficer(user, now)
		case RoleDeputy: // in person; where another role leads, only in the place of who leads, as above
			return c.Roster.Lead == "" && c.Roster.Has(user, role, now)
		case RoleManagement: // agrees in person
			return c.Roster.Has(user, role, now)
		}
		return c.Roster.Has(user, role, now) || c.standsInForAny(user, now, role)
	})
}

// actsAsOfficer tells whether user answers for the case because no officer can, or
// because it is late for days; with everybody away, that is the fallback.
func (c *Case) actsAsOfficer(user string, now time.Time) bool {
	if c.IsInvolved(user) {
		return false
	}
	acting := c.inCharge(now)
	if len(acting) == 0 {
		return c.Roster.Has(user, RoleFallback, now) && c.reaches(user, now)
	}
	return c.calledIn(user, now) || slices.ContainsFunc(acting, func(who string) bool {
		return who == user || c.standsIn(user, who, now) // they were handed a duty
	})
}

// calledIn tells whether user is the last in line and was told of a duty that is late
// for days and still owed, or is asked in the place of whoever stays silent: it is theirs to
// see to as well.
func (c *Case) calledIn(user string, now time.Time) bool {
	for key := range c.heard.told {
		instead := key.duty == DutyAdvise && key.stage == StageOverdue && c.Roster.Has(user, RoleFallback, now)
		if key.user != user || key.stage != StageFallback && !instead {
			continue
		}
		if d, err := c.Owed(key.duty, key.round); err == nil && key == keyOf(d, key.stage, user) && slices.Contains(c.Recipients(d, key.stage, now), user) {
			return true
		}
	}
	return false
}

// standsIn tells whether user acts for who in this case now: who is away and
// user their deputy, or who handed them a duty that is still owed.
func (c *Case) standsIn(user, who string, now time.Time) bool {
	if who == "" || who == user || c.IsInvolved(user) {
		return false
	}
	if c.Roster.Absent(who, now) {
		return c.Roster.DeputyOf(who, now) == user
	}
	for key, deputy := range c.heard.handed {
		if key.user == who && deputy == user {
			if _, err := c.Owed(key.duty, key.round); err == nil {
				return true
			}
		}
	}
	return false
}

// handlersOwn are the steps of the handler that others take only by leading or by what the
// procedure says of who speaks with the complainant.
var handlersOwn = []Kind{Drafted, ApprovalAsked, Told, Contacted, Attempted, PlanAgreed, Declined}

// inPlace gives the handler in whose place somebody takes a step of theirs now, having no part
// of their own by which they could take it; empty for everybody else.
func (c *Case) inPlace(kind Kind, by Person, now time.Time) string {
	if by.ID == "" || !slices.Contains(handlersOwn, kind) || !c.standsIn(by.ID, c.Handler, now) {
		return ""
	}
	own := []Role{RoleOfficer}
	if kind == Contacted || kind == Attempted || kind == PlanAgreed {
		own = slices.DeleteFunc(c.speakers(), func(role Role) bool { return role == RoleHandler })
	}
	if c.plays(by.ID, now, own) {
		return ""
	}
	return c.Handler
}

// standsInForAny tells whether user acts for a holder of one of the roles.
func (c *Case) standsInForAny(user string, now time.Time, roles ...Role) bool {
	return slices.ContainsFunc(roles, func(role Role) bool {
		return slices.ContainsFunc(c.Roster.Holding(role, now), func(who string) bool { return c.standsIn(user, who, now) })
	})
}

// notAllowed names who may take the step instead.
func (c *Case) notAllowed(now time.Time, roles []Role) error {
	return c.Roster.only(c.whoever(roles, now), roles...)
}

// only is the refusal of a step that these roles take, as the company calls them, with
// who can take it now, or that nobody is left.
func (r *Roster) only(who []string, roles ...Role) *Refusal {
	if len(who) == 0 {
		return refuse("error.nobody_left")
	}
	return refuse("error.not_allowed", "roles", r.titles(roles), "who", Users(who))
}

// titles are these roles as the company has them, each once.
func (r *Roster) titles(roles []Role) []Role {
	var called []Role
	for _, role := range roles {
		if role = r.called(role); !slices.Contains(called, role) && (role != RoleDeputy || r.Lead == "") {
			called = append(called, role)
		}
	}
	return called
}

// whoever lists who plays one of the roles, each once.
func (c *Case) whoever(roles []Role, now time.Time) Users {
	var users Users
	for _, role := range roles {
		for _, u := range c.whoPlays(role, now) {
			if !slices.Contains(users, u) {
				users = append(users, u)
			}
		}
	}
	return users
}

// NotTheirs is the refusal for somebody who plays no part in the case: it
// names the officers, who can say whose turn it is.
func (c *Case) NotTheirs(now time.Time) error {
	users := c.whoever([]Role{RoleOfficer}, now)
	if len(users) == 0 {
		return refuse("error.nobody_left")
	}
	return refuse("error.not_yours", "who", users)
}

func (c *Case) whoPlays(role Role, now time.Time) []string {
	switch role {
	case RoleHandler:
		if c.Handler == "" || c.Roster.HasLeft(c.Handler, now) {
			return nil
		}
		return []string{c.Handler}
	case RoleFiler:
		return c.eligible(slices.Compact([]string{c.Receiver(), c.Filer}))
	case RoleOfficer:
		return c.Responsible(RoleOfficer, now)
	case RoleDeputy:
		if c.Roster.Lead != "" {
			return nil
		}
	}
	return c.eligible(c.Roster.Holding(role, now))
}

// wrongState refuses a step that does not fit where the case stands.
func (c *Case) wrongState(step string) error {
	return refuse("error.wrong_state", "step", step, "state", string(c.Face()))
}

// takenAlready refuses a step that one of these events took before: it names who was
// first, when, and where the case stands since. So two who do it at once both know what
// holds. Without such an event it is the wrong moment for the step.
func (c *Case) takenAlready(step string, by ...Kind) error {
	if e := c.newest(by...); e != nil {
		return refuse("error.taken_already", "who", User(e.Actor), "at", e.Recorded, "state", string(c.Face()))
	}
	return c.wrongState(step)
}

// Ways are how a complainant is contacted, in the order in which forms ask.
var Ways = []string{"phone", "meeting", "email", "letter", "chat"}

// checkWay refuses a code that no form offers: codes are kept unsealed.
func checkWay(field, via string) Refusals {
	if slices.Contains(Ways, via) {
		return nil
	}
	return Refusals{refuseField(field, "error.channel")}
}

// checkWhen refuses a true time before the case came in or in the future.
func (c *Case) checkWhen(field string, at, earliest, now time.Time) *Refusal {
	switch {
	case at.After(now):
		return refuseField(field, "error.future")
	case at.Before(earliest.Truncate(time.Minute)): // pickers give whole minutes
		return refuseField(field, "error.before_receipt", "received", earliest)
	}
	return nil
}

// checkSince is checkWhen of the field "when" for what follows from a step other than the
// receipt: text says what it came too early for, with that moment as its variable arg.
func (c *Case) checkSince(at, step, now time.Time, text, arg string) *Refusal {
	r := c.checkWhen("when", at, step, now)
	if r != nil && r.Text == "error.before_receipt" {
		return refuseField("when", text, arg, step)
	}
	return r
}
