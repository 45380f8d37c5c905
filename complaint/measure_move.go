package complaint

import (
	"fmt"
	"strings"
	"time"
)

// MeasureMove is who sees to a corrective action from now on, and by when.
type MeasureMove struct {
	Owner string // Slack id of a colleague
	Who   string // what they are called now
	Day   string // civil day by which it is done
	Why   string // why the day is later; may be empty otherwise
}

// moved is what is kept sealed of a move.
type moved struct {
	Who string `json:"who,omitempty"`
	Why string `json:"why,omitempty"`
}

// MayMoveMeasure tells whether this person may give corrective action n to
// somebody else or another day, with the reason when not: the officer or deputy,
// as long as it is not carried out. An owner does not put off their own work.
func (c *Case) MayMoveMeasure(n int, by Person, now time.Time) error {
	if err := c.MayEndMeasure(n, true, by, now); err != nil {
		return err
	}
	if c.Measure(n).Advice { // it is answered, and nobody else's to answer
		return c.wrongState("measure")
	}
	return nil
}

// MoveMeasure gives corrective action n to its new owner, with its new day. A
// later day takes the reason. Who may own it is as in [Case.TakeMeasure]; a day
// that stays may be past.
func (c *Case) MoveMeasure(n int, to MeasureMove, by Person, now time.Time) error {
	if err := c.MayMoveMeasure(n, by, now); err != nil {
		return err
	}
	m := c.Measure(n)
	to.Why = strings.TrimSpace(to.Why)
	if err := c.checkMove(m, to, now).orNil(); err != nil {
		return err
	}
	data := Data{Index: n, User: to.Owner, Were: []string{c.MeasureOwner(n)}, Day: to.Day, Old: m.Day}
	if data.Were[0] == "" {
		data.Were = nil
	}
	c.record(MeasureMoved, by, now, now, data, c.put(moved{Who: to.Who, Why: to.Why}))
	return nil
}

func (c *Case) checkMove(m *Measure, to MeasureMove, now time.Time) Refusals {
	var rs Refusals
	if r := c.checkMeasureOwner(to.Owner, now); r != nil {
		rs = append(rs, r)
	}
	if to.Day != m.Day {
		if r := c.checkDayAhead("day", to.Day, now, true); r != nil {
			rs = append(rs, r)
		}
	}
	switch {
	case len(rs) > 0:
	case to.Owner == c.MeasureOwner(m.N) && to.Day == m.Day:
		rs = append(rs, refuseField("owner", "error.measure_same"))
	case to.Day > m.Day && to.Why == "":
		rs = append(rs, refuseField("why", "error.measure_later"))
	}
	return rs
}

// checkMeasureOwner refuses whom a corrective action cannot be given.
func (c *Case) checkMeasureOwner(user string, now time.Time) *Refusal {
	switch {
	case user == "" || c.Roster.HasLeft(user, now):
		return refuseField("owner", "error.measure_owner")
	case c.IsInvolved(user):
		return refuseField("owner", "error.measure_involved", "who", User(user))
	}
	return nil
}

// MeasureMoveWhy is why a corrective action was moved in event e, as far as
// anybody said.
func (c *Case) MeasureMoveWhy(e Event) string {
	var words moved
	c.read(e.Entry, &words)
	return words.Why
}

// measure tells the owner of a corrective action that it is theirs, later what
// became of it, and of one that was moved whose it was too; not what they
// themselves just said.
func (w *wording) measure() {
	owner := w.c.MeasureOwner(w.e.Data.Index)
	own := owner == w.e.Actor && (w.e.Kind == MeasureTaken || w.e.Kind == MeasureMoved)
	if owner != "" && !own {
		w.add(NoticeMeasure, owner, fmt.Sprint(w.e.Data.Index))
	}
	if w.e.Kind != MeasureMoved {
		return
	}
	for _, before := range w.e.Data.Were {
		if before != owner {
			w.add(NoticeMeasure, before, fmt.Sprint(w.e.Data.Index))
		}
	}
	w.stillOwed("") // who was reminded of it reads whose it is now, and by when
}

// LastMove is the event by which corrective action n was moved last, nil when it
// never was.
func (c *Case) LastMove(n int) *Event {
	for i := len(c.Events) - 1; i >= 0; i-- {
		if e := &c.Events[i]; e.Kind == MeasureMoved && e.Data.Index == n {
			return e
		}
	}
	return nil
}
