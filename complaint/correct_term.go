package complaint

import "ombud/calendar"

// lastTerm is the newest extension, where the customer was told of it: what was asked for
// since rests on its day.
func (c *Case) lastTerm() *Extension {
	for i := len(c.Extensions) - 1; i >= 0; i-- {
		switch x := &c.Extensions[i]; {
		case !x.ToldAt.IsZero():
			return x
		case x.untold():
			return nil
		}
	}
	return nil
}

// checkTerm refuses a day that the last extension could not have had, as when it was asked
// for.
func (c *Case) checkTerm(field string, day calendar.Day) Refusals {
	n := 0
	for i := range c.Extensions {
		if &c.Extensions[i] == c.lastTerm() {
			n = i + 1
		}
	}
	due, _, err := c.dueBefore(n)
	if err != nil {
		return Refusals{c.tooFar(field)}
	}
	return c.withinTerm(field, day, due)
}

// otherTerm is what a correction of the day of an extension does: what the customer was told stays told, and whoever agreed did so to the day as it
// was.
func (c *Case) otherTerm(f CorrectForm) []Effect {
	if f.Fact.Code != FactDay || c.Events[f.Fact.Seq-1].Kind != Extended {
		return nil
	}
	list := []Effect{{Code: EffectTerm}}
	if x := c.lastTerm(); x.Verdict == ExtensionAgreed && x.Hash != "" {
		list = append(list, Effect{Code: EffectDelay, Users: []string{x.DecidedBy}})
	}
	return list
}
