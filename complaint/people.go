package complaint

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"time"
)

// Roles are those that a company gives to its people, in the order in which
// lists show them. Every colleague may file, and which case is whose the cases say.
var Roles = []Role{
	RoleOfficer, RoleDeputy, RoleManagement, RoleHandler, RoleFollowUp, RoleProcessOwner, RolePartner, RoleConfidant, RoleReader, RoleAdmin, RoleFallback,
}

// needed are the roles without which no case can go its whole way: once
// somebody holds one, it is never left empty.
var needed = []Role{RoleOfficer, RoleManagement, RoleFallback, RoleAdmin}

// leading is what an officer may give to others. Who leads, agrees and looks
// after the app is for the admin to say: nobody makes themselves an approver.
var leading = []Role{RoleDeputy, RoleHandler, RoleFollowUp, RoleProcessOwner, RolePartner}

// InFile tells whether the configuration names that role: then it alone says
// who holds it.
func (r *Roster) InFile(role Role) bool { return slices.Contains(r.File, role) }

// MayLookAtPeople refuses whoever has no business with who holds which role.
func (r *Roster) MayLookAtPeople(by Person, now time.Time) error {
	if by.Member && (slices.Contains(r.Keepers(now), by.ID) || r.HasAny(by.ID, now, RoleOfficer, RoleDeputy, RoleFallback)) {
		return nil
	}
	return r.NotKeeper(now)
}

// NotKeeper is the refusal of what only whoever looks after the app can do.
func (r *Roster) NotKeeper(now time.Time) error { return r.only(r.Keepers(now), RoleAdmin) }

// MayName refuses whoever may not say who holds a role, and everybody where the
// configuration says it.
func (r *Roster) MayName(role Role, by Person, now time.Time) error {
	switch {
	case !slices.Contains(r.InUse(), role):
		return refuse("error.role_unknown")
	case r.InFile(role):
		return refuse("error.role_file")
	case by.Member && slices.Contains(r.Keepers(now), by.ID):
		return nil
	case by.Member && slices.Contains(leading, role) && r.Has(by.ID, RoleOfficer, now):
		return nil
	}
	return r.NotKeeper(now)
}

// Naming is who holds a role from a moment on. Who held it and is not among
// the users holds it until then.
type Naming struct {
	Users    []string
	From     time.Time          // zero: now
	Until    time.Time          // exclusive, for who is new in the role or has an end; zero: no end is planned
	Stamp    string             // of the role when the form was opened, see [Roster.Stamp]
	Profiles map[string]Profile // what Slack says of who is new
}

// Name lets these people hold a role and gives who comes, or stays longer or
// shorter than was planned, and who goes. A role that cases cannot do without is
// refused to become empty, now or by a date. Whom Slack shows to be a colleague
// has not left. A role that somebody else changed meanwhile is [ErrConflict].
func (r *Roster) Name(role Role, n Naming, by Person, now time.Time) (come, gone []string, err error) {
	if err := r.MayName(role, by, now); err != nil {
		return nil, nil, err
	}
	if n.Stamp != r.Stamp(role, now) {
		return nil, nil, ErrConflict
	}
	from := n.From
	if from.Before(now) {
		from = now
	}
	if !n.Until.IsZero() && !n.Until.After(from) {
		return nil, nil, Refusals{refuseField("until", "error.role_until")}
	}
	next := *r
	next.Left = maps.Clone(r.Left)
	maps.DeleteFunc(next.Left, func(u string, _ time.Time) bool { _, shown := n.Profiles[u]; return shown })
	come, gone = next.name(role, n.Users, from, n.Until, now)
	for _, u := range n.Users {
		if r.HasLeft(u, now) && !next.HasLeft(u, now) && !slices.Contains(come, u) {
			come = append(come, u)
		}
	}
	if gap, empty := next.empty(role, from, now); empty && len(come)+len(gone) > 0 {
		field := "users"
		if gap.Equal(n.Until) {
			field = "until"
		}
		return nil, nil, Refusals{refuseField(field, "error.role_last", "role", string(role))}
	}
	r.Holders, r.Left = next.Holders, next.Left
	r.learn(come, n.Profiles)
	return come, gone, nil
}

// name lets the users hold the role from a moment on, and those who are in it and
// not among them until then. Whoever is among them and had an end gets the one
// given: choosing them again calls off what was planned.
func (r *Roster) name(role Role, users []string, from, until, now time.Time) (come, gone []string) {
	known, holders := r.Named(role, now), r.Holders
	r.Holders = nil
	for _, h := range holders {
		switch {
		case h.Role != role || !h.Running(now):
		case slices.Contains(users, h.User):
			if !h.Until.IsZero() && !h.Until.Equal(until) && (until.IsZero() || until.After(h.From)) {
				h.Until, come = until, append(come, h.User)
			}
		case !h.From.Before(from): // it had not begun
			gone = append(gone, h.User)
			continue
		default:
			gone = append(gone, h.User)
			if h.Until.IsZero() || h.Until.After(from) {
				h.Until = from
			}
		}
		r.Holders = append(r.Holders, h)
	}
	for _, u := range users {
		if !slices.ContainsFunc(known, func(h Holder) bool { return h.User == u }) && !slices.Contains(come, u) {
			come = append(come, u)
			r.Holders = append(r.Holders, Holder{Role: role, User: u, From: from, Until: until})
		}
	}
	return come, gone
}

