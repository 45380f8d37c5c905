package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// Receipt is how the customer heard that we have the complaint.
type Receipt struct {
	At    time.Time
	Via   string // phone or meeting; letter or email
	With  string // who was spoken to
	Said  string // what was agreed, or the text that was sent
	Day   string // by which day the customer hears more, 2006-01-02
	Files []Attachment
	// Posted is the day on which a letter was posted, 2006-01-02; At is not asked then.
	Posted  string
	Address string // where it went, of a customer whose address is not on record
	// PassedOn: whoever confirmed it for an officer who is away said in that conversation
	// that the complaint was passed to the officer. KeepUnsaid: asked again and kept, they
	// did not.
	PassedOn, KeepUnsaid bool
}

// FlagPassedOn marks a receipt confirmed in a conversation in which whoever stood in said
// that the complaint was passed to the officer (OK-12). In writing the text says so.
const FlagPassedOn = "passed_to_officer"

// StandsFor gives the officer for whom this person confirms the receipt, as they are away,
// and until when that is; nobody where no officer is away, or they are one (OK-11, OK-12).
func (c *Case) StandsFor(by string, now time.Time) (officer string, until time.Time) {
	officers := slices.DeleteFunc(c.Roster.Holding(RoleOfficer, now), c.IsInvolved)
	if len(officers) == 0 || slices.Contains(officers, by) {
		return "", time.Time{}
	}
	if until = c.Roster.AwayUntil(officers[0], now); until.IsZero() {
		return "", until
	}
	return officers[0], until
}

// Spoken tells whether that way of telling somebody is a conversation.
func Spoken(via string) bool { return via == "phone" || via == "meeting" }

// Acknowledges tells whether the procedure has receipts confirmed.
func (c *Case) Acknowledges() bool { return len(c.Procedure.Confirm.Forms) > 0 }

// acknowledged tells whether a confirmation of the receipt is on record that counts.
func (c *Case) acknowledged() bool {
	return slices.ContainsFunc(c.Events, func(e Event) bool { return e.Kind == Acknowledged && c.InForm(e) })
}

// hasReceipt keeps that the customer heard at that moment that we have the complaint, unless
// they heard it before: which may be written down last.
func (c *Case) hasReceipt(at time.Time) {
	if c.ReceiptAt.IsZero() || at.Before(c.ReceiptAt) {
		c.ReceiptAt = at
	}
}

// PromisesDay tells whether a conversation that confirms the receipt has to say by which day
// the customer hears more (OK-10): no longer once they have the answer.
func (c *Case) PromisesDay() bool { return c.Procedure.Confirm.DayRequired && c.ReceiptAt.IsZero() }

// MayAcknowledge refuses whoever may not confirm the receipt, and any where the procedure has
// no such step or where it is done. What was sent before an answer that says it too may be
// written down after that answer: the promise was kept then.
func (c *Case) MayAcknowledge(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.Acknowledges() || c.acknowledged() || !c.Open() {
		return c.wrongState("ack")
	}
	if c.Filing().Unknown { // nobody can have told them
		return refuse("error.ack_unknown")
	}
	if c.AwaitsClass() {
		return refuse("error.classify_first")
	}
	return nil
}

// Acknowledge records that the customer was told that the complaint arrived
// (OK-09, OK-10, PK-12): in a conversation, or by a letter or mail that
// somebody sent. The clock stops at that moment, not when it is written down.
// By the officer or the deputy (OK-11), at any time while the case is open,
// before it is assigned too.
func (c *Case) Acknowledge(f Receipt, by Person, now time.Time) error {
	if err := c.MayAcknowledge(by, now); err != nil {
		return err
	}
	f.With, f.Said = strings.TrimSpace(f.With), strings.TrimSpace(f.Said)
	when := reaching{via: f.Via, at: f.At, day: f.Posted, field: "posted"}
	if err := c.checkReceipt(f, &when, by, now).orNil(); err != nil {
		return err
	}
	f.At = when.at
	c.keepAddress(f.Via, f.Address, by, now)
	data := Data{Via: f.Via, Flags: when.flags()}
	if f.PassedOn && Spoken(f.Via) {
		data.Flags = append(data.Flags, FlagPassedOn)
	}
	c.record(Acknowledged, by, f.At, now, data, c.put(Note{Text: f.Said, With: f.With, Files: f.Files}))
	if f.Day != "" {
		c.record(PlanAgreed, by, f.At, now, Data{Day: f.Day, Via: f.Via}, c.put(Plan{How: f.Said, With: f.With}))
	}
	return nil
}

func (c *Case) checkReceipt(f Receipt, when *reaching, by Person, now time.Time) Refusals {
	var rs Refusals
	if !slices.Contains(c.Procedure.Confirm.Forms, f.Via) {
		rs = append(rs, refuseField("via", "error.ack_form"))
	}
	if r := c.checkReached(when, c.ReceivedAt, now, "error.before_receipt", "received"); r != nil {
		rs = append(rs, r)
	}
	rs = append(append(rs, c.checkPost(f.Via)...), c.checkAddress(f.Via, f.Address)...)
	if !Spoken(f.Via) {
		if f.Said == "" && len(f.Files) == 0 {
			rs = append(rs, refuseField("text", "error.ack_text"))
		}
		return append(append(append(rs, checkFiles(f.Files, false)...), c.guardWords("text", f.Said)...), c.guardFiles(f.Files)...)
	}
	rs = append(rs, c.guardTalk("said", f.Said, f.With)...)
	if f.With == "" {
		rs = append(rs, refuseField("with", "error.ack_with"))
	}
	if f.Said == "" {
		rs = append(rs, refuseField("said", "error.ack_said"))
	}
	if officer, _ := c.StandsFor(by.ID, now); officer != "" && !f.PassedOn && !f.KeepUnsaid {
		rs = append(rs, refuseField("passed", "error.ack_not_passed", "who", User(officer)))
	}
	if f.Day != "" || c.PromisesDay() {
		rs = append(rs, c.checkDay("day", f.Day, "error.ack_day", now)...)
	}
	return rs
}

// checkDay refuses what is no day, is over, or lies beyond the calendar.
func (c *Case) checkDay(field, typed, missing string, now time.Time) Refusals {
	day, err := calendar.ParseDay(typed)
	switch {
	case err != nil:
		return Refusals{refuseField(field, missing)}
	case day.Before(calendar.DayOf(now, c.Zone())):
		return Refusals{refuseField(field, "error.plan_day_past")}
	case !c.Calendar.Covers(day):
		return Refusals{c.tooFar(field)}
	}
	return nil
}
