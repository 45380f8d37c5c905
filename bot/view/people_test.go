package view

import (
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
)

// staffOf is a company in which the configuration names the officer, somebody
// left, and one is in a role for a while.
func staffOf(t testing.TB) *complaint.Roster {
	r := *sampleCase(t).Roster
	r.File = []complaint.Role{complaint.RoleOfficer, complaint.RolePartner}
	r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleDeputy, User: mees, From: at(t, "2026-03-16 00:00"), Until: at(t, "2026-03-21 00:00")})
	r.Holders = append(r.Holders,
		complaint.Holder{Role: complaint.RoleOfficer, User: lotte, Until: at(t, "2026-01-01 00:00")},
		complaint.Holder{Role: complaint.RoleOfficer, User: mees, From: at(t, "2026-01-01 00:00"), Until: at(t, "2026-03-01 00:00")})
	r.Left = map[string]time.Time{joost: at(t, "2026-03-09 09:00")}
	return &r
}

func TestPeople(t *testing.T) {
	const now = "2026-03-10 09:00"
	r, alone := staffOf(t), &complaint.Roster{}
	for _, role := range []complaint.Role{complaint.RoleAdmin, complaint.RoleOfficer, complaint.RoleManagement, complaint.RoleFallback} {
		alone.Holders = append(alone.Holders, complaint.Holder{Role: role, User: sanne})
	}
	file := func(f *Frame) *Frame { f.File = "ombud.yml"; return f }
	inLanguages(t, "people", now, func(f *Frame) screen { return PeopleModal(file(f), &Staff{Roster: r}) })
	inLanguages(t, "people.empty", now, func(f *Frame) screen {
		only := &complaint.Roster{Holders: []complaint.Holder{{Role: complaint.RoleAdmin, User: sanne}}}
		return PeopleModal(f, &Staff{Roster: only, Saved: Named(f, complaint.RoleAdmin, []string{sanne}, []string{mees})})
	})
	inLanguages(t, "people.role", now, func(f *Frame) screen {
		return RoleForm(f, r, complaint.RoleDeputy, RoleTyped{Users: []string{fatima, mees}, From: "2026-03-16", Until: "2026-03-20"})
	})
	inLanguages(t, "people.changed", now, func(f *Frame) screen { return Changed(f, Named(f, complaint.RoleAdmin, nil, []string{sanne})) })
	alone.Needs = []complaint.Role{complaint.RoleHandler, complaint.RoleOfficer, complaint.RoleFollowUp}
	inLanguages(t, "people.weekly", now, func(f *Frame) screen { return Concerns(f, alone) })
	allowed := *alone
	allowed.Alone = true
	inLanguages(t, "people.alone", now, func(f *Frame) screen { return Concerns(f, &allowed) })
	both := &complaint.Roster{Lead: complaint.RoleManagement, Handles: []complaint.Role{complaint.RoleManagement}, Agrees: complaint.RoleManagement}
	both.Holders = append(both.Holders,
		complaint.Holder{Role: complaint.RoleManagement, User: sanne}, complaint.Holder{Role: complaint.RoleManagement, User: mees}, complaint.Holder{Role: complaint.RoleAdmin, User: sanne}, complaint.Holder{Role: complaint.RoleFallback, User: mees})
	inLanguages(t, "people.about", now, func(f *Frame) screen { return Concerns(f, both) })
	inLanguages(t, "people.home", now, func(f *Frame) screen { return HomeTab(f, &HomeLists{Staff: &Staff{Roster: r}}) })
	inLanguages(t, "people.home_fine", now, func(f *Frame) screen {
		return HomeTab(f, &HomeLists{Staff: &Staff{Roster: sampleCase(t).Roster}, Health: &Health{Unmanned: []complaint.Role{complaint.RoleOfficer, complaint.RoleFallback}}})
	})
}

// A button to change a role stands there for whoever may change it, and nowhere
// for what the configuration says.
func TestRolesThatSomebodyMayChange(t *testing.T) {
	r := staffOf(t)
	for who, want := range map[string][]string{
		sanne:  {"deputy", "management", "handler", "follow_up", "process_owner", "reader", "admin", "fallback"},
		fatima: nil,
		mees:   nil,
	} {
		f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
		f.Viewer = member(who)
		raw := string(mustJSON(t, PeopleModal(f, &Staff{Roster: r})))
		for _, role := range complaint.Roles {
			has := strings.Contains(raw, `"value":"`+string(role)+`"`)
			if should := strings.Contains(" "+strings.Join(want, " ")+" ", " "+string(role)+" "); has != should {
				t.Errorf("%s has a button for %s: %v", who, role, has)
			}
		}
	}
}

// A large company fits: fifty people in each role, and everything wrong at once.
func TestPeopleOfALargeCompany(t *testing.T) {
	r := &complaint.Roster{Left: map[string]time.Time{}}
	f := sampleFrame(t, lang.NL, "2026-03-10 09:00")
	f.Names = map[string]string{}
	for i := range mostHolders {
		u := "U0EXTRA" + strings.Repeat("X", i)
		f.Names[u] = strings.Repeat("Alexandrina ", 4)
		r.Left[u] = at(t, "2026-03-01 09:00")
		for _, role := range complaint.Roles {
			r.Holders = append(r.Holders, complaint.Holder{Role: role, User: u, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00")})
		}
	}
	s := &Staff{Roster: r}
	if n := len(s.Users()); n != mostHolders {
		t.Errorf("%d people named", n)
	}
	for name, m := range map[string]screen{
		"all": PeopleModal(f, s), "one": RoleForm(f, r, complaint.RoleHandler, RoleTyped{Users: s.Users()}), "home": HomeTab(f, &HomeLists{Staff: s}),
	} {
		checkScreen(t, name, m, mustJSON(t, m))
	}
}
