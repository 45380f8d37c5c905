package complaint

import (
	"slices"
	"testing"
)

// A refusal says which roles take the step, as the company has them, and who holds one
// now; of what is named after one person there is no role.
func TestRefusalsNameTheRoles(t *testing.T) {
	now := at(t, "2026-03-10 09:00")
	for _, tc := range []struct {
		name  string
		lead  Role
		err   func(c *Case) error
		text  string
		roles []Role
		who   []string
	}{
		{"assigning", "", func(c *Case) error { return c.MayAssign(member(milan), now) }, "error.not_allowed", []Role{RoleOfficer, RoleDeputy}, []string{sanne, fatima}},
		{"assigning, where another role leads", RoleManagement, func(c *Case) error { return c.MayAssign(member(milan), now) }, "error.not_allowed", []Role{RoleManagement}, []string{sanne, mees}},
		{"people", "", func(c *Case) error { return c.Roster.MayLookAtPeople(member(milan), now) }, "error.not_allowed", []Role{RoleAdmin}, []string{sanne}},
		{"who leaves", "", func(c *Case) error { return c.Roster.MayHandOver(member(milan), now) }, "error.not_allowed", []Role{RoleOfficer, RoleDeputy}, []string{sanne}},
		{"the answer", "", func(c *Case) error { return c.Approve(1, member(fatima), now) }, "error.not_allowed", []Role{RoleManagement}, []string{sanne, mees}},
		{"a case that is not theirs", "", func(c *Case) error { return c.NotTheirs(now) }, "error.not_yours", nil, []string{sanne}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInApproval)
			c.Roster.Lead = tc.lead
			r := errorOf(t, tc.err(c))
			var roles []Role
			var who []string
			for _, arg := range r.Args {
				switch v := arg.(type) {
				case []Role:
					roles = v
				case Users:
					who = v
				}
			}
			if r.Text != tc.text || !slices.Equal(roles, tc.roles) || !slices.Equal(who, tc.who) {
				t.Errorf("%s names %v and %v", r.Text, roles, who)
			}
		})
	}
}
