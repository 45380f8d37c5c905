package complaint

import (
	"time"

	"ombud/calendar"
)

// The codes of the steps with which the rules go on from what the calendar counted.
// Day is the last day that results, At when it came to that.
const (
	StepAgreed   = "agreed"   // Day was agreed, or named in the file, at At
	StepExtended = "extended" // the customer was told at At, in time, that it takes until Day
	StepTooLate  = "too_late" // the customer was told at At of Day, too late: the date stands
	StepCapped   = "capped"   // Day is the end of the duty Name, which this one precedes
	StepNotice   = "notice"   // Day is the last on which the customer hears in time that it takes longer
	StepGaveWay  = "gave_way" // Day was agreed at At in place of the term
	StepOwnTerm  = "own_term" // Day is the end of the term, which holds again: no later day was agreed at At
	StepBrought  = "brought"  // Day is the end of the same duty in case Name, merged at At: it is about people of that case
	StepMerged   = "merged"   // Day is the earlier end of the same duty in case Name, merged at At
)

// moved gives the due date of a duty another end, and keeps why.
func (d *Duty) moved(due, literal time.Time, why calendar.Step) {
	d.Due, d.Literal = due, literal
	d.Steps = append(d.Steps[:len(d.Steps):len(d.Steps)], why) // the calendar's stay its own
}

// agreedOn is a date that nobody counted: it was agreed, or somebody named it.
func (c *Case) agreedOn(day calendar.Day, when time.Time) calendar.Due {
	end := day.End(c.Zone())
	return calendar.Due{Due: end, Literal: end, Steps: []calendar.Step{{Code: StepAgreed, Day: day, At: when}}}
}

// MayAskWhy refuses whoever may not see when things are due, and any where nothing
// is counted any more.
func (c *Case) MayAskWhy(by Person, now time.Time) error {
	if c.Erased() || !c.MaySee(by, PartCard, now) {
		return ErrNotFound
	}
	return nil
}
