package main

import (
	"fmt"

	"ombud/calendar"
	"ombud/complaint"
)

// Leave is an absence that the company knows of: whole days, the last included.
type Leave struct {
	Who    string `yaml:"who"`
	From   string `yaml:"from"`
	Until  string `yaml:"until"`
	Deputy string `yaml:"deputy"` // default: who stands in by people
}

// checkAway refuses what is no absence, and a deputy who is away on one of the
// days: two who stand in for each other would leave a duty to nobody.
func (c *Config) checkAway() error {
	for i := range c.Away {
		l, key := &c.Away[i], fmt.Sprintf("away[%d]", i)
		for _, id := range []struct{ key, user string }{{"who", l.Who}, {"deputy", l.Deputy}} {
			if !memberID.MatchString(id.user) && (id.key == "who" || id.user != "") {
				return c.wrong(key+"."+id.key, noMember(id.user))
			}
		}
		from, err := calendar.ParseDay(l.From)
		if err != nil {
			return c.wrong(key+".from", "write the first day as 2026-07-13")
		}
		until, err := calendar.ParseDay(l.Until)
		if err != nil {
			return c.wrong(key+".until", "write the last day as 2026-07-24")
		}
		if until.Before(from) {
			return c.wrong(key+".until", "the last day lies before the first")
		}
		if l.Deputy == l.Who {
			return c.wrong(key+".deputy", "name somebody else, or leave it out")
		}
	}
	return c.checkAwayTogether()
}

// checkAwayTogether compares the absences with each other.
func (c *Config) checkAwayTogether() error {
	all := c.absences()
	for i := range all {
		for j := range all {
			a, other := &all[i], &all[j]
			if i == j || !a.From.Before(other.Until) || !other.From.Before(a.Until) {
				continue
			}
			if a.User == other.User && i > j {
				return c.wrong(fmt.Sprintf("away[%d].from", i), fmt.Sprintf("%s is away then already; write it as one", a.User))
			}
			if a.Deputy == other.User {
				return c.wrong(fmt.Sprintf("away[%d].deputy", i), a.Deputy+" is away then too; name somebody else")
			}
		}
	}
	return nil
}

// absences are the periods in the company's zone.
func (c *Config) absences() []complaint.Absence {
	list := make([]complaint.Absence, len(c.Away))
	for i, l := range c.Away {
		from, _ := calendar.ParseDay(l.From) // checked
		until, _ := calendar.ParseDay(l.Until)
		list[i] = complaint.Absence{
			User: l.Who, Deputy: l.Deputy, File: true,
			From: from.Start(c.cal.Zone()).UTC(), Until: until.AddDays(1).Start(c.cal.Zone()).UTC(),
		}
	}
	return list
}
