package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// stepActions are the action ids of the buttons that begin a step.
var stepActions = map[complaint.Step]string{
	complaint.StepReadBack:   "case.readback.open",
	complaint.StepExplain:    "case.explain.open",
	complaint.StepReach:      "case.reach.open",
	complaint.StepAssign:     "case.assign.open",
	complaint.StepContact:    "case.contact.open",
	complaint.StepDraft:      "answer.draft.open",
	complaint.StepReview:     "answer.review",
	complaint.StepWithdraw:   "answer.withdraw.open",
	complaint.StepDeliver:    "answer.deliver.open",
	complaint.StepFollowUp:   "followup.open",
	complaint.StepClose:      "case.close.open",
	complaint.StepOpenFile:   "case.open",
	complaint.StepCorrect:    "case.correct.open",
	complaint.StepCoOwner:    "case.coowner.open",
	complaint.StepColleague:  "case.colleague.open",
	complaint.StepEnd:        "case.end.open",
	complaint.StepUndo:       "case.end.undo",
	complaint.StepPromises:   "commitment.open",
	complaint.StepMeasure:    "case.measure.open",
	complaint.StepMeasures:   "measure.open",
	complaint.StepRecommend:  "case.recommend.open",
	complaint.StepAll:        "case.all",
	complaint.StepAdd:        "case.add.open",
	complaint.StepRelate:     "case.relate.open",
	complaint.StepReopen:     "case.reopen.open",
	complaint.StepReopenLate: "case.reopen_late.open",
	complaint.StepAnew:       "case.anew.open",
	complaint.StepAskClose:   "case.askclose.open",
	complaint.StepUnreached:  "case.unreached.open",
	complaint.StepUntold:     "case.untold.open",
	complaint.StepKeepDay:    "case.keep_day.open",
	complaint.StepDispute:    "case.dispute.open",
	complaint.StepRuling:     "case.ruling.open",
	complaint.StepCarryOut:   "case.ruling.done",
	complaint.StepRepost:     "case.repost",
	complaint.StepAck:        "case.ack.open",
	complaint.StepDetails:    "case.details.open",
	complaint.StepClassify:   "case.classify.open",
	complaint.StepAccept:     "case.accept",
	complaint.StepDecline:    "case.decline.open",
	complaint.StepInterest:   "case.interest.open",
	complaint.StepConsult:    "case.consult.open",
	complaint.StepExtend:     "case.extend.open",
	complaint.StepTakeOver:   "case.takeover",
	complaint.StepInform:     "case.inform.open",
	complaint.StepUpdate:     "case.update.open",
	complaint.StepEnter:      "case.enter.open",
	complaint.StepReport:     "case.report.open",
	complaint.StepHold:       "case.hold.open",
	complaint.StepRelease:    "case.release.open",
	complaint.StepErase:      "case.erase.open",
	complaint.StepStopErase:  "case.erase.stop",
	complaint.StepWhy:        "case.why",
}

// stepForms are the forms and buttons of a step whose names tell it otherwise
// than by the button that begins it.
var stepForms = map[string]complaint.Step{
	"case.followup":       complaint.StepFollowUp,
	"answer.approve":      complaint.StepReview,
	"answer.changes.open": complaint.StepReview,
	"answer.changes":      complaint.StepReview,
}

// StepOfRoute is the step that a button or form belongs to, empty for none.
func StepOfRoute(route string) complaint.Step {
	for step, action := range stepActions {
		if action == route || strings.TrimSuffix(action, ".open") == route {
			return step
		}
	}
	return stepForms[route]
}

// stepButton begins a step of the case. Its label names the case, since a
// screen reader meets it without the message around it.
func stepButton(f *Frame, c *complaint.Case, s complaint.Step) *slack.ButtonBlockElement {
	version := 0
	if s == complaint.StepReview || s == complaint.StepWithdraw {
		version = len(c.Answers)
	}
	text := stepText(f, c, s)
	return button(stepActions[s], Value(c.Number, version), text, text+" · "+c.Number)
}

