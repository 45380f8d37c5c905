package complaint

import "time"

// steps are what a person can do to a case, in the order in which lists show
// them, each with the question whether they may.
var steps = []struct {
	step Step
	may  func(c *Case, by Person, now time.Time) error
}{
	{StepTakeOver, (*Case).MayTakeOver},
	{StepReadBack, (*Case).MayReadBack},
	{StepExplain, (*Case).MayExplain},
	{StepReach, (*Case).MayFindReach},
	{StepDetails, (*Case).MayCheckDetails},
	{StepAck, (*Case).MayAcknowledge},
	{StepClassify, (*Case).MayClassify},
	{StepAssign, (*Case).MayAssign},
	{StepAccept, (*Case).MayAccept},
	{StepDecline, (*Case).MayRespond},
	{StepContact, (*Case).MayLogContact},
	{StepConsult, (*Case).MayConsult},
	{StepInform, (*Case).MayInform},
	{StepEnter, (*Case).MayEnter},
	{StepReport, (*Case).MayReport},
	{StepUpdate, (*Case).MayUpdate},
	{StepExtend, (*Case).MayExtend},
	{StepKeepDay, (*Case).MayKeepDay},
	{StepDraft, (*Case).MayPrepare},
	{StepReview, func(c *Case, by Person, now time.Time) error { return c.MayDecide(len(c.Answers), by, now) }},
	{StepWithdraw, func(c *Case, by Person, now time.Time) error { return c.MayWithdrawApproval(len(c.Answers), by, now) }},
	{StepDeliver, (*Case).MayDeliver},
	{StepFollowUp, (*Case).MayFollowUp},
	{StepAskClose, (*Case).MayAskClose},
	{StepUnreached, (*Case).MayGoOn},
	{StepUntold, (*Case).MayKeepAnswer},
	{StepClose, (*Case).MayClose},
	{StepAdd, (*Case).MayAddNow},
	{StepReopen, (*Case).MayReopen},
	{StepReopenLate, (*Case).MayReopenLate},
	{StepAnew, (*Case).MayFileAnew},
	{StepDispute, (*Case).MayDispute},
	{StepRuling, (*Case).MayRule},
	{StepCarryOut, (*Case).MayCarryOut},
	{StepRelate, (*Case).MayRelate},
	{StepInterest, (*Case).MayDeclare},
	{StepCorrect, (*Case).MayCorrect},
	{StepColleague, (*Case).MayTellColleague},
	{StepCoOwner, (*Case).MayReplaceCoOwner},
	{StepEnd, (*Case).MayEnd},
	{StepUndo, (*Case).MayUndoEnd},
	{StepMeasure, (*Case).MayTakeMeasure},
	{StepRecommend, (*Case).MayRecommend},
	{StepPromises, (*Case).mayLookAtPromises},
	{StepMeasures, (*Case).mayLookAtMeasures},
	{StepHold, (*Case).MayHold},
	{StepRelease, (*Case).MayRelease},
	{StepErase, (*Case).MayOrderErase},
	{StepStopErase, (*Case).MayStopErase},
	{StepRepost, (*Case).MayRepost},
	{StepWhy, (*Case).MayAskWhy},
	{StepOpenFile, (*Case).mayRead},
}

// mayRead refuses whoever may read nothing of the case but its state.
func (c *Case) mayRead(by Person, now time.Time) error {
	if !c.MaySee(by, PartFiling, now) {
		return ErrNotFound
	}
	return nil
}

// mayLookAtPromises refuses where nothing is owed by promise.
func (c *Case) mayLookAtPromises(by Person, now time.Time) error {
	if !c.MaySee(by, PartPromise, now) || len(c.OpenCommitments()) == 0 {
		return ErrNotFound
	}
	return nil
}

// mayLookAtMeasures refuses where no corrective action is this person's to read.
func (c *Case) mayLookAtMeasures(by Person, now time.Time) error {
	for _, m := range c.Measures {
		if c.MaySeeMeasure(by, m.N, now) {
			return nil
		}
	}
	return ErrNotFound
}

// Allowed lists every step that this person may take with the case now; none
// for somebody who may not know of it.
func (c *Case) Allowed(by Person, now time.Time) []Step {
	var list []Step
	for _, s := range steps {
		if s.may(c, by, now) == nil {
			list = append(list, s.step)
		}
	}
	return list
}

// Allows tells whether this person may take the step now.
func (c *Case) Allows(step Step, by Person, now time.Time) bool {
	for _, s := range steps {
		if s.step == step {
			return s.may(c, by, now) == nil
		}
	}
	return false
}

// More lists the steps of a card's menu, which has room for five lines. They
// follow from where the case stands: whoever opens the menu is asked later.
func (c *Case) More() []Step {
	list := []Step{StepOpenFile}
	if c.Open() {
		list = append(list, StepContact)
	}
	switch { // there is room for one of the two
	case c.disputable():
		list = append(list, StepDispute)
	case c.Open():
		list = append(list, StepClassify)
	}
	if c.Open() && c.State != StateDispute && !c.binds { // what a third party has or decided ends by no side road
		list = append(list, StepEnd)
	}
	return append(list, StepAll)
}
