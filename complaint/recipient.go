package complaint

import (
	"slices"
	"time"
)

// Recipient is somebody who hears of a duty, and why.
type Recipient struct {
	User string
	Role Role   // in which the duty is theirs, or of whom they stand in for
	For  string // whom they stand in for; empty: nobody
}

// Recipients lists who hears of a duty at a stage. Whoever is away, or handed
// the duty on, is replaced by the deputy; whoever is involved never hears.
func (c *Case) Recipients(d *Duty, stage Stage, at time.Time) []string {
	var users []string
	for _, r := range c.recipients(d, stage, at) {
		users = append(users, r.User)
	}
	return users
}

// recipients are those who owe the duty, and who hears of it beside them.
func (c *Case) recipients(d *Duty, stage Stage, at time.Time) []Recipient {
	return merged(c.owing(d, stage, at), c.beside(d, stage, at))
}

// merged is all of more that is not of a person in list yet, behind it.
func merged(list, more []Recipient) []Recipient {
	for _, r := range more {
		if !slices.ContainsFunc(list, func(other Recipient) bool { return other.User == r.User }) {
			list = append(list, r)
		}
	}
	return list
}

// Owes says who owes a duty now: the one person who does, else, with several or
// nobody, the role.
func (c *Case) Owes(d *Duty, at time.Time) (user string, role Role) {
	role = d.Owner
	if d.Quiet {
		role = RoleOfficer
	}
	if owing := c.owing(d, "", at); len(owing) == 1 {
		user = owing[0].User
	}
	return user, c.Roster.called(role)
}

// OwedBy lists who owes a duty now, each of whom may do it; nobody where nobody is there
// to.
func (c *Case) OwedBy(d *Duty, at time.Time) []string {
	var users []string
	for _, r := range c.owing(d, "", at) {
		users = append(users, r.User)
	}
	return users
}

// Capacity says as what user hears of a duty at a stage: in a role of their own
// or for somebody else.
func (c *Case) Capacity(d *Duty, stage Stage, user string, at time.Time) Recipient {
	for _, r := range c.recipients(d, stage, at) {
		if r.User == user {
			return r
		}
	}
	return Recipient{User: user, Role: c.roleIn(d.Owner, user, at)}
}

func (c *Case) owing(d *Duty, stage Stage, at time.Time) []Recipient {
	if d.Kind == DutyHearing {
		return c.confirming(d, stage, at)
	}
	if stage == StageFallback && !d.Quiet {
		if last := c.asFallback(d, at); len(last) > 0 {
			return last
		}
		return c.onDuty(d, RoleOfficer, at)
	}
	roles := []Role{d.Owner}
	if d.Quiet {
		roles, stage = []Role{RoleOfficer}, ""
	}
	switch stage {
	case StageOverdue, StageTried:
		roles = []Role{d.Owner, RoleOfficer}
	case StageDeputy:
		roles = []Role{RoleDeputy, RoleOfficer}
		if c.Roster.Lead != "" { // deputies act only in the place of who leads
			roles = []Role{RoleOfficer}
		}
	}
	var all []Recipient
	for _, role := range roles {
		all = merged(all, c.onDuty(d, role, at))
	}
	if d.Kind == DutyAdvise && stage == StageOverdue {
		all = merged(all, c.substitutes(d, at))
	}
	if a := c.Answer(); a != nil && d.Kind == DutyApprove { // who wrote it, or handles it, knows that it waits and may not decide
		all = slices.DeleteFunc(all, func(r Recipient) bool {
			return (r.For != "" || r.Role != c.Roster.Leads()) && slices.Contains(append(c.hands(a.Version), c.Handler), r.User) && !slices.Contains(c.Approvers(at), r.User)
		})
	}
	return all
}

// substitutes are those who may be consulted in the place of whoever was to be and stays
// silent (KG-05): the deputies who were not asked before, without any the last in line.
func (c *Case) substitutes(d *Duty, at time.Time) []Recipient {
	asked := c.Responsible(d.Owner, at)
	others := func(list []Recipient) []Recipient {
		return slices.DeleteFunc(list, func(r Recipient) bool { return slices.Contains(asked, r.User) || !c.reaches(r.User, at) })
	}
	if deputies := others(c.present(d, RoleDeputy, c.eligible(c.Roster.Holding(RoleDeputy, at)), at)); len(deputies) > 0 {
		return deputies
	}
	return others(c.asFallback(d, at))
}