// offers tells whether a button of the step belongs in what is drawn: in what one person
// reads, when they may take it now; in what the channel shows, always, as somebody may.
func (f *Frame) offers(c *complaint.Case, s complaint.Step) bool {
	return f.Viewer.ID == "" || s == complaint.StepAll || c.Allows(s, f.Viewer, f.Now)
}

// stepButtons are the buttons of what is offered of these steps, if anything, green where
// that is the next one.
func stepButtons(f *Frame, c *complaint.Case, next complaint.Step, others ...complaint.Step) []slack.BlockElement {
	var row []slack.BlockElement
	for _, s := range append([]complaint.Step{next}, others...) {
		if !f.offers(c, s) {
			continue
		}
		b := stepButton(f, c, s)
		if s == next {
			green(b)
		}
		row = append(row, b)
	}
	return row
}

// stepText is what the button of a step says, as the case stands.
func stepText(f *Frame, c *complaint.Case, s complaint.Step) string {
	switch {
	case s == complaint.StepDraft && c.Face() == complaint.FaceChangesAsked:
		return f.P.T("card.revise.button")
	case s == complaint.StepDraft && c.Face() == complaint.FaceInProgress && c.Answer() != nil && c.AwaitsHearing(c.Writer(), f.Now):
		return f.P.T("card.revise.button") // whoever was consulted is to confirm it before it is finished
	case s == complaint.StepDraft && c.Face() == complaint.FaceInProgress && c.Answer() != nil:
		return f.P.T("card.finish.button")
	case s == complaint.StepDraft && c.Face() == complaint.FaceInApproval:
		return f.P.T("card.take_back.button")
	case s == complaint.StepDraft && c.Face() == complaint.FaceReopened:
		return f.P.T("card.rework.button")
	case s == complaint.StepContact && c.Face() == complaint.FaceAssigned:
		return f.P.T("card.first_contact.button")
	case s == complaint.StepAssign && c.Handler != "":
		return f.P.T("card.reassign.button")
	case s == complaint.StepClassify && c.Procedure.Classify.Assess:
		return f.P.T("card.assess.button")
	case s == complaint.StepFollowUp && c.FollowedUp == complaint.Satisfied:
		return f.P.T("card.dissatisfied.button")
	case s == complaint.StepExtend && c.Pending() != nil:
		return f.P.T("extend.told.button")
	}
	return StepName(f.P, s)
}

// StepName is what the button of a step says where no case is at hand.
func StepName(p *lang.Printer, s complaint.Step) string { return p.T("card.button." + string(s)) }

// Dated tells whether the form of a step asks when it truly happened, so that
// what was done before can be logged afterwards.
func Dated(s complaint.Step) bool {
	switch s {
	case complaint.StepReadBack, complaint.StepExplain, complaint.StepContact, complaint.StepDeliver, complaint.StepFollowUp,
		complaint.StepAck, complaint.StepDetails, complaint.StepConsult, complaint.StepInform, complaint.StepRuling,
		complaint.StepCarryOut, complaint.StepExtend:
		return true
	}
	return false
}

// title is the first line of most messages: number, state word and next step, with whose
// that is.
func title(f *Frame, c *complaint.Case) string {
	s := c.Number + " · " + stateWord(f, c)
	if c.Open() {
		n := c.NextStep(f.Now)
		s += " · " + f.forWhom(c, n) + lang.Inline(stepText(f, c, n.Step))
	}
	return s
}

// stateWord is what people call the stage of the case: nothing is called confirmed,
// classified or approved where the procedure has nobody do so.
func stateWord(f *Frame, c *complaint.Case) string {
	switch face := c.Face(); {
	case face == complaint.FaceConfirmed && !c.Acknowledges() && !c.Procedure.Steps.ReadBack:
		if !c.Procedure.Classify.First {
			return f.P.T("state.new")
		}
		return f.P.T("state.classified")
	case face == complaint.FaceApproved && decidesAlone(c):
		return f.P.T("state.ready")
	default:
		return f.P.T("state." + string(face))
	}
}

// decidesAlone tells whether nobody but its author decides on an answer.
func decidesAlone(c *complaint.Case) bool { return c.Procedure.Answer.Approval.Role == "" }
