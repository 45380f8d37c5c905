package complaint

import (
	"slices"
	"strings"
	"time"
)

// TakeConfidentialRoute moves the case out of the management channel because
// somebody involved in it is, or comes, there (design rule: nobody sees what
// they must not), a closed case too. Doing so twice records nothing. With nobody uninvolved left
// to tell, it is refused, loudly.
func (c *Case) TakeConfidentialRoute(found []string, now time.Time) error {
	if c.Confidential || !slices.ContainsFunc(found, c.IsInvolved) {
		return nil
	}
	if len(c.Audience(now)) == 0 {
		return refuse("error.nobody_left")
	}
	c.record(RouteConfidential, Clock, now, now, Data{}, 0)
	return nil
}

// KeepFile records that an attachment lies sealed in the file.
func (c *Case) KeepFile(id string, now time.Time) error {
	if !slices.Contains(c.FilesKept, id) && !c.Erased() {
		c.record(FileKept, Clock, now, now, Data{File: id}, 0)
	}
	return nil
}

// LoseFile records that an attachment could not be kept, and why (a code).
func (c *Case) LoseFile(id, why string, now time.Time) error {
	if !slices.Contains(c.FilesKept, id) && !slices.Contains(c.FilesLost, id) && !c.Erased() {
		c.record(FileLost, Clock, now, now, Data{File: id, Why: why}, 0)
	}
	return nil
}

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
	rs := checkReach(phone, email)
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
