package complaint

import (
	"strings"
	"time"
)

// Informing is how the partner concerned heard that there is a complaint.
type Informing struct {
	User string // Slack id, if they are in Slack
	Name string // else how they are called
	At   time.Time
	Via  string
	Note string
	// Nobody: no partner is concerned, for the reason that Note gives.
	Nobody bool
}

// FlagNobody marks that no partner is concerned by the case, so that none was told.
const FlagNobody = "nobody"

// MayInform refuses whoever may not record it, and any where the procedure
// tells nobody or somebody was told.
func (c *Case) MayInform(by Person, now time.Time) error {
	if err := c.may(by, now, PartCard, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.Procedure.Steps.Inform == "" || !c.InformedAt.IsZero() || !c.Open() {
		return c.wrongState("inform")
	}
	return nil
}

// Inform records that the officer told the partner concerned of the complaint
// (CY-15). A partner who is given the case is told by that, one who filed it
// knows. Whom it is about is told by the officer in person: the case stays hidden
// from them. That no partner is concerned ends the duty as well, with the reason.
func (c *Case) Inform(f Informing, by Person, now time.Time) error {
	if err := c.MayInform(by, now); err != nil {
		return err
	}
	f.Name, f.Note = strings.TrimSpace(f.Name), strings.TrimSpace(f.Note)
	if f.Nobody {
		if f.Note == "" {
			return Refusals{refuseField("note", "error.inform_nobody")}
		}
		c.record(Informed, by, now, now, Data{Flags: []string{FlagNobody}}, c.put(Note{Text: f.Note}))
		return nil
	}
	rs := checkWay("via", f.Via)
	if f.User == "" && f.Name == "" || f.User == by.ID {
		rs = append(rs, refuseField("who", "error.inform_who"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(Informed, by, f.At, now, Data{User: f.User, Via: f.Via}, c.put(Note{Text: f.Note, With: f.Name}))
	return nil
}

// MayUpdate refuses whoever does not handle the case, and any where the
// procedure asks for no word or there is none to give.
func (c *Case) MayUpdate(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleHandler); err != nil {
		return err
	}
	if !c.Procedure.Steps.Updates || !c.handled() {
		return c.wrongState("update")
	}
	return nil
}

// Update records how the handler goes on with the case, for the officer to know
// (CY-28).
func (c *Case) Update(words string, by Person, now time.Time) error {
	if err := c.MayUpdate(by, now); err != nil {
		return err
	}
	if words = strings.TrimSpace(words); words == "" {
		return Refusals{refuseField("reason", "error.update_missing")}
	}
	c.record(Updated, by, now, now, Data{}, c.put(Note{Text: words}))
	return nil
}
