package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// MayPassOn gives the deputy to whom this person may hand the reminders of a
// duty, with the reason when there is none.
func (c *Case) MayPassOn(kind string, round int, by Person, now time.Time) (deputy string, err error) {
	d, err := c.remindedDuty(kind, round, by, now)
	if err != nil {
		return "", err
	}
	if d.Kind == DutyHearing && d.User == by.ID {
		return "", refuse("error.hearing_not_yours", "who", User(by.ID))
	}
	deputy = c.Roster.DeputyOf(by.ID, now)
	if deputy == "" && c.Roster.Has(by.ID, RoleOfficer, now) {
		others := slices.DeleteFunc(c.eligible(c.Roster.Holding(RoleDeputy, now)), func(u string) bool { return u == by.ID })
		if len(others) > 0 {
			deputy = others[0]
		}
	}
	switch back, away := c.BackOn([]string{deputy}, now); {
	case deputy == "" || deputy == by.ID || c.Roster.HasLeft(deputy, now):
		return "", refuse("error.no_deputy")
	case c.IsInvolved(deputy):
		return "", refuse("error.deputy_involved", "who", User(deputy))
	case away:
		return "", refuse("error.deputy_away", "who", User(deputy), "back", back)
	}
	return deputy, nil
}

// PassOn hands the reminders of one duty to this person's deputy, until the duty
// is over.
func (c *Case) PassOn(kind string, round int, by Person, now time.Time) error {
	deputy, err := c.MayPassOn(kind, round, by, now)
	if err != nil {
		return err
	}
	c.record(PassedOn, by, now, now, Data{Duty: kind, Round: round, User: by.ID, Users: []string{deputy}}, 0)
	return nil
}

// PassedTo lists the deputies to whom somebody passed on a duty that is still owed: it
// belongs in their lists.
func (c *Case) PassedTo() []string {
	var deputies []string
	for key, deputy := range c.heard.handed {
		if _, err := c.Owed(key.duty, key.round); err == nil && !slices.Contains(deputies, deputy) {
			deputies = append(deputies, deputy)
		}
	}
	slices.Sort(deputies)
	return deputies
}

// Chase asks those who owe a late duty to do it: they are told at once, or when
// they are next at work. By the officer, deputy or management, of one duty at
// most once per half day.
func (c *Case) Chase(kind string, round int, by Person, now time.Time) error {
	if err := c.may(by, now, PartCard, RoleOfficer, RoleDeputy, RoleManagement); err != nil {
		return err
	}
	d, err := c.Owed(kind, round)
	if err != nil {
		return err
	}
	if err := c.MayChase(d, by, now); err != nil {
		return err
	}
	if e := c.LastChase(kind, round); e != nil && c.halfDay(e.Recorded) == c.halfDay(now) {
		return refuse("error.already_chased", "who", User(e.Actor), "at", e.Recorded)
	}
	users := c.chaseable(d, by, now)
	c.record(Chased, by, now, now, Data{Duty: kind, Round: d.Round, Due: d.Due.UnixMilli(), Users: users}, 0)
	c.remind(d, StageChased, users, now)
	return nil
}

// MayChase tells whether this person may ask others for an open duty, with the
// reason when not.
func (c *Case) MayChase(d *Duty, by Person, now time.Time) error {
	if err := c.may(by, now, PartCard, RoleOfficer, RoleDeputy, RoleManagement); err != nil {
		return err
	}
	if !d.Overdue(now) {
		return refuse("error.not_overdue")
	}
	if len(c.chaseable(d, by, now)) == 0 {
		return refuse("error.chase_nobody")
	}
	return nil
}

// chaseable lists those who owe a duty, but for whoever asks for it.
func (c *Case) chaseable(d *Duty, by Person, now time.Time) []string {
	return slices.DeleteFunc(c.Recipients(d, StageChased, now), func(u string) bool { return u == by.ID })
}

// LastChase is the last time that somebody asked for a duty, nil when never.
func (c *Case) LastChase(kind string, round int) *Event {
	for i := len(c.Events) - 1; i >= 0; i-- {
		if e := &c.Events[i]; e.Kind == Chased && e.Data.Duty == kind && e.Data.Round == round {
			return e
		}
	}
	return nil
}

// halfDay names the morning or afternoon of a moment in the company's zone.
func (c *Case) halfDay(t time.Time) string {
	half := " morning"
	if t.In(c.Zone()).Hour() >= 12 {
		half = " afternoon"
	}
	return calendar.DayOf(t, c.Zone()).String() + half
}

// chasedOf lists those who owe the duty and were not told since they were asked
// for it.
func (c *Case) chasedOf(d *Duty, now time.Time) []string {
	if len(c.heard.chased) == 0 {
		return nil
	}
	return slices.DeleteFunc(c.Recipients(d, StageChased, now), func(u string) bool {
		asked, ok := c.heard.chased[handKey{d.Kind, d.Round, u}]
		return !ok || !c.lastTold(d.Kind, d.Round, u).Before(asked)
	})
}
