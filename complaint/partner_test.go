package complaint

import (
	"slices"
	"testing"
)

// Of a partner who was named in Slack it is said that nobody knows for which firm
// they work, until the configuration says it (CY-01).
func TestAPartnerOfNoFirm(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	for _, tc := range []struct {
		name  string
		until string
		firms map[string]string
		want  []string
	}{
		{"two of them", "", nil, []string{milan, joost}},
		{"one is known", "", map[string]string{milan: "Noorderlicht Advies"}, []string{joost}},
		{"both are", "", map[string]string{milan: "Noorderlicht Advies", joost: "Visser & Partners"}, nil},
		{"one is no partner any more", "2026-03-01 00:00", map[string]string{milan: "Noorderlicht Advies"}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			other := Holder{Role: RolePartner, User: joost}
			if tc.until != "" {
				other.Until = at(t, tc.until)
			}
			r.Holders = append(r.Holders, Holder{Role: RolePartner, User: milan}, other)
			for user, firm := range tc.firms {
				r.People[user] = Profile{Employer: firm}
			}
			var got []string
			for _, c := range r.Concerns(now) {
				if c.Code == ConcernEmployer {
					got = c.Users
				}
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("of no firm: %v, want %v", got, tc.want)
			}
			next := r.Over(&Roster{People: map[string]Profile{milan: {Zone: "Europe/Amsterdam", Employer: "an older one"}}}, at(t, "2026-03-05 10:00"))
			if firm := next.People[milan].Employer; firm != tc.firms[milan] {
				t.Errorf("with the configuration in force %q, want %q", firm, tc.firms[milan])
			}
		})
	}
}
