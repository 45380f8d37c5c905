package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Whom a duplicate keeps out of the case that goes on is named in the list of what can be
// corrected, and beside the handlers who cannot be chosen, while the two are one and after.
func TestWhomADuplicateKeepsOutIsSaid(t *testing.T) {
	c, now := caseAt(t, complaint.FaceConfirmed), at(t, "2026-03-06 12:00")
	d, r := complaint.New(c.Workspace, c.Procedure, c.Calendar, c.Roster), sampleRegistration(t)
	d.Number, r.About = "K-2026-0041", []string{milan}
	must(t, d.Register(r, member(lotte), now))
	must(t, complaint.Merge(d, c, "one matter", member(sanne), now))
	said := func(when string) {
		t.Helper()
		for l, want := range map[lang.Language][2]string{
			lang.EN: {"Not available: *Milan de Wit* (involved in a case that is or was merged with this one)", "Who is involved, as a merged case says · Thu 5 March at 10:00"},
			lang.NL: {"Niet beschikbaar: *Milan de Wit* (betrokken bij een zaak die met deze is samengevoegd of dat was)", "Wie betrokken is, volgens een samengevoegde zaak · do 5 maart om 10:00"},
			lang.DA: {"Kan ikke vælges: *Milan de Wit* (involveret i en sag, der er eller har været lagt sammen med denne)", "Hvem der er involveret, ifølge en sammenlagt sag"},
		} {
			f := sampleFrame(t, l, "2026-03-06 12:30")
			if got := unavailable(f, c); !strings.Contains(got, want[0]) {
				t.Errorf("%s, %s: %s", when, l, got)
			}
			listed := ""
			for _, fact := range c.Facts() {
				listed += factOption(f, c, fact).Text + "\n"
			}
			if !strings.Contains(listed, want[1]) {
				t.Errorf("%s, %s: no %q in\n%s", when, l, want[1], listed)
			}
		}
	}
	said("one")
	must(t, complaint.Unmerge(d, c, member(sanne), now))
	said("apart")
}
