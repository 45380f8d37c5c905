package complaint

import (
	"slices"
	"time"
)

// apply takes the effect of one event. It decides nothing: what may happen
// was decided when the event was recorded.
func (c *Case) apply(e Event) {
	c.moot(e)
	if c.TakenOverAt.IsZero() && c.takesOver(e) {
		c.TakenOverAt = e.Logged()
	}
	switch e.Kind {
	case Received:
		c.applyReceived(e)
	case TextCorrected:
		c.TextHash, c.filingEntry = e.Data.Hash, e.Entry
	case ReadBackApproved, ReadBackRefused, ReadBackUnreachable:
		c.ReadBack, c.ApprovedHash = e.Kind, e.Data.Hash
		if c.unread > 0 {
			c.unread, c.reread = 0, append(slices.Clip(c.reread), c.unread)
		}
		c.confirm()
	case Explained:
		c.ExplainedAt = e.At
		c.confirm()
	case Corrected:
		c.applyCorrected(e)
	case ReachFound:
		c.applyReach(e)
	case DelivererNamed:
		c.Deliverers = e.Data.Users
	case InvolvedFound:
		c.applyInvolved(e)
	case RouteConfidential:
		c.Confidential = true
	case RouteEnded:
		c.Confidential, c.shelved = false, !c.Open()
	case FileKept:
		c.FilesKept = append(c.FilesKept, e.Data.File)
	case FileLost:
		c.FilesLost = append(c.FilesLost, e.Data.File)
	case Reminded, Unheard, Snoozed, PassedOn, Chased:
		c.applyReminder(e)
	case CaseClosed:
		c.State, c.ClosedAt = StateClosed, e.At
	case Absorbed, Separated:
		c.applyJoint(e)
	case RelatedTo:
		if e.Data.Case != "" { // else it was a mistake
			c.Related = append(c.Related, e.Data.Case)
		}
	case Withdrawn, NoComplaint, FiledInError, Duplicate, EndUndone:
		c.applyEnding(e)
	case DetailsChecked:
		c.applyDetails(e)
	case Acknowledged:
		if c.InForm(e) {
			c.hasReceipt(e.At)
		}
		c.confirm()
	case Classified:
		c.Class = e.Data.class()
		c.confirm()
	case ExtensionAsked, ExtensionAgreed, ExtensionRefused, ExtensionWithdrawn, Extended:
		c.applyExtension(e)
	case HoldSet, HoldReleased:
		c.applyHold(e)
	case EraseOrdered, EraseStopped, CaseErased:
		c.applyErase(e)
	case Lapsed:
		c.lapsedAt = e.Recorded
	default:
		c.applyHandling(e)
	}
	c.askAgain(e)
	c.settle(e)
	if c.Open() { // an order is about the case as it closed then
		c.Order, c.shelved = nil, false
	}
}

// applyHandling takes the effect of the events from assignment to follow-up.
func (c *Case) applyHandling(e Event) {
	switch e.Kind {
	case HandlerAssigned:
		if c.Handler != e.Data.User { // who had the form keeps the date it gave them
			c.FormSentAt = e.At
			if c.Procedure.Assign.SendForm && !e.Data.Has(FlagAnswered) { // then the clock starts when the form arrived
				c.FormSentAt = time.Time{}
			}
		}
		if c.Handler != e.Data.User {
			c.Accepted = e.Data.Has(FlagAnswered)
		}
		c.Handler, c.AssignedAt, c.appointmentEntry = e.Data.User, e.At, e.Entry
		if c.State == StateRecorded || c.State == StateConfirmed {
			c.State = StateAssigned
		}
		if c.State == StateAssigned && !c.AwaitsContact() {
			c.State = StateHandling
		}
	case FormSent:
		c.FormSentAt = e.At
	case Accepted:
		c.Accepted = true
	case HandlerNeeded:
		c.applyVacancy()
	case CoOwnerNamed:
		c.coOwner = e.Data.User
	case Consulted:
		c.applyConsulted(e)
	case NotDone: // a consultation that waits for a word of whoever was asked keeps its number
		c.hear(e, false)
	case ConsultConfirmed, ConsultDenied:
		c.applyHeard(e)
	case Contacted:
		if c.ContactedAt.IsZero() || e.At.Before(c.ContactedAt) { // which may be written down last
			c.ContactedAt = e.At
		}
		if c.State == StateAssigned {
			c.State = StateHandling
		}
	case PlanAgreed:
		if !e.Data.Has(FlagMistaken) && !e.At.Before(c.plannedAt) {
			c.PlanDay, c.planEntry, c.plannedAt = e.Data.Day, e.Entry, e.At
		}
	case Drafted, ApprovalAsked, ApprovalPassed, ChangesAsked, ApprovalGiven, Approved, ApprovalWithdrawn:
		c.applyAnswer(e)
	case Told:
		if !c.toldBefore(&e) {
			c.State, c.ToldAt, c.toldRound = StateDecided, e.At, e.Data.Round
		}
		if c.confirmsReceipt(&e) {
			c.hasReceipt(e.At)
		}
		c.decidedAs(e)
		c.overtaken(e)
	case FollowUpStarted:
		c.State = StateFollowUp
	case CommitmentMade, CommitmentKept, CommitmentDropped:
		c.applyCommitment(e)
	case MeasureTaken, MeasureMoved, MeasureDone, MeasureDropped, MeasureTold:
		c.applyMeasure(e)
	case Satisfied, NoReply, NoContact, Dissatisfied:
		c.applyFollowUp(e)
	case AgreementAsked, AgreementGiven, AgreementDenied:
		c.applyRequest(e)
	case Unreached:
		c.applyUnreached(e)
	case Untold:
		c.State, c.FollowedUp = StateDecided, Untold
	case Reopened:
		c.newRound(e)
	case Disputed, Ruled, RulingDone:
		c.applyDispute(e)
	}
}

