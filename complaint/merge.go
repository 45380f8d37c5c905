package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// Term is a deadline that a merged case had run.
type Term struct {
	Kind    string `json:"kind"`
	Start   int64  `json:"start"` // all three in milliseconds UTC
	Due     int64  `json:"due"`
	Literal int64  `json:"literal"`
}

// joint is a case that became one with this one: the duplicate in the case
// that goes on, and the case that goes on in the duplicate.
type joint struct {
	number   string
	users    []string  // whom the other case keeps out
	received time.Time // of a duplicate
	dayOnly  bool      // of its receipt the hour is not known
	via, by  string    // how that came in, and whom it reached
	merged   time.Time
	seq      int // of the event that says so
	round    int
	terms    []Term
	untold   []string // whom a duplicate was about, and who is still to be told
}

// MayMerge tells whether this person may say that the case is a duplicate of
// another, with the reason when not: one that was answered goes on itself. By the officer or
// deputy.
func (c *Case) MayMerge(by Person, now time.Time) error { return c.mayEndAs(EndDuplicate, by, now) }

// MayMergeInto refuses a case that a duplicate cannot go on in: one that the
// person may not see is not there, one that ended takes nothing more, and a
// duplicate names the case that goes on.
func (c *Case) MayMergeInto(by Person, now time.Time) error {
	if r := c.mergeable(by, now); r != nil {
		return r
	}
	return nil
}

func (c *Case) mergeable(by Person, now time.Time) *Refusal {
	switch err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy); {
	case err != nil:
		return refuseField("other", "error.unknown_case", "number", c.Number)
	case c.State == StateDuplicate:
		return refuseField("other", "error.duplicate_chain", "number", c.Number, "into", c.MergedInto())
	case !c.Open():
		return refuseField("other", "error.merge_ended", "number", c.Number, "state", string(c.Face()))
	}
	return nil
}

// GoesOnBy is who handled the case that goes on instead of this one when they became one,
// empty for nobody and when this is no duplicate.
func (c *Case) GoesOnBy() string {
	if c.State != StateDuplicate {
		return ""
	}
	return c.Events[c.ending-1].Data.User
}

// MergedInto is the number of the case that goes on instead of this one,
// empty when this is no duplicate.
func (c *Case) MergedInto() string {
	if c.State != StateDuplicate {
		return ""
	}
	return c.Events[c.ending-1].Data.Case
}

