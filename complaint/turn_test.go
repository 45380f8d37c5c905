package complaint

import (
	"slices"
	"testing"
)

// Whose turn it is in a case, for each face: the duty of theirs that is due first and
// that they can do now, else what waits for a decision, for changes or for whoever leads.
func TestWhoseTurnItIs(t *testing.T) {
	undated := func(kinds ...string) func(*Case) {
		return func(c *Case) {
			p := *c.Procedure
			p.Duties = nil
			for _, d := range c.Procedure.Duties {
				keep := true
				for _, kind := range kinds {
					keep = keep && d.Kind != kind
				}
				if keep {
					p.Duties = append(p.Duties, d)
				}
			}
			c.Procedure, c.derived = &p, nil
		}
	}
	sentBack := func(c *Case) {
		(&walk{t, c}).do("ask", c.AskChanges(1, "name the amount", member(mees), c.Events[len(c.Events)-1].Recorded))
	}
	both := func(all ...func(*Case)) func(*Case) {
		return func(c *Case) {
			for _, set := range all {
				set(c)
			}
		}
	}
	authored := func(user string) func(*Case) { return func(c *Case) { c.Answers[0].Author = user } }
	holding := func(role Role, user string) func(*Case) {
		return func(c *Case) {
			c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == role })
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: role, User: user})
		}
	}
	two := func(c *Case) {
		p := *c.Procedure
		p.Answer.Approval.TwoFor, c.Weight = []string{"legal"}, "legal"
		c.Procedure = &p
	}
	accepted := func(c *Case) { (&walk{t, c}).do("accept", c.Accept(member(milan), c.Events[len(c.Events)-1].Recorded)) }
	away := func(c *Case) {
		c.Roster.Away = []Absence{{User: milan, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00"), Deputy: fatima}}
	}
	for name, tc := range map[string]struct {
		face Face
		set  func(*Case)
		user string
		duty string // empty: without a day
		step Step   // empty: it is not their turn
		more int
	}{
		"who filed reads it back":                   {face: FaceNew, user: lotte, duty: "read_back", step: StepReadBack},
		"the officer assigns":                       {face: FaceConfirmed, user: sanne, duty: "assign", step: StepAssign, more: 1},
		"the deputy, while the officer is here":     {face: FaceConfirmed, user: fatima},
		"who is asked to handle it says so first":   {face: FaceAssigned, user: milan, duty: DutyAccept, step: StepAccept, more: 2},
		"the handler calls then":                    {face: FaceAssigned, set: accepted, user: milan, duty: "contact", step: StepContact, more: 1},
		"not whoever leads":                         {face: FaceAssigned, user: sanne},
		"nor somebody named in it":                  {face: FaceAssigned, user: joost},
		"who stands in for the handler":             {face: FaceAssigned, set: away, user: fatima, duty: DutyAccept, step: StepContact, more: 2},
		"and calls, once the case was accepted":     {face: FaceAssigned, set: both(away, accepted), user: fatima, duty: "contact", step: StepContact, more: 1},
		"the handler, away":                         {face: FaceAssigned, set: away, user: milan, duty: DutyAccept, step: StepAccept, more: 2},
		"the handler answers":                       {face: FaceInProgress, user: milan, duty: DutyPromised, step: StepDraft, more: 1},
		"an approver":                               {face: FaceInApproval, user: mees, duty: DutyApprove, step: StepReview},
		"not whose answer waits":                    {face: FaceInApproval, user: milan},
		"an approver without a day":                 {face: FaceInApproval, set: undated(DutyApprove), user: mees, step: StepReview},
		"changes, to the author":                    {face: FaceInApproval, set: sentBack, user: milan, duty: DutyPromised, step: StepDraft, more: 1},
		"who asks whether it is solved":             {face: FaceAnswered, user: lotte, duty: DutyFollowUp, step: StepFollowUp},
		"the officer closes":                        {face: FaceReady, user: sanne, duty: "close", step: StepClose},
		"the officer closes without a day":          {face: FaceReady, set: undated("close"), user: sanne, step: StepClose},
		"the officer assigns without a day":         {face: FaceConfirmed, set: undated("assign", "contact", "decision"), user: sanne, step: StepAssign},
		"management does not close":                 {face: FaceReady, user: mees},
		"nobody, once it is closed":                 {face: FaceClosed, user: sanne},
		"the promise of the handler is no turn":     {face: FaceClosed, user: milan},
		"a colleague who has nothing to do with it": {face: FaceAssigned, user: "U0OTHER"},
		"who filed asks, where it is the handler who asks otherwise": {
			face: FaceAnswered, set: holding(RoleFollowUp, milan), user: lotte, duty: DutyFollowUp, step: StepFollowUp,
		},
		"changes, to an author who leads": {face: FaceInApproval, set: both(authored(sanne), sentBack), user: sanne, step: StepDraft},
		"the last in line, where management wrote": {
			face: FaceInApproval, set: both(holding(RoleManagement, mees), holding(RoleFallback, director), authored(mees)), user: director, duty: DutyApprove, step: StepReview,
		},
		"the last in line, without a day, where management asked": {
			face: FaceInApproval, user: director, step: StepReview,
			set: both(undated(DutyApprove), holding(RoleManagement, mees), holding(RoleFallback, director), authored(mees)),
		},
		"the last in line, where two have to agree and one is away": {
			face: FaceInApproval, user: director, step: StepReview, set: both(undated(DutyApprove), two, holding(RoleFallback, director), func(c *Case) {
				c.Roster.Away = []Absence{{User: mees, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-04-01 00:00")}}
			}),
		},
		"not the last in line, where two can agree": {face: FaceInApproval, set: both(undated(DutyApprove), two, holding(RoleFallback, director)), user: director},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			now := c.Events[len(c.Events)-1].Recorded
			if tc.set != nil {
				tc.set(c)
			}
			turn, ok := c.TurnOf(member(tc.user), now)
			duty := ""
			if turn.Duty != nil {
				duty = turn.Duty.Kind
			}
			if ok != (tc.step != "") || duty != tc.duty || turn.Step != tc.step || turn.More != tc.more {
				t.Errorf("%v: %q by %q and %d more, want %q by %q and %d", ok, turn.Step, duty, turn.More, tc.step, tc.duty, tc.more)
			}
			if ok && !awaits(c, c.AwaitedBy(), tc.user, now) {
				t.Errorf("nothing finds it for them: %v", c.AwaitedBy())
			}
			if ok && !c.Allows(turn.Step, member(tc.user), now) {
				t.Errorf("they may not take %q", turn.Step)
			}
		})
	}
}
