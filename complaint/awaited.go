package complaint

import (
	"slices"
	"time"
)

// Awaited is on whom a case may wait: a key under which the store keeps the case, so that
// who reads [Roster.AwaitedKeys] finds every turn that [Case.TurnOf] would give them. It is
// a hint that knows of nobody's absence: open the case and ask.
type Awaited struct {
	By  string    // somebody's id, a role, or a role whose holders decide
	Due time.Time // of the first duty under that key; zero: without a day
	Out []string  // who does not count in this case, whatever role they hold; [anybody]: perhaps each
}

// anybody in Out tells that holders of the role may not be enough, whoever counts.
const anybody = "*"

// deciding is the key of what those who hold a role decide on.
func deciding(role Role) string { return "decide:" + string(role) }

// calling is the key of what somebody who received or filed a case asks its customer, where
// none of those who follow up may, or would ask about their own handling.
func calling(filer string) string { return string(RoleFollowUp) + ":" + filer }

// AwaitedBy lists on whom the case may wait, each key once, closed cases too: somebody may
// have to look at why one is kept.
func (c *Case) AwaitedBy() []Awaited {
	var list []Awaited
	add := func(by string, due time.Time, out ...string) {
		out = slices.Concat(c.Involved(), slices.DeleteFunc(out, func(u string) bool { return u == "" }))
		i := slices.IndexFunc(list, func(a Awaited) bool { return a.By == by })
		if i < 0 {
			i, list = len(list), append(list, Awaited{By: by, Due: due})
		}
		a := &list[i]
		if a.Due.IsZero() || !due.IsZero() && due.Before(a.Due) {
			a.Due = due
		}
		a.Out = append(a.Out, out...)
		slices.Sort(a.Out)
		a.Out = slices.Compact(a.Out)
	}
	duties, _ := c.Duties() // where dates lie beyond its calendar nobody has a duty to do either
	for i := range duties {
		if d := &duties[i]; d.Open() && !d.Quiet && !d.ByName() && !c.waitsForDecision(d) {
			c.owedUnder(d, add)
		}
	}
	for _, d := range c.Undecided() {
		role, out := c.decides(d)
		add(deciding(role), time.Time{}, out...)
	}
	if a := c.Answer(); a != nil && c.Face() == FaceChangesAsked {
		add(a.Author, time.Time{})
	}
	if next, _ := c.Next(); next == StepAssign || next == StepClose {
		add(string(RoleOfficer), time.Time{})
	}
	return list
}

// waitsForDecision tells whether whoever owes the answer can do nothing for it now: it
// waits for who decides on it.
func (c *Case) waitsForDecision(d *Duty) bool {
	if c.ownStep(d.Kind) != "" {
		return false
	}
	next, _ := c.Next()
	return next == StepReview && slices.ContainsFunc(c.Undecided(), func(d Decision) bool { return d.Version > 0 })
}

// owedUnder adds the keys of a duty.
func (c *Case) owedUnder(d *Duty, add func(by string, due time.Time, out ...string)) {
	by := string(d.Owner)
	switch {
	case d.Kind == DutyHearing: // and who handles the case, while they are away
		add(d.User, d.Due)
		if by = c.Handler; by == "" {
			by = string(RoleOfficer)
		}
	case d.User != "":
		by = d.User
	case d.Owner == RoleHandler && c.Handler != "":
		by = c.Handler
	case d.Owner == RoleFiler && c.receiving() != "":
		if by = c.receiving(); by != c.Filer && !c.IsInvolved(c.Filer) {
			add(c.Filer, d.Due) // whose it is once who received it is gone
		}
	case d.Owner == RoleHandler, d.Owner == RoleFiler:
		by = string(RoleOfficer)
	case d.Owner == RoleFollowUp:
		out := c.graded()
		if c.Confidential { // which reaches none of the callers, or one
			out = append(out, anybody)
		}
		for _, asker := range []string{c.receiver, c.Filer} { // the latter once the former is gone
			if asker != "" && !c.gradesOwn(asker) {
				add(calling(asker), d.Due, out...)
			}
		}
		add(by, d.Due, out...)
		return
	}
	add(by, d.Due)
}

