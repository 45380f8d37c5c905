package complaint

import "testing"

// A stand-in says nothing of the handler's interest: they may give the case back, and
// whoever comes home is asked still.
func TestNobodyAcceptsForTheHandler(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	now := c.Events[len(c.Events)-1].Recorded.AddDate(0, 0, 1)
	r := *c.Roster
	r.Away = []Absence{{ID: "x", User: milan, From: now.AddDate(0, 0, -1), Until: now.AddDate(0, 0, 5), Deputy: fatima}}
	c.Roster = &r
	if err := c.Accept(member(fatima), now); !refusedAs(err, "error.accept_own") || c.Accepted {
		t.Errorf("the stand-in accepts: %v, accepted %v", err, c.Accepted)
	}
	if !c.Allows(StepDecline, member(fatima), now) || c.Allows(StepAccept, member(fatima), now) {
		t.Error("what a stand-in may do is wrong")
	}
	r.Away = nil
	if err := c.Accept(member(milan), now); err != nil || !c.Accepted {
		t.Errorf("who comes back: %v, accepted %v", err, c.Accepted)
	}
}
