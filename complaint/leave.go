package complaint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// NoticeLeft tells who leads that a colleague is gone and what they leave
// behind, and makes that message true. Ref names who and when, see [LeftUser].
const NoticeLeft NoticeKind = "left"

// Leave notes that user is no full member of the workspace any more: from now on
// they hold no role, and what they owe goes to whoever stands in. Those who lead,
// and where a role is vacant those who look after the app, are told once.
func (r *Roster) Leave(user string, now time.Time) []Notice {
	if r.HasLeft(user, now) {
		return nil
	}
	if r.Left == nil {
		r.Left = map[string]time.Time{}
	}
	r.Left[user] = now
	return r.leftNotices(user, now)
}

// Rejoin forgets that user left: what they were named for holds again.
func (r *Roster) Rejoin(user string) { delete(r.Left, user) }

// leftNotices tells of somebody who left.
func (r *Roster) leftNotices(user string, now time.Time) []Notice {
	told := r.leaders(now)
	if len(r.RolesOf(user, now)) > 0 {
		told = append(told, r.Keepers(now)...)
	}
	var list []Notice
	for _, to := range told {
		if !slices.ContainsFunc(list, func(n Notice) bool { return n.To == to }) {
			list = append(list, Notice{Kind: NoticeLeft, To: to, Ref: r.leftRef(user)})
		}
	}
	return list
}

// leftRef names who left, and when.
func (r *Roster) leftRef(user string) string {
	return fmt.Sprintf("%s-%d", user, r.Left[user].UnixMilli())
}

// IsGone tells whether whoever a notice of [NoticeLeft] is about has not been back since.
func (r *Roster) IsGone(ref string) bool {
	return r.HasLeft(LeftUser(ref), time.Time{}) && r.leftRef(LeftUser(ref)) == ref
}

// LeftUser is whom a notice of [NoticeLeft] is about.
func LeftUser(ref string) string {
	user, _, _ := strings.Cut(ref, "-")
	return user
}

// leaders are those who lead the cases and are there: officers, else deputies,
// else the last in line; without those who cannot. While everybody is away it is the
// officers.
func (r *Roster) leaders(now time.Time, but ...string) []string {
	able := func(users []string) []string {
		return slices.DeleteFunc(users, func(u string) bool { return slices.Contains(but, u) })
	}
	for _, role := range []Role{RoleOfficer, RoleDeputy, RoleFallback} {
		if present := able(r.here(r.Holding(role, now), now)); len(present) > 0 {
			return present
		}
	}
	return able(r.Holding(RoleOfficer, now))
}

// RolesOf lists the roles that user is or will be named for.
func (r *Roster) RolesOf(user string, now time.Time) []Role {
	return slices.DeleteFunc(r.InUse(), func(role Role) bool {
		return !slices.ContainsFunc(r.Named(role, now), func(h Holder) bool { return h.User == user })
	})
}

// Deputies says of whoever is named to stand in, always or in an absence that is not over,
// for whom: colleagues who are here, in the order of their ids.
func (r *Roster) Deputies(at time.Time) map[string][]string {
	of := map[string][]string{}
	add := func(deputy, user string) {
		if deputy != "" && !r.HasLeft(user, at) && !slices.Contains(of[deputy], user) {
			of[deputy] = append(of[deputy], user)
		}
	}
	for user, p := range r.People {
		add(p.Deputy, user)
	}
	for i := range r.Away {
		if a := &r.Away[i]; at.Before(a.Until) {
			add(a.Deputy, a.User)
		}
	}
	for _, users := range of {
		slices.Sort(users)
	}
	return of
}

// MayHandOver refuses whoever does not lead cases.
func (r *Roster) MayHandOver(by Person, now time.Time) error {
	if by.Member && (r.HasAny(by.ID, now, RoleOfficer, RoleDeputy) || slices.Contains(r.leaders(now), by.ID)) {
		return nil
	}
	return r.only(r.leaders(now), RoleOfficer, RoleDeputy)
}

// mayHandOn is MayAssign for a case that its handler cannot go on with: one that is
// answered too, as the customer may come back, unless nothing is left to them.
func (c *Case) mayHandOn(by Person, now time.Time) error {
	if err := c.may(by, now, PartCard, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.Open() || c.Face() == FaceReady && !c.handlerOwes() {
		return c.wrongState("assign")
	}
	return nil
}

// handlerOwes tells whether anything is still to be done by the handler.
func (c *Case) handlerOwes() bool {
	duties, err := c.Duties()
	return err != nil || slices.ContainsFunc(duties, func(d Duty) bool {
		return d.Open() && d.Owner == RoleHandler && (d.User == "" || d.User == c.Handler)
	})
}

// Reassign gives the case from its handler, who cannot go on with it, to another
// one, by the rules of [Case.Assign]: whoever is involved is refused. What the
// first assignment asked, who delivered the service, holds. Where another role agrees
// with the choice it is a proposal, as the first one was, and the case stays with its
// handler until then.
func (c *Case) Reassign(from string, a Assignment, by Person, now time.Time) error {
	if err := c.mayHandOn(by, now); err != nil {
		return err
	}
	if c.Handler != from {
		return refuse("error.handed_over")
	}
	a.Deliverers, a.Deliverer = nil, ""
	if a.Why = "other"; !slices.Contains(c.Procedure.Assign.Reasons, a.Why) && len(c.Procedure.Assign.Reasons) > 0 {
		a.Why = cmp.Or(c.WhyOf(a.Handler, now), c.Procedure.Assign.Reasons[0])
	}
	if c.MustAsk(AskHandler, by, now) {
		return c.propose(a, true, by, now)
	}
	return c.assign(a, true, by, now)
}
