package complaint

import (
	"slices"
	"time"
)

// Concern is something about who holds which role that goes wrong one day.
type Concern struct {
	Code  string
	Role  Role
	Users []string
}

// The codes of concerns.
const (
	ConcernMissing   = "missing"   // nobody holds Role
	ConcernUncovered = "uncovered" // nobody would stand in for these officers
	ConcernApprover  = "approver"  // the one officer is the one who agrees to answers
	ConcernLast      = "last"      // the last in line is the one officer
	ConcernEmployer  = "employer"  // of these partners nobody said for which firm they work
	ConcernConfidant = "confidant" // there is none, and some cases are theirs to know
	ConcernLeft      = "left"      // these hold a role and are no full members any more
)

// Concerns lists what is wrong with who holds which role now, the worst first.
func (r *Roster) Concerns(now time.Time) []Concern {
	var list []Concern
	for _, role := range []Role{RoleOfficer, RoleManagement, RoleFallback, RoleHandler, RoleAdmin} {
		if r.called(role) == role && len(r.Holding(role, now)) == 0 {
			list = append(list, Concern{Code: ConcernMissing, Role: role})
		}
	}
	if r.Confides && len(r.Holding(RoleConfidant, now)) == 0 {
		list = append(list, Concern{Code: ConcernConfidant, Role: RoleConfidant})
	}
	if gone := r.goneHolders(now); len(gone) > 0 {
		list = append(list, Concern{Code: ConcernLeft, Users: gone})
	}
	unknown := slices.DeleteFunc(r.Holding(RolePartner, now), func(u string) bool { return r.People[u].Employer != "" })
	if len(unknown) > 0 {
		list = append(list, Concern{Code: ConcernEmployer, Role: RolePartner, Users: unknown})
	}
	if alone := r.Uncovered(now); len(alone) > 0 {
		list = append(list, Concern{Code: ConcernUncovered, Users: alone})
	}
	officers := r.Holding(RoleOfficer, now)
	if len(officers) != 1 || r.Lead != "" { // they agree to what others wrote
		return list
	}
	for _, same := range []struct {
		role Role
		code string
	}{{RoleManagement, ConcernApprover}, {RoleFallback, ConcernLast}} {
		if slices.Equal(r.Holding(same.role, now), officers) {
			list = append(list, Concern{Code: same.code, Users: officers})
		}
	}
	return list
}

// goneHolders lists who is named for a role and left the company.
func (r *Roster) goneHolders(now time.Time) []string {
	var users []string
	for _, role := range Roles {
		for _, h := range r.Named(role, now) {
			if r.HasLeft(h.User, now) && !slices.Contains(users, h.User) {
				users = append(users, h.User)
			}
		}
	}
	return users
}

// Unmanned lists the roles without which no case goes its whole way and that
// nobody holds now.
func (r *Roster) Unmanned(now time.Time) []Role {
	var roles []Role
	for _, c := range r.Concerns(now) {
		if c.Code == ConcernMissing && slices.Contains(needed, c.Role) && c.Role != RoleAdmin {
			roles = append(roles, c.Role)
		}
	}
	return roles
}
