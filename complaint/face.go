package complaint

import (
	"slices"
	"time"
)

// Face is the word that a card shows for where a case stands, and so which
// one button it offers first. It is derived from state and duties.
type Face string

// The faces of the straight road.
const (
	FaceNew          Face = "new"
	FaceConfirmed    Face = "confirmed"
	FaceAssigned     Face = "assigned"
	FaceInProgress   Face = "in_progress"
	FaceInApproval   Face = "in_approval"
	FaceChangesAsked Face = "changes_asked"
	FaceApproved     Face = "approved"
	FaceAnswered     Face = "answered"
	FaceReopened     Face = "reopened"
	FaceReady        Face = "ready_to_close"
	FaceClosed       Face = "closed"
)

// The faces of the side roads.
const (
	FaceDispute      Face = "external_dispute"
	FaceRuled        Face = "ruled" // and not yet carried out
	FaceWithdrawn    Face = "withdrawn"
	FaceNoComplaint  Face = "not_a_complaint"
	FaceDuplicate    Face = "duplicate"
	FaceFiledInError Face = "filed_in_error"
	FaceErased       Face = "erased" // however it had ended
)

// Face gives the word for the case as it stands.
func (c *Case) Face() Face {
	if c.Erased() {
		return FaceErased
	}
	return c.EndedAs()
}

// EndedAs is the face of the case as if nothing of it had been erased.
func (c *Case) EndedAs() Face {
	switch c.State {
	case StateRecorded:
		return FaceNew
	case StateConfirmed:
		return FaceConfirmed
	case StateAssigned:
		return FaceAssigned
	case StateHandling, StateRework, StatePrepared:
		return c.answerFace()
	case StateDecided, StateFollowUp:
		switch {
		case c.outcomeKnown(): // whatever else closing asks for: nobody is asked or told again
			return FaceReady
		case !c.RuledAt.IsZero():
			return FaceRuled
		}
		return FaceAnswered
	case StateDispute:
		return FaceDispute
	case StateWithdrawn:
		return FaceWithdrawn
	case StateNoComplaint:
		return FaceNoComplaint
	case StateDuplicate:
		return FaceDuplicate
	case StateFiledInError:
		return FaceFiledInError
	}
	return FaceClosed
}

func (c *Case) answerFace() Face {
	a := c.Answer()
	switch {
	case a != nil && a.Verdict == Approved:
		return FaceApproved
	case a != nil && a.SentBack():
		return FaceChangesAsked
	case c.State == StatePrepared:
		return FaceInApproval
	case c.State == StateRework:
		return FaceReopened
	}
	return FaceInProgress
}

// Step is something a person can do to a case next.
type Step string