// Owners lists whose a duty is, here or away: the one who was named for it, else
// whoever plays its role.
func (c *Case) Owners(d *Duty, at time.Time) []string {
	if d.User != "" {
		return []string{d.User}
	}
	return c.Responsible(d.Owner, at)
}

// IsFor tells whether a duty belongs in a list of what user has to do: it is theirs,
// also in the place of somebody else, or stays theirs while they are away.
func (c *Case) IsFor(d *Duty, user string, at time.Time) bool {
	return slices.Contains(c.Recipients(d, "", at), user) ||
		c.Roster.Absent(user, at) && slices.Contains(c.Owners(d, at), user)
}

// onDuty lists who answers for a role now: the deputy of whoever is away, and
// when that leaves nobody, the next in line.
func (c *Case) onDuty(d *Duty, role Role, at time.Time) []Recipient {
	if role == d.Owner && slices.Contains([]string{DutyApprove, DutyDecide, DutyDecideDelay}, d.Kind) {
		return c.approving(d, at)
	}
	users := c.Responsible(role, at)
	if role == d.Owner {
		users = c.Owners(d, at)
	}
	present := c.present(d, role, users, at)
	if len(present) == 0 && role == RoleOfficer {
		for _, r := range c.present(d, RoleDeputy, c.eligible(c.Roster.Holding(RoleDeputy, at)), at) {
			present = append(present, Recipient{r.User, RoleDeputy, c.first(RoleOfficer, at)})
		}
	}
	switch {
	case len(present) > 0:
		return present
	case role == RoleOfficer:
		return c.asFallback(d, at)
	}
	return c.onDuty(d, RoleOfficer, at)
}

// inCharge lists who answers for the case now: those who lead it, or who stands in for
// them. It is empty while everybody is away.
func (c *Case) inCharge(at time.Time) []string {
	var users []string
	for _, r := range c.onDuty(&Duty{Owner: RoleOfficer}, RoleOfficer, at) {
		users = append(users, r.User)
	}
	return users
}

// InCharge lists who answers for the case now and is there. While everybody is away it
// lists the officers all the same: the first who is back reads it.
func (c *Case) InCharge(at time.Time) []string {
	if there := c.inCharge(at); len(there) > 0 {
		return there
	}
	return c.Responsible(RoleOfficer, at)
}

// NobodyThere tells whether everybody is away who could take up the case: those who lead
// it, who stands in for them and the last in line.
func (c *Case) NobodyThere(at time.Time) bool { return len(c.inCharge(at)) == 0 }

// AwayFrom lists those of them who are away.
func (c *Case) AwayFrom(at time.Time) []string {
	users := c.eligible(c.Roster.HoldingAny(at, RoleOfficer, RoleDeputy, RoleFallback, RoleManagement))
	return slices.DeleteFunc(users, func(u string) bool { return !c.Roster.Absent(u, at) })
}

// FirstBack says who of those is back first, and when: whoever comes back and answers for
// the case from then on. It gives nobody where no end of an absence is known.
func (c *Case) FirstBack(at time.Time) (users []string, back time.Time) {
	for _, a := range c.Roster.Away {
		sooner := a.Until.After(at) && (back.IsZero() || a.Until.Before(back))
		if there := c.inCharge(a.Until); sooner && len(there) > 0 {
			users, back = there, a.Until
		}
	}
	return users, back
}

// asFallback are the last in line: the fallback where the case reaches them, else
// whoever of management is there, in person. With nobody there, whoever comes back
// first is told then.
func (c *Case) asFallback(d *Duty, at time.Time) []Recipient {
	last := c.present(d, RoleFallback, c.eligible(c.Roster.Holding(RoleFallback, at)), at)
	last = slices.DeleteFunc(last, func(r Recipient) bool { return !c.reaches(r.User, at) })
	if len(last) == 0 {
		for _, u := range c.Roster.here(c.eligible(c.Roster.Holding(RoleManagement, at)), at) {
			last = append(last, Recipient{User: u, Role: RoleManagement})
		}
	}
	return last
}