// empty gives the moment at which nobody would hold a role that cases cannot do
// without: when others begin, or when somebody in it ends.
func (r *Roster) empty(role Role, from, now time.Time) (gap time.Time, empty bool) {
	if !slices.Contains(needed, role) {
		return gap, false
	}
	moments := []time.Time{from}
	for _, h := range r.Named(role, now) {
		if !h.Until.IsZero() {
			moments = append(moments, h.Until)
		}
	}
	for _, at := range moments {
		if len(r.Holding(role, at)) == 0 {
			return at, true
		}
	}
	return gap, false
}

// learn keeps what Slack says of people, without touching what the company said.
func (r *Roster) learn(users []string, profiles map[string]Profile) {
	for _, u := range users {
		p, known := profiles[u]
		if !known {
			continue
		}
		if r.People == nil {
			r.People = map[string]Profile{}
		}
		own := r.People[u]
		own.Zone, own.Title = cmp.Or(p.Zone, own.Zone), cmp.Or(own.Title, p.Title)
		r.People[u] = own
	}
}

// Running tells whether somebody is in the role or will be.
func (h *Holder) Running(now time.Time) bool { return h.Until.IsZero() || now.Before(h.Until) }

// Named lists who is in a role or will be, the closed accounts among them too.
func (r *Roster) Named(role Role, now time.Time) []Holder {
	var list []Holder
	for _, h := range r.Holders {
		if h.Role == role && h.Running(now) {
			list = append(list, h)
		}
	}
	return list
}

// Stamp changes whenever who is named for a role does.
func (r *Roster) Stamp(role Role, now time.Time) string {
	sum := fnv.New64a()
	for _, h := range r.Named(role, now) {
		_, _ = fmt.Fprintf(sum, "%s %d %d\n", h.User, h.From.UnixMilli(), h.Until.UnixMilli()) // a hash takes everything
	}
	return fmt.Sprintf("%x", sum.Sum64())
}

// Past lists who was in a role and is not any more, who went last first.
func (r *Roster) Past(role Role, now time.Time) []Holder {
	var list []Holder
	for _, h := range r.Holders {
		if h.Role == role && !h.Running(now) {
			list = append(list, h)
		}
	}
	slices.SortStableFunc(list, func(a, b Holder) int { return b.Until.Compare(a.Until) })
	return list
}

// Over gives what holds when the configuration says r and old was in force: of a
// role that the configuration names it says everything; the others are as they
// were set in Slack. The same goes for absences, which stand side by side. What
// an earlier configuration said and this one does not, is over. Who is in a role by
// the configuration is so since it was first read with them, and until it was first
// read without: the zero time where nothing was read before (OK-03).
func (r *Roster) Over(old *Roster, now time.Time) *Roster {
	next := *r
	next.People, next.Left = map[string]Profile{}, old.Left
	for u, p := range old.People {
		next.People[u] = Profile{Zone: p.Zone}
	}
	for u, p := range r.People {
		p.Zone = cmp.Or(p.Zone, next.People[u].Zone)
		next.People[u] = p
	}
	next.Holders, next.Away = nil, slices.Clone(r.Away)
	next.readAway(old, now)
	for _, h := range r.Holders {
		next.Holders = append(next.Holders, h.since(old, now))
	}
	for _, h := range old.Holders {
		named := slices.ContainsFunc(r.Holders, func(own Holder) bool { return own.Role == h.Role })
		if h.Running(now) && (named || r.InFile(h.Role) || old.InFile(h.Role)) {
			again := slices.ContainsFunc(r.Holders, func(own Holder) bool { return own.Role == h.Role && own.User == h.User })
			if again || h.From.After(now) {
				continue
			}
			h.Until, h.Begun, h.Gone = now, true, true
		}
		next.Holders = append(next.Holders, h)
	}
	return &next
}

// since dates a holder of the configuration by what was in force before.
func (h Holder) since(old *Roster, now time.Time) Holder {
	i := slices.IndexFunc(old.Holders, func(was Holder) bool {
		return was.Role == h.Role && was.User == h.User && was.Running(now) && !was.From.After(now)
	})
	switch {
	case i >= 0:
		h.From, h.Begun = old.Holders[i].From, old.Holders[i].Begun
	case len(old.Holders) > 0:
		h.From, h.Begun = now, true
	}
	return h
}
