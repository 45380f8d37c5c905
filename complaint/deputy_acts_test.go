package complaint

import (
	"slices"
	"testing"
	"time"
)

// When the officer is away, the deputy named for that takes the officer's steps: from its
// first moment until its last and not before or after, nobody else, no deputy of the deputy,
// and nobody who is involved (OK-11).
func TestTheDeputyActsForAnAbsentOfficerOnly(t *testing.T) {
	const other, third = "U0OTHER", "U0THIRD"
	now := at(t, "2026-03-06 11:00")
	away := func(user, from, until, deputy string) Absence {
		return Absence{User: user, From: at(t, from), Until: at(t, until), Deputy: deputy}
	}
	today := away(sanne, "2026-03-06 11:00", "2026-03-09 00:00", "")
	named := away(sanne, "2026-03-06 00:00", "2026-03-09 00:00", other)
	cannot := named
	cannot.Answer = DeputyCannot
	for _, tc := range []struct {
		name    string
		away    []Absence
		set     func(c *Case)
		by      string
		allowed bool
	}{
		{"the officer is there", nil, nil, fatima, false},
		{"from the first moment", []Absence{today}, nil, fatima, true},
		{"before it", []Absence{away(sanne, "2026-03-06 11:01", "2026-03-09 00:00", "")}, nil, fatima, false},
		{"once it is over", []Absence{away(sanne, "2026-03-02 00:00", "2026-03-06 11:00", "")}, nil, fatima, false},
		{"somebody else", []Absence{today}, nil, joost, false},
		{"who is named for it", []Absence{named}, nil, other, true},
		{"who was named for another time", []Absence{away(sanne, "2026-02-02 00:00", "2026-02-09 00:00", other), today}, nil, other, false},
		{"while another was named for another time", []Absence{away(sanne, "2026-02-02 00:00", "2026-02-09 00:00", other), today}, nil, fatima, true},
		{"who said that they cannot", []Absence{cannot}, nil, other, false},
		{"who said so and stands in otherwise", []Absence{cannot}, func(c *Case) { c.Roster.People[sanne] = Profile{Deputy: other} }, other, false},
		{"in the place of who cannot", []Absence{cannot}, nil, fatima, true},
		{"a deputy of the deputy", []Absence{named, away(other, "2026-03-06 00:00", "2026-03-09 00:00", third)}, nil, third, false},
		{"in the place of a deputy who is away", []Absence{named, away(other, "2026-03-06 00:00", "2026-03-09 00:00", third)}, nil, fatima, true},
		{"who is involved", []Absence{named}, func(c *Case) { c.Interested = append(c.Interested, other) }, other, false},
		{"in the place of who is involved", []Absence{named}, func(c *Case) { c.Interested = append(c.Interested, other) }, fatima, true},
		{"for one who left the company", nil, func(c *Case) { c.Roster.Left = map[string]time.Time{sanne: at(t, "2026-03-05 12:00")} }, fatima, true},
		{"for one who is to leave", nil, func(c *Case) { c.Roster.Left = map[string]time.Time{sanne: at(t, "2026-03-07 12:00")} }, fatima, false},
		{"for the handler who is away", []Absence{away(milan, "2026-03-06 00:00", "2026-03-09 00:00", other)}, nil, other, true},
		{"an officer from tomorrow on", nil, func(c *Case) {
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleOfficer, User: other, From: at(t, "2026-03-07 00:00")})
		}, other, false},
		{"who was officer until now", nil, func(c *Case) {
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleOfficer, User: other, Until: now})
		}, other, false},
		{"with everybody away: the last in line", []Absence{today, away(fatima, "2026-03-06 00:00", "2026-03-09 00:00", ""), away(mees, "2026-03-06 00:00", "2026-03-09 00:00", ""), away(joost, "2026-03-06 00:00", "2026-03-09 00:00", "")}, nil, mees, true},
		{"with everybody away: nobody else", []Absence{today, away(fatima, "2026-03-06 00:00", "2026-03-09 00:00", ""), away(mees, "2026-03-06 00:00", "2026-03-09 00:00", "")}, nil, lotte, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAssigned)
			c.Roster.People[sanne] = Profile{Deputy: fatima}
			c.Roster.Away = tc.away
			if tc.set != nil {
				tc.set(c)
			}
			err := c.LogContact(ContactForm{At: now, Via: "phone", Note: "voicemail"}, member(tc.by), now)
			if (err == nil) != tc.allowed {
				t.Errorf("%s logs a contact: %v", tc.by, err)
			}
			d := dutyOf(t, c, "contact")
			d.Owner = RoleOfficer
			if hears := slices.Contains(c.Recipients(&d, StageDueDay, now), tc.by); !tc.allowed && hears {
				t.Errorf("%s is reminded of what is not theirs to do", tc.by)
			}
		})
	}
}

