package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// FlagAway marks the promise to ourselves to tell a customer who is away.
const FlagAway = "away"

// AwayWord is what one of our people is to tell a customer of an absence, worded by
// whoever records it.
type AwayWord struct {
	What string                   // that the colleague is away, until when, and who looks after it
	Name func(user string) string // what people are called, to be frozen
}

// Runs tells whether somebody has promised a customer something in this case that is
// not done: an answer by an agreed day, or a promise of their own.
func (c *Case) Runs(user string) bool {
	duties, err := c.Duties()
	if err != nil || user == "" || c.IsInvolved(user) {
		return false
	}
	return slices.ContainsFunc(duties, func(d Duty) bool {
		switch d.Kind {
		case DutyCommitment:
			return d.Open() && c.CommitmentOwner(d.Round) == user && !c.Commitments[d.Round-1].Away
		case DutyPromised:
			return d.Open() && c.Handler == user
		}
		return false
	})
}

// StandIn is who looks after the case while somebody is away, empty for nobody yet:
// their deputy, unless that one is kept out of the case.
func (c *Case) StandIn(a *Absence) string {
	if c.IsInvolved(a.Deputy) {
		return ""
	}
	return a.Deputy
}

// TellOfAbsence lets the customer be told that somebody with a running promise will be
// away: on their last working day before it by themselves, and once they are away on
// the next working day by whoever stands in. An earlier one of theirs that is still
// open makes way. It is said by whoever goes away, or by those who may set that.
func (c *Case) TellOfAbsence(a *Absence, w AwayWord, by Person, now time.Time) error {
	if !c.knows(by, PartPromise, now) || !c.Runs(a.User) || c.Roster.MaySetAway(a.User, by, now) != nil {
		return ErrNotFound
	}
	owner, day, err := c.tellsOfAbsence(a, now)
	if err != nil {
		return err
	}
	p := Promise{What: w.What, Who: w.Name(owner), User: owner, When: day.String()}
	for _, m := range c.OpenCommitments() {
		if !m.Away || c.Promise(m.N).User != owner && c.Promise(m.N).User != a.User {
			continue
		}
		if c.Promise(m.N) == p && m.absence == a.ID { // pressed twice
			return nil
		}
		c.record(CommitmentDropped, by, now, now, Data{Index: m.N}, c.put(Note{Text: w.What}))
	}
	data := Data{Index: len(c.Commitments) + 1, User: owner, Day: p.When, Flags: []string{FlagAway}, Source: a.ID}
	c.record(CommitmentMade, by, now, now, data, c.put(p))
	return nil
}

// OwesTellingOf tells whether somebody is still to tell the customer of that absence.
func (c *Case) OwesTellingOf(a *Absence) bool {
	return slices.ContainsFunc(c.OpenCommitments(), func(m Commitment) bool { return m.tellsOf(a) })
}

func (m *Commitment) tellsOf(a *Absence) bool { return m.Away && m.absence == a.ID && a.ID != "" }

// AbsenceGone lets what a customer was to be told of an absence fall away, since it was
// moved or ended. It is said by whoever goes away, or by those who may set that.
func (c *Case) AbsenceGone(a *Absence, why string, by Person, now time.Time) error {
	if !c.knows(by, PartPromise, now) || c.Roster.MaySetAway(a.User, by, now) != nil {
		return ErrNotFound
	}
	for _, m := range c.OpenCommitments() {
		if m.tellsOf(a) {
			c.record(CommitmentDropped, by, now, now, Data{Index: m.N}, c.put(Note{Text: why}))
		}
	}
	return nil
}

// tellsOfAbsence is who tells the customer, and by which day. It fails on a date
// beyond the case's calendar.
func (c *Case) tellsOfAbsence(a *Absence, now time.Time) (owner string, day calendar.Day, err error) {
	today, first := calendar.DayOf(now, c.Zone()), calendar.DayOf(a.From, c.Zone())
	if today.Before(first) {
		day, err = c.Calendar.PrevBusinessDay(first)
		if err != nil || !day.Before(today) {
			return a.User, day, err
		}
	}
	owner = a.User // with nobody to stand in, it falls to whoever their reminders go to
	if deputy := c.StandIn(a); deputy != "" {
		owner = deputy
	}
	day, err = c.Calendar.NextBusinessDay(today)
	return owner, day, err
}
