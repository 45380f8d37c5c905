package complaint

import (
	"slices"
	"time"
)

// NoticeNudge tells somebody that a colleague, who may not take a step
// themselves, asks them to. Ref is the step, who asks, and when.
const NoticeNudge NoticeKind = "nudge"

// AskPause is for how long somebody who asked for a step of a case does not ask
// for it again.
const AskPause = 15 * time.Minute

// mostAsked is how many people somebody may choose among.
const mostAsked = 5

// Askable lists those of users whom this person may ask to take a step: who may
// take it now and is there. It is empty for whoever does not know of the case,
// is kept out of it, or may take the step themselves.
func (c *Case) Askable(step Step, users []string, by Person, now time.Time) []string {
	if !c.knows(by, PartState, now) || c.IsInvolved(by.ID) || slices.Contains(c.Allowed(by, now), step) {
		return nil
	}
	able := slices.DeleteFunc(slices.Clone(users), func(u string) bool {
		return u == by.ID || c.Roster.Absent(u, now) || !slices.Contains(c.Allowed(Person{ID: u, Member: true}, now), step)
	})
	return able[:min(len(able), mostAsked)]
}

// takenBy are the events with which a step is taken that others share a form with.
var takenBy = map[Step][]Kind{
	StepReadBack: {ReadBackApproved, ReadBackRefused, ReadBackUnreachable}, StepExplain: {Explained}, StepReach: {ReachFound},
	StepReview: {ApprovalGiven, Approved, ChangesAsked}, StepWithdraw: {ApprovalWithdrawn}, StepDeliver: {Told}, StepDraft: {Drafted, ApprovalAsked},
	StepAccept: {Accepted}, StepDecline: {Declined}, StepAdd: {Added}, StepExtend: {ExtensionAsked, Extended}, StepKeepDay: {ExtensionWithdrawn}, StepUndo: {EndUndone},
}

// Taken is the event with which somebody took the step after that moment, nil for none.
func (c *Case) Taken(step Step, since time.Time) *Event {
	for i, e := range slices.Backward(c.Events) {
		if !e.Recorded.After(since) {
			break
		}
		kinds, own := takenBy[step]
		if own && slices.Contains(kinds, e.Kind) || !own && (stepOf[e.Kind] == step || stepAsked(&e) == step) {
			return &c.Events[i]
		}
	}
	return nil
}
