package complaint

import (
	"slices"
	"time"
)

// NextStep is the one thing that a case asks for next: what, whose it is and by when. Every
// screen names the same; what somebody else has to do besides is theirs, and called so.
type NextStep struct {
	Step Step
	Duty *Duty  // in whose time it is done; nil: no day is set for it
	Ends bool   // it ends that duty, and does not only bring it nearer, as a draft the answer
	Role Role   // whose it is
	User string // who that is now; empty: several, or nobody
}

// NextStep gives that of the case. Its day is that of the duty which the step ends, the first
// to fall due where there are several, else that of the answer which it brings nearer.
func (c *Case) NextStep(now time.Time) NextStep {
	next, _ := c.Next()
	n := NextStep{Step: next, Role: c.Roster.Leads()}
	for _, d := range c.listed() {
		ends := c.ownStep(d.Kind) == next
		if c.StepOf(&d) == next && d.Kind != DutyAccept && (n.Duty == nil || ends && !n.Ends) {
			n.Duty, n.Ends = &d, ends
		}
	}
	if n.Duty != nil {
		n.User, n.Role = c.Owes(n.Duty, now)
	}
	if !n.Ends && c.Handler != "" && slices.Contains([]Step{StepConsult, StepDraft, StepContact}, next) { // whoever owes the answer
		n.User, n.Role = c.Owes(&Duty{Owner: RoleHandler}, now)
	}
	if teller := Role(c.Procedure.Answer.ToldBy); next == StepDeliver && teller != "" { // whoever owes what ends by it
		if n.Role = c.Roster.called(teller); n.Duty == nil || c.Roster.called(n.Duty.Owner) != n.Role {
			n.User = ""
		}
	}
	return n
}

// listed are the open duties that lists show, the first due first.
func (c *Case) listed() []Duty {
	duties, err := c.Duties()
	if err != nil {
		return nil // its dates lie beyond its calendar: none rather than a guess
	}
	duties = slices.DeleteFunc(duties, func(d Duty) bool { return !d.Open() || d.Quiet || d.ByName() })
	slices.SortStableFunc(duties, func(a, b Duty) int { return a.Due.Compare(b.Due) })
	return duties
}

// OwedByLead lists the steps of what whoever leads the case owes: of what falls due first
// and of all that is late, each once.
func (c *Case) OwedByLead(now time.Time) []Step {
	var steps []Step
	for _, d := range c.listed() {
		if c.Roster.called(d.Owner) != c.Roster.Leads() || len(steps) > 0 && !d.Overdue(now) {
			continue
		}
		if step := c.StepOf(&d); !slices.Contains(steps, step) {
			steps = append(steps, step)
		}
	}
	return steps
}
