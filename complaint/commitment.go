package complaint

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/calendar"
)

// Commitment is something promised to the complainant, in an answer that was
// told or in a contact: a small duty of its own, with its own reminders, that
// the end of the case does not end. What was promised is [Case.Promise]'s to say.
type Commitment struct {
	Task
	Version int    // of the answer that made it; 0: it was made in a contact
	Away    bool   // to tell the customer that a colleague is away
	absence string // id of that absence
}

// mostPromises is how many rows of "who does what by when" a form takes.
const mostPromises = 3

// OpenCommitments lists what was promised and is still owed, in the order in
// which it was promised.
func (c *Case) OpenCommitments() []Commitment {
	return slices.DeleteFunc(slices.Clone(c.Commitments), func(m Commitment) bool { return m.Verdict != "" })
}

// Commitment gives the n-th commitment, or nil.
func (c *Case) Commitment(n int) *Commitment {
	if n < 1 || n > len(c.Commitments) {
		return nil
	}
	return &c.Commitments[n-1]
}

// CommitmentOwner is who answers for commitment n: the colleague named,
// unless they must be kept out of the case, else the handler, who may be nobody.
func (c *Case) CommitmentOwner(n int) string {
	if m := c.Commitment(n); m != nil {
		return c.ownerOf(&m.Task)
	}
	return c.Handler
}

// MaySeePromise tells whether somebody may read commitment n: whoever reads
// answers, and its owner.
func (c *Case) MaySeePromise(p Person, n int, at time.Time) bool {
	m := c.Commitment(n)
	return m != nil && c.maySeeTask(p, &m.Task, at)
}

// MaySettle tells whether this person may say that commitment n was kept, or
// with drop that it falls away, with the reason when not. Kept: its owner,
// the handler, the officer. Dropped: its owner or the officer.
func (c *Case) MaySettle(n int, drop bool, by Person, now time.Time) error {
	if !c.MaySeePromise(by, n, now) {
		return ErrNotFound
	}
	roles := []Role{RoleOfficer, RoleDeputy}
	if !drop {
		roles = append(roles, RoleHandler)
	}
	return c.maySettle(&c.Commitment(n).Task, true, roles, by, now)
}

// KeepCommitment records that commitment n was kept, and when that was true.
// Saying it once more changes nothing and is no refusal for who said it.
func (c *Case) KeepCommitment(n int, at time.Time, by Person, now time.Time) error {
	err := c.MaySettle(n, false, by, now)
	if c.settledBy(n, CommitmentKept, by) {
		return nil
	}
	if err != nil {
		return err
	}
	if r := c.checkDone(&c.Commitment(n).Task, "error.before_promise", at, now); r != nil {
		return r
	}
	c.record(CommitmentKept, by, at, now, Data{Index: n}, 0)
	return nil
}

// DropCommitment records that commitment n falls away, with the reason, which
// is required. A duty of the procedure cannot be dropped.
func (c *Case) DropCommitment(n int, why string, by Person, now time.Time) error {
	err := c.MaySettle(n, true, by, now)
	if c.settledBy(n, CommitmentDropped, by) {
		return nil
	}
	if err != nil {
		return err
	}
	return c.recordWords(CommitmentDropped, Data{Index: n}, why, refuseField("why", "error.reason_missing"), by, now)
}

func (c *Case) settledBy(n int, verdict Kind, by Person) bool {
	m := c.Commitment(n)
	return m != nil && m.settledBy(verdict, by)
}

// commit turns promises into commitments; one that is open in the same words
// is not made twice.
func (c *Case) commit(promises []Promise, version int, by Person, at, now time.Time) {
	for _, p := range promises {
		if c.promised(p) {
			continue
		}
		data := Data{Index: len(c.Commitments) + 1, User: p.User, Day: p.When, Version: version}
		c.record(CommitmentMade, by, at, now, data, c.put(p))
	}
}

// promised tells whether that is owed already, in the same words.
func (c *Case) promised(p Promise) bool {
	return slices.ContainsFunc(c.OpenCommitments(), func(m Commitment) bool { return c.Promise(m.N) == p })
}

// Promise gives the words of commitment n.
func (c *Case) Promise(n int) Promise {
	var p Promise
	if m := c.Commitment(n); m != nil {
		c.read(m.entry, &p)
		p.When = m.Day // it may have been corrected
	}
	return p
}

// WhyDropped gives the reason for which commitment n fell away.
func (c *Case) WhyDropped(n int) string {
	var note Note
	if m := c.Commitment(n); m != nil {
		c.read(m.note, &note)
	}
	return note.Text
}

func (c *Case) applyCommitment(e Event) {
	if e.Kind == CommitmentMade {
		c.Commitments = append(c.Commitments, Commitment{newTask(e, len(c.Commitments)+1), e.Data.Version, e.Data.Has(FlagAway), e.Data.Source})
		return
	}
	c.Commitment(e.Data.Index).settle(e)
}

// commitmentDuties derives the duties that commitments are. Their Round is
// the number of the commitment.
func (c *Case) commitmentDuties() ([]Duty, error) {
	duties := make([]Duty, len(c.Commitments))
	for i := range c.Commitments {
		d, err := c.taskDuty(DutyCommitment, &c.Commitments[i].Task, CommitmentDropped)
		if err != nil {
			return nil, err
		}
		duties[i] = d
	}
	return duties, nil
}

// wholePromises drops the rows that were left empty. A row needs to say what
// and by when, no day before from; nobody named means the handler, as they
// are called now. Rows past the last that a form offers are refused.
func (c *Case) wholePromises(rows []Promise, from calendar.Day) ([]Promise, Refusals) {
	var rs Refusals
	var whole []Promise
	for i, p := range rows {
		n := strconv.Itoa(i + 1)
		p.What, p.Who = strings.TrimSpace(p.What), strings.TrimSpace(p.Who)
		if p.What == "" && p.When == "" && p.User == "" {
			continue
		}
		day, err := calendar.ParseDay(p.When)
		switch {
		case p.What == "" || i >= mostPromises:
			rs = append(rs, refuseField("what"+n, "error.promise_part"))
		case p.User != "" && c.IsInvolved(p.User):
			rs = append(rs, refuseField("who"+n, "error.promise_involved", "who", User(p.User)))
		case err != nil:
			rs = append(rs, refuseField("when"+n, "error.promise_part"))
		case day.Before(from):
			rs = append(rs, refuseField("when"+n, "error.plan_day_past"))
		case !c.Calendar.Covers(day):
			rs = append(rs, c.tooFar("when"+n))
		}
		if p.User == "" && p.Who == "" {
			p.Who = c.Appointment().Name
		}
		whole = append(whole, p)
	}
	return whole, rs
}
