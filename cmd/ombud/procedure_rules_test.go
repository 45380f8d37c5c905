package main

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/bot/view"
	"ombud/lang"
	"ombud/procedure"
)

// What is no duty stands below the table, and says whose rule it is.
func TestRulesBesideTheDuties(t *testing.T) {
	t.Parallel()
	const least = "name: own\ntitle: Own\nversion: \"1\"\nintake: {channels: [{name: phone}]}\n"
	const quarters, years = "Each quarter there is a report of all complaints. (house rule)", "Each year there is a report of all complaints. (house rule)"
	const yearly = "The management reviews the procedure itself at most 12 months after the last review."
	for _, tc := range []struct {
		name, src string
		want      []string
	}{
		{"nothing is said", "", []string{
			"An answer needs nobody's agreement.", "No answer without reasons. (house rule)", "The answer is given in writing.", "When the customer comes back within 12 months after closing, the case is taken up again, even if that is written down later. (house rule)", quarters, years, yearly + " (house rule)",
		}},
		{"all is said", `lead: management
answer: {approval: {role: management}}
reopen: {within: 6mo}
retention: {min: 1y, max: 3y, target: 24mo, house: true}
external: [{name: Committee, binding: "yes", within: 1y}]
review: {within: 1y, by: officer}
publication: {on: [website, download]}
`, []string{
			"The management leads the cases.", "No answer without the agreement of the management.",
			"No answer without reasons. (house rule)", "The answer is given in writing.", "When the customer comes back within 6 months after closing, the case is taken up again, even if that is written down later.",
			"The customer can turn to: Committee. The ruling: binding.", "Time to turn to Committee: 1 year.",
			"A closed case is kept for 24 months. (house rule)", "A closed case is kept for at least 1 year.",
			"A closed case is kept for at most 3 years.", "That is counted from its closing. (house rule)",
			quarters, years, "The complaints officer reviews the procedure itself at most 1 year after the last review.",
			"The company's website mentions the procedure.", "The document can be downloaded.",
		}},
		{"people are named", `language: en
address: you
names: {complainant: {one: client, the: the client, many: clients}, roles: {officer: ombudswoman, management: management}}
reports: [{every: half_year, clause: article 3}]
lead: officer
`, []string{
			"Whoever complains is called: client.", "Texts address them as: you.", "The role complaints officer is called: ombudswoman.",
			"The ombudswoman leads the cases.", "An answer needs nobody's agreement.", "No answer without reasons. (house rule)", "The answer is given in writing.", "When the client comes back within 12 months after closing, the case is taken up again, even if that is written down later. (house rule)",
			"Each half year there is a report of all complaints.", yearly + " (house rule)",
		}},
		{"texts of the company's own", "language: en\nreports: [{every: half_year, clause: article 3}]\ntexts:\n  letter.until: By {{.when}} at the latest.\n  letter.rules: |\n    See {{.version}}.\n\n    It hangs in the hall.\n", []string{
			"Texts address them as: you.", "An answer needs nobody's agreement.", "No answer without reasons. (house rule)", "The answer is given in writing.", "When the customer comes back within 12 months after closing, the case is taken up again, even if that is written down later. (house rule)",
			"Each half year there is a report of all complaints.", yearly + " (house rule)",
			"Own text for the customer (letter.rules):", "    See {{.version}}.", "", "    It hangs in the hall.",
			"Own text for the customer (letter.until):", "    By {{.when}} at the latest.",
		}},
		{"third parties for some", `natures: [service, other]
classify: {parties: [prospect]}
external: [{name: Committee, for: [service, prospect]}, {name: Court}]
`, []string{
			"An answer needs nobody's agreement.", "No answer without reasons. (house rule)", "The answer is given in writing.", "When the customer comes back within 12 months after closing, the case is taken up again, even if that is written down later. (house rule)",
			"The customer can turn to: Committee. The ruling: not known whether it binds.", "Committee is only for: service, prospect, no customer yet.",
			"The customer can turn to: Court. The ruling: not known whether it binds.", quarters, years, yearly + " (house rule)",
		}},
		{"an answer may come later", "duties: [{kind: decision, starts_on: received, within: 6w, done_by: [told], owner: officer}]\nextension: {of: decision, most: 4w}\n", []string{
			"An answer needs nobody's agreement.", "No answer without reasons. (house rule)", "The answer is given in writing.",
			"An answer may come later, if the customer hears in time when and why.", "More time is at most 4 weeks, at most 1 time.",
			"When the customer comes back within 12 months after closing, the case is taken up again, even if that is written down later. (house rule)", quarters, years, yearly + " (house rule)",
		}},
		{"two agree", "answer: {approval: {role: management, two_for: [serious, legal]}}\n", []string{
			"No answer without the agreement of the management.", "Complaints of this weight need the agreement of two people: serious and legal or press.",
			"No answer without reasons. (house rule)", "The answer is given in writing.", "When the customer comes back within 12 months after closing, the case is taken up again, even if that is written down later. (house rule)", quarters, years, yearly + " (house rule)",
		}},
		{"our own agreement and third party", "answer: {approval: {role: officer, house: true}}\nexternal: [{name: Desk, house: true}]\n", []string{
			"No answer without the agreement of the complaints officer. (house rule)", "No answer without reasons. (house rule)", "The answer is given in writing.", "When the customer comes back within 12 months after closing, the case is taken up again, even if that is written down later. (house rule)",
			"The customer can turn to: Desk. The ruling: not known whether it binds. (house rule)", quarters, years, yearly + " (house rule)",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, err := procedure.Parse([]byte(least + tc.src))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, besideDuties(lang.New(lang.EN, "", nil).Named(view.WordsOf(p)), p)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A duty that only some handlers have says so.
func TestShowSaysWhoseDutyItIs(t *testing.T) {
	t.Parallel()
	_, out, _ := called(t.Context(), nil, time.Now(), "procedure", "show", "cygnus", "--lang", "en")
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "Report progress") {
			if !strings.Contains(line, "while this role handles the case: partner concerned, each time anew") {
				t.Errorf("said of everybody: %s", line)
			}
			return
		}
	}
	t.Error("no such duty")
}
