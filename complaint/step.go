package complaint

import (
	"strings"
	"time"
)

// StepOf is the step that gets a duty done.
func (c *Case) StepOf(d *Duty) Step {
	if step := c.ownStep(d.Kind); step != "" {
		return step
	}
	next, _ := c.Next() // an answer is owed: what brings it nearer now
	return next
}

// StepFor is the step with which that person gets a duty done: to take on a case that is
// theirs. Who leads finds somebody else for it, and who stands in speaks with the customer,
// which does it too, or hands it back.
func (c *Case) StepFor(d *Duty, by Person, now time.Time) Step {
	if d.Kind != DutyAccept || c.MayRespond(by, now) != nil {
		return c.StepOf(d)
	}
	switch {
	case c.MayAccept(by, now) == nil:
		return StepAccept
	case c.Allows(StepContact, by, now):
		return StepContact
	}
	return StepDecline
}

// ownStep is the step that a duty of that kind asks for, empty where it is the answer
// that is owed.
func (c *Case) ownStep(kind string) Step {
	switch kind {
	case DutyReadBack:
		return StepReadBack
	case "explain":
		return StepExplain
	case "reach_customer":
		return StepReach
	case DutyConfirm:
		return c.receiptStep()
	case "check_details":
		return StepDetails
	case "advise", DutyHearing: // whoever was asked answers; others ask anew, or note that it is not possible
		return StepConsult
	case "inform":
		return StepInform
	case "enter":
		return StepEnter
	case "report":
		return StepReport
	case DutyUpdate:
		return StepUpdate
	case "step_in":
		return StepAssign
	case "take_over":
		return StepTakeOver
	case "classify", "assess":
		return StepClassify
	case "close":
		return StepClose
	case "assign", DutyReassign, DutyAccept: // where it is late, who leads finds somebody else
		return StepAssign
	case DutyContact:
		return StepContact
	case DutyApprove:
		return StepReview
	case DutyFollowUp:
		if c.AsksToClose() {
			return StepAskClose
		}
		return StepFollowUp
	case DutyCommitment:
		return StepPromises
	case DutyMeasure, DutyTellMeasure, DutyAdvice:
		return StepMeasures
	case DutyHold:
		return StepHold
	case DutyDecide, DutyDecideDelay:
		return StepOpenFile
	case "tell_extension":
		return StepExtend
	case DutyRuling:
		return StepRuling
	case DutyRulingMeasure:
		return StepCarryOut
	}
	return c.likeOurs(kind)
}

// likeOurs is the step that a duty of the company's own asks for: that of the duty of ours
// which the same event ends.
func (c *Case) likeOurs(kind string) Step {
	if spec := c.Procedure.Duty(kind); spec != nil && len(spec.DoneBy) > 0 {
		if ours, ok := endsOurs[Kind(spec.DoneBy[0])]; ok {
			return c.ownStep(ours)
		}
	}
	return ""
}

// endsOurs lists the events that end a duty of ours by a step of its own.
var endsOurs = map[Kind]string{
	ReadBackApproved: DutyReadBack, Explained: "explain", ReachFound: "reach_customer", Acknowledged: DutyConfirm, DetailsChecked: "check_details",
	Informed: "inform", Entered: "enter", Reported: "report", Updated: DutyUpdate, TakenOver: dutyTakeOver, Classified: "classify", CaseClosed: "close",
	HandlerAssigned: "assign", Contacted: DutyContact, Approved: DutyApprove, Satisfied: DutyFollowUp, Extended: "tell_extension",
	Ruled: DutyRuling, RulingDone: DutyRulingMeasure,
}

// Meets is the step that meets a condition of closing, empty where none does: files are
// fetched without anybody.
func (c *Case) Meets(cond Condition) Step {
	switch cond.Text {
	case "close.answer_told":
		next, _ := c.Next()
		return next
	case "close.contact_logged":
		return StepContact
	case "close.details_checked":
		return StepDetails
	case "close.ruling_done":
		if c.State == StateDispute {
			return StepRuling
		}
		return StepCarryOut
	case "close.followed_up":
		return StepFollowUp
	case "close.explained":
		return StepExplain
	case "close.classified":
		return StepClassify
	}
	if strings.HasPrefix(cond.Text, "close.point.") {
		return StepContact
	}
	if kind, ok := strings.CutPrefix(cond.Text, "duty.done."); ok {
		return c.ownStep(kind)
	}
	return ""
}

// untilClosed is what closing still asks for, else closing: its form shows what is
// open, so that it stays beside that.
func (c *Case) untilClosed() (next Step, others []Step) {
	for _, cond := range c.ClosingConditions() {
		if cond.Met {
			continue
		}
		if step := c.Meets(cond); step != "" {
			return step, []Step{StepClose, StepMeasure}
		}
	}
	return StepClose, []Step{StepMeasure}
}
