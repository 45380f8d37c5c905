package complaint

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// Whoever holds the procedure's role for it reviews, and who stands in while they
// are away; with nobody left, who leads, and at last who looks after the app.
func TestWhoReviews(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	away := func(user, deputy string) Absence {
		return Absence{User: user, Deputy: deputy, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00")}
	}
	for _, tc := range []struct {
		name   string
		by     string
		change func(*Roster)
		told   []string
		may    []string
		never  []string
	}{
		{"management", "management", nil, []string{sanne, mees}, []string{sanne, mees}, []string{fatima, milan, lotte}},
		{"the officer", "officer", nil, []string{sanne}, []string{sanne}, []string{mees, fatima}},
		{"one is away and nobody stands in", "management", func(r *Roster) { r.Away = []Absence{away(mees, "")} }, []string{sanne}, []string{sanne, mees}, []string{fatima}},
		{"somebody stands in", "management", func(r *Roster) { r.Away = []Absence{away(mees, fatima)} }, []string{sanne, fatima}, []string{fatima, mees}, []string{milan}},
		{"who stands in is away too", "officer", func(r *Roster) { r.Away = []Absence{away(sanne, fatima), away(fatima, milan)} }, []string{mees}, []string{sanne, mees}, []string{fatima, milan}},
		{"one left the firm", "management", func(r *Roster) { r.Left = map[string]time.Time{mees: at(t, "2026-03-02 00:00")} }, []string{sanne}, []string{sanne}, []string{mees}},
		{"nobody holds the role", "process_owner", func(r *Roster) { r.Holders = without(r, RoleProcessOwner) }, []string{sanne}, []string{sanne}, []string{mees}},
		{"nobody leads either", "process_owner", func(r *Roster) { r.Holders = []Holder{{Role: RoleAdmin, User: nora}} }, []string{nora}, []string{nora}, []string{sanne}},
		{"nobody at all", "management", func(r *Roster) { r.Holders = nil }, nil, nil, []string{sanne, mees}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r, p := sampleRoster(), &procedure.Procedure{Review: procedure.Review{By: tc.by}}
			if tc.change != nil {
				tc.change(r)
			}
			if got := r.Reviewers(p, now); !slices.Equal(got, tc.told) {
				t.Errorf("told are %v, want %v", got, tc.told)
			}
			for _, u := range tc.may {
				must(t, r.MayReview(p, member(u), now))
			}
			for _, u := range tc.never {
				var refused *Refusal
				if err := r.MayReview(p, member(u), now); !errors.As(err, &refused) || refused.Text != map[bool]string{true: "error.nobody_left", false: "error.not_allowed"}[len(tc.told) == 0] {
					t.Errorf("%s may review: %v", u, err)
				}
			}
			for _, u := range tc.may {
				if r.MayReview(p, Person{ID: u}, now) == nil {
					t.Errorf("%s reviews without being a full member", u)
				}
			}
		})
	}
}

func without(r *Roster, role Role) []Holder {
	return slices.DeleteFunc(slices.Clone(r.Holders), func(h Holder) bool { return h.Role == role })
}

// A review needs findings, with no change too: a date alone moves nothing.
func TestAReviewNeedsItsWords(t *testing.T) {
	now := at(t, "2026-03-05 00:30") // 4 March in London
	last := Revision{N: 2, Day: calendar.Day{Year: 2026, Month: 1, Day: 15}}
	for _, tc := range []struct {
		name string
		f    RevisionForm
		want string // text ids and fields, empty: taken
	}{
		{"no change", RevisionForm{Day: "2026-03-05", Outcome: RevisionSame, Findings: "It works."}, ""},
		{"a change", RevisionForm{Day: "2026-03-02", Outcome: RevisionChanges, Findings: "Slow.", Changes: "Two callers."}, ""},
		{"the day of the last one", RevisionForm{Day: "2026-01-15", Outcome: RevisionSame, Findings: "Again."}, ""},
		{"no change without a reason", RevisionForm{Day: "2026-03-05", Outcome: RevisionSame, Findings: " \n"}, "findings error.revision_findings"},
		{"a change that is not said", RevisionForm{Day: "2026-03-05", Outcome: RevisionChanges, Findings: "Slow."}, "changes error.revision_changes"},
		{"no change and a change", RevisionForm{Day: "2026-03-05", Outcome: RevisionSame, Findings: "Slow.", Changes: "Two callers."}, "changes error.revision_same"},
		{"tomorrow", RevisionForm{Day: "2026-03-06", Outcome: RevisionSame, Findings: "It works."}, "day error.future"},
		{"before the last one", RevisionForm{Day: "2026-01-14", Outcome: RevisionSame, Findings: "It works."}, "day error.revision_before"},
		{"nothing", RevisionForm{}, "day error.revision_day, outcome error.revision_outcome, findings error.revision_findings"},
		{"forged", RevisionForm{Day: "yesterday", Outcome: "fine", Findings: "x"}, "day error.revision_day, outcome error.revision_outcome"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			v, err := tc.f.Review(last, member(mees), now, now.Location())
			var said []string
			var rs Refusals
			if errors.As(err, &rs) {
				for _, r := range rs {
					said = append(said, r.Field+" "+r.Text)
				}
			}
			if got := strings.Join(said, ", "); got != tc.want {
				t.Fatalf("refused with %q, want %q", got, tc.want)
			}
			if tc.want == "" && (err != nil || v.N != 3 || v.By != mees || v.Day.String() != tc.f.Day || v.Words.Changes != tc.f.Changes || !v.Recorded.Equal(now)) {
				t.Errorf("it is %+v, %v", v, err)
			}
		})
	}
	first, err := RevisionForm{Day: "2020-01-01", Outcome: RevisionSame, Findings: "Before this program.", Attested: true}.Review(Revision{}, member(sanne), now, now.Location())
	if err != nil || first.N != 1 || !first.Attested {
		t.Errorf("the first one: %+v, %v", first, err)
	}
}

// A review is late from the day after its last one, by the company's clock.
func TestALateReview(t *testing.T) {
	g := &Register{Next: calendar.Day{Year: 2026, Month: 3, Day: 5}}
	zone := at(t, "2026-03-05 00:00").Location()
	for when, want := range map[string]bool{"2026-03-05 00:00": false, "2026-03-05 23:59": false, "2026-03-06 00:00": true} {
		if got := g.Late(at(t, when).UTC(), zone); got != want {
			t.Errorf("at %s late is %v", when, got)
		}
	}
}
