package complaint

import (
	"os"
	"strings"
	"testing"

	"ombud/procedure"
)

// A duty that a company added is done by the step of what ends it: whoever is reminded has
// its button, not that of the answer.
func TestTheStepOfADutyOfTheCompanysOwn(t *testing.T) {
	src, err := os.ReadFile("../procedure/testdata/invented.yml")
	if err != nil {
		t.Fatal(err)
	}
	for event, want := range map[Kind]Step{
		Contacted: StepContact, HandlerAssigned: StepAssign, CaseClosed: StepClose, Explained: StepExplain, Entered: StepEnter,
		Classified: StepClassify, DetailsChecked: StepDetails, TakenOver: StepTakeOver, Told: "", Consulted: "",
	} {
		p, err := procedure.Parse([]byte(strings.Replace(string(src), "done_by: [contacted]\n    owner: officer\n    only: letter", "done_by: ["+string(event)+", disputed]\n    owner: officer\n    only: letter", 1)))
		if err != nil {
			t.Fatal(err)
		}
		c := &Case{Procedure: p}
		if step := c.ownStep("call_writer"); step != want {
			t.Errorf("what %s ends asks for %q, want %q", event, step, want)
		}
		if d := p.Duty("call_writer"); d == nil || d.DoneBy[0] != string(event) {
			t.Errorf("the duty is not ended by %s: %+v", event, d)
		}
	}
}

// What ends one of ours is an event, and the duty that it stands for has a step.
func TestEventsThatEndOurs(t *testing.T) {
	for event, kind := range endsOurs {
		c := &Case{Procedure: &procedure.Procedure{}}
		if c.ownStep(kind) == "" {
			t.Errorf("%s ends %s, which has no step", event, kind)
		}
	}
}
