package complaint

import (
	"slices"
	"strings"
	"testing"
)

// The officer tells a colleague what the case asks of them: nobody who is involved, and
// never how to reach the customer. What is refused records nothing.
func TestTellingAColleague(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct{ name, by, user, text, want string }{
		{"by the officer", sanne, "U0OTHER", "Please send the planning of last year.", ""},
		{"by the deputy", fatima, lotte, "Anna de Vries may call on 20-3-2026.", ""},
		{"by the handler", milan, "U0OTHER", "Please", "error.not_allowed"},
		{"by the filer", lotte, "U0OTHER", "Please", "error.not_allowed"},
		{"by whom it concerns", joost, "U0OTHER", "Please", "no such case"},
		{"by a stranger", "U0OTHER", lotte, "Please", "no such case"},
		{"nobody", sanne, "", "Please", "error.colleague_missing"},
		{"themselves", sanne, sanne, "Please", "error.colleague_self"},
		{"whom it concerns", sanne, joost, "Please", "error.colleague_involved"},
		{"nothing", sanne, lotte, " ", "error.colleague_empty"},
		{"with a number to call", sanne, lotte, "Call her on 06 12345678", "error.colleague_personal"},
		{"with a mail address", sanne, lotte, "Write to anna@example.com", "error.colleague_personal"},
		{"with the address", sanne, lotte, "She lives at MARKT 2, Utrecht", "error.colleague_personal"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInProgress)
			f := c.Filing()
			f.Address = "Markt 2, Utrecht"
			c.filingEntry = c.put(f)
			before := len(c.Events)
			if got := textOf(c.TellColleague(tc.user, tc.text, member(tc.by), now)); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want != "" {
				if len(c.Events) != before {
					t.Error("refused, and recorded")
				}
				return
			}
			e := c.Events[len(c.Events)-1]
			if user, text, ok := c.ColleagueToldOf(e); !ok || user != tc.user || text != strings.TrimSpace(tc.text) {
				t.Errorf("on record: %s is told %q", user, text)
			}
			if _, _, ok := c.ColleagueToldOf(c.Events[0]); ok {
				t.Error("the filing tells a colleague something")
			}
			told := toldOf(c, e)
			if !slices.ContainsFunc(told, func(s string) bool { return strings.HasPrefix(s, "colleague "+tc.user+" ") }) || !slices.Contains(told, "line channel ") {
				t.Errorf("told %v", told)
			}
			if tc.user == "U0OTHER" && c.MaySee(member(tc.user), PartState, now) {
				t.Error("who was told sees the case")
			}
		})
	}
}

// In every face of the road, and of a closed case too; not of one that was none.
func TestWhenAColleagueIsTold(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, face := range everyFace {
		c := walkAside(t, face, now)
		err := c.TellColleague(lotte, "Please call back", member(sanne), now)
		want := slices.Contains(append(slices.Clone(road), FaceChangesAsked, FaceReopened, FaceDispute, FaceRuled), face)
		if (err == nil) != want || slices.Contains(c.Allowed(member(sanne), now), StepColleague) != want {
			t.Errorf("%s: %v, want allowed %v", face, err, want)
		}
	}
}