// decides gives the role whose holders take a decision, and who of them may not.
func (c *Case) decides(d Decision) (role Role, out []string) {
	switch r := c.Request(d.Request); {
	case r != nil:
		return c.Agrees(r.What), []string{c.Handler, r.By, r.User}
	case d.Delay > 0:
		return Role(c.Procedure.Extend.Agreement), []string{c.Handler, c.Extensions[d.Delay-1].AskedBy}
	}
	out = append(c.hands(d.Version), c.Handler)
	for _, a := range c.Agreed(d.Version) {
		out = append(out, a.By)
	}
	if c.Approvals() > 1 {
		out = append(out, anybody)
	}
	return Role(c.Procedure.Answer.Approval.Role), out
}

// AwaitedKey is a key under which somebody finds cases that may wait for them.
type AwaitedKey struct {
	By string
	// Without keeps those in which one of these does not count, as they would be asked
	// before that somebody; empty: all.
	Without []string
}

// Holds tells whether what is kept under that key is found by this one.
func (k AwaitedKey) Holds(a Awaited) bool {
	return k.By == a.By && (len(k.Without) == 0 || slices.ContainsFunc(a.Out, func(u string) bool { return u == anybody || slices.Contains(k.Without, u) }))
}

// Role tells whether the key is of a role, and not of one person.
func (k AwaitedKey) Role() bool { return slices.Contains(owners, Role(k.By)) }

// owners are the roles that may owe a duty or decide.
var owners = append([]Role{RoleCoOwner}, Roles...)

// AwaitedKeys lists where to look for what waits for user at that moment: under their own
// name and roles, under those in whose place they act and, as far as nobody before them is
// there, of whom a duty falls to who leads, their deputies, management and the last in line.
func (r *Roster) AwaitedKeys(user string, now time.Time) []AwaitedKey {
	keys := []AwaitedKey{{By: user}}
	callers := r.Holding(RoleFollowUp, now)
	for _, role := range []Role{RoleOfficer, RoleDeputy, RoleManagement, RoleFallback} {
		if len(callers) == 0 {
			callers = r.Holding(role, now)
		}
	}
	call := func(filer string) { keys = append(keys, AwaitedKey{calling(filer), callers[:min(1, len(callers))]}) }
	call(user)
	for _, who := range r.absentees(now) {
		if who == user {
			continue
		}
		if before, theirs := r.before(user, []string{who}, now); theirs {
			keys = append(keys, AwaitedKey{who, before})
		}
		if slices.Contains(r.acting([]string{who}, now), user) {
			call(who)
		}
	}
	for _, role := range owners {
		before, theirs := r.before(user, r.Holding(role, now), now)
		if theirs {
			keys = append(keys, AwaitedKey{string(role), before})
		}
		switch {
		case r.Has(user, role, now), theirs && role == RoleOfficer: // or who stands in for one
			keys = append(keys, AwaitedKey{deciding(role), before})
		case r.Has(user, RoleFallback, now):
			var there []string
			if here := r.here(r.Holding(role, now), now); len(here) > 0 {
				there = here[:1]
			}
			keys = append(keys, AwaitedKey{deciding(role), there})
		}
	}
	return keys
}

// before tells whether what is of these people may fall to user, and who would be asked
// before them: it falls to user where one of those does not count. Nobody: at any rate.
func (r *Roster) before(user string, first []string, now time.Time) (before []string, theirs bool) {
	last := r.HoldingAny(now, RoleManagement, RoleFallback)
	deputies := r.Holding(RoleDeputy, now)
	for i, line := range [][]string{first, r.Holding(RoleOfficer, now), r.here(deputies, now), last} {
		if slices.Contains(line, user) || i == 2 && slices.Contains(deputies, user) || slices.Contains(r.acting(line, now), user) {
			return before, true
		}
		for _, who := range line {
			if deputy := r.acting([]string{who}, now); len(deputy) > 0 && before == nil {
				before = slices.Compact([]string{who, deputy[0]})
			}
		}
	}
	return nil, false
}

// acting are those of these people who are there, and who stands in for the others.
func (r *Roster) acting(users []string, now time.Time) []string {
	var there []string
	for _, u := range users {
		if r.Absent(u, now) {
			u = r.DeputyOf(u, now)
		}
		if u != "" && !r.Absent(u, now) {
			there = append(there, u)
		}
	}
	return there
}

// absentees lists who is away or gone for good.
func (r *Roster) absentees(now time.Time) []string {
	var users []string
	for _, a := range r.Away {
		if a.In(now) {
			users = append(users, a.User)
		}
	}
	for user := range r.Left {
		if r.HasLeft(user, now) {
			users = append(users, user)
		}
	}
	slices.Sort(users)
	return slices.Compact(users)
}
