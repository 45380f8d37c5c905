package complaint

import (
	"slices"
	"time"
)

// Againsts are whom a matter may be against of which the confidant hears: somebody
// who works here, or a client of the company.
var Againsts = []string{"employee", "client"}

// Confides tells whether the confidant hears of this case and sees it (EX-01). What
// is written down in it is of a special category: nobody sees it who need not.
func (c *Case) Confides() bool { return slices.Contains(c.Procedure.Confidant, c.Nature) }

// Confidants lists who is told of the case as confidant: nobody of other cases, and
// nobody who is involved. With none appointed, those who lead hear of it alone, and
// the administrator of the gap, see [Roster.Concerns].
func (c *Case) Confidants(at time.Time) []string {
	if !c.Confides() {
		return nil
	}
	return c.eligible(c.Roster.Holding(RoleConfidant, at))
}

// WhoSees lists everybody who may see that part of the case at that moment: who holds a
// role, who stands in and who has a part in this case, see [Case.MaySee].
func (c *Case) WhoSees(part Part, at time.Time) []string {
	all := []string{c.Filer, c.receiver, c.Handler, c.CoOwner()}
	for _, h := range c.Roster.Holders {
		all = append(all, h.User)
	}
	for i := range c.Roster.Away {
		all = append(all, c.Roster.Away[i].Deputy)
	}
	for _, profile := range c.Roster.People {
		all = append(all, profile.Deputy)
	}
	return slices.DeleteFunc(people(all), func(u string) bool {
		return c.Roster.HasLeft(u, at) || !c.MaySee(Person{ID: u, Member: true}, part, at)
	})
}

// asConfidant lets the confidant see these cases. Nobody stands in for them: trust
// is not handed on.
func (c *Case) asConfidant(user string, at time.Time) bool {
	return slices.Contains(c.Confidants(at), user)
}

// confided are the roles with the confidant's, in a case that is theirs to know.
func (c *Case) confided(roles ...Role) []Role {
	if c.Confides() {
		return append(roles, RoleConfidant)
	}
	return roles
}

// checkAgainst wants to know whom a matter is against of which the confidant hears,
// and nothing of the kind of any other.
func (c *Case) checkAgainst(class *Class) Refusals {
	if !slices.Contains(c.Procedure.Confidant, class.Nature) {
		class.Against = ""
		return nil
	}
	if !slices.Contains(Againsts, class.Against) {
		return Refusals{refuseField("nature", "error.against_missing")}
	}
	return nil
}
