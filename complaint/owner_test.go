package complaint

import (
	"slices"
	"testing"
)

// A duty belongs to whoever was named for it and to nobody else, to the deputy of
// whoever is away, and stays in the list of who is away.
func TestWhoseADutyIs(t *testing.T) {
	const boek, other = "U0BOEK", "U0OTHER"
	for name, tc := range map[string]struct {
		kind   string
		round  int
		change func(*Case)
		owners []string
		shown  map[string]bool
	}{
		"the handler's own":   {DutyCommitment, 1, nil, []string{milan}, map[string]bool{milan: true, boek: false, lotte: false}},
		"of a colleague":      {DutyCommitment, 2, nil, []string{boek}, map[string]bool{boek: true, milan: false, other: false}},
		"of who stands in":    {DutyCommitment, 2, away(boek, other), []string{boek}, map[string]bool{boek: true, other: true, milan: false}},
		"without a deputy":    {DutyCommitment, 2, away(boek, ""), []string{boek}, map[string]bool{boek: true, other: false, milan: false}},
		"of an involved one":  {DutyCommitment, 2, func(c *Case) { c.Interested = append(c.Interested, boek) }, []string{milan}, map[string]bool{boek: false, milan: true}},
		"the handler is away": {DutyCommitment, 1, away(milan, other), []string{milan}, map[string]bool{milan: true, other: true, boek: false}},
	} {
		t.Run(name, func(t *testing.T) {
			c := promising(t, FaceAnswered)
			now := at(t, "2026-03-16 12:00")
			if tc.change != nil {
				tc.change(c)
			}
			d, err := c.Owed(tc.kind, tc.round)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Owners(d, now); !slices.Equal(got, tc.owners) {
				t.Errorf("of %v, want %v", got, tc.owners)
			}
			for user, want := range tc.shown {
				if got := c.IsFor(d, user, now); got != want {
					t.Errorf("%s finds it: %v", user, got)
				}
			}
		})
	}
}

func away(user, deputy string) func(*Case) {
	return func(c *Case) {
		r := *c.Roster
		r.Away = append(slices.Clone(r.Away), Absence{
			User: user, Deputy: deputy, From: c.ReceivedAt.AddDate(0, -1, 0), Until: c.ReceivedAt.AddDate(1, 0, 0),
		})
		c.Roster = &r
	}
}
