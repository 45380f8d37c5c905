package complaint

import (
	"slices"

	"ombud/calendar"
	"ombud/procedure"
)

// agreedDuties derives a duty that is owed by a day agreed with the complainant: the one
// that stands as round 1, and before it, as rounds 2, 3 …, each day that was kept, or over
// before another was agreed. A day that is over is missed, whatever is agreed afterwards;
// one that is not yet is put off by the next, and by more time for the answer of which the
// complainant was told in time (KG-06).
func (c *Case) agreedDuties(spec *procedure.Duty) ([]Duty, error) {
	stands, ok, err := c.duty(spec, 1)
	if err != nil || !ok {
		return nil, err
	}
	var past []Duty
	var runs *Duty
	for i := range c.Events {
		e := &c.Events[i]
		if runs != nil && runs.Done.IsZero() && e.Ends(spec) {
			runs.Done = e.At
		}
		next, ok, err := c.agreedBy(spec, e, runs)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		switch {
		case runs == nil:
		case !runs.Done.IsZero():
			past = append(past, *runs)
		case !e.At.Before(runs.Due):
			runs.Done = e.At
			past = append(past, *runs)
		case !next.Due.Equal(runs.Due):
			next.Was = append(slices.Clone(runs.Was), runs.Due)
		default:
			next.Was = runs.Was
		}
		runs = &next
	}
	if runs != nil { // else only a duplicate had a day
		stands.Start, stands.Due, stands.Literal, stands.Steps, stands.Was = runs.Start, runs.Due, runs.Literal, runs.Steps, runs.Was
	}
	for i := range past {
		past[i].Round = i + 2
	}
	return append(past, stands), nil
}

// agreedBy is the duty by the day that event e names, false when it names none: a day
// agreed, or a later one for the answer of which the complainant was told in time.
func (c *Case) agreedBy(spec *procedure.Duty, e *Event, runs *Duty) (Duty, bool, error) {
	if string(e.Kind) == spec.StartsOn && e.Data.Day != "" {
		d, err := c.begun(spec, e, 1)
		return d, err == nil, err
	}
	told := slices.ContainsFunc(c.Extensions, func(x Extension) bool { return x.told == e.Seq && x.holds() })
	if !told || runs == nil || !runs.Done.IsZero() || !slices.Contains(spec.DoneBy, string(Told)) {
		return Duty{}, false, nil
	}
	day, err := calendar.ParseDay(e.Data.Day)
	end := day.End(c.Zone())
	if err != nil || !runs.Due.Before(end) {
		return Duty{}, false, err
	}
	d := *runs
	if d.Was = nil; !e.At.Before(d.Due) {
		d.Start = e.At
	}
	d.moved(end, end, calendar.Step{Code: StepExtended, Day: day, At: e.At})
	return d, true, nil
}
