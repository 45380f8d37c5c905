package complaint

import (
	"testing"
	"time"
)

// What the case asks for next is named with the day of the duty that it ends, the first due
// where it ends several, else with the day of the answer that it brings nearer; and with who
// takes it, also where somebody else owes that answer or tells it.
func TestTheNextStepOfACase(t *testing.T) {
	given := cygnus(t, lotte)
	must(t, toPartner(at(t, "2026-03-02 12:00"))(given))
	for name, tc := range map[string]struct {
		c    *Case
		step Step
		duty string
		ends bool
		user string
		role Role
	}{
		"who filed reads it back":                {walkTo(t, FaceNew), StepReadBack, DutyReadBack, true, lotte, RoleFiler},
		"the officer assigns":                    {walkTo(t, FaceConfirmed), StepAssign, "assign", true, sanne, RoleOfficer},
		"the handler calls":                      {walkTo(t, FaceAssigned), StepContact, DutyContact, true, milan, RoleHandler},
		"the handler writes":                     {walkTo(t, FaceInProgress), StepDraft, DutyPromised, false, milan, RoleHandler},
		"management decides":                     {walkTo(t, FaceInApproval), StepReview, DutyApprove, true, "", RoleManagement},
		"the handler tells":                      {walkTo(t, FaceApproved), StepDeliver, DutyPromised, false, milan, RoleHandler},
		"somebody calls afterwards":              {walkTo(t, FaceAnswered), StepFollowUp, DutyFollowUp, true, lotte, RoleFollowUp},
		"the officer closes":                     {walkTo(t, FaceReady), StepClose, "close", true, sanne, RoleOfficer},
		"the officer classifies":                 {cygnus(t, lotte), StepClassify, "classify", true, sanne, RoleOfficer},
		"the partner, where the officer owes it": {given, StepConsult, "decision", false, milan, RoleHandler},
	} {
		n := tc.c.NextStep(tc.c.Events[len(tc.c.Events)-1].Recorded.Add(time.Minute))
		duty := ""
		if n.Duty != nil {
			duty = n.Duty.Kind
		}
		if n.Step != tc.step || duty != tc.duty || n.Ends != tc.ends || n.User != tc.user || n.Role != tc.role {
			t.Errorf("%s: %q for %q, ends it %v, of %q as %s", name, n.Step, duty, n.Ends, n.User, n.Role)
		}
	}
	late := walkTo(t, FaceInApproval) // asked for anew after the day of the answer
	must(t, late.AskChanges(1, "name the amount", member(mees), at(t, "2026-03-23 10:00")))
	anew := draft()
	anew.Promises = nil
	must(t, late.Prepare(anew, member(milan), at(t, "2026-03-24 10:00")))
	if n := late.NextStep(at(t, "2026-03-24 11:00")); n.Duty == nil || n.Duty.Kind != DutyApprove || n.Role != RoleManagement {
		t.Errorf("with the answer late too it is about %+v", n)
	}
}