// Merge ends a case as the duplicate of another, which goes on: with the
// earliest receipt and the strictest deadlines of both, what was filed and
// said in both, what was done for the complainant in either (see [Case.absorb]), and
// everybody kept out whom either keeps out. Both must be saved together. By the officer
// or deputy of both.
func Merge(duplicate, into *Case, reason string, by Person, now time.Time) error {
	if err := duplicate.MayMerge(by, now); err != nil {
		return err
	}
	var rs Refusals
	if duplicate.Number == into.Number {
		rs = append(rs, refuseField("other", "error.merge_itself"))
	} else if r := into.mergeable(by, now); r != nil {
		rs = append(rs, r)
	} else if r := into.mergeBar(duplicate, now); r != nil {
		rs = append(rs, r)
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		rs = append(rs, refuseField("reason", "error.reason_missing"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	terms, err := duplicate.terms()
	if err != nil {
		return err
	}
	kept, confidential := into.Involved(), into.Confidential
	into.absorb(duplicate, terms, by, now)
	duplicate.record(Duplicate, by, now, now, Data{Case: into.Number, Users: kept, User: into.Handler}, duplicate.put(Ending{Text: reason}))
	if confidential {
		duplicate.hide(now)
	}
	return nil
}

// MergePreview tells what [Merge] would do to the deadlines of the case that goes on, and
// changes nothing: none where it is refused, or where nothing moves. Then are the rules in
// force at the earlier receipt, where the case is judged by others.
func MergePreview(duplicate, into *Case, then Rules, by Person, now time.Time) []Move {
	before, err := into.Duties()
	if err != nil || duplicate.Number == into.Number {
		return nil
	}
	trial := into.copied()
	if Merge(duplicate.copied(), trial, "a trial", by, now) != nil {
		return nil
	}
	if then.Procedure != nil && trial.Judge(then, now) != nil {
		return nil
	}
	after, err := trial.Duties()
	if err != nil {
		return nil
	}
	return moves(before, after, now)
}

// mergeBar is what stands in the way of taking in a duplicate.
func (c *Case) mergeBar(duplicate *Case, now time.Time) *Refusal {
	if c.Handler != "" && duplicate.IsInvolved(c.Handler) {
		return refuseField("other", "error.merge_handler", "who", User(c.Handler), "number", c.Number)
	}
	if rs := c.keepsOut("other", duplicate.Involved(), now); len(rs) > 0 {
		return rs[0]
	}
	days := c.Calendar
	if duplicate.ReceivedAt.Before(c.ReceivedAt) { // by whose rules both are judged from then on
		days = duplicate.Calendar
	}
	if day := calendar.DayOf(duplicate.ReceivedAt, c.Zone()); !days.Covers(day) {
		first, _ := days.Years()
		return refuseField("other", "error.receipt_beyond", "year", first)
	}
	return nil
}

// terms are the deadlines that run in a case.
func (c *Case) terms() ([]Term, error) {
	duties, err := c.Duties()
	if err != nil {
		return nil, err
	}
	var terms []Term
	for _, d := range duties {
		if d.Open() {
			terms = append(terms, Term{d.Kind, d.Start.UnixMilli(), d.Due.UnixMilli(), d.Literal.UnixMilli()})
		}
	}
	return terms, nil
}

// hide takes the confidential route because the other case is on it.
func (c *Case) hide(now time.Time) {
	if !c.Confidential {
		c.record(RouteConfidential, Clock, now, now, Data{}, 0)
	}
}

// Unmerge undoes a merge within 24 hours: the duplicate stands where it
// stood, and the other case loses what it took over, but for the words and
// files, of which nothing is erased; so whom the duplicate keeps out stays out of both.
// Both must be saved together.
func Unmerge(duplicate, into *Case, by Person, now time.Time) error {
	if err := duplicate.MayUndoEnd(by, now); err != nil {
		return err
	}
	if duplicate.MergedInto() != into.Number {
		return ErrConflict
	}
	duplicate.record(EndUndone, by, now, now, Data{}, 0)
	into.record(Separated, by, now, now, Data{Case: duplicate.Number}, 0) // see giveBack
	return nil
}

// applyJoint takes the effect of becoming one with another case, or two again.
func (c *Case) applyJoint(e Event) {
	if e.Kind == Separated {
		for _, j := range c.joints {
			if j.number == e.Data.Case {
				c.apart = append(slices.Clone(c.apart), j.users...)
			}
		}
	}
	c.joints = slices.DeleteFunc(slices.Clone(c.joints), func(j joint) bool { return j.number == e.Data.Case })
	if e.Kind != Separated {
		j := joint{number: e.Data.Case, users: e.Data.Users, merged: e.Recorded, seq: e.Seq, round: e.Data.Round, terms: e.Data.Terms, untold: e.Data.Untold}
		if e.Kind == Absorbed {
			j.untold = slices.DeleteFunc(slices.Clone(j.untold), func(u string) bool { return !slices.Contains(j.users, u) }) // who is not involved is told nothing
			j.received, j.dayOnly, j.via, j.by = e.At, e.DayOnly(), e.Data.Via, e.Data.User
		}
		c.joints = append(c.joints, j)
	}
	c.countReceipt()
	c.judgeNotices()
}

// tighten brings deadlines forward to those that a duplicate ran by, where
// they were not met before the merge, and the customer was told no other day since.
func (c *Case) tighten(duties []owed) {
	for _, j := range c.joints {
		for _, t := range j.terms {
			for i := range duties {
				d := &duties[i]
				due := time.UnixMilli(t.Due).UTC()
				if d.Is(t.Kind, j.round) && due.After(d.Due) && c.bringsAnew(j, d) {
					d.moved(due, time.UnixMilli(t.Literal).UTC(), calendar.Step{Code: StepBrought, Name: j.number, Day: c.Calendar.LastDay(due), At: j.merged})
				}
				if !d.Is(t.Kind, j.round) || !due.Before(d.Due) || !d.Done.IsZero() && !d.Done.After(j.merged) || c.agreedSince(d, j) {
					continue
				}
				d.moved(due, time.UnixMilli(t.Literal).UTC(), calendar.Step{Code: StepMerged, Name: j.number, Day: c.Calendar.LastDay(due), At: j.merged})
				if start := time.UnixMilli(t.Start).UTC(); start.Before(d.Start) {
					d.Start = start
				}
			}
		}
	}
}

// agreedSince tells whether the day of a duty is one that the customer heard of after the
// two cases became one: it was agreed then, or more time was told in time.
func (c *Case) agreedSince(d *owed, j joint) bool {
	if spec := c.Procedure.Duty(d.Kind); spec.Agreed != "" && d.start != nil && d.start.Seq > j.seq {
		return true
	}
	return slices.ContainsFunc(c.Extensions, func(x Extension) bool {
		day, err := calendar.ParseDay(x.Day)
		return err == nil && x.holds() && x.told > j.seq && d.Due.Equal(day.End(c.Zone()))
	})
}

// strictest is the earliest of a due and those by which duplicates ran that duty that the
// case took in after an event; 0 stands for no event.
func (c *Case) strictest(kind string, due time.Time, after int) time.Time {
	for _, j := range c.joints {
		for _, t := range j.terms {
			ran := time.UnixMilli(t.Due).UTC()
			if t.Kind == kind && j.seq > after && ran.Before(due) {
				due = ran
			}
		}
	}
	return due
}

// inherited is a promise that only a duplicate had made: the case that goes
// on keeps it.
func (c *Case) inherited(kind string, round int) *Event {
	for _, j := range c.joints {
		for _, t := range j.terms {
			if t.Kind == kind && kind == DutyPromised && j.round == round {
				day := calendar.DayOf(time.UnixMilli(t.Due-1), c.Zone())
				return &Event{Kind: PlanAgreed, At: time.UnixMilli(t.Start).UTC(), Data: Data{Round: round, Day: day.String()}}
			}
		}
	}
	return nil
}
