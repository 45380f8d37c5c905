package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whoever sees less of a case from an event on has their Home drawn anew, and nobody
// else: who goes on seeing it finds it true when they look.
func TestHomesOfThoseWhoSeeLess(t *testing.T) {
	now := at(t, "2026-03-06 10:00")
	for name, tc := range map[string]struct {
		face Face
		do   func(*Case) error
		want []string
	}{
		"the handler has an interest": {FaceAssigned, func(c *Case) error { return c.DeclareInterest(Interest{How: "My sister"}, member(milan), now) }, []string{milan}},
		"an officer has":              {FaceAssigned, func(c *Case) error { return c.DeclareInterest(Interest{How: "My sister"}, member(sanne), now) }, []string{sanne}},
		"the handler cannot":          {FaceAssigned, func(c *Case) error { return c.Decline("On leave", member(milan), now) }, []string{milan}},
		"the handler accepts":         {FaceAssigned, func(c *Case) error { return c.Accept(member(milan), now) }, nil},
		"a deputy handles it instead": {FaceInProgress, func(c *Case) error {
			return c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", Why: "officer", Deliverers: []string{joost}}, member(sanne), now)
		}, []string{milan}},
		"it concerns somebody else": {FaceInProgress, func(c *Case) error {
			return c.Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Users: []string{mees}, Reason: "He did it"}, member(sanne), now)
		}, []string{mees}},
		"it is closed": {FaceReady, func(c *Case) error { return c.Close(Report{Handling: "done"}, member(sanne), now) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			before := len(c.Events)
			must(t, tc.do(c))
			var homes []string
			for _, e := range c.Events[before:] {
				for _, n := range c.Notices(e) {
					if n.Kind == NoticeHome && !slices.Contains(homes, n.To) {
						homes = append(homes, n.To)
					}
				}
			}
			slices.Sort(homes)
			if diff := cmp.Diff(tc.want, homes); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A case that is erased may stand in the Home of whoever leads, and of all who had to do
// with it.
func TestHomesOfAnErasedCase(t *testing.T) {
	c := walkTo(t, FaceInProgress)
	now := at(t, "2026-03-06 10:00")
	for _, user := range []string{sanne, fatima, mees, milan, c.Filer} {
		if !slices.Contains(c.Homes(now), user) {
			t.Errorf("not drawn anew: %s", user)
		}
	}
	c.Roster.Leave(mees, now)
	if slices.Contains(c.Homes(now), mees) || slices.Contains(c.Homes(now), "") {
		t.Errorf("drawn for nobody: %q", c.Homes(now))
	}
}