// A deputy has the part of who is away and no more: that of the filer, of who asks afterwards
// and of the handler; whoever agrees does so in person. Who handed on one duty handed on no
// other part.
func TestWhatADeputyMayDo(t *testing.T) {
	const other = "U0OTHER"
	now := at(t, "2026-03-06 11:00")
	c := walkTo(t, FaceAssigned)
	plays := func(role Role) bool { return c.plays(other, now, []Role{role}) }
	for user, role := range map[string]Role{lotte: RoleFiler, milan: RoleHandler, sanne: RoleOfficer} {
		c.Roster.Away = nil
		if plays(role) {
			t.Errorf("plays the %s while %s is there", role, user)
		}
		c.Roster.Away = []Absence{{User: user, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-09 00:00"), Deputy: other}}
		if !plays(role) || plays(RoleManagement) {
			t.Errorf("in the place of %s: the %s %v, management %v", user, role, plays(role), plays(RoleManagement))
		}
		if c.plays("U0THIRD", now, []Role{role}) {
			t.Errorf("somebody who is not named plays the %s in the place of %s", role, user)
		}
		c.Interested = []string{other}
		if plays(role) || c.standsIn(other, user, now) || c.actsAsOfficer(other, now) {
			t.Errorf("involved, and acts in the place of %s", user)
		}
		c.Interested = nil
	}
	if c.Roster.Away = []Absence{{User: fatima, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-09 00:00"), Deputy: other}}; plays(RoleDeputy) || c.Roster.ActsAs(other, now, RoleDeputy) {
		t.Error("somebody plays the deputy in the place of one: that is not handed on")
	}
	if c.Roster.Away = []Absence{{User: lotte, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-09 00:00"), Deputy: other}}; !plays(RoleFollowUp) {
		t.Error("nobody asks afterwards in the place of who does")
	}
	c.Roster.Away = nil
	for _, user := range []string{sanne, fatima, mees} {
		c.Roster.Away = append(c.Roster.Away, Absence{User: user, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-09 00:00")})
	}
	c.Roster.Away = append(c.Roster.Away, Absence{User: lotte, From: at(t, "2026-03-07 00:00"), Until: at(t, "2026-03-09 00:00")})
	c.Roster.People = map[string]Profile{lotte: {Deputy: "U0THIRD"}, mees: {Deputy: "U0THIRD"}}
	if r := c.Roster; len(r.ActingFor("U0THIRD", now)) != 1 || r.ActsAs("U0THIRD", now, RoleFollowUp) || r.ActsAs("U0THIRD", now, RoleManagement) || !r.ActsAs("U0THIRD", now, RoleFallback) {
		t.Errorf("acts for %+v", r.ActingFor("U0THIRD", now))
	}
	c.Roster.People = nil
	acts := c.actsAsOfficer(mees, now)
	if c.Interested = []string{mees}; !acts || c.actsAsOfficer(mees, now) {
		t.Error("with everybody away the last in line does not act, or does though they are involved")
	}
	c.Interested, c.Roster.Away = nil, nil
	c.heard.handed = map[handKey]string{{"contact", 1, milan}: other}
	if !plays(RoleHandler) || plays(RoleOfficer) || plays(RoleFiler) || plays(RoleFollowUp) {
		t.Error("who was handed a duty of the handler does not play the handler, or plays more")
	}
	d := dutyOf(t, c, "contact")
	must(t, c.LogContact(ContactForm{At: now, Via: "phone", With: "Anna", Reached: true, How: "refund", Day: "2026-03-12"}, member(milan), now))
	if again := dutyOf(t, c, d.Kind); again.Open() || plays(RoleHandler) {
		t.Error("the duty is done, and plays the handler still")
	}
}

// A step of the handler keeps in whose place it was taken, where nothing else let somebody take
// it: not of the handler, of who leads, or of who may speak with the customer anyway.
func TestAStepKeepsInWhosePlaceItWasTaken(t *testing.T) {
	const other = "U0OTHER"
	now := at(t, "2026-03-06 11:00")
	off := func(user, deputy string) Absence {
		return Absence{User: user, From: at(t, "2026-03-06 00:00"), Until: at(t, "2026-03-09 00:00"), Deputy: deputy}
	}
	for name, tc := range map[string]struct {
		away []Absence
		set  func(*Case)
		by   string
		want string
	}{
		"the deputy of the handler":        {[]Absence{off(milan, other)}, nil, other, milan},
		"a deputy of who leads as well":    {[]Absence{off(milan, fatima)}, nil, fatima, milan},
		"the handler":                      {[]Absence{off(milan, other)}, nil, milan, ""},
		"the officer":                      {[]Absence{off(milan, sanne)}, nil, sanne, ""},
		"who acts for the officer as well": {[]Absence{off(milan, other), off(sanne, other)}, nil, other, ""},
		"who acts for the officer alone":   {[]Absence{off(sanne, other)}, nil, other, ""},
		"a filer who may call": {[]Absence{off(milan, lotte)}, func(c *Case) {
			p := *c.Procedure
			p.Contact.By, c.Procedure = []string{"filer"}, &p
		}, lotte, ""},
	} {
		c := walkTo(t, FaceAssigned)
		c.Roster.Away = tc.away
		if tc.set != nil {
			tc.set(c)
		}
		if err := c.LogContact(ContactForm{At: now, Via: "phone", Note: "voicemail"}, member(tc.by), now); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e := c.newest(Attempted); e.Data.For != tc.want {
			t.Errorf("%s: in the place of %q, want %q", name, e.Data.For, tc.want)
		}
	}
	c := walkTo(t, FaceInProgress)
	c.Roster.Away = []Absence{{User: milan, From: at(t, "2026-03-12 00:00"), Until: at(t, "2026-03-13 00:00"), Deputy: other}}
	w := &walk{t, c}
	w.do("draft", c.Prepare(draft(), member(other), at(t, "2026-03-12 15:00")))
	if e := c.newest(Drafted); e.Actor != other || e.Data.For != milan {
		t.Errorf("written by %s in the place of %q", e.Actor, e.Data.For)
	}
	w.do("edit", c.Prepare(draft(), member(mees), at(t, "2026-03-12 15:20")))
	if e := c.newest(Drafted); e.Actor != mees || e.Data.For != "" {
		t.Errorf("written by %s, who decides, in the place of %q", e.Actor, e.Data.For)
	}
}
