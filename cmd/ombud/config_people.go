package main

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"ombud/complaint"
)

// memberID is what Slack calls a person.
var memberID = regexp.MustCompile(`^[UW][A-Z0-9]+$`)

// checkPeople wants somebody who can name the others in Slack. A role that the
// file names is the file's, with an empty list too.
func (c *Config) checkPeople(time.Time) error {
	lead := c.rules.Lead
	for _, role := range slices.Sorted(maps.Keys(c.Roles)) {
		if lead != "" && role == string(complaint.RoleOfficer) {
			return c.wrong(under("roles", role), fmt.Sprintf("the procedure %s knows no officer; who holds %s leads the cases", c.rules.Name, lead))
		}
		if !slices.Contains(complaint.Roles, complaint.Role(role)) {
			return c.wrong(under("roles", role), fmt.Sprintf("unknown role; one of %v", complaint.Roles))
		}
		for _, u := range c.Roles[role] {
			if !memberID.MatchString(u) {
				return c.wrong(under("roles", role), noMember(u))
			}
		}
	}
	if len(c.Roles[string(complaint.RoleAdmin)])+len(c.Roles[string(complaint.RoleFallback)]) == 0 {
		return c.wrong("roles", "name at least one admin; who holds the other roles can be said in Slack")
	}
	return errors.Join(c.checkProfiles(), c.checkPartners(), c.checkAway())
}

// checkPartners wants to know of each partner for which firm they work: one must be
// able to tell who belongs to the company and who to another (CY-01).
func (c *Config) checkPartners() error {
	for _, user := range c.Roles[string(complaint.RolePartner)] {
		if c.People[user].Employer == "" {
			return c.wrong(under("roles", string(complaint.RolePartner)),
				fmt.Sprintf("%s is a partner; say for which firm they work: people: {%s: {employer: …}}", user, user))
		}
	}
	return nil
}

func noMember(id string) string {
	return fmt.Sprintf("%q is no Slack user id; in Slack, open the profile, … and Copy member ID", id)
}

// checkProfiles refuses names for ids, and deputies who stand in for each
// other in a circle: with all of them away, a duty would be nobody's.
func (c *Config) checkProfiles() error {
	for _, user := range slices.Sorted(maps.Keys(c.People)) {
		key := under("people", user)
		if !memberID.MatchString(user) {
			return c.wrong(key, noMember(user))
		}
		if phone := c.People[user].Phone; complaint.CheckReach(phone, "") != nil {
			return c.wrong(key+".phone", fmt.Sprintf("%q is no telephone number", phone))
		}
		if email := c.People[user].Email; complaint.CheckReach("", email) != nil {
			return c.wrong(key+".email", fmt.Sprintf("%q is no mail address", email))
		}
		if d := c.People[user].Deputy; d != "" && !memberID.MatchString(d) {
			return c.wrong(key+".deputy", noMember(d))
		}
		if chain := c.deputies(user); slices.Contains(chain[1:], user) {
			return c.wrong(key+".deputy", strings.Join(chain, " > ")+": they stand in for each other in a circle; leave one deputy out")
		}
	}
	return nil
}

// deputies are a person, who stands in for them, and so on, up to the first
// who comes twice.
func (c *Config) deputies(user string) []string {
	chain := []string{user}
	for at := c.People[user].Deputy; at != ""; at = c.People[at].Deputy {
		chain = append(chain, at)
		if slices.Contains(chain[:len(chain)-1], at) {
			break
		}
	}
	return chain
}

// roster is who does what, as the configuration says.
func (c *Config) roster() *complaint.Roster {
	r := &complaint.Roster{People: map[string]complaint.Profile{}, Away: c.absences(), Lead: complaint.Role(c.rules.Lead), Alone: c.Alone, Confides: len(c.rules.Confidant) > 0}
	r.Agrees = complaint.Role(c.rules.Answer.Approval.Role)
	for _, role := range c.rules.Assign.Roles {
		r.Handles = append(r.Handles, complaint.Role(role))
	}
	for _, role := range c.rules.Played() {
		r.Needs = append(r.Needs, complaint.Role(role))
	}
	if c.rules.Duty(complaint.DutyAdvise) != nil { // somebody is asked in the place of whoever stays silent (KG-05)
		r.Needs = append(r.Needs, complaint.RoleDeputy)
	}
	for _, role := range complaint.Roles {
		if _, named := c.Roles[string(role)]; named {
			r.File = append(r.File, role)
		}
		for _, user := range c.Roles[string(role)] {
			r.Holders = append(r.Holders, complaint.Holder{Role: role, User: user})
		}
	}
	for user, p := range c.People {
		r.People[user] = complaint.Profile{Title: p.Title, Deputy: p.Deputy, Employer: p.Employer, Phone: p.Phone, Email: p.Email}
	}
	return r
}