// reaches tells whether the case, if it is confidential, is told to user.
func (c *Case) reaches(user string, at time.Time) bool {
	return !c.Confidential || slices.Contains(c.Audience(at), user)
}

// first is the first uninvolved holder of a role, if any.
func (c *Case) first(role Role, at time.Time) string {
	for _, u := range c.eligible(c.Roster.Holding(role, at)) {
		return u
	}
	return ""
}

// approving lists who is asked to decide on what waits: who was asked by name,
// else all who may. A deputy counts only where they may decide themselves; with
// the one who was asked away, the others hear of it.
func (c *Case) approving(d *Duty, at time.Time) []Recipient {
	var able []string
	switch r, x := c.Waits(), c.Pending(); {
	case d.Kind == DutyApprove:
		able = c.Approvers(at)
	case d.Kind == DutyDecide && r != nil:
		able = c.DecidersOf(r, at)
	case d.Kind == DutyDecideDelay && x != nil:
		able = c.Deciders(x, at)
	}
	may := func(list []Recipient) []Recipient {
		return slices.DeleteFunc(list, func(r Recipient) bool { return !slices.Contains(able, r.User) })
	}
	if a := c.Answer(); d.Kind == DutyApprove && a != nil && c.Approvals() == 1 && slices.Contains(able, a.AskedOf) {
		if asked := may(c.present(d, d.Owner, []string{a.AskedOf}, at)); len(asked) > 0 {
			return asked
		}
	}
	return may(c.present(d, d.Owner, able, at))
}

// present puts the deputy in the place of whoever is away or handed the duty
// on, and leaves out whom nobody uninvolved and present stands in for. Whoever leads as a
// deputy does so in person: standing in is not handed on (decision 0042).
func (c *Case) present(d *Duty, role Role, users []string, at time.Time) []Recipient {
	var all []Recipient
	for _, u := range users {
		r := Recipient{User: u, Role: c.roleIn(role, u, at)}
		away := c.Roster.Absent(u, at)
		deputy := c.heard.handed[handKey{d.Kind, d.Round, u}]
		switch {
		case away && u != d.User && c.leadsAsDeputy(role, u, at):
			continue
		case away:
			deputy = c.Roster.DeputyOf(u, at)
		}
		switch {
		case c.canStandIn(deputy, at) && (role != RoleFollowUp || c.mayCall(deputy, at)):
			r.User, r.For = deputy, u
		case away:
			continue
		}
		if !slices.ContainsFunc(all, func(other Recipient) bool { return other.User == r.User }) {
			all = append(all, r)
		}
	}
	return all
}

// leadsAsDeputy tells whether what is of a role falls to somebody as a deputy; with nobody
// to handle the case, what is the handler's falls to who leads.
func (c *Case) leadsAsDeputy(role Role, user string, at time.Time) bool {
	if role == RoleHandler && c.Handler == "" {
		role = RoleOfficer
	}
	return c.roleIn(role, user, at) == RoleDeputy
}

// canStandIn tells whether a deputy is of use in this case now.
func (c *Case) canStandIn(deputy string, at time.Time) bool {
	return deputy != "" && !c.IsInvolved(deputy) && !c.Roster.Absent(deputy, at)
}

// roleIn is the part that user plays where a role is meant: that one, else the
// nearest that they hold.
func (c *Case) roleIn(role Role, user string, at time.Time) Role {
	switch {
	case role == RoleHandler && user == c.Handler, role == RoleFiler && c.brought(user), role == RoleCoOwner && user == c.coOwner, c.Roster.Has(user, role, at):
		return c.Roster.called(role)
	}
	for _, other := range []Role{RoleOfficer, RoleDeputy, RoleManagement, RoleFallback} {
		if c.Roster.Has(user, other, at) {
			return c.Roster.called(other)
		}
	}
	return role
}
