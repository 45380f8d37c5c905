package complaint

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// The kinds of notices about who holds which role.
const (
	NoticeNamed NoticeKind = "named" // tell who is concerned, and who looks after the app, of a change; see [NamedRef]
	NoticeSight NoticeKind = "sight" // let somebody have the cards of the confidential cases that they see, and no others; Ref is who and when
)

// seeing are the roles by which somebody sees confidential cases.
var seeing = []Role{RoleOfficer, RoleDeputy, RoleManagement, RoleFallback, RoleConfidant}

// NamedRef is what a notice of [NoticeNamed] refers to.
type NamedRef struct {
	Role Role
	By   string // who changed it; empty: the configuration
	Come []string
	Gone []string
}

// string writes it with the moment that tells one change from the next.
func (n NamedRef) string(at time.Time) string {
	return fmt.Sprintf("%s/%s/%s/%s/%d", n.Role, n.By, strings.Join(n.Come, ","), strings.Join(n.Gone, ","), at.UnixMilli())
}

// ParseNamed reads what a notice of [NoticeNamed] refers to.
func ParseNamed(ref string) NamedRef {
	parts := append(strings.Split(ref, "/"), "", "", "", "")
	users := func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ',' }) }
	return NamedRef{Role: Role(parts[0]), By: parts[1], Come: users(parts[2]), Gone: users(parts[3])}
}

// NamedNotices tells of a change of a role: those who came or go, and those who look
// after the app, each once; not who made it.
func (r *Roster) NamedNotices(n NamedRef, now time.Time) []Notice {
	var list []Notice
	for _, to := range slices.Concat(n.Come, n.Gone, r.Keepers(now)) {
		told := to == n.By || r.HasLeft(to, now) || slices.ContainsFunc(list, func(other Notice) bool { return other.To == to })
		if !told && len(n.Come)+len(n.Gone) > 0 {
			list = append(list, Notice{Kind: NoticeNamed, To: to, Ref: n.string(now)})
		}
	}
	return list
}

// Turned takes note of roles and absences that are over, by a change or by the day that
// was planned, and of those that began: who held or holds them, and who stands in, sees
// other cases from now on, see [NoticeSight] and [NoticeHome]. Each end and each beginning
// counts once.
func (r *Roster) Turned(now time.Time) []Notice {
	var users, turned []string
	for i := range r.Holders {
		h := &r.Holders[i]
		over := !h.Running(now) && !h.Gone
		begun := !h.Begun && !h.From.IsZero() && !now.Before(h.From)
		h.Gone, h.Begun = h.Gone || over, h.Begun || begun
		if over || begun {
			turned = append(turned, h.User)
		}
		if (over || begun) && slices.Contains(seeing, h.Role) {
			users = append(users, h.User)
		}
	}
	for i := range r.Away {
		if a := &r.Away[i]; a.turns(now) {
			turned = append(turned, a.User, a.Deputy)
			users = append(users, a.Deputy, r.People[a.User].Deputy)
		}
	}
	users = slices.DeleteFunc(users, func(u string) bool { return u == "" })
	turned = slices.DeleteFunc(turned, func(u string) bool { return u == "" })
	return append(lookAnew(users, now), homesAnew(turned, now)...)
}

// Reread tells of what changes as the configuration says r and old was in force:
// each who came into a role or is in it no more, and what they see of running cases.
func (r *Roster) Reread(old *Roster, now time.Time) []Notice {
	var list []Notice
	var users, turned []string
	for _, role := range r.InUse() {
		without := func(a, b []string) []string {
			return slices.DeleteFunc(slices.Clone(a), func(u string) bool { return slices.Contains(b, u) })
		}
		before, after := old.Holding(role, now), r.Holding(role, now)
		come, gone := without(after, before), without(before, after)
		list = append(list, r.NamedNotices(NamedRef{Role: role, Come: come, Gone: gone}, now)...)
		turned = append(append(turned, come...), gone...)
		if slices.Contains(seeing, role) || role == r.Lead {
			users = append(users, append(come, gone...)...)
		}
	}
	turned = slices.DeleteFunc(turned, func(u string) bool { return r.HasLeft(u, now) })
	return slices.Concat(list, lookAnew(users, now), homesAnew(turned, now))
}

func lookAnew(users []string, now time.Time) []Notice {
	slices.Sort(users)
	var list []Notice
	for _, u := range slices.Compact(users) {
		list = append(list, Notice{Kind: NoticeSight, Ref: fmt.Sprintf("%s-%d", u, now.UnixMilli())})
	}
	return list
}
