package complaint

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Who came or went and who looks after the app hear of it, once each, and not whoever
// did it; that nothing changed is told to nobody.
func TestWhoHearsOfAChangedRole(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	for _, tc := range []struct {
		name string
		ref  NamedRef
		set  func(r *Roster)
		want []string
	}{
		{"one comes, one goes", NamedRef{RoleOfficer, mees, []string{fatima}, []string{milan}}, nil, []string{fatima, milan, sanne}},
		{"the admin did it", NamedRef{RoleHandler, sanne, []string{fatima}, nil}, nil, []string{fatima}},
		{"the admin is concerned", NamedRef{RoleAdmin, mees, nil, []string{sanne}}, nil, []string{sanne}},
		{"somebody named themselves", NamedRef{RoleHandler, fatima, []string{fatima}, nil}, nil, []string{sanne}},
		{"somebody who left", NamedRef{RoleHandler, mees, nil, []string{milan}}, func(r *Roster) { r.Left = map[string]time.Time{milan: now} }, []string{sanne}},
		{"nothing changed", NamedRef{RoleHandler, mees, nil, nil}, nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			if tc.set != nil {
				tc.set(r)
			}
			var told []string
			for _, n := range r.NamedNotices(tc.ref, now) {
				told = append(told, n.To)
				if got := ParseNamed(n.Ref); fmt.Sprint(got) != fmt.Sprint(tc.ref) {
					t.Errorf("read back as %+v", got)
				}
			}
			if diff := cmp.Diff(tc.want, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
	if got := ParseNamed("nonsense"); got.Role != "nonsense" || len(got.Come)+len(got.Gone) > 0 {
		t.Errorf("nonsense is %+v", got)
	}
}

// The end of a role that sees every case counts once, whether it came at once or by
// the day that was planned; of the others nothing has to be taken back.
func TestTheEndOfARole(t *testing.T) {
	start := at(t, "2026-03-05 10:00")
	r := sampleRoster()
	ends := func(user string, role Role, when time.Time) {
		for i := range r.Holders {
			if h := &r.Holders[i]; h.User == user && h.Role == role {
				h.Until = when
			}
		}
	}
	ends(fatima, RoleDeputy, start)
	ends(fatima, RoleHandler, start)
	ends(mees, RoleManagement, at(t, "2026-03-09 00:00"))
	ends(mees, RoleFallback, at(t, "2026-03-09 00:00"))
	ends(milan, RoleHandler, start)
	for _, tc := range []struct {
		when string
		want []string
	}{
		{"2026-03-05 09:59", nil},
		{"2026-03-05 10:00", []string{fatima}},
		{"2026-03-05 10:01", nil},
		{"2026-03-08 23:59", nil},
		{"2026-03-12 09:00", []string{mees}}, // nobody looked for days
		{"2026-03-12 09:01", nil},
	} {
		var users []string
		for _, n := range r.Ended(at(t, tc.when)) {
			users = append(users, LeftUser(n.Ref))
			if n.Kind != NoticeSight || n.To != "" {
				t.Errorf("%s: %+v", tc.when, n)
			}
		}
		if diff := cmp.Diff(tc.want, users); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.when, diff)
		}
	}
}

// What the configuration says no more is over too.
func TestARoleThatTheConfigurationDropped(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	old, next := sampleRoster(), sampleRoster()
	next.Holders = nil
	for _, h := range old.Holders {
		if h.User != fatima {
			next.Holders = append(next.Holders, h)
		}
	}
	if got := next.Dropped(old, now); len(got) != 1 || LeftUser(got[0].Ref) != fatima {
		t.Errorf("taken back of %v, want Fatima's, once", got)
	}
	if got := old.Dropped(old, now); len(got) != 0 {
		t.Errorf("nothing changed: %v", got)
	}
	if got := old.Dropped(next, now); len(got) != 0 {
		t.Errorf("of who is new: %v", got)
	}
}
