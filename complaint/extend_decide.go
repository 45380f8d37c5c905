package complaint

import (
	"slices"
	"time"
)

// hash binds an agreement to the day and the reasons that were given for it.
func (d Delay) hash(day string) string { return salted(d.Salt, day, d.Reason, d.Internal) }

// Deciders lists who may agree to an extension: never who asked, the handler or
// anybody involved.
func (c *Case) Deciders(x *Extension, at time.Time) []string {
	return c.agreeing(Role(c.Procedure.Extend.Agreement), []string{x.AskedBy}, 1, at)
}

// MayDecideExtension refuses whoever may not decide on request number n, and
// any once it is decided.
func (c *Case) MayDecideExtension(n int, by Person, now time.Time) error {
	if n < 1 || n > len(c.Extensions) {
		return ErrNotFound
	}
	x := &c.Extensions[n-1]
	able := c.Deciders(x, now)
	switch {
	case !c.MaySee(by, PartAnswer, now) && !c.cameSecond(by, x.Verdict, able):
		return ErrNotFound
	case x.AskedBy == by.ID && !slices.Contains(able, by.ID):
		return refuse("error.own_request", "able", Users(able))
	case !slices.Contains(able, by.ID):
		return c.Roster.only(able, Role(c.Procedure.Extend.Agreement))
	case x.Verdict != "":
		return refuseDecided(x.DecidedBy, x.DecidedAt, x.Verdict)
	case c.Extendable() == nil || !x.ToldAt.IsZero():
		return c.wrongState("extend")
	case x.Hash != "" && x.Hash != c.Delay(x).hash(x.Day): // one from before had none
		return ErrConflict
	}
	return nil
}

// AgreeExtension agrees to request number n; the customer is still to be
// told. The first decision wins.
func (c *Case) AgreeExtension(n int, by Person, now time.Time) error {
	if err := c.MayDecideExtension(n, by, now); err != nil {
		return err
	}
	x := &c.Extensions[n-1]
	if c.IsInvolved(x.AskedBy) {
		return refuse("error.asker_involved")
	}
	data := Data{Day: x.Day, Attempt: n, Hash: x.Hash}
	if by.ID == x.AskedBy {
		data.Flags = []string{FlagAlone}
	}
	c.record(ExtensionAgreed, by, now, now, data, 0)
	return nil
}

// RefuseExtension refuses request number n, with the reason.
func (c *Case) RefuseExtension(n int, reason string, by Person, now time.Time) error {
	if err := c.MayDecideExtension(n, by, now); err != nil {
		return err
	}
	return c.recordWords(ExtensionRefused, Data{Day: c.Extensions[n-1].Day, Attempt: n}, reason, refuseField("reason", "error.reason_missing"), by, now)
}

// AgreedExtension tells whether request number n was agreed by that person.
func (c *Case) AgreedExtension(n int, by Person) bool {
	return n >= 1 && n <= len(c.Extensions) && c.Extensions[n-1].Verdict == ExtensionAgreed && c.Extensions[n-1].DecidedBy == by.ID
}

// MayKeepDay refuses whoever may not put the answer off, and any where no request for
// more time waits, or was agreed and not told yet.
func (c *Case) MayKeepDay(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleHandler, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.Pending() == nil {
		return c.wrongState("keep_day")
	}
	return nil
}

// KeepDay gives up more time that the customer was not told of: the day stands, and
// another may be asked for. By the handler, the officer or the deputy, with the reason.
func (c *Case) KeepDay(reason string, by Person, now time.Time) error {
	if err := c.MayKeepDay(by, now); err != nil {
		return err
	}
	n := len(c.Extensions)
	return c.recordWords(ExtensionWithdrawn, Data{Day: c.Extensions[n-1].Day, Attempt: n}, reason, refuseField("reason", "error.reason_missing"), by, now)
}
