package handlers

import (
	"slices"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// What the core does not know is said where a refusal is worded: which button was
// pressed, and whether the channel shows the line about a case.
func TestRefusalsSayExactlyWhatIsSo(t *testing.T) {
	p := lang.New(lang.EN, "", nil)
	roles := &complaint.Refusal{Text: "error.not_allowed", Args: []any{"roles", []complaint.Role{complaint.RoleOfficer, complaint.RoleDeputy}, "who", complaint.Users{sanne}}}
	line := &complaint.Refusal{Text: "error.summary_personal", Field: "summary"}
	for _, tc := range []struct {
		name, route string
		standard    bool
		refusal     *complaint.Refusal
		want        string
	}{
		{"a step", "case.assign.open", false, roles, `"Assign handler" is for the complaints officer or deputy only. Now: Sanne Bakker.`},
		{"its form", "case.assign", false, roles, `"Assign handler" is for the complaints officer or deputy only. Now: Sanne Bakker.`},
		{"no step", "people.open", false, roles, "Only the complaints officer or deputy can do this. Now: Sanne Bakker."},
		{"the line where cards are minimal", "case.file", false, line, "Leave out e-mail addresses and phone numbers; this line is also read outside the case file."},
		{"the line where cards show it", "case.file", true, line, "Leave out e-mail addresses and phone numbers; this line is shown in the channel."},
		{"days of another year and of this one", "case.reopen_late", false, &complaint.Refusal{Text: "error.reopen_term", Args: []any{
			"closed", at(t, "2026-03-18 12:00"), "until", calendar.DayOf(at(t, "2027-03-18 12:00"), time.UTC),
		}}, "Choose a moment from Wed 18 March 2026 at 11:00 to the end of Thu 18 March: that is when the case could be reopened. If the customer came back later, record a new complaint and link it to this one."},
		{"anything else", "case.assign", true, &complaint.Refusal{Text: "error.handler_missing"}, "Choose who handles the case."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := &Handlers{Company: view.Company{Standard: tc.standard}}
			args := slices.Clone(tc.refusal.Args)
			got := wordRefusal(p, at(t, "2027-03-30 10:00"), h.exactly(p, tc.refusal, tc.route), map[string]string{sanne: "Sanne Bakker"})
			if got != tc.want || len(args) != len(tc.refusal.Args) {
				t.Errorf("it says %q", got)
			}
		})
	}
}
