package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// The way of a case has the steps that its procedure has, and no others.
func TestTrail(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-20 10:00")
	for _, tc := range []struct {
		procedure string
		face      complaint.Face
		want      string
	}{
		{"exactpi", complaint.FaceNew, "Step 1 of 7: *received* › confirmed › assigned › approved › answered › followed up › closed"},
		{"exactpi", complaint.FaceAnswered, "Step 5 of 7: received › confirmed › assigned › approved › *answered* › followed up › closed"},
		{"okonomi", complaint.FaceNew, "Step 1 of 6: *received* › confirmed › assigned › answered › followed up › closed"},
		{"okonomi", complaint.FaceApproved, "Step 3 of 6: received › confirmed › *assigned* › answered › followed up › closed"},
		{"okonomi", complaint.FaceAnswered, "Step 4 of 6: received › confirmed › assigned › *answered* › followed up › closed"},
		{"okonomi", complaint.FaceClosed, "Step 6 of 6: received › confirmed › assigned › answered › followed up › *closed*"},
	} {
		c := caseAt(t, tc.face)
		c.Procedure = presetOf(t, tc.procedure)
		if got := trail(f, c); got != tc.want {
			t.Errorf("%s, %s: %s, want %s", tc.procedure, tc.face, got, tc.want)
		}
	}
}

// Where the company's procedure knows no officer, the reason for a handler names the
// role that leads instead.
func TestWhyWithoutAnOfficer(t *testing.T) {
	f, c := sampleFrame(t, lang.NL, "2026-03-05 10:40"), caseAt(t, complaint.FaceConfirmed)
	c.Procedure = presetOf(t, "klachten")
	c.Roster.Lead = complaint.RoleManagement
	text := asJSON(t, AssignForm(f, c, complaint.Assignment{}))
	if !strings.Contains(text, `"Directie"`) || strings.Contains(text, "Klachtenfunctionaris") {
		t.Errorf("the form says %s", text)
	}
}
