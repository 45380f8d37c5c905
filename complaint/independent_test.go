package complaint

import (
	"slices"
	"testing"
	"time"
)

// Whoever delivered the service handles the case at no moment: not when it is given, not
// in a later round, not for somebody who is away, and not once it is found out (EX-10).
func TestWhoDeliveredNeverHandles(t *testing.T) {
	give := func(to string, deliverers ...string) Assignment {
		return Assignment{Handler: to, Name: "Somebody", Title: "head", Why: "process", Deliverers: deliverers}
	}
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		name string
		face Face
		form Assignment
		want string
	}{
		{"nobody said who delivered it", FaceConfirmed, give(milan), "deliverers error.deliverer_missing"},
		{"unknown, and why", FaceConfirmed, Assignment{Handler: milan, Name: "M", Title: "head", Why: "process", Unknown: "long ago"}, ""},
		{"named with the choice", FaceConfirmed, give(joost, joost), "handler error.handler_delivered"},
		{"named before", FaceAssigned, give(joost), "handler error.handler_delivered"},
		{"in the second round", FaceReopened, give(joost), "handler error.handler_delivered"},
		{"somebody else in the second round", FaceReopened, give(fatima), ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkAside(t, tc.face, now)
			if got := refusedFor(c.Assign(tc.form, member(sanne), now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
	t.Run("as who stands in", func(t *testing.T) {
		c := walkTo(t, FaceInProgress)
		c.Roster.People = map[string]Profile{milan: {Deputy: joost}}
		c.Roster.Away = append(c.Roster.Away, Absence{User: milan, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-05-01 00:00"), Deputy: joost})
		if c.MaySee(member(joost), PartState, now) || c.MayPrepare(member(joost), now) == nil || c.MayLogContact(member(joost), now) == nil {
			t.Error("the deputy of the handler delivered the service, and acts")
		}
		tick(t, c, now, now.Add(time.Hour))
		for _, e := range c.Events {
			if e.Kind == Reminded && slices.Contains(e.Data.Users, joost) {
				t.Errorf("reminded of %s", e.Data.Duty)
			}
		}
	})
	t.Run("found out later", func(t *testing.T) {
		c := walkTo(t, FaceInProgress)
		must(t, c.Assign(give(fatima), member(sanne), at(t, "2026-03-12 12:00")))
		must(t, c.DeclareInterest(Interest{How: "she did the accounts", Users: []string{fatima}}, member(sanne), now))
		if c.Handler != "" || dueOf(t, c, "reassign") != "2026-03-23" || c.MaySee(member(fatima), PartState, now) {
			t.Errorf("handled by %q, another one by %s", c.Handler, dueOf(t, c, "reassign"))
		}
		if got := refusedFor(c.Assign(give(fatima), member(sanne), now)); got != "handler error.handler_interest" {
			t.Errorf("given back: %q", got)
		}
	})
}

// An officer who is the one complained about leads, classifies, handles and tells nothing
// of that case: the deputy is the officer of it, from the classification to the end (CY-05).
func TestTheOfficerComplainedAboutIsNoOfficer(t *testing.T) {
	now := at(t, "2026-03-03 12:00")
	c := cygnus(t, lotte, sanne)
	for _, step := range []Step{StepClassify, StepAssign, StepInform, StepClose, StepOpenFile} {
		if c.Allows(step, member(sanne), now) {
			t.Errorf("the officer complained about may %s", step)
		}
	}
	if got := c.Responsible(RoleOfficer, now); !slices.Equal(got, []string{fatima}) {
		t.Fatalf("the officer of the case is %v", got)
	}
	w := &walk{t, c}
	w.do("classify", c.Classify(classed(), member(fatima), now))
	if got := refusedFor(c.Assign(Assignment{Handler: sanne, Name: "Sanne", Title: "officer", Why: "officer"}, member(fatima), now)); got != "handler error.handler_named" {
		t.Errorf("given to whom it is about: %q", got)
	}
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "partner", Why: "partner"}, member(fatima), now))
	w.do("consult", c.Consult(Consultation{With: fatima, At: now, Said: "Offer it"}, member(milan), now))
	d := inWriting()
	d.Promises = nil
	w.do("draft", c.Prepare(d, member(milan), now))
	w.do("approve", c.Approve(1, member(mees), now))
	by := Delivery{At: now, Via: "email"}
	for _, user := range []string{sanne, milan} {
		if c.Deliver(by, member(user), now) == nil {
			t.Errorf("%s tells the decision", user)
		}
	}
	w.do("tell", c.Deliver(by, member(fatima), now))
}
