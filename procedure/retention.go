package procedure

import (
	"time"

	"ombud/calendar"
)

// Retention says how long a closed case is kept.
type Retention struct {
	Min    *calendar.Period `yaml:"min"`
	Max    *calendar.Period `yaml:"max"`
	Target *calendar.Period `yaml:"target"`
	House  bool             `yaml:"house"` // the target is; least and most are promised
}

// Term is a part of what a procedure says of how long a closed case is kept.
type Term struct {
	Name   string // target, min or max
	Period *calendar.Period
	House  bool
}

// Terms lists what the procedure says of how long a closed case is kept.
func (r Retention) Terms() []Term {
	var said []Term
	for _, t := range []Term{{"target", r.Target, r.House}, {"min", r.Min, false}, {"max", r.Max, false}} {
		if t.Period != nil {
			said = append(said, t)
		}
	}
	return said
}

// mostLate is how many days after its term a case may at most be erased that nothing but
// our own rule bounds.
const mostLate = 30

// Spare is how many days after its term a case may be erased and the longest term still be
// kept, at most 30.
func (r Retention) Spare() int {
	switch {
	case r.Max == nil:
		return mostLate
	case r.Target == nil:
		return 0
	}
	spare := mostLate
	first := calendar.Day{Year: firstTried, Month: time.January, Day: 1}
	for closed := first; closed.Year <= lastTried; closed = closed.AddDays(1) {
		kept, most := after(closed, r.Target).Start(time.UTC), after(closed, r.Max).Start(time.UTC)
		spare = min(spare, int(most.Sub(kept)/(24*time.Hour)))
	}
	return max(spare, 0)
}
