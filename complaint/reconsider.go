package complaint

import (
	"slices"
	"time"
)

// SentBack tells whether the version went back to its author: changes were
// asked, or an approval was withdrawn.
func (a *AnswerVersion) SentBack() bool {
	return a.Verdict == ChangesAsked || a.Verdict == ApprovalWithdrawn
}

// MayWithdrawApproval tells whether this person may take back the approval of
// version v, with the reason when not: who gave it, the officer or management,
// while the answer was not told.
func (c *Case) MayWithdrawApproval(v int, by Person, now time.Time) error {
	if !c.MaySee(by, PartAnswer, now) || v < 1 || v > len(c.Answers) {
		return ErrNotFound
	}
	a := &c.Answers[v-1]
	roles := []Role{RoleOfficer, RoleManagement}
	switch {
	case !c.knows(by, PartAnswer, now) || by.ID != a.DecidedBy && !c.plays(by.ID, now, roles):
		return c.notAllowed(now, roles)
	case a.Verdict == ApprovalWithdrawn:
		return refuse("error.already_decided", "who", User(a.DecidedBy), "at", a.DecidedAt, "verdict", string(a.Verdict))
	case !a.Asked || a.Verdict != Approved || c.State != StatePrepared || v != len(c.Answers):
		return c.wrongState("withdraw")
	}
	return nil
}

// WithdrawApproval takes back the approval of version v with a reason, which
// its author then finds on top of the form. Nothing can be told until another
// version is approved.
func (c *Case) WithdrawApproval(v int, why string, by Person, now time.Time) error {
	if err := c.MayWithdrawApproval(v, by, now); err != nil {
		return err
	}
	return c.recordWords(ApprovalWithdrawn, Data{Version: v, Hash: c.Answers[v-1].Hash}, why, refuseField("why", "error.reason_missing"), by, now)
}

// Delegates lists whom somebody who may decide can let decide instead.
func (c *Case) Delegates(by Person, now time.Time) []string {
	return slices.DeleteFunc(c.Approvers(now), func(u string) bool { return u == by.ID })
}

// Delegate lets another approver decide on version v. By whoever may decide;
// the other must be able to as well.
func (c *Case) Delegate(v int, to string, by Person, now time.Time) error {
	if err := c.MayDecide(v, by, now); err != nil {
		return err
	}
	able := c.Delegates(by, now)
	if to == "" || !slices.Contains(able, to) {
		if len(able) == 0 {
			return refuseField("approver", "error.no_approver")
		}
		if to == "" {
			return refuseField("approver", "error.approver_missing")
		}
		return refuseField("approver", "error.approver_barred", "who", User(to), "able", Users(able))
	}
	if c.Answers[v-1].AskedOf == to { // asked already
		return nil
	}
	c.record(ApprovalPassed, by, now, now, Data{Version: v, User: to}, 0)
	return nil
}

// PassedBy gives who let somebody else decide on version v last, if anybody did.
func (c *Case) PassedBy(v int) string {
	for i := len(c.Events) - 1; i >= 0; i-- {
		if e := c.Events[i]; e.Kind == ApprovalPassed && e.Data.Version == v {
			return e.Actor
		}
	}
	return ""
}

// askedBefore lists who was asked about version v until event e let somebody
// else decide.
func (c *Case) askedBefore(v int, e Event) []string {
	asked := ""
	for _, other := range c.Events {
		if other.Seq < e.Seq && other.Data.Version == v && (other.Kind == ApprovalAsked || other.Kind == ApprovalPassed) {
			asked = other.Data.User
		}
	}
	if asked != "" {
		return []string{asked}
	}
	return c.approversBut(c.hands(v), c.Approvals(), c.Answers[v-1].AskedAt)
}
