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
	ConcernUnfilled  = "unfilled"  // nobody holds Role, which the procedure names
	ConcernUncovered = "uncovered" // nobody would stand in for these officers
	ConcernApprover  = "approver"  // the one officer is the one who agrees to answers
	ConcernSole      = "sole"      // the one who agrees to answers is also the last in line
	ConcernAlone     = "alone"     // the same, and the company lets them agree alone
	ConcernLast      = "last"      // the last in line is the one officer
	ConcernEmployer  = "employer"  // of these partners nobody said for which firm they work
	ConcernAbout     = "about"     // a case about one of these would have nobody to agree with its answer
	ConcernConfidant = "confidant" // there is none, and some cases are theirs to know
	ConcernLeft      = "left"      // these hold a role and are no full members any more
)

// Concerns lists what is wrong with who holds which role now, the worst first.
func (r *Roster) Concerns(now time.Time) []Concern {
	var list []Concern
	for _, role := range needed {
		if r.called(role) == role && len(r.Holding(role, now)) == 0 {
			list = append(list, Concern{Code: ConcernMissing, Role: role})
		}
	}
	for _, role := range r.Needs {
		if !slices.Contains(needed, role) && len(r.Holding(role, now)) == 0 && !(role == RoleDeputy && r.hasLast(now)) {
			list = append(list, Concern{Code: ConcernUnfilled, Role: role})
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
	if users := r.unanswerable(now); len(users) > 0 {
		list = append(list, Concern{Code: ConcernAbout, Users: users})
	}
	return append(list, r.onePerson(now)...)
}

// unanswerable lists about whom a case could be answered by nobody: with them kept out, the
// one person who is left to write the answer is all who could agree with it (PK-20). Who is
// left when nobody is kept out is for other concerns to say.
func (r *Roster) unanswerable(now time.Time) []string {
	if r.Agrees == "" || r.Alone {
		return nil
	}
	handle, agree := r.HoldingAny(now, r.Handles...), r.HoldingAny(now, r.Agrees, RoleFallback)
	alone := func(but string) bool {
		without := func(users []string) []string {
			return slices.DeleteFunc(slices.Clone(users), func(u string) bool { return u == but })
		}
		write := without(handle)
		for _, role := range []Role{RoleOfficer, RoleDeputy, RoleFallback} { // in whose place they answer for the case
			if len(write) == 0 {
				write = without(r.Holding(role, now))
			}
		}
		return len(write) == 1 && slices.Equal(write, without(agree))
	}
	if alone("") {
		return nil
	}
	return slices.DeleteFunc(r.HoldingAny(now, append(slices.Clone(r.Handles), r.Agrees, RoleFallback)...), func(u string) bool { return !alone(u) })
}

// hasLast tells whether somebody is the last in line who does not lead as well, and so can
// be asked where there is no deputy.
func (r *Roster) hasLast(now time.Time) bool {
	return slices.ContainsFunc(r.Holding(RoleFallback, now), func(u string) bool { return !r.Has(u, RoleOfficer, now) })
}

// onePerson lists what nobody can do because one person plays several roles alone:
// management is two or more, or has somebody behind it.
func (r *Roster) onePerson(now time.Time) []Concern {
	var list []Concern
	officers, managers, last := r.Holding(RoleOfficer, now), r.Holding(RoleManagement, now), r.Holding(RoleFallback, now)
	led := r.Lead == "" && len(officers) == 1 // else management leads, and its people agree to what others wrote
	switch {
	case r.Alone && len(managers) == 1 && slices.Equal(managers, last):
		list = append(list, Concern{Code: ConcernAlone, Users: managers})
	case len(managers) == 1 && slices.Equal(managers, last):
		list = append(list, Concern{Code: ConcernSole, Users: managers})
	case led && slices.Equal(managers, officers):
		list = append(list, Concern{Code: ConcernApprover, Users: officers})
	}
	if led && slices.Equal(last, officers) {
		list = append(list, Concern{Code: ConcernLast, Users: officers})
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
