package complaint

import (
	"fmt"
	"slices"
	"time"
)

// NoticeHome draws somebody's Home anew: they see less than it shows. Home shows what
// many cases hold, so that one notice that waits is enough for all of them.
const NoticeHome NoticeKind = "home"

// homes draws anew the Home of whoever saw more of the case before this event.
func (w *wording) homes() {
	c, e := w.c, w.e
	var users []string
	switch e.Kind {
	case InvolvedFound, DelivererNamed, Corrected, Absorbed:
		users = e.Data.Users
		if FactCode(e.Data.Why) == FactReceiver {
			users = e.Data.Were
		}
	case HandlerNeeded:
		users = []string{e.Data.User}
	case Separated:
		users = []string{w.before()}
	case HandlerAssigned:
		users = append(slices.Clone(e.Data.Users), c.handlerBefore(e))
	case CoOwnerNamed:
		users = []string{c.CoOwnerBefore(e)}
	case MeasureMoved:
		users = e.Data.Were
	case RouteConfidential:
		users = c.Roster.Holding(RoleReader, e.Recorded)
	case Classified:
		users = c.Roster.Holding(RoleConfidant, e.Recorded)
	}
	users = slices.Concat(users, c.deputiesOf(users, e.Recorded), c.released(e))
	for i, user := range users {
		sees := c.MaySee(Person{ID: user, Member: true}, PartCard, e.Recorded)
		if user != "" && !sees && !slices.Contains(users[:i], user) {
			w.add(NoticeHome, user, "")
		}
	}
}

// deputiesOf lists who acts for one of these people in the case: while they are away, or
// because a duty was handed to them. What their principal loses, they lose too.
func (c *Case) deputiesOf(users []string, at time.Time) []string {
	var list []string
	for _, user := range users {
		if c.Roster.Absent(user, at) {
			list = append(list, c.Roster.DeputyOf(user, at))
		}
	}
	for key, deputy := range c.heard.handed {
		if slices.Contains(users, key.user) {
			list = append(list, deputy)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Homes lists whose Home may show the case, whatever its state: who leads, who reads for
// privacy and audit, and who had to do with it.
func (c *Case) Homes(at time.Time) []string {
	users := append(c.Roster.HoldingAny(at, RoleOfficer, RoleDeputy, RoleManagement, RoleFollowUp, RoleReader), c.Filer, c.receiver, c.Handler, c.CoOwner())
	for i := range c.Commitments {
		users = append(users, c.CommitmentOwner(i+1))
	}
	for i := range c.Measures {
		users = append(users, c.MeasureOwner(i+1))
	}
	for i := range c.Hearings {
		users = append(users, c.Hearings[i].With)
	}
	users = append(users, c.deputiesOf(users, at)...)
	slices.Sort(users)
	return slices.DeleteFunc(slices.Compact(users), func(u string) bool { return u == "" || c.Roster.HasLeft(u, at) })
}

// homesAnew draws the Homes of those whose roles changed, once for each occasion.
func homesAnew(users []string, now time.Time) []Notice {
	slices.Sort(users)
	var list []Notice
	for _, u := range slices.Compact(users) {
		list = append(list, Notice{Kind: NoticeHome, To: u, Ref: fmt.Sprint(now.UnixMilli())})
	}
	return list
}
