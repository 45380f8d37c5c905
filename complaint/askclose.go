package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// Tries counts the business days of this round on which somebody tried to
// hear the complainant and got no reply: two tries on one day are one.
func (c *Case) Tries() int {
	var tries []time.Time
	for _, f := range c.FollowUps {
		if f.Result == NoReply {
			tries = append(tries, f.At)
		}
	}
	return c.businessDays(tries)
}

// businessDays counts the business days among some moments.
func (c *Case) businessDays(moments []time.Time) int {
	var days []calendar.Day
	for _, at := range moments {
		if day := calendar.DayOf(at, c.Zone()); c.Calendar.IsBusinessDay(day) && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return len(days)
}

// Unverified tells whether the case may close, or did, though the complainant
// was not heard.
func (c *Case) Unverified() bool {
	return c.FollowedUp == NoReply || c.FollowedUp == NoContact || c.KeptBack()
}

// MayAskClose tells whether this person may ask to close the case without a
// reply, with the reason when not: after as many tries on as many business
// days as the procedure names (EX-21). By the handler, the follow-up caller, the filer,
// who may call in their place, the officer or deputy.
func (c *Case) MayAskClose(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleHandler, RoleFollowUp, RoleFiler, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	switch n := c.Tries(); {
	case c.Face() != FaceAnswered || c.waitsFor(AskNoReply, AskNoContact):
		return c.wrongState("waive")
	case n < c.Procedure.FollowUp.Attempts:
		return refuse("error.no_reply_early", "n", n, "of", c.Procedure.FollowUp.Attempts)
	}
	return nil
}

// AskClose asks that the case may close though nobody replied.
func (c *Case) AskClose(reason string, by Person, now time.Time) error {
	if err := c.MayAskClose(by, now); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return Refusals{refuseField("reason", "error.reason_missing")}
	}
	if err := c.mayAsk(AskNoReply, "", by, now); err != nil {
		return err
	}
	c.ask(AskNoReply, Petition{Text: reason}, by, now)
	return nil
}
