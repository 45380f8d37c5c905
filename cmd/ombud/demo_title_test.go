package main

import (
	"testing"

	"ombud/lang"
)

// The demo calls whoever leads complaints as the procedure does: in the list of people, on
// their profile and in the tour.
func TestTheDemoHasOneNameForARole(t *testing.T) {
	for _, tc := range []struct{ procedure, lang, want string }{
		{"exactpi", "nl", "Relatiemanager"}, {"exactpi", "da", "Klageansvarlig"}, {"exactpi", "en", "Complaints officer"}, {"cygnus", "nl", "Klachtenfunctionaris"},
	} {
		cfg, err := demoConfig(&DemoCmd{Procedure: tc.procedure, Lang: tc.lang}, at("2026-03-05 10:00"))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range demoPeople {
			if p.id != "U0SANNE" {
				continue
			}
			function, role := words(cfg).T(function(cfg.rules.Lead, p.title)), words(cfg).T(part(cfg, p.id, p.role))
			if function != tc.want || lang.Title(role) != tc.want {
				t.Errorf("%s in %s: %q on the profile, %q in the list", tc.procedure, tc.lang, function, role)
			}
		}
	}
}
