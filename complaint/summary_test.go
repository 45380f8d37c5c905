package complaint

import (
	"slices"
	"testing"
)

// The line that says what a case is about is held to the same in each form that asks for
// it, and all that is wrong with it is said at once.
func TestASummaryIsHeldToOneRule(t *testing.T) {
	now := at(t, "2026-03-05 10:40")
	for _, tc := range []struct {
		name, line string
		guarded    bool // the procedure keeps words from the line
		want       []string
	}{
		{"fine", "Jaarrekening te laat", true, nil},
		{"missing", " ", true, []string{"error.summary_missing"}},
		{"a telephone number", "Bel 06-12345678", true, []string{"error.summary_personal"}},
		{"a mail address", "anna@zon.example wacht", false, []string{"error.summary_personal"}},
		{"a word of the procedure", "Klacht over de rekening", true, []string{"error.word", "error.word_quote"}},
		{"the same where no word is kept", "Klacht over de rekening", false, nil},
		{"both", "Klacht: bel 06-12345678", true, []string{"error.summary_personal", "error.word", "error.word_quote"}},
		{"both, where no word is kept", "Klacht: bel 06-12345678", false, []string{"error.summary_personal"}},
		{"what the customer is called", "Levering aan Foutman", true, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			fresh := newCase(t)
			if tc.guarded {
				fresh.Procedure.Wording = presetOf(t, "kerngroep").Wording
			}
			r := registration(t)
			r.Name, r.Summary = "Foutman", tc.line
			read, fixed := walkTo(t, FaceNew), walkTo(t, FaceNew)
			f := read.Filing()
			for _, c := range []*Case{read, fixed} {
				c.Procedure.Wording = fresh.Procedure.Wording
				if err := c.Correct(CorrectForm{Fact: Fact{FactName, 1}, Text: "Foutman", Reason: "misheard"}, member(sanne), now); err != nil {
					t.Fatal(err)
				}
			}
			for form, err := range map[string]error{
				"filing": fresh.Register(r, member(lotte), now),
				"read-back": read.RecordReadBack(ReadBackForm{
					Verdict: ReadBackApproved, Summary: tc.line, Story: f.Story, Hash: read.TextHash, At: now, Via: "phone",
				}, member(lotte), now),
				"correct": fixed.Correct(CorrectForm{Fact: Fact{FactSummary, 1}, Text: tc.line, Reason: "misheard"}, member(sanne), now),
			} {
				var want []string
				for _, text := range tc.want {
					want = append(want, "summary "+text)
				}
				if got := said(err); !slices.Equal(got, want) {
					t.Errorf("%s: %v, want %v", form, got, want)
				}
			}
		})
	}
}

// Whoever leads may be kept out as long as the fallback is left to tell, by whichever form
// somebody finds that out; with nobody left it is refused.
func TestWhoIsLeftToTell(t *testing.T) {
	for _, tc := range []struct {
		name     string
		fallback string
		left     []string
	}{
		{"another fallback", lotte, []string{lotte}},
		{"the fallback is one of them", mees, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			lead, now := []string{sanne, fatima, mees}, at(t, "2026-03-05 12:00")
			roster := func(c *Case) *Case {
				c.Roster = sampleRoster()
				for i, h := range c.Roster.Holders {
					if h.Role == RoleFallback {
						c.Roster.Holders[i].User = tc.fallback
					}
				}
				return c
			}
			c := roster(walkTo(t, FaceAssigned))
			if got := c.audienceWithout(lead, now); !slices.Equal(got, tc.left) || len(c.Interested) > 0 {
				t.Errorf("left %v, want %v; kept out meanwhile %v", got, tc.left, c.Interested)
			}
			d, into := twins(t)
			second := addition()
			second.About = lead
			steps := map[string]error{
				"correct":  roster(walkTo(t, FaceAssigned)).Correct(CorrectForm{Fact: Fact{FactAbout, 1}, Users: lead, Reason: "It was they"}, member(sanne), now),
				"interest": roster(walkTo(t, FaceAssigned)).DeclareInterest(Interest{Users: lead, How: "family"}, member(sanne), now),
				"add":      roster(walkTo(t, FaceAssigned)).AddInformation(second, member(lotte), now),
			}
			roster(d).About = lead
			if bar := roster(into).mergeBar(d, now); bar != nil {
				steps["merge"] = bar
			} else {
				steps["merge"] = nil
			}
			for name, err := range steps {
				if (err == nil) != (tc.left != nil) {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

// Somebody in several roles is one person, in the place of the first.
func TestWhoHoldsAnyOfTheRoles(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 12:00")
	r.Left = nil
	for _, tc := range []struct {
		name  string
		roles []Role
		want  []string
	}{
		{"none", nil, nil},
		{"one", []Role{RoleManagement}, []string{sanne, mees}},
		{"two", []Role{RoleManagement, RoleOfficer}, []string{sanne, mees}},
		{"in their order", []Role{RoleFallback, RoleManagement, RoleDeputy}, []string{mees, sanne, fatima}},
		{"nobody holds it", []Role{RolePartner, RoleFollowUp}, []string{lotte}},
	} {
		if got := r.HoldingAny(now, tc.roles...); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}
