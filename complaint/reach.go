package complaint

import (
	"strings"
	"time"
)

// MayFindReach refuses whoever may not add a way to reach the customer, and
// any when one is known.
func (c *Case) MayFindReach(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleFiler, RoleOfficer, RoleDeputy, RoleHandler); err != nil {
		return err
	}
	if !c.Filing().Unknown || !c.Open() {
		return c.wrongState("reach")
	}
	return nil
}

// FindReach records how a customer who was unknown can be reached after all: their name,
// and one of the ways that filing takes (E03).
func (c *Case) FindReach(found Filing, by Person, now time.Time) error {
	if err := c.MayFindReach(by, now); err != nil {
		return err
	}
	f := c.Filing()
	for _, s := range []*string{&found.Name, &found.Phone, &found.Email, &found.Address, &found.Handle} {
		*s = strings.TrimSpace(*s)
	}
	rs := CheckReach(found.Phone, found.Email)
	if found.Name == "" {
		rs = append(rs, refuseField("name", "error.name_missing"))
	}
	if found.Phone+found.Email+found.Address+found.Handle == "" {
		rs = append(rs, refuseField("phone", "error.no_contact"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	f.Unknown, f.Name, f.Phone, f.Email, f.Address, f.Handle = false, found.Name, found.Phone, found.Email, found.Address, found.Handle
	c.record(ReachFound, by, now, now, Data{}, c.put(f))
	return nil
}
