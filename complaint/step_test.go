package complaint

import "testing"

// Every condition that a procedure can have for closing is met by a step, but for
// the files, which nobody has to fetch.
func TestEveryConditionHasItsStep(t *testing.T) {
	conditions := map[string]Step{
		"close.contact_logged": StepContact, "close.details_checked": StepDetails, "close.ruling_done": StepCarryOut,
		"close.followed_up": StepFollowUp, "close.explained": StepExplain, "close.classified": StepClassify,
		"close.answer_told": StepDeliver, "close.point.sorry": StepContact, "close.files_kept": "",
	}
	c := walkTo(t, FaceApproved)
	for text, want := range conditions {
		if got := c.Meets(Condition{Text: text}); got != want {
			t.Errorf("%s is met by %q, want %q", text, got, want)
		}
	}
	for _, name := range []string{"okonomi", "klachten", "cygnus", "kerngroep", "exactpi"} {
		like := walkTo(t, FaceApproved)
		like.Procedure = presetOf(t, name)
		for _, cond := range like.ClosingConditions() {
			if cond.Text != "close.files_kept" && like.Meets(cond) == "" {
				t.Errorf("%s: nothing meets %s", name, cond.Text)
			}
		}
	}
}
