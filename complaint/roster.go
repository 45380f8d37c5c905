package complaint

import (
	"slices"
	"sync"
	"time"
)

// Role is a part somebody plays in the procedure.
type Role string

// The roles. One person may hold several; guards compare people case by case.
const (
	RoleFiler        Role = "filer" // of one case: who filed it
	RoleHandler      Role = "handler"
	RoleOfficer      Role = "officer"
	RoleDeputy       Role = "deputy"
	RoleManagement   Role = "management"
	RoleFollowUp     Role = "follow_up"
	RoleProcessOwner Role = "process_owner"
	RolePartner      Role = "partner"
	RoleAdmin        Role = "admin"
	RoleFallback     Role = "fallback"
	RoleConfidant    Role = "confidant" // of matters that are told in confidence, see [Case.Confides]
	RoleReader       Role = "reader"    // for privacy and audit: reads and does nothing, see [Case.MaySee]
)

// Person is somebody who acts. Member says that Slack knows them as a full,
// active member of the company's own workspace; the zero Person may do nothing.
type Person struct {
	ID     string
	Member bool
}

// Clock is the actor of events that nobody but time caused.
var Clock = Person{}

// Roster says who holds which role from when to when, and who is away.
type Roster struct {
	Holders []Holder           `json:"holders"`
	People  map[string]Profile `json:"people"`
	Away    []Absence          `json:"away"`
	// File lists the roles that the configuration names: Slack shows them and
	// changes nothing about them.
	File []Role `json:"file,omitempty"`
	// Left says since when somebody is no full member of the workspace any more:
	// they hold no role and are absent for good.
	Left map[string]time.Time `json:"left,omitempty"`
	// Lead is whose holders do what is the officer's elsewhere, where the company's
	// procedure knows no officer; empty: it does.
	Lead Role `json:"lead,omitempty"`
	// Alone: the company lets one person who is all who could agree do so alone, and
	// marks it: a rule of its own beside the written procedure.
	Alone bool `json:"alone,omitempty"`
	// Confides: the company's procedure knows cases of which a confidant hears.
	Confides bool `json:"confides,omitempty"`
	// Handles are the roles that handle cases by the company's procedure, and Agrees is the
	// one that agrees with answers, empty for none.
	Handles []Role `json:"handles,omitempty"`
	Agrees  Role   `json:"agrees,omitempty"`
	// Needs are the roles that the company's procedure gives something to do, whose
	// holders the roster says: see [procedure.Procedure.Played].
	Needs []Role `json:"needs,omitempty"`
}

// Holder is one person in one role. A zero Until means still in it.
type Holder struct {
	Role  Role      `json:"role"`
	User  string    `json:"user"`
	From  time.Time `json:"from"`
	Until time.Time `json:"until"`
	// Begun and Gone say that its beginning and its end were acted upon, see [Roster.Turned].
	Begun bool `json:"begun,omitempty"`
	Gone  bool `json:"gone,omitempty"`
}

// Profile is what the company says of one of its people.
type Profile struct {
	Title  string `json:"title"`  // function, as in "head of accounts"
	Deputy string `json:"deputy"` // stands in when this person is away
	// Employer is for which firm a partner works: one of their own, an affiliated one
	// or the company itself (CY-01).
	Employer string `json:"employer,omitempty"`
	// Phone and Email are how a customer reaches them (KG-25).
	Phone string `json:"phone,omitempty"`
	Email string `json:"email,omitempty"`
	Zone  string `json:"zone"` // time zone of the person, as Slack knows it
}

// called gives the role whose holders play that one in this company, under
// whose name people know it.
func (r *Roster) called(role Role) Role {
	if role == RoleOfficer && r.Lead != "" {
		return r.Lead
	}
	return role
}

// Leads gives the role whose holders lead the cases of this company.
func (r *Roster) Leads() Role { return r.called(RoleOfficer) }

// InUse lists the roles that the company has, in the order in which screens list
// them.
func (r *Roster) InUse() []Role {
	return slices.DeleteFunc(slices.Clone(Roles), func(role Role) bool {
		return r.called(role) != role || role == RoleConfidant && !r.Confides
	})
}

// Has tells whether user holds the role at that moment.
func (r *Roster) Has(user string, role Role, at time.Time) bool {
	return slices.Contains(r.Holding(role, at), user)
}

// HasAny tells whether user holds one of the roles at that moment.
func (r *Roster) HasAny(user string, at time.Time, roles ...Role) bool {
	return slices.ContainsFunc(roles, func(role Role) bool { return r.Has(user, role, at) })
}

// Holding lists who holds the role at that moment, in the order of the roster.
// Whoever left the company is not among them.
func (r *Roster) Holding(role Role, at time.Time) []string {
	role = r.called(role)
	var users []string
	for _, h := range r.Holders {
		if h.Role == role && !at.Before(h.From) && h.Running(at) && !slices.Contains(users, h.User) && !r.HasLeft(h.User, at) {
			users = append(users, h.User)
		}
	}
	return users
}

// HoldingAny lists who holds one of the roles at that moment, each once, in the order of
// the roles.
func (r *Roster) HoldingAny(at time.Time, roles ...Role) []string {
	var users []string
	for _, role := range roles {
		for _, u := range r.Holding(role, at) {
			if !slices.Contains(users, u) {
				users = append(users, u)
			}
		}
	}
	return users
}

// HasLeft tells whether user was no full member of the workspace any more at
// that moment; the zero time asks how things stand.
func (r *Roster) HasLeft(user string, at time.Time) bool {
	since, left := r.Left[user]
	return left && (at.IsZero() || !at.Before(since))
}

// Keepers lists who looks after the app at that moment: the admins, without any
// the fallback.
func (r *Roster) Keepers(at time.Time) []string {
	if admins := r.Holding(RoleAdmin, at); len(admins) > 0 {
		return admins
	}
	return r.Holding(RoleFallback, at)
}

// Zone gives the time zone of user's profile, or other when none is known.
func (r *Roster) Zone(user string, other *time.Location) *time.Location {
	name := r.People[user].Zone
	if name == "" {
		return other
	}
	if zone, ok := zones.Load(name); ok {
		return zone.(*time.Location)
	}
	zone, err := time.LoadLocation(name)
	if err != nil { // Slack knows a zone that this machine does not
		zone = other
	}
	zones.Store(name, zone)
	return zone
}

// zones remembers time zones by name; reading one is slow and never changes.
var zones sync.Map