// The steps that a card, a reminder or a row in Home offers.
const (
	StepReadBack   Step = "readback"
	StepExplain    Step = "explain"
	StepReach      Step = "reach"
	StepAssign     Step = "assign"
	StepContact    Step = "contact"
	StepDraft      Step = "draft"
	StepReview     Step = "review"
	StepWithdraw   Step = "withdraw" // an approval
	StepDeliver    Step = "deliver"
	StepFollowUp   Step = "followup"
	StepClose      Step = "close"
	StepPromises   Step = "promises"
	StepMeasure    Step = "measure" // record a corrective action
	StepMeasures   Step = "measures"
	StepRecommend  Step = "recommend" // something that prevents complaints, to management
	StepOpenFile   Step = "open"
	StepEnd        Step = "end"  // by a side road
	StepUndo       Step = "undo" // such an end
	StepAdd        Step = "add"
	StepRelate     Step = "relate"
	StepReopen     Step = "reopen"
	StepReopenLate Step = "reopen_late" // the complainant came back when the case could still be reopened
	StepAnew       Step = "anew"        // file a case that is linked, where it is too late to reopen
	StepAskClose   Step = "waive"       // without a reply
	StepUnreached  Step = "unreached"   // go on without a first contact
	StepKeepDay    Step = "keep_day"    // give up more time that the customer was not told of
	StepUntold     Step = "untold"      // the answer stays in the file: nobody can be told
	StepDispute    Step = "dispute"     // hand to a third party
	StepRuling     Step = "ruling"
	StepCarryOut   Step = "carry_out" // what the ruling asks for
	StepAll        Step = "all"       // the list of what one may do
	StepRepost     Step = "repost"    // the card, as a new message
	StepAck        Step = "ack"
	StepDetails    Step = "details" // check name and address
	StepClassify   Step = "classify"
	StepAccept     Step = "accept"
	StepDecline    Step = "decline"
	StepInterest   Step = "interest"
	StepConsult    Step = "consult"
	StepExtend     Step = "extend"
	StepCorrect    Step = "correct"
	StepColleague  Step = "colleague" // tell one what the case asks of them
	StepCoOwner    Step = "co_owner"  // name another one as co-responsible
	StepTakeOver   Step = "take_over"
	StepInform     Step = "inform" // the partner concerned
	StepUpdate     Step = "update" // the officer
	StepHold       Step = "hold"   // keep the case from being erased
	StepRelease    Step = "release"
	StepErase      Step = "erase" // before the term is over
	StepStopErase  Step = "stop_erase"
	StepWhy        Step = "why" // is it due then
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
		if c.Filing().Unknown {
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
	if step := c.receiptStep(); c.Acknowledges() && c.ReceiptAt.IsZero() && c.State != StateRecorded && next != step && !slices.Contains(others, step) {
		others = append(others, step)
	}
	if c.mayStillExtend() && c.State != StateRecorded && c.State != StateConfirmed {
		others = append(others, StepExtend)
	}
	if c.OffersDispute() && (c.Face() == FaceAnswered || c.Face() == FaceReopened) {
		others = append(others, StepDispute)
	}
	if c.AwaitsDetails() && !c.Filing().Unknown && next != StepDetails && !slices.Contains(others, StepDetails) {
		others = append(others, StepDetails)
	}
	if c.Filing().Unknown && (c.State == StateRecorded || c.KeptBack()) && c.Open() && !slices.Contains(others, StepReach) {
		others = append(others, StepReach)
	}
	if c.Procedure.Steps.Inform != "" && c.informedBy() == 0 {
		others = append(others, StepInform)
	}
	if c.Procedure.Close.Explained && c.ExplainedAt.IsZero() && c.Handler != "" && !slices.Contains(others, StepExplain) {
		others = append(others, StepExplain)
	}
	if c.Procedure.Steps.Updates && c.handled() && c.Handler != "" {
		others = append(others, StepUpdate)
	}
	if c.LacksCoOwner() {
		others = append(others, StepCoOwner)
	}
	if c.unread > 0 && c.State != StateRecorded { // the words were corrected after they were approved
		others = append(others, StepReadBack)
	}
	return others
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
// the advice that it needs, the answer.
func (c *Case) nextOfHandler() (next Step, others []Step) {
	switch {
	case c.Handler == "":
		return StepAssign, []Step{StepContact, StepDraft}
	case c.ConsultMissing(c.Handler, time.Time{}) != "" || c.gated(c.Handler, time.Time{}):
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

// Rev counts what people decided in the part of the case that a step edits.
// A form carries it; when it differs at submission the form is stale.
// Reminders and deliveries do not count.
func (c *Case) Rev(step Step) int {
	n := 0
	for i := range c.Events {
		if edits(&c.Events[i], step) {
			n++
		}
	}
	return n
}

var stepOf = map[Kind]Step{
	TextCorrected: StepReadBack, ReadBackApproved: StepReadBack, ReadBackRefused: StepReadBack,
	ReadBackUnreachable: StepReadBack, Explained: StepReadBack, ReachFound: StepReadBack,
	Corrected: StepCorrect, CoOwnerNamed: StepCoOwner, ColleagueTold: StepColleague,
	HandlerAssigned: StepAssign, DelivererNamed: StepAssign,
	Contacted: StepContact, Attempted: StepContact, PlanAgreed: StepContact,
	Drafted: StepDraft, ApprovalAsked: StepDraft, ChangesAsked: StepDraft, Approved: StepDraft, ApprovalGiven: StepDraft, ApprovalWithdrawn: StepDraft, Told: StepDraft,
	Satisfied: StepFollowUp, Dissatisfied: StepFollowUp, NoReply: StepFollowUp, NoContact: StepFollowUp,
	Unreached: StepUnreached, Untold: StepUntold, Reopened: StepReopen,
	Disputed: StepDispute, Ruled: StepRuling, RulingDone: StepCarryOut,
	Acknowledged: StepAck, DetailsChecked: StepDetails, Classified: StepClassify, Consulted: StepConsult, ConsultConfirmed: StepConsult, ConsultDenied: StepConsult,
	TakenOver: StepTakeOver, Informed: StepInform, Updated: StepUpdate,
	Accepted: StepAccept, Declined: StepAccept, InvolvedFound: StepInterest,
	ExtensionAsked: StepExtend, ExtensionAgreed: StepExtend, ExtensionRefused: StepExtend, ExtensionWithdrawn: StepExtend, Extended: StepExtend,
	HoldSet: StepHold, HoldReleased: StepRelease, EraseOrdered: StepErase, EraseStopped: StepErase,
	MeasureTaken: StepMeasure, MeasureMoved: StepMeasure,
	CaseClosed: StepClose,
	Withdrawn:  StepEnd, Duplicate: StepEnd, NoComplaint: StepEnd, FiledInError: StepEnd, EndUndone: StepEnd,
}

// stepAsked is the step that somebody asked others to agree with in that event, or they
// decided on; empty: it is about no such request.
func stepAsked(e *Event) Step {
	if e.Kind != AgreementAsked && e.Kind != AgreementGiven && e.Kind != AgreementDenied {
		return ""
	}
	switch Ask(e.Data.Why) {
	case AskHandler:
		return StepAssign
	case AskUnreached:
		return StepUnreached
	case AskUntold:
		return StepUntold
	case AskQuestion, AskNoComplaint:
		return StepEnd
	}
	return StepAskClose
}

// edits tells whether an event changes the part that a step edits. A
// correction may concern anything that another form writes too.
func edits(e *Event, step Step) bool {
	switch step {
	case stepAsked(e):
		return true
	case StepContact: // each logs their own; what was agreed in one is a decision (D5)
		return e.Kind == PlanAgreed
	case StepReopenLate:
		step = StepReopen
	case StepCorrect:
		if slices.Contains([]Kind{TextCorrected, ReachFound, DetailsChecked, DelivererNamed, HandlerAssigned}, e.Kind) {
			return true
		}
	case StepDetails, StepReach: // who complains and how to reach them stands in both
		if e.Kind == Corrected && slices.Contains(reachFacts, FactCode(e.Data.Why)) {
			return true
		}
	}
	return stepOf[e.Kind] == step
}

// LastIn gives who last changed the part that a step edits, and when.
func (c *Case) LastIn(step Step) (user string, at time.Time) {
	for i := range c.Events {
		if e := &c.Events[i]; edits(e, step) {
			user, at = e.Actor, e.Recorded
		}
	}
	return user, at
}
