package complaint

import (
	"strings"
	"time"
)

// Measure is a corrective action: what the company changes because of a case,
// so that it does not happen again. Where that changes a written procedure, the
// complainant is told by when (EX-16). What is to be done is [Case.MeasureWords]'s
// to say.
type Measure struct {
	Task
	Procedure bool      // a written procedure changes
	TellBy    string    // civil day by which the complainant is told of that; empty: nobody has to
	ToldAt    time.Time // when they were
	ToldBy    string    // who wrote that down
	Advice    bool      // a recommendation, which its owner adopts or rejects
	by        string    // who recorded it
	moved     int       // entry of what its owner is called, once it was moved
}

// Owed tells whether the action, or telling the complainant of it, is still to
// be done.
func (m *Measure) Owed() bool { return m.Verdict == "" || m.untold() }

func (m *Measure) untold() bool {
	return m.TellBy != "" && m.ToldAt.IsZero() && m.Verdict != MeasureDropped
}

// What a corrective action does to the written procedures.
const (
	ChangesNothing = "none"
	ChangesToTell  = "tell" // one of them, and the complainant is still to be told by when
	ChangesTold    = "told" // one of them, and the complainant knows by when
)

// Changes lists them in the order in which forms ask.
var Changes = []string{ChangesNothing, ChangesToTell, ChangesTold}

// MeasureForm is a corrective action as somebody records it.
type MeasureForm struct {
	What    string
	Owner   string    // Slack id of a colleague
	Who     string    // what they are called now
	Day     string    // by which it is done, civil day
	Changes string    // one of Changes
	TellBy  string    // with ChangesToTell, civil day
	ToldAt  time.Time // with ChangesTold
}

// takers may record a corrective action: whoever handles the case, asks the
// complainant afterwards, or answers for how complaints are handled.
var takers = []Role{RoleHandler, RoleFollowUp, RoleOfficer, RoleDeputy, RoleManagement}

// MayTakeMeasure tells whether this person may record a corrective action, with
// the reason when not. Closed cases teach too; one that was filed in error, or
// that goes on elsewhere, does not.
func (c *Case) MayTakeMeasure(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, takers...); err != nil {
		return err
	}
	if c.State == StateFiledInError || c.State == StateDuplicate {
		return c.wrongState("measure")
	}
	return nil
}

// TakeMeasure records a corrective action. Nobody who is kept out of the case
// can be its owner: its reminders would tell them of the case, and who is
// complained about would see to the remedy.
func (c *Case) TakeMeasure(f MeasureForm, by Person, now time.Time) error {
	if err := c.MayTakeMeasure(by, now); err != nil {
		return err
	}
	f.What = strings.TrimSpace(f.What)
	if err := c.checkMeasure(f, now).orNil(); err != nil {
		return err
	}
	data := Data{Index: len(c.Measures) + 1, User: f.Owner, Day: f.Day, Why: f.Changes}
	if f.Changes == ChangesToTell {
		data.Tell = f.TellBy
	}
	c.record(MeasureTaken, by, now, now, data, c.put(Promise{What: f.What, Who: f.Who, User: f.Owner, When: f.Day}))
	if f.Changes == ChangesTold {
		c.record(MeasureTold, by, f.ToldAt, now, Data{Index: data.Index}, 0)
	}
	return nil
}

func (c *Case) checkMeasure(f MeasureForm, now time.Time) Refusals {
	var rs Refusals
	if f.What == "" {
		rs = append(rs, refuseField("what", "error.measure_missing"))
	}
	if r := c.checkMeasureOwner(f.Owner, now); r != nil {
		rs = append(rs, r)
	}
	if r := c.checkDayAhead("day", f.Day, now, true); r != nil {
		rs = append(rs, r)
	}
	switch f.Changes {
	case ChangesNothing:
	case ChangesToTell:
		if r := c.checkDayAhead("tell", f.TellBy, now, true); r != nil {
			rs = append(rs, r)
		}
	case ChangesTold:
		if r := c.checkWhen("told", f.ToldAt, c.ReceivedAt, now); r != nil {
			rs = append(rs, r)
		}
	default:
		rs = append(rs, refuseField("changes", "error.changes_missing"))
	}
	return rs
}

