package complaint

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ombud/procedure"
)

// awaits tells whether somebody finds the case among what may wait for them.
func awaits(c *Case, kept []Awaited, user string, now time.Time) bool {
	return slices.Contains(c.PassedTo(), user) || slices.ContainsFunc(c.Roster.AwaitedKeys(user, now), func(k AwaitedKey) bool { return slices.ContainsFunc(kept, k.Holds) })
}

// everybody are those of the tests, with one who holds no role.
var everybody = []string{sanne, fatima, mees, milan, joost, lotte, director, "U0OTHER"}

// Wherever random people bring a case of each procedure, and whoever is away, gone or in
// another role by then, each whose turn it is finds it under what was kept when it was
// last saved.
func TestWhoseTurnItIsIsFound(t *testing.T) {
	procedures := []*procedure.Procedure{inventedProcedure(t)}
	for _, name := range procedure.Presets() {
		procedures = append(procedures, presetOf(t, name))
	}
	two := sampleProcedure(t)
	two.Name, two.Answer.Approval.TwoFor, two.Agreement.Alone = "two", []string{"serious", "legal"}, true
	procedures = append(procedures, two)
	turns, kept := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		c, now := drawnCase(t, r, procedures)
		for range rapid.IntRange(1, 40).Draw(r, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 40).Draw(r, "hours")) * time.Hour)
			_ = push(r, c, member(rapid.SampledFrom(everybody).Draw(r, "by")), now) // most are refused
			if rapid.IntRange(0, 3).Draw(r, "look") > 0 {
				continue
			}
			list, moved := c.AwaitedBy(), *c
			moved.Roster = drawnRoster(r, now)
			for _, user := range everybody {
				_, theirs := moved.TurnOf(member(user), now)
				found := awaits(&moved, list, user, now)
				if theirs && !found {
					turn, _ := moved.TurnOf(member(user), now)
					r.Fatalf("it is %s's turn in a case of %s that is %s, by %+v: not among %v under %v",
						user, c.Procedure.Name, c.Face(), turn, list, moved.Roster.AwaitedKeys(user, now))
				}
				turns, kept = turns+count(theirs), kept+count(found)
			}
		}
	})
	if turns == 0 || kept > 3*turns {
		t.Errorf("of %d found only %d were turns", kept, turns)
	}
	t.Logf("of %d found %d were turns", kept, turns)
}

// drawnCase is one that was filed a moment ago, or one that came somewhere already.
func drawnCase(t *testing.T, r *rapid.T, procedures []*procedure.Procedure) (*Case, time.Time) {
	if rapid.Bool().Draw(r, "on its way") {
		c := walkAside(t, rapid.SampledFrom(everyFace).Draw(r, "face"), at(t, "2026-03-19 11:00"))
		return c, c.Events[len(c.Events)-1].Recorded
	}
	now := at(t, "2026-03-05 10:20")
	c := New("T0FIRM", rapid.SampledFrom(procedures).Draw(r, "procedure"), sampleCalendar(t), sampleRoster())
	c.Number = "K-2026-0001"
	form := registration(t)
	form.Street, form.Postcode, form.Town = "Markt 1", "1234 AB", "Utrecht"
	form.About = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{joost, fatima, mees}), 0, 2, rapid.ID).Draw(r, "about")
	form.Receiver = rapid.SampledFrom([]string{"", milan, sanne, "U0OTHER"}).Draw(r, "receiver")
	must(t, c.Register(form, member(lotte), now))
	return c, now
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// drawnRoster is a company of the people of the tests: some in another role, away with a
// deputy or without, or gone.
func drawnRoster(r *rapid.T, now time.Time) *Roster {
	roster := sampleRoster()
	if rapid.IntRange(0, 5).Draw(r, "leads") == 0 {
		roster.Lead = RoleManagement
	}
	for _, role := range []Role{RoleOfficer, RoleDeputy, RoleManagement, RoleFollowUp, RoleFallback, RoleProcessOwner} {
		if rapid.IntRange(0, 2).Draw(r, "another") == 0 {
			roster.Holders = slices.DeleteFunc(roster.Holders, func(h Holder) bool { return h.Role == role })
			for _, u := range rapid.SliceOfNDistinct(rapid.SampledFrom(everybody), 0, 2, rapid.ID).Draw(r, string(role)) {
				roster.Holders = append(roster.Holders, Holder{Role: role, User: u})
			}
		}
	}
	for _, u := range everybody {
		switch rapid.IntRange(0, 7).Draw(r, "is") {
		case 0, 1:
			deputy := rapid.SampledFrom(append([]string{""}, everybody...)).Draw(r, "deputy")
			roster.Away = append(roster.Away, Absence{User: u, Deputy: deputy, From: now.Add(-time.Hour), Until: now.AddDate(0, 0, 9)})
		case 2:
			roster.People[u] = Profile{Deputy: rapid.SampledFrom(everybody).Draw(r, "standing")}
		case 3:
			if rapid.Bool().Draw(r, "gone") {
				roster.Left = map[string]time.Time{u: now.Add(-time.Hour)}
			}
		}
	}
	return roster
}
