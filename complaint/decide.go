package complaint

import (
	"slices"
	"time"
)

// Decision is something that waits for somebody to agree with it: one of these.
type Decision struct {
	Version int // of the answer
	Request int // the event that asked, see [Request]
	Delay   int // the number of an extension, counted from 1
}

// Undecided lists what waits for a decision, whoever takes it, the answer last.
func (c *Case) Undecided() []Decision {
	if !c.Open() {
		return nil
	}
	var list []Decision
	if r := c.Waits(); r != nil {
		list = append(list, Decision{Request: r.Seq})
	}
	if x := c.Pending(); x != nil && x.Verdict == "" {
		list = append(list, Decision{Delay: len(c.Extensions)})
	}
	if a := c.Answer(); a != nil && a.Asked && a.Verdict == "" && c.State == StatePrepared {
		list = append(list, Decision{Version: a.Version})
	}
	return list
}

// ToDecide lists what of it this person may decide on now.
func (c *Case) ToDecide(by Person, now time.Time) []Decision {
	return slices.DeleteFunc(c.Undecided(), func(d Decision) bool {
		switch {
		case d.Request > 0:
			return c.MayDecideRequest(d.Request, by, now) != nil
		case d.Delay > 0:
			return c.MayDecideExtension(d.Delay, by, now) != nil
		}
		return c.MayDecide(d.Version, by, now) != nil
	})
}

// able lists who may take a decision that waits, here or away.
func (c *Case) able(d Decision, at time.Time) []string {
	switch {
	case d.Request > 0:
		return c.DecidersOf(c.Request(d.Request), at)
	case d.Delay > 0:
		return c.Deciders(&c.Extensions[d.Delay-1], at)
	}
	return c.Approvers(at)
}

// decidedOne tells whether user took a decision of the round that runs, in a role that is
// still theirs.
func (c *Case) decidedOne(user string, at time.Time) bool {
	holds := func(role Role) bool { return c.Roster.HasAny(user, at, role, RoleFallback) }
	return slices.ContainsFunc(c.Answers, func(a AnswerVersion) bool {
		agreed := slices.ContainsFunc(a.agreed, func(g Agreement) bool { return g.By == user })
		return a.Round == c.Round && (agreed || a.DecidedBy == user) && holds(Role(c.Procedure.Answer.Approval.Role))
	}) || slices.ContainsFunc(c.Requests, func(r Request) bool {
		return r.Round == max(c.Round, 1) && r.DecidedBy == user && holds(c.Agrees(r.What))
	}) || slices.ContainsFunc(c.Extensions, func(x Extension) bool {
		return c.Round <= 1 && x.DecidedBy == user && holds(Role(c.Procedure.Extend.Agreement))
	})
}
