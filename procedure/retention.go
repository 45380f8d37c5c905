package procedure

import "ombud/calendar"

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
