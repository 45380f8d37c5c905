package complaint

import (
	"slices"
	"strings"
	"time"
)

// DetailsForm says that name and address of the complainant were checked.
type DetailsForm struct {
	Name, Street, Postcode, Town string
	How                          string // one of DetailHows
	At                           time.Time
}

// DetailHows are how somebody may have checked them.
var DetailHows = []string{"asked", "document", "register"}

// join makes the address of its parts.
func (f *Filing) join() {
	f.Address = strings.Trim(f.Street+", "+strings.TrimSpace(f.Postcode+" "+f.Town), ", ")
}

// AddressParts gives street, postcode and town. An address that was corrected
// as a whole has no parts any more: it stands where the street does.
func (f Filing) AddressParts() (street, postcode, town string) {
	joined := f
	if joined.join(); joined.Address != f.Address {
		return f.Address, "", ""
	}
	return f.Street, f.Postcode, f.Town
}

// checkParts refuses an address without street, postcode or town (KG-12).
func (f *Filing) checkParts() Refusals {
	var rs Refusals
	for _, part := range []struct{ field, value string }{{"street", f.Street}, {"postcode", f.Postcode}, {"town", f.Town}} {
		if part.value == "" {
			rs = append(rs, refuseField(part.field, "error.address_part"))
		}
	}
	return rs
}

// AwaitsDetails tells whether name and address are still to be checked.
func (c *Case) AwaitsDetails() bool { return c.Procedure.Steps.CheckDetails && c.DetailsAt.IsZero() }

// MayCheckDetails refuses whoever may not say that name and address were
// checked, and any where that is not asked for, was done, or nobody is known.
func (c *Case) MayCheckDetails(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleFiler, RoleHandler, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.AwaitsDetails() || !c.Open() || c.Filing().Unknown {
		return c.wrongState("details")
	}
	return nil
}

// CheckDetails records that name and address of the complainant were checked,
// how, and as they are (KG-13). By who filed the case, the handler, the officer
// or the deputy.
func (c *Case) CheckDetails(f DetailsForm, by Person, now time.Time) error {
	if err := c.MayCheckDetails(by, now); err != nil {
		return err
	}
	is := c.Filing()
	was := is
	is.Name, is.Street, is.Postcode, is.Town = strings.TrimSpace(f.Name), strings.TrimSpace(f.Street), strings.TrimSpace(f.Postcode), strings.TrimSpace(f.Town)
	rs := is.checkParts()
	if is.Name == "" {
		rs = append(rs, refuseField("name", "error.name_missing"))
	}
	if !slices.Contains(DetailHows, f.How) {
		rs = append(rs, refuseField("how", "error.details_how"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	is.join()
	entry := 0
	if is.Name != was.Name || is.Address != was.Address || is.Street != was.Street {
		entry = c.put(is)
	}
	c.record(DetailsChecked, by, f.At, now, Data{Why: f.How}, entry)
	return nil
}

func (c *Case) applyDetails(e Event) {
	c.DetailsAt = e.At
	if e.Entry > 0 {
		c.filingEntry = e.Entry
	}
	c.confirm()
}

// checkPost refuses a letter while nobody checked where the customer lives.
func (c *Case) checkPost(via string) Refusals {
	if via != "letter" || !c.AwaitsDetails() {
		return nil
	}
	return Refusals{refuseField("via", "error.details_unchecked")}
}
