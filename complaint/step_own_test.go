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
	for events, want := range map[string]Step{
		"contacted": StepContact, "assigned": StepAssign, "closed": StepClose, "explained": StepExplain, "entered": StepEnter,
		"classified": StepClassify, "details_checked": StepDetails, "taken_over": StepTakeOver, "told": "", "told, closed": "", "drafted, contacted": "",
		"attempted, contacted": StepContact, "plan_agreed, contacted": StepContact, "consulted": StepConsult, "advised": StepConsult,
		"no_reply, satisfied": StepFollowUp, "dissatisfied, satisfied": StepFollowUp, "accepted": StepAssign, "reopened, contacted": StepContact,
	} {
		p, err := procedure.Parse([]byte(strings.Replace(string(src), "done_by: [contacted]\n    owner: officer\n    only: letter", "done_by: ["+events+", disputed]\n    owner: officer\n    only: letter", 1)))
		if err != nil {
			t.Fatal(err)
		}
		c := &Case{Procedure: p}
		if step := c.ownStep("call_writer"); step != want {
			t.Errorf("what %s ends asks for %q, want %q", events, step, want)
		}
		if d := p.Duty("call_writer"); d == nil || strings.Join(d.DoneBy, ", ") != events+", disputed" {
			t.Errorf("the duty is not ended by %s: %+v", events, d)
		}
	}
}

// Every event that may end a duty has a step, or it is said here why it has none.
func TestEveryEndHasAStep(t *testing.T) {
	none := map[string]string{
		"received": "begins the case", "followup_started": "comes with the answer", "agreement_asked": "another step asks for it",
		"unreached": "is settled by who agrees", "reopened": "undoes the end", "disputed": "the complainant begins it",
	}
	for _, event := range procedure.Ends {
		if _, has := endsOurs[Kind(event)]; has == (none[event] != "") {
			t.Errorf("%s has a step: %v, and none since it %q", event, has, none[event])
		}
	}
}

// What ends one of ours is an event, and the duty that it stands for has a step.
func TestEventsThatEndOurs(t *testing.T) {
	for event, kind := range endsOurs {
		c := &Case{Procedure: &procedure.Procedure{}}
		if kind != "" && c.ownStep(kind) == "" {
			t.Errorf("%s ends %s, which has no step", event, kind)
		}
	}
}