// Measure gives the n-th corrective action, or nil.
func (c *Case) Measure(n int) *Measure {
	if n < 1 || n > len(c.Measures) {
		return nil
	}
	return &c.Measures[n-1]
}

// MeasureOwner is who answers for corrective action n: the colleague named,
// unless they must be kept out of the case by now, else the handler.
func (c *Case) MeasureOwner(n int) string {
	if m := c.Measure(n); m != nil {
		return c.ownerOf(&m.Task)
	}
	return c.Handler
}

// MeasureWords gives the words of corrective action n, with who sees to it by when
// now.
func (c *Case) MeasureWords(n int) Promise {
	var p Promise
	m := c.Measure(n)
	if m == nil {
		return p
	}
	c.read(m.entry, &p)
	if m.moved > 0 {
		var words moved
		c.read(m.moved, &words)
		p.Who, p.User, p.When = words.Who, m.Owner, m.Day
	}
	return p
}

// MeasureNote gives what was written when action n ended: the evidence that it
// was done, or why it was dropped.
func (c *Case) MeasureNote(n int) string {
	var note Note
	if m := c.Measure(n); m != nil {
		c.read(m.note, &note)
	}
	return note.Text
}

// MaySeeMeasure tells whether somebody may read corrective action n: whoever
// reads answers, and its owner.
func (c *Case) MaySeeMeasure(p Person, n int, at time.Time) bool {
	m := c.Measure(n)
	return m != nil && c.maySeeTask(p, &m.Task, at)
}

func (c *Case) applyMeasure(e Event) {
	if e.Kind == MeasureTaken {
		c.Measures = append(c.Measures, Measure{
			Task: newTask(e, len(c.Measures)+1), Procedure: e.Data.Why != ChangesNothing, TellBy: e.Data.Tell,
			Advice: e.Data.Has(FlagAdvice), by: e.Actor,
		})
		return
	}
	m := c.Measure(e.Data.Index)
	switch e.Kind {
	case MeasureTold:
		m.ToldAt, m.ToldBy = e.At, e.Actor
	case MeasureMoved:
		m.Owner, m.Day, m.moved = e.Data.User, e.Data.Day, e.Entry
	default:
		m.settle(e)
	}
}

// measureDuties derives the duties that corrective actions are: to carry them
// out, and to tell the complainant. Their Round is the number of the action.
func (c *Case) measureDuties() ([]Duty, error) {
	var duties []Duty
	for i := range c.Measures {
		m := &c.Measures[i]
		if m.Advice {
			d, err := c.adviceDuty(m)
			if err != nil {
				return nil, err
			}
			duties = append(duties, d)
			continue
		}
		d, err := c.taskDuty(DutyMeasure, &m.Task, MeasureDropped)
		if err != nil {
			return nil, err
		}
		duties = append(duties, d)
		if m.TellBy == "" {
			continue
		}
		if d, err = c.byDay(DutyTellMeasure, m.N, c.Handler, m.MadeAt, m.TellBy); err != nil {
			return nil, err
		}
		d.Done, d.Void = m.ToldAt, m.ToldAt.IsZero() && (m.Verdict == MeasureDropped || c.KeptBack())
		duties = append(duties, d)
	}
	return duties, nil
}

// endsMeasure tells whether e ended a duty that a corrective action is.
func endsMeasure(d *Duty, e Event) bool {
	switch e.Kind {
	case MeasureDone:
		return (d.Kind == DutyMeasure || d.Kind == DutyAdvice) && e.Data.Index == d.Round
	case MeasureTold:
		return d.Kind == DutyTellMeasure && e.Data.Index == d.Round
	case MeasureDropped:
		return e.Data.Index == d.Round
	}
	return false
}
