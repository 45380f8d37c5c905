package complaint

import (
	"strings"
	"time"
)

// MayReopen tells whether this person may take up a closed case again because
// the complainant came back, with the reason when not: by the officer, deputy
// or handler, for as long as the procedure allows; later it is a new case.
func (c *Case) MayReopen(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy, RoleHandler); err != nil {
		return err
	}
	if c.State != StateClosed {
		return c.wrongState("reopen")
	}
	due, err := c.Calendar.Due(c.ClosedAt, *c.Procedure.Reopen.Within, c.Procedure.Reopen.Roll)
	if err != nil {
		return err
	}
	if !now.Before(due.Due) {
		return refuse("error.reopen_late", "until", c.Calendar.LastDay(due.Due))
	}
	return nil
}

// Reopen takes up a closed case in a new round: it is put right, answered and
// followed up again. What happened before keeps its times.
func (c *Case) Reopen(reason string, by Person, now time.Time) error {
	if err := c.MayReopen(by, now); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return Refusals{refuseField("reason", "error.reopen_reason")}
	}
	c.record(Reopened, by, now, now, Data{}, c.put(Note{Text: reason}))
	return nil
}

// newRound begins the round that follows on event e.
func (c *Case) newRound(e Event) {
	c.State, c.Round, c.FollowUps, c.FollowedUp = StateRework, e.Data.Round+1, nil, ""
	c.ClosedAt, c.Waiver, c.RuledAt, c.RulingDay, c.RulingDoneAt = time.Time{}, c.Waiver.over(), time.Time{}, "", time.Time{}
}
