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

// FindReach records how a customer who was unknown can be reached after all.
func (c *Case) FindReach(name, phone, email, address string, by Person, now time.Time) error {
	if err := c.MayFindReach(by, now); err != nil {
		return err
	}
	f := c.Filing()
	for _, s := range []*string{&name, &phone, &email, &address} {
		*s = strings.TrimSpace(*s)
	}
	rs := CheckReach(phone, email)
	if name == "" {
		rs = append(rs, refuseField("name", "error.name_missing"))
	}
	if phone+email+address == "" {
		rs = append(rs, refuseField("phone", "error.no_contact"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	f.Unknown, f.Name, f.Phone, f.Email, f.Address = false, name, phone, email, address
	c.record(ReachFound, by, now, now, Data{}, c.put(f))
	return nil
}
