package complaint

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A role that cases need is never left empty by a date: neither at once, nor when
// those who are named for a while go, nor between one who goes and one who comes.
func TestARoleIsNotEmptiedByADate(t *testing.T) {
	now, monday := at(t, "2026-03-05 10:00"), at(t, "2026-03-09 00:00")
	friday, later := at(t, "2026-03-14 00:00"), at(t, "2026-03-16 00:00")
	for _, tc := range []struct {
		name    string
		role    Role
		holders []Holder // of that role; nil: as the sample company has it
		n       Naming
		field   string // under which it is refused; empty: it is taken
	}{
		{name: "the only officer is replaced for a week", role: RoleOfficer, n: Naming{Users: []string{nora}, Until: friday}, field: "until"},
		{name: "from Monday on, for a week", role: RoleOfficer, n: Naming{Users: []string{nora}, From: monday, Until: friday}, field: "until"},
		{name: "the only fallback for a week", role: RoleFallback, n: Naming{Users: []string{nora}, Until: friday}, field: "until"},
		{name: "beside the officer, for a week", role: RoleOfficer, n: Naming{Users: []string{sanne, nora}, Until: friday}},
		{name: "a role that cases can do without", role: RoleDeputy, n: Naming{Users: []string{nora}, Until: friday}},
		{name: "the first officer ever, for a week", role: RoleOfficer, holders: []Holder{}, n: Naming{Users: []string{nora}, Until: friday}, field: "until"},
		{name: "nobody yet, and still nobody", role: RoleOfficer, holders: []Holder{}},
		{name: "one goes before the other comes", role: RoleOfficer, holders: []Holder{{User: sanne, Until: monday}, {User: fatima, From: later}},
			n: Naming{Users: []string{nora}, From: friday}, field: "users"},
		{name: "the one in between stays until then", role: RoleOfficer, holders: []Holder{{User: sanne, Until: monday}, {User: fatima, From: monday}},
			n: Naming{Users: []string{nora}, From: later}},
		{name: "an end before it began is none", role: RoleOfficer, holders: []Holder{{User: sanne, Until: later}, {User: fatima, From: friday, Until: later}, {User: mees}},
			n: Naming{Users: []string{mees, fatima}, Until: monday}},
		{name: "the one who was to come does not", role: RoleOfficer, holders: []Holder{{User: sanne, Until: monday}, {User: fatima, From: monday}},
			n: Naming{Users: []string{nora}, From: monday}},
		{name: "only who is to come is left", role: RoleOfficer, holders: []Holder{{User: sanne, Until: monday}, {User: fatima, From: monday}},
			n: Naming{Users: []string{fatima}}, field: "users"},
		{name: "who has an end anyway gets another", role: RoleOfficer, holders: []Holder{{User: sanne, Until: monday}, {User: fatima, From: monday}},
			n: Naming{Users: []string{sanne, fatima}, Until: friday}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			if tc.holders != nil {
				r.Holders = slices.DeleteFunc(r.Holders, func(h Holder) bool { return h.Role == tc.role })
				for _, h := range tc.holders {
					h.Role = tc.role
					r.Holders = append(r.Holders, h)
				}
			}
			before := slices.Clone(r.Holders)
			tc.n.Stamp = r.Stamp(tc.role, now)
			_, _, err := r.Name(tc.role, tc.n, member(sanne), now)
			if tc.field == "" {
				must(t, err)
				return
			}
			var rs Refusals
			if errors.As(err, &rs); len(rs) != 1 || rs[0].Text != "error.role_last" || rs[0].Field != tc.field {
				t.Errorf("refused with %v, want it under %s; on 14 March it would be %v", err, tc.field, r.Holding(tc.role, friday))
			}
			if diff := cmp.Diff(before, r.Holders); diff != "" {
				t.Errorf("refused, and changed:\n%s", diff)
			}
		})
	}
}

