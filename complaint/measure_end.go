package complaint

import (
	"slices"
	"strings"
	"time"
)

// MayEndMeasure tells whether this person may say that corrective action n was
// done, or with drop that it is not needed any more, with the reason when not.
// Done: its owner, the handler, the officer or deputy. Dropped: the officer or
// deputy, since an owner does not decide that their own work is not needed.
func (c *Case) MayEndMeasure(n int, drop bool, by Person, now time.Time) error {
	if !c.MaySeeMeasure(by, n, now) {
		return ErrNotFound
	}
	if c.Measure(n).Advice {
		return c.mayAnswer(n, by, now)
	}
	roles := []Role{RoleOfficer, RoleDeputy}
	if !drop {
		roles = append(roles, RoleHandler)
	}
	return c.maySettle(&c.Measure(n).Task, !drop, roles, by, now)
}

// FinishMeasure records that corrective action n was done and when, with what
// shows it, if anybody says. Saying it once more changes nothing.
func (c *Case) FinishMeasure(n int, at time.Time, evidence string, by Person, now time.Time) error {
	err := c.MayEndMeasure(n, false, by, now)
	if m := c.Measure(n); m != nil && m.settledBy(MeasureDone, by) {
		return nil
	}
	if err != nil {
		return err
	}
	if r := c.checkDone(&c.Measure(n).Task, "error.before_measure", at, now); r != nil {
		return r
	}
	if c.Measure(n).Advice {
		if r := checkAnswer("evidence", evidence); r != nil {
			return r
		}
	}
	entry := 0
	if evidence = strings.TrimSpace(evidence); evidence != "" {
		entry = c.put(Note{Text: evidence})
	}
	c.record(MeasureDone, by, at, now, Data{Index: n}, entry)
	return nil
}

// DropMeasure records that corrective action n is not needed any more, with the
// reason, which is required. Then nobody has to tell the complainant of it.
func (c *Case) DropMeasure(n int, why string, by Person, now time.Time) error {
	err := c.MayEndMeasure(n, true, by, now)
	if m := c.Measure(n); m != nil && m.settledBy(MeasureDropped, by) {
		return nil
	}
	if err != nil {
		return err
	}
	return c.recordWords(MeasureDropped, Data{Index: n}, why, refuseField("why", "error.reason_missing"), by, now)
}

// MayTellMeasure tells whether this person may record that the complainant was
// told of the change that action n makes, with the reason when not. Whoever may
// record one may, and its owner.
func (c *Case) MayTellMeasure(n int, by Person, now time.Time) error {
	if !c.MaySeeMeasure(by, n, now) {
		return ErrNotFound
	}
	m := c.Measure(n)
	switch {
	case !c.named(&m.Task, by.ID, now) && !c.acts(by, now, PartAnswer, takers):
		return c.notAllowed(now, takers)
	case !m.ToldAt.IsZero():
		return refuse("error.promise_settled", "who", User(m.ToldBy), "verdict", string(MeasureTold), "at", m.ToldAt)
	case !m.untold():
		return c.wrongState("measure")
	}
	return nil
}

// TellMeasure records when the complainant was told by when a written procedure
// changes (EX-16). Saying it once more changes nothing.
func (c *Case) TellMeasure(n int, at time.Time, by Person, now time.Time) error {
	err := c.MayTellMeasure(n, by, now)
	if m := c.Measure(n); m != nil && by.Member && !m.ToldAt.IsZero() && m.ToldBy == by.ID {
		return nil
	}
	if err != nil {
		return err
	}
	if r := c.checkWhen("when", at, c.ReceivedAt, now); r != nil {
		return r
	}
	c.record(MeasureTold, by, at, now, Data{Index: n}, 0)
	return nil
}

// Repeated tells whether the matter came up more than once: the complainant was
// not satisfied, or other cases have to do with it.
func (c *Case) Repeated() bool { return c.Round > 1 || len(c.Related) > 0 }

// AsksWhyNoMeasure tells whether closing takes the reason why no corrective
// action follows: none was recorded, and the matter is of a nature of which the
// procedure asks that, or came up before.
func (c *Case) AsksWhyNoMeasure() bool {
	taken := slices.ContainsFunc(c.Measures, func(m Measure) bool { return m.Verdict != MeasureDropped && !m.Advice })
	return !taken && (c.Repeated() || slices.Contains(c.Procedure.Close.MeasureOrReason, c.Nature))
}
