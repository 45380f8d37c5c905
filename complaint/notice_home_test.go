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

// Whoever acts for a handler loses sight of the case with them: their deputy while they
// are away, and to whom they handed a duty. Whoever still sees it, or saw nothing of it
// before, is left alone.
func TestHomesOfDeputies(t *testing.T) {
	const stand = "U0STAND"
	now := at(t, "2026-03-06 09:30")
	for _, tc := range []struct {
		name   string
		deputy string
		set    func(*Case)
		want   []string
	}{
		{"away", stand, func(c *Case) {
			c.Roster.Away = []Absence{{User: milan, From: now, Until: now.AddDate(0, 0, 5), Deputy: stand}}
		}, []string{milan, stand}},
		{"not away", stand, func(*Case) {}, []string{milan}},
		{"away, with a deputy who sees it anyway", fatima, func(c *Case) {
			c.Roster.Away = []Absence{{User: milan, From: now, Until: now.AddDate(0, 0, 5), Deputy: fatima}}
		}, []string{milan}},
		{"a duty was handed on", stand, func(c *Case) {
			c.heard.make()
			c.heard.handed[handKey{DutyContact, 1, milan}] = stand
		}, []string{milan, stand}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkedWith(t, tc.deputy, tc.set)
			if drawn := slices.Contains(c.Homes(now), stand); drawn != (len(tc.want) == 2) {
				t.Errorf("drawn when it is erased: %v", drawn)
			}
			before := len(c.Events)
			must(t, c.Assign(Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", Why: "officer"}, member(sanne), now))
			var homes []string
			for _, e := range c.Events[before:] {
				for _, n := range c.Notices(e) {
					if n.Kind == NoticeHome {
						homes = append(homes, n.To)
					}
				}
			}
			slices.Sort(homes)
			if diff := cmp.Diff(tc.want, slices.Compact(homes)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// walkedWith is a case that Milan handles, with that deputy.
func walkedWith(t *testing.T, deputy string, set func(*Case)) *Case {
	t.Helper()
	c := walkTo(t, FaceAssigned)
	c.Roster.People[milan] = Profile{Title: "head", Deputy: deputy}
	set(c)
	return c
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
