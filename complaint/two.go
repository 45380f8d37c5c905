package complaint

import (
	"slices"
	"time"
)

// Agreement is that somebody agreed with an answer, where others have to as
// well.
type Agreement struct {
	By string
	At time.Time
}

// Approvals is how many people have to agree before an answer is told: two
// where the written procedure asks that of a case of this weight, else one.
func (c *Case) Approvals() int {
	if c.Procedure.Answer.Approval.Role != "" && slices.Contains(c.Procedure.Answer.Approval.TwoFor, c.Weight) {
		return 2
	}
	return 1
}

// Agreed lists who agreed with version v so far, without whoever turned out to
// be involved. Once it is approved the last to agree is [AnswerVersion.DecidedBy].
func (c *Case) Agreed(v int) []Agreement {
	if v < 1 || v > len(c.Answers) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.Answers[v-1].agreed), func(a Agreement) bool { return c.IsInvolved(a.By) })
}

// Lacks tells whether version v waits for one more to agree after somebody did.
func (c *Case) Lacks(v int) bool {
	n := len(c.Agreed(v))
	return n > 0 && n < c.Approvals() && c.Answers[v-1].Verdict == ""
}

// agreedAlready tells whether that person counts already, where one more is
// needed.
func (c *Case) agreedAlready(v int, user string) bool {
	return c.Lacks(v) && slices.ContainsFunc(c.Agreed(v), func(a Agreement) bool { return a.By == user })
}

// asksTwo tells whether an answer may be everybody's to agree with who may,
// rather than that of the one who was asked by name.
func (c *Case) asksTwo() bool { return len(c.Procedure.Answer.Approval.TwoFor) > 0 }

// weighMore lets an answer that was approved, and not told, wait for the second
// person that the weight of the case asks for by now.
func (c *Case) weighMore(by Person, now time.Time) {
	a := c.Answer()
	if a == nil || a.Verdict != Approved || !a.Asked || c.State != StatePrepared || len(a.approvers()) >= c.Approvals() {
		return
	}
	c.record(ApprovalAsked, by, now, now, Data{Version: a.Version, Hash: a.Hash}, 0)
}

// waitingApprovers lists who agreed with an answer that is approved and still waits to
// be given.
func (c *Case) waitingApprovers() []string {
	if a := c.Answer(); a != nil && a.Verdict == Approved && c.State == StatePrepared {
		return a.approvers()
	}
	return nil
}

// oneMore refuses whoever agreed already, and names who else can.
func (c *Case) oneMore(now time.Time) error {
	able := c.Approvers(now)
	if len(able) == 0 {
		return refuse("error.nobody_left")
	}
	return refuse("error.approved_once", "able", Users(able))
}

// approvers lists who agreed with an approved version, each once.
func (a *AnswerVersion) approvers() []string {
	users := []string{a.DecidedBy}
	for _, agreed := range a.agreed {
		if !slices.Contains(users, agreed.By) {
			users = append(users, agreed.By)
		}
	}
	return users
}
