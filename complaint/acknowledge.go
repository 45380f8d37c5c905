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
}

// Spoken tells whether that way of telling somebody is a conversation.
func Spoken(via string) bool { return via == "phone" || via == "meeting" }

// Acknowledges tells whether the procedure has receipts confirmed.
func (c *Case) Acknowledges() bool { return len(c.Procedure.Confirm.Forms) > 0 }

// MayAcknowledge refuses whoever may not confirm the receipt, and any where
// the procedure has no such step or where it is done.
func (c *Case) MayAcknowledge(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.Acknowledges() || !c.ReceiptAt.IsZero() || !c.Open() {
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
	if err := c.checkReceipt(f, now).orNil(); err != nil {
		return err
	}
	c.record(Acknowledged, by, f.At, now, Data{Via: f.Via}, c.put(Note{Text: f.Said, With: f.With, Files: f.Files}))
	if f.Day != "" {
		c.record(PlanAgreed, by, f.At, now, Data{Day: f.Day, Via: f.Via}, c.put(Plan{How: f.Said, With: f.With}))
	}
	return nil
}

func (c *Case) checkReceipt(f Receipt, now time.Time) Refusals {
	var rs Refusals
	if !slices.Contains(c.Procedure.Confirm.Forms, f.Via) {
		rs = append(rs, refuseField("via", "error.ack_form"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	rs = append(rs, c.checkPost(f.Via)...)
	if !Spoken(f.Via) {
		return append(append(append(rs, checkFiles(f.Files, false)...), c.guardWords("text", f.Said)...), c.guardFiles(f.Files)...)
	}
	rs = append(rs, c.guardTalk("said", f.Said, f.With)...)
	if f.With == "" {
		rs = append(rs, refuseField("with", "error.ack_with"))
	}
	if f.Said == "" {
		rs = append(rs, refuseField("said", "error.ack_said"))
	}
	if f.Day != "" || c.Procedure.Confirm.DayRequired {
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
