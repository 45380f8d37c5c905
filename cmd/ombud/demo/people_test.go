package demo

import (
	"testing"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/lang"
	"ombud/procedure"
)

// firmOf is the invented firm by a procedure, without a bot.
func firmOf(t *testing.T, name string, l lang.Language) *Firm {
	t.Helper()
	src, err := procedure.Preset(name)
	ok(t, err)
	p, err := procedure.ParseFile(name, src)
	ok(t, err)
	cal, err := calendar.New(calendar.Config{Set: p.Calendar, Hours: "08:30-17:30", First: 2024, Last: 2031})
	ok(t, err)
	return &Firm{Company: view.Company{Language: l, Zone: cal.Zone(), Words: view.WordsOf(p)}, Rules: p, Calendar: cal}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The demo calls whoever leads complaints as the procedure does: in the list of people, on
// their profile and in the tour.
func TestTheDemoHasOneNameForARole(t *testing.T) {
	for _, tc := range []struct{ procedure, lang, want string }{
		{"exactpi", "nl", "Relatiemanager"}, {"exactpi", "da", "Klageansvarlig"}, {"exactpi", "en", "Complaints officer"}, {"cygnus", "nl", "Klachtenfunctionaris"},
	} {
		firm := firmOf(t, tc.procedure, lang.Language(tc.lang))
		for _, p := range demoPeople {
			if p.id != "U0SANNE" {
				continue
			}
			function, role := firm.words().T(function(firm.Rules.Lead, p.title)), firm.words().T(part(firm.Rules, p))
			if function != tc.want || lang.Title(role) != tc.want {
				t.Errorf("%s in %s: %q on the profile, %q in the list", tc.procedure, tc.lang, function, role)
			}
		}
	}
}

// Whom the procedure does not let handle cases is called no handler.
func TestTheDemoCallsNobodyAHandlerWhoCannotBeOne(t *testing.T) {
	for name, want := range map[string]string{
		"klachten": "words.role.fallback", "okonomi": "demo.role.none", "exactpi": "words.role.handler", "kerngroep": "words.role.handler", "cygnus": "words.role.partner",
	} {
		if got := part(firmOf(t, name, lang.NL).Rules, person(milan)); got != want {
			t.Errorf("%s: Milan is %s, want %s", name, got, want)
		}
	}
}
