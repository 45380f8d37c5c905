package complaint

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// RoleCoOwner is the part of one case that stays with whoever received the
// complaint: they answer for its settlement beside the handler (KG-26).
const RoleCoOwner Role = "co_owner"

// NoticeCoOwner makes the message true by which somebody knows that they are
// co-responsible for a case.
const NoticeCoOwner NoticeKind = "co_owner"

// NoticeCoOwnerless makes the message true that asks who leads for another one.
const NoticeCoOwnerless NoticeKind = "co_ownerless"

// CoOwner is who is co-responsible beside the handler, empty for nobody. Somebody
// who turned out to be involved is not, and a handler is responsible anyhow.
func (c *Case) CoOwner() string {
	if c.coOwner == c.Handler || c.IsInvolved(c.coOwner) {
		return ""
	}
	return c.coOwner
}

// LacksCoOwner tells whether whoever was co-responsible, or would be since the case is
// handled, cannot be it, involved or gone, and another one is still to be named: nobody is
// left out without (KG-26).
func (c *Case) LacksCoOwner() bool {
	user := c.keptOn()
	return c.Open() && user != c.Handler && c.lost(user)
}

// keptOn is who was named as co-responsible, else whoever received the complaint, once it
// was given to somebody where the procedure has them stay so; empty for nobody.
func (c *Case) keptOn() string {
	if c.coOwner == "" && c.Procedure.Assign.CoResponsible && !c.AssignedAt.IsZero() {
		return c.Receiver()
	}
	return c.coOwner
}

// lost tells whether user can be co-responsible no more.
func (c *Case) lost(user string) bool {
	return user != "" && (c.Roster.HasLeft(user, time.Time{}) || c.IsInvolved(user))
}

// Receiver is the colleague whom the complaint reached first: whoever filed it, unless
// they named somebody else (PK-02, EX-03).
func (c *Case) Receiver() string { return cmp.Or(c.receiver, c.Filer) }

// receiving is whose what is asked of the filer is: whoever received the complaint, and
// whoever filed it where they did or can do nothing with it any more; empty for nobody.
func (c *Case) receiving() string {
	switch {
	case c.receiver != "" && !c.lost(c.receiver):
		return c.receiver
	case !c.IsInvolved(c.Filer):
		return c.Filer
	}
	return ""
}

// Receives tells whether what is asked of the filer is this person's to do: they received
// the complaint, or stand in for who did.
func (c *Case) Receives(user string, at time.Time) bool {
	who := c.receiving()
	return user != "" && user == who || c.standsIn(user, who, at)
}

// brought tells whether user is who received the complaint or who filed it: each may do
// what is asked of the filer (KG-05, EX-05).
func (c *Case) brought(user string) bool {
	return user != "" && (user == c.Filer || user == c.receiver)
}

// MayKeepFiler tells whether whoever received the complaint can stay co-responsible with
// that handler.
func (c *Case) MayKeepFiler(handler string, now time.Time) bool {
	user := c.Receiver()
	return c.coOwner == "" && user != handler && !c.IsInvolved(user) && !c.Roster.HasLeft(user, now)
}

// keepFiler lets whoever received it stay co-responsible, where that is wanted or the
// procedure asks for it. Once somebody is, no assignment changes it.
func (c *Case) keepFiler(wanted bool, by Person, now time.Time) {
	if (wanted || c.Procedure.Assign.CoResponsible) && c.MayKeepFiler(c.Handler, now) {
		c.record(CoOwnerNamed, by, now, now, Data{User: c.Receiver()}, 0)
	}
}

// MayReplaceCoOwner tells whether this person may name somebody else as
// co-responsible, with the reason when not. By the officer or deputy, of an open
// case in which somebody is, or has to be.
func (c *Case) MayReplaceCoOwner(by Person, now time.Time) error {
	if err := c.may(by, now, PartCard, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	switch {
	case c.coOwner == "" && !c.LacksCoOwner():
		return refuse("error.co_owner_none")
	case !c.Open():
		return c.wrongState("co_owner")
	}
	return nil
}

// ReplaceCoOwner names somebody else as co-responsible, with the reason, which is
// required. Nobody involved is, and nobody is taken off without another (KG-26).
func (c *Case) ReplaceCoOwner(user, reason string, by Person, now time.Time) error {
	if err := c.MayReplaceCoOwner(by, now); err != nil {
		return err
	}
	var rs Refusals
	switch {
	case user == "" || c.Roster.HasLeft(user, now):
		rs = append(rs, refuseField("user", "error.co_owner_missing"))
	case c.IsInvolved(user):
		rs = append(rs, refuseField("user", "error.co_owner_involved", "who", User(user)))
	case user == c.coOwner || user == c.Handler:
		rs = append(rs, refuseField("user", "error.co_owner_same", "who", User(user)))
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		rs = append(rs, refuseField("reason", "error.reason_missing"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(CoOwnerNamed, by, now, now, Data{User: user}, c.put(Note{Text: reason}))
	return nil
}

// CoOwnerBefore gives who was co-responsible until event e, if anybody was.
func (c *Case) CoOwnerBefore(e Event) string {
	for _, other := range slices.Backward(c.Events[:e.Seq-1]) {
		if other.Kind == CoOwnerNamed {
			return other.Data.User
		}
	}
	return ""
}

// beside lists who hears of a handler's duty besides those who owe it.
func (c *Case) beside(d *Duty, stage Stage, at time.Time) []Recipient {
	co := c.CoOwner()
	if co == "" || d.User != "" || d.Quiet || d.Owner != RoleHandler || stage == StageDeputy || stage == StageFallback {
		return nil
	}
	return c.present(d, RoleCoOwner, []string{co}, at)
}

// coOwner tells who is co-responsible, and who was, what became of that: after
// what their message speaks of.
func (w *wording) coOwner() {
	found := []Kind{InvolvedFound, DelivererNamed, Corrected}
	changed := append([]Kind{CoOwnerNamed, HandlerAssigned, HandlerNeeded, Absorbed, Separated, CaseClosed, Reopened, EndUndone}, endings...)
	if !slices.Contains(append(changed, found...), w.e.Kind) {
		return
	}
	users, missed := []string{w.c.coOwner, w.c.broughtBy(w.e.Data.Case, CoOwnerNamed)}, w.c.keptOn()
	e := w.c.newest(CoOwnerNamed)
	if w.e.Kind == CoOwnerNamed {
		e = &w.e
	}
	if e != nil && (w.e.Kind == CoOwnerNamed || w.e.Kind == Absorbed && e.Data.Case == w.e.Data.Case) {
		before := w.c.CoOwnerBefore(*e)
		users, missed = append(users, before), cmp.Or(before, w.c.Receiver())
	}
	if slices.ContainsFunc(append(users, missed), w.c.lost) {
		for _, user := range w.c.inCharge(w.e.Recorded) {
			w.add(NoticeCoOwnerless, user, "")
		}
	}
	if slices.Contains(found, w.e.Kind) {
		return
	}
	for _, user := range users {
		if user != "" && !w.c.IsInvolved(user) {
			w.add(NoticeCoOwner, user, "")
		}
	}
}
