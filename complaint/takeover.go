package complaint

import "time"

// MayTakeOver refuses whoever a new case is not handed to, and any where the
// procedure asks nobody to take it over or where somebody did.
func (c *Case) MayTakeOver(by Person, now time.Time) error {
	role := Role(c.Procedure.Steps.TakeOver)
	if role == "" || role == c.Roster.Lead { // or who stands in for who leads
		role = RoleOfficer
	}
	if err := c.may(by, now, PartCard, role); err != nil {
		return err
	}
	if !c.awaitsTakeOver() {
		return c.wrongState("take_over")
	}
	return nil
}

// TakeOver records that somebody of those to whom a complaint is handed has seen
// it and takes it from here (PK-03, KG-04). Whoever classifies, confirms or
// assigns a case has taken it over as well.
func (c *Case) TakeOver(by Person, now time.Time) error {
	if err := c.MayTakeOver(by, now); err != nil {
		return err
	}
	c.record(TakenOver, by, now, now, Data{}, 0)
	return nil
}

// awaitsTakeOver tells whether nobody has taken over a case that is handed to
// somebody.
func (c *Case) awaitsTakeOver() bool {
	return c.Procedure.Steps.TakeOver != "" && c.Open() && c.TakenOverAt.IsZero()
}

// takesOver tells whether by event e somebody shows that they have a new case in
// hand: they say so, or do what the procedure counts for that.
func (c *Case) takesOver(e Event) bool {
	d := c.Procedure.Duty(dutyTakeOver)
	return e.Kind == TakenOver || d != nil && e.Ends(d)
}
