package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// Why a case is erased. These are codes of its events; what else was written goes
// with the case.
const (
	EraseTerm     = "term"     // it was kept as long as its procedure says
	EraseRequest  = "request"  // the complainant asked for it
	EraseWrong    = "wrong"    // what stands in it should never have been kept
	EraseNeedless = "needless" // nobody needs it any more
)

// EraseReasons lists what may be given as a reason, in the order in which forms ask.
var EraseReasons = []string{EraseRequest, EraseWrong, EraseNeedless}

// eraseDays is how many days pass between the order to erase a case and the deed:
// time to stop what cannot be undone.
const eraseDays = 7

// EraseOrder is that somebody wants a case erased before its term is over.
type EraseOrder struct {
	By  string
	At  time.Time
	Why string
	Day calendar.Day // on which it is done
}

// EraseForm orders an erasure.
type EraseForm struct {
	Why    string // one of EraseReasons
	Reason string // in words
	Number string // of the case, typed
}

// Erased tells whether the personal data of the case are gone. Then codes, dates and
// figures are all there is.
func (c *Case) Erased() bool { return !c.ErasedAt.IsZero() }

// Gone refuses a step in a case that was erased.
func (c *Case) Gone() error {
	return refuse("error.erased", "number", c.Number, "day", calendar.DayOf(c.ErasedAt, c.Zone()))
}

// MayOrderErase tells whether this person may have the case erased before its term is
// over, with the reason when not: by the officer, deputy or management, of a case that
// is closed, is not on hold, and was kept as long as it must be (KG-10).
func (c *Case) MayOrderErase(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, keepers...); err != nil {
		return err
	}
	k, closed := c.Keeping()
	switch {
	case !closed:
		return c.wrongState("erase")
	case c.Held(now):
		return c.heldBack()
	case calendar.DayOf(now, c.Zone()).Before(k.From):
		return refuse("error.erase_early", "from", k.From, "closed", k.Closed)
	case c.Order != nil:
		return refuse("error.erase_ordered", "who", User(c.Order.By), "at", c.Order.At, "day", c.Order.Day)
	}
	return nil
}

// heldBack refuses to erase a case that is on hold.
func (c *Case) heldBack() error {
	day, _ := calendar.ParseDay(c.Hold().Day)
	return refuse("error.held", "who", User(c.Hold().By), "day", day)
}

// OrderErase has the case erased a week from now. It can be stopped until then.
func (c *Case) OrderErase(f EraseForm, by Person, now time.Time) error {
	if err := c.MayOrderErase(by, now); err != nil {
		return err
	}
	var rs Refusals
	if !slices.Contains(EraseReasons, f.Why) {
		rs = append(rs, refuseField("why", "error.erase_why"))
	}
	if f.Reason = strings.TrimSpace(f.Reason); f.Reason == "" {
		rs = append(rs, refuseField("reason", "error.reason_missing"))
	}
	if !strings.EqualFold(strings.TrimSpace(f.Number), c.Number) {
		rs = append(rs, refuseField("number", "error.erase_number", "number", c.Number))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(EraseOrdered, by, now, now, Data{Why: f.Why}, c.put(Note{Text: f.Reason}))
	return nil
}

// MayStopErase tells whether this person may stop an erasure that was ordered, with
// the reason when not.
func (c *Case) MayStopErase(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, keepers...); err != nil {
		return err
	}
	if c.Order == nil {
		return c.wrongState("stop_erase")
	}
	return nil
}

// StopErase takes the order back.
func (c *Case) StopErase(by Person, now time.Time) error {
	if err := c.MayStopErase(by, now); err != nil {
		return err
	}
	c.record(EraseStopped, by, now, now, Data{}, 0)
	return nil
}

// MayErase tells whether the clock may erase the case now, with the reason when not.
func (c *Case) MayErase(now time.Time) error {
	at := c.EraseAt()
	switch {
	case c.Erased():
		return c.Gone()
	case at.IsZero():
		return c.wrongState("erase")
	case c.Held(now):
		return c.heldBack()
	case now.Before(at):
		return refuse("error.erase_early", "from", calendar.DayOf(at, c.Zone()), "closed", calendar.DayOf(c.ClosedAt, c.Zone()))
	}
	return nil
}

// Erase records that the personal data of the case are gone, which the store sees to
// in the same transaction (KG-11). By the clock.
func (c *Case) Erase(now time.Time) error {
	if err := c.MayErase(now); err != nil {
		return err
	}
	why := EraseTerm
	if c.Order != nil {
		why = c.Order.Why
	}
	c.record(CaseErased, Clock, now, now, Data{Why: why}, 0)
	return nil
}

// Anonymous gives what is left of the events of an erased case: what happened when,
// in codes. Who did it, and what they wrote, is gone.
func Anonymous(events []Event) []Event {
	left := slices.Clone(events)
	for i := range left {
		e := &left[i]
		e.Actor, e.Entry = "", 0
		d := &e.Data
		d.User, d.For, d.Users, d.Were, d.Untold = "", "", nil, nil, nil
		d.Hash, d.Source, d.File, d.Belated = "", "", "", 0
	}
	return left
}

func (c *Case) applyErase(e Event) {
	switch e.Kind {
	case EraseOrdered:
		day := calendar.DayOf(e.At, c.Zone()).AddDays(eraseDays)
		c.Order = &EraseOrder{By: e.Actor, At: e.At, Why: e.Data.Why, Day: day}
	case EraseStopped:
		c.Order = nil
	case CaseErased:
		c.ErasedAt, c.ErasedWhy = e.At, e.Data.Why
	}
}

// EraseNotice asks that one message of an erased case, or the file that it is, be
// deleted from Slack.
func EraseNotice(channel, ts string) Notice {
	return Notice{Kind: NoticeErase, Ref: channel + " " + ts}
}

// EraseAgain asks so once more, on a civil day after.
func EraseAgain(channel, ts, day string) Notice {
	n := EraseNotice(channel, ts)
	n.Ref += " " + day
	return n
}

// Erases tells whether the notice is about that message.
func (n *Notice) Erases(channel, ts string) bool {
	ref := EraseNotice(channel, ts).Ref
	return n.Ref == ref || strings.HasPrefix(n.Ref, ref+" ")
}
