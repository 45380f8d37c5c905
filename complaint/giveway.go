package complaint

import (
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// giveWay lets the day that was agreed with the complainant stand in place of a term that
// gives way to it: the term holds where nothing was agreed, and a new day agreed before the
// last one is over is its extension (EX-02, EX-15). An earlier day is owed by itself; what is
// over already, no agreement makes up for.
func (c *Case) giveWay(list []owed, events []happening) error {
	for i := range list {
		d := &list[i]
		spec := c.Procedure.Duty(d.Kind)
		other := c.Procedure.Duty(spec.GivesWay)
		if other == nil || d.Past > 0 {
			continue
		}
		if e := c.inherited(other.Kind, d.Round); e != nil {
			events = append([]happening{{Event: e}}, events...)
		}
		term := d.Due
		for _, e := range events {
			if c.agrees(other, e.Event, d) && e.At.Before(d.Due) {
				if err := c.giveWayTo(d, e.Event, term); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// agrees tells whether a day was agreed in e before duty d was done.
func (c *Case) agrees(other *procedure.Duty, e *Event, d *owed) bool {
	return string(e.Kind) == other.StartsOn && !e.Data.Has(FlagMistaken) && e.Data.Day != "" && c.inRound(other, e, d.Round) && (d.Done.IsZero() || e.At.Before(d.Done))
}

// giveWayTo moves the duty to the end of the day agreed in e, and never before its own term.
func (c *Case) giveWayTo(d *owed, e *Event, term time.Time) error {
	day, err := calendar.ParseDay(e.Data.Day)
	if err != nil {
		return err
	}
	due := day.End(c.Zone())
	if !due.After(term) {
		due = term
	}
	if due.Equal(d.Due) {
		return nil
	}
	d.Was = append(d.Was, d.Due)
	if due.Equal(term) {
		d.moved(term, d.first.Literal, calendar.Step{Code: StepOwnTerm, Day: c.Calendar.LastDay(term), At: e.At})
		return nil
	}
	d.moved(due, due, calendar.Step{Code: StepGaveWay, Day: day, At: e.At})
	return nil
}
