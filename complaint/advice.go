package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// FlagAdvice marks a measure that is a recommendation: its owner does not carry it
// out but adopts or rejects it (CY-36).
const FlagAdvice = "advice"

// Recommendation is what the officer recommends because of a case, so that there
// are fewer like it.
type Recommendation struct {
	What string
	To   string // Slack id of whom it goes to
	Who  string // what they are called now
}

// Addressees lists to whom this person may recommend something in this case: who
// answers by the procedure and is not involved, but not themselves.
func (c *Case) Addressees(by Person, now time.Time) []string {
	users := c.eligible(c.Roster.Holding(Role(c.Procedure.Recommend.To), now))
	return slices.DeleteFunc(users, func(u string) bool { return u == by.ID })
}

// MayRecommend refuses whoever may not recommend anything, and everybody where the
// procedure has no recommendations, of a case that teaches nothing, or while nobody else
// could answer them. By the officer
// or deputy, at any time.
func (c *Case) MayRecommend(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.Procedure.Recommend.To == "" || c.State == StateFiledInError || c.State == StateDuplicate {
		return c.wrongState("recommend")
	}
	if len(c.Addressees(by, now)) == 0 {
		return refuse("error.nobody_left")
	}
	return nil
}

// Recommend records a recommendation. By when it is answered follows from the
// procedure. It fails on a date beyond the case's calendar.
func (c *Case) Recommend(f Recommendation, by Person, now time.Time) error {
	if err := c.MayRecommend(by, now); err != nil {
		return err
	}
	var rs Refusals
	if f.What = strings.TrimSpace(f.What); f.What == "" {
		rs = append(rs, refuseField("what", "error.recommend_missing"))
	}
	if !slices.Contains(c.Addressees(by, now), f.To) {
		rs = append(rs, refuseField("to", "error.recommend_to"))
	}
	due, err := c.Calendar.Due(now, *c.Procedure.Recommend.Within, calendar.RollForward)
	if err != nil {
		return err
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	day := c.Calendar.LastDay(due.Due).String()
	c.record(MeasureTaken, by, now, now, Data{Index: len(c.Measures) + 1, User: f.To, Day: day, Why: ChangesNothing, Flags: []string{FlagAdvice}},
		c.put(Promise{What: f.What, Who: f.Who, User: f.To, When: day}))
	return nil
}

// IsAdvice tells whether event e is about a recommendation and no corrective action.
func (c *Case) IsAdvice(e Event) bool {
	m := c.Measure(e.Data.Index)
	return slices.Contains([]Kind{MeasureTaken, MeasureDone, MeasureDropped}, e.Kind) && m != nil && m.Advice
}

// mayAnswer tells whether this person may adopt or reject recommendation n: whom it
// went to, and whoever else answers by the procedure, but not who made it.
func (c *Case) mayAnswer(n int, by Person, now time.Time) error {
	m := c.Measure(n)
	if by.ID == m.by {
		return refuse("error.not_yours", "who", Users(c.Addressees(by, now)))
	}
	return c.maySettle(&m.Task, true, []Role{Role(c.Procedure.Recommend.To)}, by, now)
}

// checkAnswer wants the reason of an answer, whichever it is.
func checkAnswer(field, words string) *Refusal {
	if strings.TrimSpace(words) == "" {
		return refuseField(field, "error.reason_missing")
	}
	return nil
}

// adviceDuty derives the answer that is owed to a recommendation; rejected is
// answered too.
func (c *Case) adviceDuty(m *Measure) (Duty, error) {
	d, err := c.taskDuty(DutyAdvice, &m.Task, "")
	d.Owner, d.House = Role(c.Procedure.Recommend.To), c.Procedure.Recommend.House
	return d, err
}
