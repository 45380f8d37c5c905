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
