package view

import (
	"strings"
	"testing"
	"time"

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
		c.Procedure, c.ReceiptAt = presetOf(t, tc.procedure), c.ReceivedAt
		if got := trail(f, c); got != tc.want {
			t.Errorf("%s, %s: %s, want %s", tc.procedure, tc.face, got, tc.want)
		}
	}
}

// What a case passed over is struck out and not counted: a receipt that nobody confirmed, a
// handler whom nobody assigned, an answer that nobody had to approve, and the call afterwards
// where a third party ruled or management agreed to close without. Done after all, it counts.
func TestTheTrailSaysWhatWasPassedOver(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-20 10:00")
	for name, tc := range map[string]struct {
		face complaint.Face
		set  func(*complaint.Case)
		want string
	}{
		"not confirmed":    {complaint.FaceInProgress, func(c *complaint.Case) { c.ReceiptAt = time.Time{} }, "Step 2 of 6: received › confirmed › *assigned* › answered › followed up › closed"},
		"confirmed by now": {complaint.FaceInProgress, func(*complaint.Case) {}, "Step 3 of 6: received › confirmed › *assigned* › answered › followed up › closed"},
		"not assigned": {complaint.FaceAnswered, func(c *complaint.Case) { c.AssignedAt = time.Time{} },
			"Step 3 of 5: received › confirmed › ~assigned~ › *answered* › followed up › closed"},
		"a third party ruled": {complaint.FaceReady, func(c *complaint.Case) { c.FollowedUp, c.RuledAt = "", f.Now },
			"Step 4 of 5: received › confirmed › assigned › *answered* › ~followed up~ › closed"},
		"nobody was reached": {complaint.FaceReady, func(c *complaint.Case) { c.FollowedUp = complaint.NoReply },
			"Step 4 of 5: received › confirmed › assigned › *answered* › ~followed up~ › closed"},
		"satisfied": {complaint.FaceReady, func(*complaint.Case) {}, "Step 5 of 6: received › confirmed › assigned › answered › *followed up* › closed"},
	} {
		c := caseAt(t, tc.face)
		c.Procedure, c.ReceiptAt = presetOf(t, "okonomi"), c.ReceivedAt
		tc.set(c)
		if got := trail(f, c); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
	c := caseAt(t, complaint.FaceAnswered)
	c.Answer().Asked = false
	if got, want := trail(f, c), "Step 4 of 6: received › confirmed › assigned › ~approved~ › *answered* › followed up › closed"; got != want {
		t.Errorf("not to be approved: %s, want %s", got, want)
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

// Nothing is called classified where nobody classifies before the receipt.
func TestTheWordForANewCase(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
	for procedure, want := range map[string]string{"cygnus": "Classified", "kerngroep": "New", "okonomi": "Confirmed"} {
		c := caseAt(t, complaint.FaceConfirmed)
		c.Procedure = presetOf(t, procedure)
		if got := stateWord(f, c); got != want {
			t.Errorf("%s: %s, want %s", procedure, got, want)
		}
	}
}
