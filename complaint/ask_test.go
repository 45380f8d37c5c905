package complaint

import (
	"slices"
	"testing"
	"time"
)

func TestAskable(t *testing.T) {
	everybody := []string{sanne, fatima, mees, milan, joost, lotte, nora}
	for _, tc := range []struct {
		name string
		face Face
		step Step
		by   Person
		set  func(*Case, time.Time)
		want []string
	}{
		{"the handler asks for another handler", FaceInProgress, StepAssign, member(milan), nil, []string{sanne, fatima}},
		{"the filer knows of the case", FaceInProgress, StepAssign, member(lotte), nil, []string{sanne, fatima}},
		{"who approves", FaceInApproval, StepReview, member(milan), nil, []string{sanne, mees}},
		{"not whoever is away", FaceInProgress, StepAssign, member(milan), func(c *Case, now time.Time) {
			c.Roster.Away = []Absence{{User: sanne, From: now.Add(-time.Hour), Until: now.Add(time.Hour), File: true}}
		}, []string{fatima}},
		{"not whoever left", FaceInProgress, StepAssign, member(milan), func(c *Case, now time.Time) { c.Roster.Leave(fatima, now) }, []string{sanne}},
		{"not whom it concerns", FaceInProgress, StepAssign, member(milan), func(c *Case, _ time.Time) { c.Interested = []string{sanne} }, []string{fatima}},
		{"nobody asks for what they may do", FaceInProgress, StepAssign, member(sanne), nil, nil},
		{"what nobody may do now", FaceInProgress, StepDeliver, member(lotte), nil, nil},
		{"a colleague who knows of nothing", FaceInProgress, StepAssign, member(nora), nil, nil},
		{"somebody whom it concerns", FaceInProgress, StepAssign, member(joost), nil, nil},
		{"a filer whom it concerns", FaceInProgress, StepAssign, member(lotte), func(c *Case, _ time.Time) { c.Interested = []string{lotte} }, nil},
		{"a guest", FaceInProgress, StepAssign, Person{ID: milan}, nil, nil},
		{"a step that is none", FaceInProgress, "dance", member(milan), nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			now := c.Events[len(c.Events)-1].Recorded.Add(time.Hour)
			if tc.set != nil {
				tc.set(c, now)
			}
			if got := c.Askable(tc.step, everybody, tc.by, now); !slices.Equal(got, tc.want) {
				t.Errorf("askable are %v, want %v", got, tc.want)
			}
		})
	}
	c := walkTo(t, FaceInProgress)
	var many []string
	for i := range 9 {
		u := string(rune('A' + i))
		many = append(many, u)
		c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleDeputy, User: u})
	}
	if got := c.Askable(StepAssign, many, member(milan), c.AssignedAt.Add(time.Hour)); len(got) != mostAsked {
		t.Errorf("%d to choose among", len(got))
	}
}
