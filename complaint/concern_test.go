package complaint

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestConcerns(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	only := func(roles map[Role]string) *Roster {
		r := &Roster{}
		for _, role := range Roles {
			if u := roles[role]; u != "" {
				r.Holders = append(r.Holders, Holder{Role: role, User: u})
			}
		}
		return r
	}
	led := func(r *Roster, more ...string) *Roster {
		r.Lead = RoleManagement
		for _, u := range more {
			r.Holders = append(r.Holders, Holder{Role: RoleManagement, User: u})
		}
		return r
	}
	needing := func(r *Roster, without Role, needs ...Role) *Roster {
		r.Holders = slices.DeleteFunc(r.Holders, func(h Holder) bool { return h.Role == without })
		r.Needs = needs
		return r
	}
	gone := sampleRoster()
	gone.Left = map[string]time.Time{milan: now, fatima: now}
	for _, tc := range []struct {
		name     string
		r        *Roster
		want     string
		unmanned []Role
	}{
		{"a whole company", sampleRoster(), "", nil},
		{"only an admin", only(map[Role]string{RoleAdmin: sanne}), "missing officer; missing management; missing fallback",
			[]Role{RoleOfficer, RoleManagement, RoleFallback}},
		{"one person for all", only(map[Role]string{RoleAdmin: sanne, RoleOfficer: sanne, RoleManagement: sanne, RoleFallback: sanne, RoleHandler: sanne}),
			"uncovered U0SANNE; sole U0SANNE; last U0SANNE", nil},
		{"somebody behind the officer who is all of management", only(map[Role]string{RoleAdmin: sanne, RoleOfficer: sanne, RoleDeputy: fatima, RoleManagement: sanne, RoleFallback: mees, RoleHandler: milan}),
			"approver U0SANNE", nil},
		{"one manager, who is last in line too", only(map[Role]string{RoleAdmin: sanne, RoleOfficer: sanne, RoleDeputy: fatima, RoleManagement: mees, RoleFallback: mees, RoleHandler: milan}),
			"sole U0MEES", nil},
		{"one manager who leads", led(only(map[Role]string{RoleAdmin: sanne, RoleDeputy: fatima, RoleManagement: mees, RoleFallback: mees, RoleHandler: milan})), "sole U0MEES", nil},
		{"one manager who leads, with a substitute", led(only(map[Role]string{RoleAdmin: sanne, RoleDeputy: fatima, RoleManagement: mees, RoleFallback: sanne, RoleHandler: milan})), "", nil},
		{"two managers who lead, one of them last in line", led(only(map[Role]string{RoleAdmin: sanne, RoleDeputy: fatima, RoleManagement: mees, RoleFallback: mees, RoleHandler: milan}), sanne), "", nil},
		{"nobody handles, where handlers do", needing(sampleRoster(), RoleHandler, RoleHandler, RoleFollowUp), "unfilled handler", nil},
		{"nobody handles, where officers do", needing(sampleRoster(), RoleHandler, RoleOfficer, RoleManagement), "", nil},
		{"no partner, where partners handle", needing(sampleRoster(), "", RolePartner, RoleOfficer), "unfilled partner", nil},
		{"nobody who tells and nobody who agrees", needing(sampleRoster(), RoleFollowUp, RoleProcessOwner, RoleFollowUp), "unfilled process_owner; unfilled follow_up", nil},
		{"nobody to ask instead of a silent manager", needing(led(sampleRoster(), mees), RoleDeputy, RoleDeputy), "unfilled deputy", nil},
		{"the last in line is asked instead", needing(led(&Roster{Holders: append(sampleRoster().Holders, Holder{Role: RoleFallback, User: lotte})}), RoleDeputy, RoleDeputy), "", nil},
		{"two who left", gone, "left U0FATIMA U0MILAN; uncovered U0SANNE", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var all []string
			for _, c := range tc.r.Concerns(now) {
				all = append(all, strings.TrimSpace(c.Code+" "+string(c.Role)+strings.Join(c.Users, " ")))
			}
			if got := strings.Join(all, "; "); got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
			if got := tc.r.Unmanned(now); !slices.Equal(got, tc.unmanned) {
				t.Errorf("unmanned %v, want %v", got, tc.unmanned)
			}
		})
	}
}

// Of one person who is all who could agree the admin hears, in either case.
func TestOnePersonWhoAgreesIsAConcern(t *testing.T) {
	now := at(t, "2026-03-12 15:30")
	for _, tc := range []struct {
		name  string
		alone bool
		last  string
		want  string
	}{
		{"alone and not allowed", false, sanne, ConcernSole},
		{"alone and allowed", true, sanne, ConcernAlone},
		{"somebody is behind them", true, director, ConcernApprover},
	} {
		r := &Roster{Alone: tc.alone, Holders: []Holder{
			{Role: RoleOfficer, User: sanne}, {Role: RoleManagement, User: sanne}, {Role: RoleFallback, User: tc.last},
		}}
		var got []string
		for _, c := range r.Concerns(now) {
			if slices.Contains([]string{ConcernSole, ConcernAlone, ConcernApprover}, c.Code) {
				got = append(got, c.Code)
			}
		}
		if !slices.Equal(got, []string{tc.want}) {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}
