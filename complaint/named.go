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
	NoticeSight NoticeKind = "sight" // take back the cards of whoever no longer sees their cases; Ref is who and when
)

// seeing are the roles by which somebody sees every case.
var seeing = []Role{RoleOfficer, RoleDeputy, RoleManagement, RoleFallback}

// NamedRef is what a notice of [NoticeNamed] refers to.
type NamedRef struct {
	Role Role
	By   string // who changed it
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

// Ended takes note of roles that are over, by a change or by the day that was
// planned, and lets the cards of whoever held them be taken back, as far as they no
// longer see those cases. Each end counts once.
func (r *Roster) Ended(now time.Time) []Notice {
	var users []string
	for i := range r.Holders {
		h := &r.Holders[i]
		if h.running(now) || h.Gone {
			continue
		}
		h.Gone = true
		if slices.Contains(seeing, h.Role) {
			users = append(users, h.User)
		}
	}
	return takeBack(users, now)
}

// Dropped is Ended for what the configuration said before, in old, and says no more.
func (r *Roster) Dropped(old *Roster, now time.Time) []Notice {
	var users []string
	for _, role := range seeing {
		for _, u := range old.Holding(role, now) {
			if !r.Has(u, role, now) {
				users = append(users, u)
			}
		}
	}
	return takeBack(users, now)
}

func takeBack(users []string, now time.Time) []Notice {
	slices.Sort(users)
	var list []Notice
	for _, u := range slices.Compact(users) {
		list = append(list, Notice{Kind: NoticeSight, Ref: fmt.Sprintf("%s-%d", u, now.UnixMilli())})
	}
	return list
}
