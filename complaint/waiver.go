package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// Waiver is the request to close a case though nobody heard whether the
// complainant is satisfied. Such a case is counted as unverified.
type Waiver struct {
	Seq       int // of the event that asked
	Round     int
	Why       Kind // NoReply or NoContact
	By        string
	At        time.Time
	Verdict   Kind // CloseGranted, CloseDenied; empty: none yet
	DecidedBy string
	DecidedAt time.Time
	Moot      bool // the complainant was heard after all, or the case ended
	comment   int
}

// Waiting tells whether the request still waits for a decision.
func (w *Waiver) Waiting() bool { return w != nil && w.Verdict == "" && !w.Moot }

// over gives the request as one that nobody needs to decide on any more.
func (w *Waiver) over() *Waiver {
	if !w.Waiting() {
		return w
	}
	moot := *w
	moot.Moot = true
	return &moot
}

// Unverified tells whether the case may close, or did, though the complainant
// was not heard.
func (c *Case) Unverified() bool { return c.FollowedUp == NoReply || c.FollowedUp == NoContact }

// Tries counts the business days of this round on which somebody tried to
// hear the complainant and got no reply: two tries on one day are one.
func (c *Case) Tries() int {
	var days []calendar.Day
	for _, f := range c.FollowUps {
		day := calendar.DayOf(f.At, c.Zone())
		if f.Result == NoReply && c.Calendar.IsBusinessDay(day) && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return len(days)
}

// MayAskClose tells whether this person may ask to close the case without a
// reply, with the reason when not: after as many tries on as many business
// days as the procedure names (EX-21). By the handler, the follow-up caller,
// the officer or deputy.
func (c *Case) MayAskClose(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleHandler, RoleFollowUp, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	switch n := c.Tries(); {
	case c.Face() != FaceAnswered || c.Waiver.Waiting():
		return c.wrongState("waive")
	case n < c.Procedure.FollowUp.Attempts:
		return refuse("error.no_reply_early", "n", n, "of", c.Procedure.FollowUp.Attempts)
	}
	return nil
}

// AskClose asks management to let the case close though nobody replied.
func (c *Case) AskClose(reason string, by Person, now time.Time) error {
	if err := c.MayAskClose(by, now); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return Refusals{refuseField("reason", "error.reason_missing")}
	}
	if len(c.waiversFor(by.ID, now)) == 0 {
		return Refusals{refuseField("reason", "error.no_approver")}
	}
	c.record(CloseAsked, by, now, now, Data{Why: string(NoReply)}, c.put(Note{Text: reason}))
	return nil
}

// WaiverReason is why the case should close unverified.
func (c *Case) WaiverReason() string {
	if c.Waiver == nil {
		return ""
	}
	return c.Note(c.Events[c.Waiver.Seq-1]).Text
}

// WaiverComment is what was written with the refusal, if anything.
func (c *Case) WaiverComment() string {
	var n Note
	if c.Waiver != nil {
		c.read(c.Waiver.comment, &n)
	}
	return n.Text
}

// Waivers lists who may decide on the request that waits: management, but
// never who asked, the handler or anybody involved.
func (c *Case) Waivers(at time.Time) []string {
	if c.Waiver == nil {
		return nil
	}
	return c.waiversFor(c.Waiver.By, at)
}

// waiversFor lists who may decide on what that person asks: one is enough,
// whatever the case weighs.
func (c *Case) waiversFor(by string, at time.Time) []string {
	return c.approversBut([]string{by}, 1, at)
}

// MayDecideClose tells whether a decision on the request of that event is by
// this person's hand, with the reason when it is not. The first decision wins.
func (c *Case) MayDecideClose(seq int, by Person, now time.Time) error {
	w := c.Waiver
	if w == nil || !c.MaySee(by, PartCard, now) {
		return ErrNotFound
	}
	switch {
	case by.ID == w.By && !slices.Contains(c.Waivers(now), by.ID):
		return refuse("error.own_request", "able", Users(c.Waivers(now)))
	case !slices.Contains(c.Waivers(now), by.ID):
		return refuse("error.not_allowed", "who", Users(c.Waivers(now)))
	case w.Seq == seq && w.Verdict != "":
		return refuse("error.already_decided", "who", User(w.DecidedBy), "at", w.DecidedAt, "verdict", string(w.Verdict))
	case w.Seq != seq || !w.Waiting():
		return c.wrongState("waiver")
	}
	return nil
}

// GrantClose lets the case close unverified.
func (c *Case) GrantClose(seq int, by Person, now time.Time) error {
	if err := c.MayDecideClose(seq, by, now); err != nil {
		return err
	}
	c.record(CloseGranted, by, now, now, Data{Why: string(c.Waiver.Why)}, 0)
	return nil
}

// DenyClose refuses that, with the reason: the complainant is to be asked
// again.
func (c *Case) DenyClose(seq int, reason string, by Person, now time.Time) error {
	if err := c.MayDecideClose(seq, by, now); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return Refusals{refuseField("reason", "error.reason_missing")}
	}
	c.record(CloseDenied, by, now, now, Data{Why: string(c.Waiver.Why)}, c.put(Note{Text: reason}))
	return nil
}

func (c *Case) applyWaiver(e Event) {
	if e.Kind == CloseAsked {
		c.Waiver = &Waiver{Seq: e.Seq, Round: e.Data.Round, Why: Kind(e.Data.Why), By: e.Actor, At: e.At}
		return
	}
	w := *c.Waiver
	w.Verdict, w.DecidedBy, w.DecidedAt, w.comment = e.Kind, e.Actor, e.At, e.Entry
	c.Waiver = &w
	if e.Kind == CloseGranted {
		c.FollowedUp = w.Why
	}
}
