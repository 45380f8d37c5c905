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
	case c.LostAdvice(): // which makes it ready again
		return FaceInProgress
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
	StepEnter      Step = "enter"  // in the customer system
	StepReport     Step = "report" // how it was handled
	StepUpdate     Step = "update" // the officer
	StepHold       Step = "hold"   // keep the case from being erased
	StepRelease    Step = "release"
	StepErase      Step = "erase" // before the term is over
	StepStopErase  Step = "stop_erase"
	StepWhy        Step = "why" // is it due then
)

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
	TakenOver: StepTakeOver, Informed: StepInform, Entered: StepEnter, Reported: StepReport, Updated: StepUpdate,
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
