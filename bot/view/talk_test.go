package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestTalk(t *testing.T) {
	const now = "2026-03-05 10:25"
	inLanguages(t, "talk", now, func(f *Frame) screen {
		f.Viewer = member(lotte)
		return Talk(f, []string{sanne}, complaint.RoleOfficer)
	})
	for _, tc := range []struct {
		name     string
		viewer   string
		officers []string
		asks     bool
	}{
		{"a colleague", lotte, []string{sanne}, true},
		{"the officer", sanne, []string{sanne}, false},
		{"an officer of two", sanne, []string{sanne, fatima}, true},
		{"without an officer", lotte, nil, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := sampleFrame(t, lang.EN, now)
			f.Viewer = member(tc.viewer)
			m := Talk(f, tc.officers, complaint.RoleOfficer)
			raw := string(mustJSON(t, m))
			checkScreen(t, tc.name, m, []byte(raw))
			if asks := strings.Contains(raw, "Questions about the procedure"); asks != tc.asks {
				t.Errorf("names whom to ask: %v, want %v", asks, tc.asks)
			}
		})
	}
}
