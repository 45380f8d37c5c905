package complaint

import (
	"strings"
	"time"

	"ombud/calendar"
)

// Keeping says until when a closed case is kept, as civil days. It is counted from
// the moment at which the case closed and from nothing else: what happens to the
// case later moves nothing, and no day rolls to a working day. Only a case that is
// taken up again, and closes again, is counted anew. While a third party has it a case
// runs; where that did not rule, the terms are those of before, and whoever leads has a
// week to look at it, within the longest term.
type Keeping struct {
	Closed calendar.Day
	From   calendar.Day // the first day on which it may be erased; zero: any
	Until  calendar.Day // the last day on which it is kept; zero: no end
	Most   calendar.Day // the last day on which it may be kept; zero: no limit
}

// Keeping derives it; false while the case runs, and once it is erased.
func (c *Case) Keeping() (Keeping, bool) {
	if c.ClosedAt.IsZero() || c.Erased() {
		return Keeping{}, false
	}
	r := c.Procedure.Retention
	k := Keeping{Closed: calendar.DayOf(c.ClosedAt, c.Zone())}
	if last := c.lastOf(r.Min); !last.IsZero() {
		k.From = last.AddDays(1)
	}
	k.Most = c.lastOf(r.Max)
	if k.Until = c.lastOf(r.Target); k.Until.IsZero() {
		k.Until = k.Most
	}
	if seen := calendar.DayOf(c.backAt, c.Zone()).AddDays(eraseDays); !c.backAt.IsZero() && !k.Until.IsZero() && k.Until.Before(seen) {
		if k.Until = seen; !k.Most.IsZero() && k.Most.Before(seen) {
			k.Until = k.Most
		}
	}
	if o := c.Order; o != nil && (k.Until.IsZero() || o.Day.AddDays(-1).Before(k.Until)) {
		k.Until = o.Day.AddDays(-1)
	}
	return k, true
}

// lastOf is the last day of a period that begins when the case closed, the zero day
// without one. Days, weeks, months and years need no list of working days.
func (c *Case) lastOf(p *calendar.Period) calendar.Day {
	if p == nil {
		return calendar.Day{}
	}
	due, err := c.Calendar.Due(c.ClosedAt, *p, calendar.RollNone)
	if err != nil { // a term of working days, beyond the calendar
		return calendar.Day{}
	}
	return c.Calendar.LastDay(due.Due)
}

// KeepUntil gives the civil day after which the case must be erased, false
// when the procedure names no term or the case is open.
func (c *Case) KeepUntil() (calendar.Day, bool) {
	k, closed := c.Keeping()
	return k.Until, closed && !k.Until.IsZero()
}

// EraseAt is the moment from which the clock erases the case unless it is on hold,
// the zero time for one that runs, that is erased, or whose procedure has no end.
func (c *Case) EraseAt() time.Time {
	last, ok := c.KeepUntil()
	if !ok {
		return time.Time{}
	}
	return last.End(c.Zone())
}

// DutyHold is no duty of a procedure: to look again at whether a hold is needed.
const DutyHold = "hold"

// Hold keeps a case from being erased, whatever its term, while a claim may need it
// (GDPR art. 17(3)(e)). Why it does is [Case.HoldReason]'s to say.
type Hold struct {
	N     int // 1, 2, 3 … in the case; a new date is a new one
	By    string
	At    time.Time
	Day   string // civil day by which somebody looks at it again
	Ended time.Time
	entry int
}

// Hold is the one that holds the case now, nil when none does. One that was set while the
// case ran is looked at again no later than the longest term ends, once that is known.
func (c *Case) Hold() *Hold {
	h := c.holding()
	if h == nil {
		return nil
	}
	seen := *h
	seen.Day = c.lookAgain(h)
	return &seen
}

func (c *Case) holding() *Hold {
	if n := len(c.held); n > 0 && c.held[n-1].Ended.IsZero() {
		return &c.held[n-1]
	}
	return nil
}

// Held tells whether a hold keeps the case from being erased at that moment. Beyond the
// longest term only one that management set does: any other ends with it, whether
// somebody looks at it again or not (KG-11).
func (c *Case) Held(now time.Time) bool {
	h := c.holding()
	if h == nil {
		return false
	}
	k, closed := c.Keeping()
	return !closed || k.Most.IsZero() || now.Before(k.Most.End(c.Zone())) || c.plays(h.By, h.At, []Role{RoleManagement})
}

