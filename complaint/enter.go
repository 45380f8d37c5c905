package complaint

import (
	"strings"
	"time"
)

// MayEnter refuses whoever has nothing to do with the case, and any where the procedure
// knows no customer system, or the complaint was entered there.
func (c *Case) MayEnter(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleFiler, RoleOfficer, RoleDeputy, RoleHandler); err != nil {
		return err
	}
	if !c.Procedure.Steps.Enter || c.newest(Entered) != nil || !c.Open() {
		return c.wrongState("enter")
	}
	return nil
}

// Enter records that the complaint was entered in the company's customer system, and
// where it stands there, with the time at which that was done (CY-20).
func (c *Case) Enter(where string, at time.Time, by Person, now time.Time) error {
	if err := c.MayEnter(by, now); err != nil {
		return err
	}
	var rs Refusals
	if where = strings.TrimSpace(where); where == "" {
		rs = append(rs, refuseField("reason", "error.enter_missing"))
	}
	if r := c.checkWhen("when", at, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(Entered, by, at, now, Data{}, c.put(Note{Text: where}))
	return nil
}

// CustomerFile is where the complaint stands in the customer system, empty while nobody
// entered it: what closing, which asks where the file lies, begins with (CY-25).
func (c *Case) CustomerFile() string {
	if e := c.newest(Entered); e != nil {
		return c.Note(*e).Text
	}
	return ""
}