// Whoever is chosen again has the end that the form gives, or none: what was
// planned is called off by choosing.
func TestAPlannedEndIsCalledOff(t *testing.T) {
	now, monday := at(t, "2026-03-05 10:00"), at(t, "2026-03-09 00:00")
	friday, spring := at(t, "2026-03-14 00:00"), at(t, "2026-04-01 00:00")
	for _, tc := range []struct {
		name                     string
		n                        Naming
		come, gone               []string
		thisWeek, next, inSpring []string
	}{
		{name: "she stays after all, and her successor does not come", n: Naming{Users: []string{sanne}}, come: []string{sanne}, gone: []string{fatima},
			thisWeek: []string{sanne}, next: []string{sanne}, inSpring: []string{sanne}},
		{name: "both stay", n: Naming{Users: []string{sanne, fatima}}, come: []string{sanne},
			thisWeek: []string{sanne}, next: []string{sanne, fatima}, inSpring: []string{sanne, fatima}},
		{name: "she stays some days longer", n: Naming{Users: []string{sanne, fatima}, Until: friday}, come: []string{sanne},
			thisWeek: []string{sanne}, next: []string{sanne, fatima}, inSpring: []string{fatima}},
		{name: "it stays as it was planned", n: Naming{Users: []string{fatima}, From: monday}, gone: []string{sanne},
			thisWeek: []string{sanne}, next: []string{fatima}, inSpring: []string{fatima}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			_, _, err := r.Name(RoleOfficer, Naming{Users: []string{fatima}, From: monday, Stamp: r.Stamp(RoleOfficer, now)}, member(sanne), now)
			must(t, err)
			tc.n.Stamp = r.Stamp(RoleOfficer, now)
			come, gone, err := r.Name(RoleOfficer, tc.n, member(sanne), now)
			must(t, err)
			if !slices.Equal(come, tc.come) || !slices.Equal(gone, tc.gone) {
				t.Errorf("come %v, gone %v; want %v and %v", come, gone, tc.come, tc.gone)
			}
			sameSet(t, "this week", r.Holding(RoleOfficer, now), tc.thisWeek)
			sameSet(t, "next week", r.Holding(RoleOfficer, at(t, "2026-03-10 12:00")), tc.next)
			sameSet(t, "in spring", r.Holding(RoleOfficer, spring), tc.inSpring)
		})
	}
}

// Whom Slack shows to be a colleague holds what they are named for, whatever was
// believed of them; of the others, and when it is refused, nothing changes.
func TestNamingSomebodyWhoWasBelievedGone(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	for _, tc := range []struct {
		name  string
		role  Role
		users []string
		shown []string // whom Slack shows to be a colleague
		come  []string
		left  []string // of nora and milan, afterwards
		want  string
	}{
		{name: "new in the role", role: RoleHandler, users: []string{fatima, nora}, shown: []string{nora}, come: []string{nora}, left: []string{milan}},
		{name: "still named for it", role: RoleHandler, users: []string{fatima, milan}, shown: []string{milan}, come: []string{milan}, left: []string{nora}},
		{name: "not shown by Slack", role: RoleHandler, users: []string{fatima, nora}, come: []string{nora}, left: []string{milan, nora}},
		{name: "the only one of a needed role", role: RoleOfficer, users: []string{nora}, shown: []string{nora}, come: []string{nora}, left: []string{milan}},
		{name: "refused", role: RoleOfficer, users: nil, shown: []string{nora}, left: []string{milan, nora}, want: "error.role_last"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			r.Left = map[string]time.Time{nora: now.Add(-time.Hour), milan: now.Add(-time.Hour)}
			n := Naming{Users: tc.users, Stamp: r.Stamp(tc.role, now), Profiles: map[string]Profile{}}
			for _, u := range tc.shown {
				n.Profiles[u] = Profile{Zone: "Europe/Paris"}
			}
			come, _, err := r.Name(tc.role, n, member(sanne), now)
			if tc.want == "" {
				must(t, err)
			} else if got := firstRefusal(t, err); got != tc.want {
				t.Errorf("refused with %s", got)
			}
			if !slices.Equal(come, tc.come) {
				t.Errorf("come %v, want %v", come, tc.come)
			}
			sameSet(t, "believed gone", slices.Collect(maps.Keys(r.Left)), tc.left)
			for _, u := range tc.shown {
				if tc.want == "" && !r.Has(u, tc.role, now) {
					t.Errorf("%s is named, and holds nothing", u)
				}
			}
		})
	}
}
