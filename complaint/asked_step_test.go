package complaint

import "testing"

// Asking others to agree with a step is a decision in the part that its form edits: a form of
// that step which is open meanwhile is stale, and no other is (D5).
func TestAskingForAgreementMakesTheFormsOfThatStepStale(t *testing.T) {
	now := at(t, "2026-03-06 12:00")
	steps := []Step{StepAssign, StepUnreached, StepUntold, StepEnd, StepAskClose}
	for what, want := range map[Ask]Step{
		AskHandler: StepAssign, AskUnreached: StepUnreached, AskUntold: StepUntold,
		AskQuestion: StepEnd, AskNoComplaint: StepEnd, AskNoReply: StepAskClose, AskNoContact: StepAskClose,
	} {
		c := walkTo(t, FaceConfirmed)
		for _, kind := range []Kind{AgreementAsked, AgreementDenied} {
			before := map[Step]int{}
			for _, step := range steps {
				before[step] = c.Rev(step)
			}
			c.record(kind, member(sanne), now, now, Data{Why: string(what)}, 0)
			for _, step := range steps {
				if stale := c.Rev(step) != before[step]; stale != (step == want) {
					t.Errorf("%s of %s: the forms of %s are stale: %v", kind, what, step, stale)
				}
			}
			if who, when := c.LastIn(want); who != sanne || !when.Equal(now) {
				t.Errorf("%s of %s: last in %s was %s at %v", kind, what, want, who, when)
			}
		}
		if e := c.Taken(want, now.AddDate(0, 0, -1)); e == nil {
			t.Errorf("%s was asked for, and whoever was asked to take the step is asked still", want)
		}
	}
}