// HoldReason gives why the case is on hold, empty when it is not.
func (c *Case) HoldReason() string {
	var n Note
	if h := c.Hold(); h != nil {
		c.read(h.entry, &n)
	}
	return n.Text
}

// HoldForm asks that a case be kept.
type HoldForm struct {
	Reason string
	Day    string // civil day by which somebody looks at it again
}

// keepers decide how long a case is kept.
var keepers = []Role{RoleOfficer, RoleDeputy, RoleManagement}

// MayHold tells whether this person may put the case on hold, or give a hold another
// date, with the reason when not. By the officer, deputy or management, whether the
// case runs or not.
func (c *Case) MayHold(by Person, now time.Time) error { return c.may(by, now, PartAnswer, keepers...) }

// PutOnHold keeps the case from being erased until the hold is released. Beyond the
// longest term that is for management to decide.
func (c *Case) PutOnHold(f HoldForm, by Person, now time.Time) error {
	if err := c.MayHold(by, now); err != nil {
		return err
	}
	var rs Refusals
	if f.Reason = strings.TrimSpace(f.Reason); f.Reason == "" {
		rs = append(rs, refuseField("reason", "error.reason_missing"))
	}
	if r := c.checkHoldDay("day", f.Day, by.ID, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(HoldSet, by, now, now, Data{Index: len(c.held) + 1, Day: f.Day}, c.put(Note{Text: f.Reason}))
	return nil
}

// holdYears is in which year from now on a hold is looked at again at the latest: ours. A
// claim may outlive the calendar that the case was received under.
const holdYears = 10

func (c *Case) checkHoldDay(field, text, by string, now time.Time) *Refusal {
	if r := c.checkDayTill(field, text, now.In(c.Zone()).Year()+holdYears, now); r != nil {
		return r
	}
	most, past := c.pastMost(text, by, now)
	if !past {
		return nil
	}
	return refuseField(field, "error.hold_past_most", "until", most, "who", Users(c.eligible(c.Roster.Holding(RoleManagement, now))))
}

// pastMost tells whether a hold until that day is beyond the last one on which the case may
// be kept, and not for that person to set.
func (c *Case) pastMost(text, by string, at time.Time) (most calendar.Day, past bool) {
	day, err := calendar.ParseDay(text)
	k, closed := c.Keeping()
	past = err == nil && closed && !k.Most.IsZero() && day.After(k.Most) && !c.plays(by, at, []Role{RoleManagement})
	return k.Most, past
}

// lookAgain is the civil day by which a hold is looked at again.
func (c *Case) lookAgain(h *Hold) string {
	if most, past := c.pastMost(h.Day, h.By, h.At); past {
		return most.String()
	}
	return h.Day
}

// MayRelease tells whether this person may end the hold, with the reason when not.
func (c *Case) MayRelease(by Person, now time.Time) error {
	if err := c.MayHold(by, now); err != nil {
		return err
	}
	if c.Hold() == nil {
		return c.wrongState("release")
	}
	return nil
}

// Release ends the hold, with a reason: the case is erased when its term is over.
func (c *Case) Release(reason string, by Person, now time.Time) error {
	if err := c.MayRelease(by, now); err != nil {
		return err
	}
	return c.recordWords(HoldReleased, Data{Index: len(c.held)}, reason, refuseField("reason", "error.reason_missing"), by, now)
}

func (c *Case) applyHold(e Event) {
	if h := c.holding(); h != nil {
		h.Ended = e.At
	}
	if e.Kind == HoldSet {
		c.Order = nil
		c.held = append(c.held, Hold{N: e.Data.Index, By: e.Actor, At: e.At, Day: e.Data.Day, entry: e.Entry})
	}
}

// holdDuties derives the duty to look at each hold again. Its Round is the number of
// the hold; a new date, or its end, is what gets it done.
func (c *Case) holdDuties() ([]Duty, error) {
	var duties []Duty
	for _, h := range c.held {
		d, err := c.byDay(DutyHold, h.N, "", h.At, c.lookAgain(&h))
		if err != nil {
			return nil, err
		}
		d.Owner, d.Done = RoleOfficer, h.Ended
		duties = append(duties, d)
	}
	return duties, nil
}