func (c *Case) applyReceived(e Event) {
	c.State, c.Round = StateRecorded, 1
	c.receiver = e.Data.User
	c.Via, c.Filer, c.Class = e.Data.Via, e.Actor, Class{Nature: e.Data.Why, Against: e.Data.Against}
	c.ReceivedAt, c.RegisteredAt, c.ownReceipt = e.At, e.Recorded, e.At
	c.DayOnly = e.DayOnly()
	c.Signs = slices.Clone(e.Data.Signs)
	c.about(e)
	c.TextHash, c.filingEntry = e.Data.Hash, e.Entry
	c.confirm()
}

// confirm moves a new case on once every optional first step is done.
func (c *Case) confirm() {
	if c.State != StateRecorded {
		return
	}
	steps := c.Procedure.Steps
	if c.AwaitsDetails() || c.AwaitsClass() {
		return
	}
	if c.Acknowledges() && c.ReceiptAt.IsZero() {
		return
	}
	if steps.ReadBack && !c.readBackSettled() {
		return
	}
	if c.explainsFirst() {
		return
	}
	c.State = StateConfirmed
}

// explainsFirst tells whether the explanation that follows the approval of the
// wording is still to come. Without such an approval it may come at any time.
func (c *Case) explainsFirst() bool {
	steps := c.Procedure.Steps
	return steps.Explain && steps.ReadBack && c.ExplainedAt.IsZero() && c.ReadBack != ReadBackUnreachable
}

// readBackSettled tells whether the wording was approved as it stands now, or
// could not be: refused or unreachable is recorded and the case still runs.
func (c *Case) readBackSettled() bool {
	switch c.ReadBack {
	case ReadBackApproved:
		return c.ApprovedHash == c.TextHash
	case ReadBackRefused, ReadBackUnreachable:
		return true
	}
	return false
}

func (c *Case) applyAnswer(e Event) {
	switch e.Kind {
	case Drafted:
		c.Answers = append(c.Answers, AnswerVersion{
			Version: len(c.Answers) + 1, Round: e.Data.Round, Author: e.Actor,
			Form: e.Data.Form, Outcome: e.Data.Outcome, Hash: e.Data.Hash, entry: e.Entry,
		})
		if c.State == StatePrepared {
			c.State = StateHandling
		}
		return
	case ApprovalAsked, Approved: // at once where nobody's agreement is needed
		c.State = StatePrepared
	case ApprovalPassed:
		c.Answers[e.Data.Version-1].AskedOf = e.Data.User
		return
	case ChangesAsked, ApprovalWithdrawn:
		c.State = StateHandling
	}
	a := &c.Answers[e.Data.Version-1]
	if e.Kind == ApprovalGiven {
		a.agreed = append(a.agreed, Agreement{e.Actor, e.At})
		return
	}
	if e.Kind == ApprovalAsked && a.Verdict == Approved { // the case weighs more now, and one more has to agree
		a.agreed = []Agreement{{a.DecidedBy, a.DecidedAt}}
		a.void()
		c.decided()
	}
	if e.Kind == ApprovalAsked {
		a.Asked, a.AskedAt, a.AskedOf = true, e.At, e.Data.User
		return
	}
	a.Verdict, a.DecidedBy, a.DecidedAt, a.comment = e.Kind, e.Actor, e.At, e.Entry
	a.Alone = e.Data.Has(FlagAlone)
	c.decided()
}

// decided keeps the outcome of the last answer that may be told, or was.
func (c *Case) decided() {
	c.Outcome = ""
	for _, a := range c.Answers {
		if a.Verdict == Approved {
			c.Outcome = a.Outcome
		}
	}
}

func (c *Case) applyFollowUp(e Event) {
	c.FollowUps = append(c.FollowUps, FollowUpEntry{Result: e.Kind, By: e.Actor, At: e.At})
	switch e.Kind {
	case Dissatisfied:
		c.newRound(e)
	case NoReply, NoContact:
		c.State = StateFollowUp
	default:
		c.State, c.FollowedUp = StateFollowUp, e.Kind
	}
}
