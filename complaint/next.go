package complaint

import (
	"slices"
	"time"
)

// Next gives the one step that the procedure asks for now, and the others
// that are allowed beside it. Who may take them is checked when they do.
func (c *Case) Next() (next Step, others []Step) {
	switch c.Face() {
	case FaceNew:
		next, others = c.nextWhenNew()
	case FaceConfirmed:
		next, others = StepAssign, []Step{StepClassify, StepContact}
		if c.contactFirst() {
			next, others = c.untilContact()
			others = append(others, StepClassify)
		}
	case FaceAssigned:
		next, others = c.untilContact()
	case FaceInProgress, FaceChangesAsked, FaceReopened:
		next, others = c.nextOfHandler()
	case FaceInApproval:
		next, others = StepReview, []Step{StepContact}
	case FaceApproved:
		next, others = StepDeliver, []Step{StepContact}
		switch {
		case c.AuthorInvolved():
			next = StepDraft
		case c.Filing().Unknown:
			next, others = StepReach, []Step{StepDeliver, StepContact} // they may have come back as they were
			if !c.waitsFor(AskUntold) {
				next, others = StepUntold, append([]Step{StepReach}, others...)
			}
		}
		if c.Answer().Asked { // else nobody had to approve it
			others = append(others, StepWithdraw)
		}
	case FaceAnswered:
		next, others = StepFollowUp, []Step{StepContact}
		switch _, enough := c.triedOut(); {
		case c.AsksToClose():
			next, others = StepAskClose, []Step{StepFollowUp, StepContact}
		case enough && c.Waits() == nil:
			others = append(others, StepAskClose)
		}
		others = append(others, StepMeasure)
	case FaceDispute:
		next, others = StepRuling, []Step{StepContact}
	case FaceRuled:
		next, others = StepCarryOut, []Step{StepContact}
	case FaceReady:
		next, others = c.untilClosed()
		if c.mayHearAgain() && next != StepFollowUp {
			others = append(others, StepFollowUp)
		}
	default:
		return StepOpenFile, nil
	}
	if c.OwesForm() {
		next, others = StepDeliver, append([]Step{next}, others...)
	}
	return next, c.withWhatElse(next, others)
}

// withWhatElse adds to the steps beside next what may be done at several points of the road,
// for as long as it is owed.
func (c *Case) withWhatElse(next Step, others []Step) []Step {
	add := func(owed bool, step Step) {
		if owed {
			others = append(others, step)
		}
	}
	add(c.Acknowledges() && c.ReceiptAt.IsZero() && c.State != StateRecorded, c.receiptStep())
	add(c.mayStillExtend() && c.State != StateRecorded && c.State != StateConfirmed, StepExtend)
	add(c.OffersDispute() && c.Face() != FaceReady, StepDispute)
	add(c.AwaitsDetails() && !c.Filing().Unknown, StepDetails)
	add(c.Filing().Unknown && (c.State == StateRecorded || c.KeptBack()) && c.Open(), StepReach)
	add(c.Procedure.Steps.Inform != "" && c.informedBy() == 0, StepInform)
	add(c.Procedure.Close.Explained && c.ExplainedAt.IsZero() && c.Handler != "", StepExplain)
	add(c.lacksReport(), StepReport)
	add(c.Procedure.Steps.Enter && c.newest(Entered) == nil, StepEnter)
	add(c.Procedure.Steps.Updates && c.handled() && c.Handler != "", StepUpdate)
	add(c.LacksCoOwner(), StepCoOwner)
	add(c.unread > 0 && c.State != StateRecorded, StepReadBack) // the words were corrected after they were approved
	once := []Step{next}                                        // no button stands on a card twice
	for _, s := range others {
		if !slices.Contains(once, s) {
			once = append(once, s)
		}
	}
	return once[1:]
}

// nextWhenNew is what comes first: somebody takes the case over, speaks with the
// customer, checks who they are, says what sort it is, the customer hears that we
// have the complaint, approves the report, is told the procedure, as far as the
// procedure has that.
func (c *Case) nextWhenNew() (next Step, others []Step) {
	if c.contactFirst() {
		return c.untilContact()
	}
	var list []Step
	add := func(due bool, s Step) {
		if due {
			list = append(list, s)
		}
	}
	add(c.awaitsTakeOver(), StepTakeOver)
	add(c.AwaitsDetails() && !c.Filing().Unknown, StepDetails)
	add(c.AwaitsClass(), StepClassify)
	add(c.Acknowledges() && c.ReceiptAt.IsZero() && c.receiptStep() == StepAck, StepAck)
	first := StepExplain
	if c.Procedure.Steps.ReadBack && !c.readBackSettled() {
		first = StepReadBack
	}
	add(c.AwaitsCustomer(), first)
	list = append(list, StepAssign)
	if !slices.Contains(list, StepClassify) {
		list = append(list, StepClassify)
	}
	return list[0], list[1:]
}

// untilContact is what leads to the first contact, in the order of the procedure:
// somebody takes the case over, is consulted, and whoever may speak with the
// complainant does, or goes on without once it was tried often enough.
func (c *Case) untilContact() (next Step, others []Step) {
	var list []Step
	if c.awaitsTakeOver() {
		list = append(list, StepTakeOver)
	}
	list = append(list, c.adviceFirst(StepContact)...)
	list = append(list, c.goOnFirst([]Step{StepAssign})...)
	return list[0], list[1:]
}

// receiptStep is what gets the receipt confirmed now: of a customer whom nobody can reach,
// finding how; where the case is classified first, that.
func (c *Case) receiptStep() Step {
	switch {
	case c.Filing().Unknown:
		return StepReach
	case c.AwaitsClass():
		return StepClassify
	}
	return StepAck
}

// nextOfHandler is what brings the answer nearer: somebody who works on it,
// the advice that it needs, the answer. One that was ready is so again by the advice alone.
func (c *Case) nextOfHandler() (next Step, others []Step) {
	switch {
	case c.Handler == "":
		return StepAssign, []Step{StepContact, StepDraft}
	case c.LostAdvice(), c.ConsultMissing(c.Handler, time.Time{}) != "", c.gated(c.Handler, time.Time{}):
		return StepConsult, []Step{StepDraft, StepContact, StepAssign} // the form of the answer asks for it too
	case c.Unconfirmed() != nil: // where it is noted as well that it was not possible
		return StepDraft, []Step{StepConsult, StepContact, StepAssign}
	}
	return StepDraft, []Step{StepContact, StepAssign}
}

// mayStillExtend tells whether an extension can be asked for, or an agreed one
// told.
func (c *Case) mayStillExtend() bool {
	x := c.Pending()
	return c.Extendable() != nil && c.ExtendedTimes() < c.Procedure.Extend.Times && (x == nil || x.Verdict != "")
}
