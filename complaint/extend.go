package complaint

import (
	"crypto/rand"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"ombud/calendar"
)

// Extension is one later day for the answer, from asking for it to telling
// the customer. It holds only once the customer was told.
type Extension struct {
	Day       string // the last day, 2006-01-02
	AskedBy   string
	AskedAt   time.Time
	Verdict   Kind // ExtensionAgreed, ExtensionRefused, ExtensionWithdrawn; empty: nobody decided
	DecidedBy string
	DecidedAt time.Time
	ToldAt    time.Time // when the customer heard; zero: not yet
	Late      bool      // told after the last day for that, see judgeNotices
	Hash      string    // of what was asked, binds the agreement; empty once its day was put right
	Alone     bool      // see FlagAlone
	entry     int
	told      int // the event by which the customer was told
	again     int // see [Request]
}

// void lets the extension wait for a decision once more since event by.
func (x *Extension) void(by int) {
	x.Verdict, x.DecidedBy, x.DecidedAt, x.Alone, x.again = "", "", time.Time{}, false, by
}

// ExtensionForm is what is asked for, or what the customer was told.
type ExtensionForm struct {
	Day      string
	Reason   string    // for the customer
	Internal string    // for ourselves
	Via      string    // how the customer was told
	At       time.Time // when the customer was told
	Posted   string    // the day on which a letter was posted, 2006-01-02; At is not asked then
	Address  string    // where it went, of a customer whose address is not on record
}

// Delay gives why that extension is needed.
func (c *Case) Delay(x *Extension) Delay {
	var d Delay
	c.read(x.entry, &d)
	return d
}

// DelayOf gives the reasons that event e speaks of.
func (c *Case) DelayOf(e Event) Delay {
	var d Delay
	c.read(e.Entry, &d)
	return d
}

// Pending gives the extension that was asked or agreed and of which the customer was
// not told yet, nil when there is none, or none is needed any more.
func (c *Case) Pending() *Extension {
	if n := len(c.Extensions); n > 0 && c.Extensions[n-1].untold() && c.Extendable() != nil {
		return &c.Extensions[n-1]
	}
	return nil
}

// untold tells whether the extension was not refused or given up, and the customer not
// told of it.
func (x *Extension) untold() bool {
	return x.ToldAt.IsZero() && x.Verdict != ExtensionRefused && x.Verdict != ExtensionWithdrawn
}

// delaysAnew tells whether more time waits, or waited, for agreement anew since event e.
func (c *Case) delaysAnew(e *Event) bool {
	return e.Seq > 0 && slices.ContainsFunc(c.Extensions, func(x Extension) bool { return x.again == e.Seq })
}

// ExtendedTimes counts the extensions that the customer was told of, late ones too.
func (c *Case) ExtendedTimes() int {
	n := 0
	for i := range c.Extensions {
		if !c.Extensions[i].ToldAt.IsZero() {
			n++
		}
	}
	return n
}

// Extendable gives the duty that may be put off, nil when the procedure has
// no extension or the duty is no longer owed.
func (c *Case) Extendable() *Duty {
	duties, err := c.Duties()
	if err != nil || c.Procedure.Extend.Of == "" {
		return nil
	}
	for i := range duties {
		if d := &duties[i]; d.Kind == c.Procedure.Extend.Of && d.Open() && c.ToldAt.IsZero() {
			return d
		}
	}
	return nil
}

// withinTerm refuses a day for an answer that was due then which is no later one (E15), or
// beyond the procedure's last (E16).
func (c *Case) withinTerm(field string, day calendar.Day, due time.Time) Refusals {
	last := c.Calendar.LastDay(due)
	most, err := c.LatestDay(&Duty{Due: due})
	switch {
	case !last.Before(day):
		return Refusals{refuseField(field, "error.extension_early", "current", last)}
	case err == nil && most.Before(day):
		text := "error.extension_far"
		if c.Procedure.Extend.House {
			text = "error.extension_far_house"
		}
		return Refusals{refuseField(field, text, "latest", most)}
	}
	return nil
}

// LatestDay is the last day that an extension may name. It fails on a date
// beyond the case's calendar.
func (c *Case) LatestDay(d *Duty) (calendar.Day, error) {
	due, err := c.Calendar.Due(d.Due.Add(-time.Millisecond), *c.Procedure.Extend.Most, calendar.RollNone)
	return c.Calendar.LastDay(due.Due), err
}

// AnnounceBy is until when the customer must be told of an extension,
// exclusive: the procedure's period from the receipt until one was told in time, and
// never later than the day it replaces. One that came too late cures nothing, so that
// none after it is in time either (KG-28). A last day on which the company is closed
// rolls, as that of a duty does.
func (c *Case) AnnounceBy(d *Duty) time.Time {
	by, _ := c.announceBy(d.Due, slices.ContainsFunc(c.Extensions, Extension.holds))
	return by
}

// announceBy is AnnounceBy for an answer that is due then, and whether an extension of it
// holds already; literal is the same before it rolled, which reminders aim at.
func (c *Case) announceBy(due time.Time, held bool) (by, literal time.Time) {
	by, literal = due, due
	if p := c.Procedure.Extend.Announce; p != nil && !held {
		if told, err := c.Calendar.Due(c.ReceivedAt, *p, calendar.RollForward); err == nil && told.Literal.Before(due) {
			by, literal = told.Due, told.Literal
		}
	}
	if due.Before(by) {
		by = due
	}
	return by, literal
}

// judgeNotices says of each extension whether the customer was told of it in time, as
// the receipt and the days before it stand on record by now: correcting one of them
// moves the others (KG-28).
func (c *Case) judgeNotices() {
	for i := range c.Extensions {
		x := &c.Extensions[i]
		if x.ToldAt.IsZero() {
			continue
		}
		if by, _, err := c.noticeBy(i + 1); err == nil {
			x.Late = !x.ToldAt.Before(by)
		}
	}
}

// noticeBy is until when the customer is to hear of extension n, exclusive, as those before
// it stand, and the deadlines of duplicates that the case took in since; literal is the same
// before it rolled. It fails on a date beyond the calendar.
func (c *Case) noticeBy(n int) (by, literal time.Time, err error) {
	due, held, err := c.dueBefore(n)
	if err != nil {
		return by, literal, err
	}
	by, literal = c.announceBy(due, held)
	return by, literal, nil
}

// dueBefore is when the answer was due before extension n, and whether one before it held.
// It fails as noticeBy.
func (c *Case) dueBefore(n int) (due time.Time, held bool, err error) {
	spec := c.Procedure.Duty(c.Procedure.Extend.Of)
	if spec == nil {
		return due, false, ErrConflict
	}
	start := c.startOf(spec, 1)
	if start == nil {
		return due, false, ErrConflict
	}
	first, err := c.dueOf(spec, start)
	due, last := first.Due, 0
	for _, x := range c.Extensions[:n-1] {
		if day, wrong := calendar.ParseDay(x.Day); wrong == nil && x.holds() {
			due, held, last = day.End(c.Zone()), true, x.told
		}
	}
	return c.strictest(spec.Kind, due, last), held, err
}

// hurry brings forward the duty to tell the customer of extension n to the last day on
// which that is in time; where it is over already, nothing makes up for it (KG-28).
func (c *Case) hurry(d *Duty, n int) error {
	by, literal, err := c.noticeBy(n)
	if err == nil && by.After(d.Start) && by.Before(d.Due) {
		d.moved(by, literal, calendar.Step{Code: StepNotice, Day: c.Calendar.LastDay(by)})
	}
	return err
}

// ToldLate tells whether event e is the notice of an extension and came too late.
func (c *Case) ToldLate(e Event) bool {
	return slices.ContainsFunc(c.Extensions, func(x Extension) bool { return x.told == e.Seq && x.Late })
}

// holds tells whether the customer was told, and in time.
func (x Extension) holds() bool { return !x.ToldAt.IsZero() && !x.Late }

// NeedsAgreement tells whether somebody else agrees before the answer takes longer:
// nobody agrees with their own request, whatever their role.
func (c *Case) NeedsAgreement() bool { return c.Procedure.Extend.Agreement != "" }

// MayExtend refuses whoever may not put the answer off, and any where the
// procedure does not have it, allows no more, or a request waits.
func (c *Case) MayExtend(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleHandler, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	switch x := c.Pending(); {
	case c.Extendable() == nil:
		return c.wrongState("extend")
	case c.ExtendedTimes() >= c.Procedure.Extend.Times:
		if c.Procedure.Extend.House {
			return refuse("error.extension_used_house")
		}
		return refuse("error.extension_used")
	case x != nil && x.Verdict == "":
		return refuse("error.extension_waits", "who", Users(c.Deciders(x, now)))
	}
	return nil
}

// Extend puts the answer off. Whoever needs agreement asks for it first;
// after that, and for everybody else, it records that the customer was told,
// which is when the extension begins to hold (KG-28 to KG-30). Telling later
// than the procedure says is recorded as late and moves no deadline. By the handler, the officer or
// the deputy.
func (c *Case) Extend(f ExtensionForm, by Person, now time.Time) error {
	if err := c.MayExtend(by, now); err != nil {
		return err
	}
	f.Reason, f.Internal = strings.TrimSpace(f.Reason), strings.TrimSpace(f.Internal)
	d, agreed := c.Extendable(), c.Pending()
	var rs Refusals
	if agreed == nil {
		rs = c.checkExtension(f, d, now)
	}
	if agreed == nil && c.NeedsAgreement() && len(c.Deciders(&Extension{AskedBy: by.ID}, now)) == 0 {
		rs = append(rs, refuseField("reason", "error.no_approver"))
	}
	asks := agreed == nil && c.NeedsAgreement()
	when := reaching{via: f.Via, at: f.At, day: f.Posted, field: "posted"}
	if !asks {
		rs = append(append(append(rs, checkWay("via", f.Via)...), c.checkPost(f.Via)...), c.checkSent(f.Via, f.Address)...)
		if r := c.checkTold(&when, agreed, now); r != nil {
			rs = append(rs, r)
		}
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	data, entry := Data{Day: f.Day}, 0
	if agreed != nil {
		data.Day, entry = agreed.Day, agreed.entry
	} else {
		delay := Delay{Reason: f.Reason, Internal: f.Internal, Salt: rand.Text()}
		data.Hash, entry = delay.hash(f.Day), c.put(delay)
	}
	if asks {
		c.record(ExtensionAsked, by, now, now, data, entry)
		return nil
	}
	c.keepAddress(f.Via, f.Address, by, now)
	data.Via, data.Flags = f.Via, when.flags()
	c.record(Extended, by, when.at, now, data, entry)
	return nil
}

// checkTold refuses a moment at which the customer cannot have been told yet: of what
// needs agreement nobody is told before it was agreed.
func (c *Case) checkTold(when *reaching, agreed *Extension, now time.Time) *Refusal {
	if agreed == nil {
		return c.checkReached(when, c.ReceivedAt, now, "error.before_receipt", "received")
	}
	return c.checkReached(when, agreed.DecidedAt, now, "error.before_agreement", "agreed")
}

// leastReason is how many characters a reason for taking longer has at least: a word, such
// as "busy", explains nothing to whoever waits (KG-29).
const leastReason = 15

func (c *Case) checkExtension(f ExtensionForm, d *Duty, now time.Time) Refusals {
	rs := c.checkDay("day", f.Day, "error.extension_day", now)
	if utf8.RuneCountInString(f.Reason) < leastReason {
		rs = append(rs, refuseField("reason", "error.extension_reason", "n", leastReason))
	}
	rs = append(rs, c.guardWords("reason", f.Reason)...)
	day, err := calendar.ParseDay(f.Day)
	if err != nil {
		return rs
	}
	return append(rs, c.withinTerm("day", day, d.Due)...)
}

func (c *Case) applyExtension(e Event) {
	switch e.Kind {
	case ExtensionAsked:
		c.Extensions = append(c.Extensions, Extension{Day: e.Data.Day, AskedBy: e.Actor, AskedAt: e.At, Hash: e.Data.Hash, entry: e.Entry})
	case ExtensionAgreed, ExtensionRefused, ExtensionWithdrawn:
		x := &c.Extensions[e.Data.Attempt-1]
		x.Verdict, x.DecidedBy, x.DecidedAt = e.Kind, e.Actor, e.At
		x.Alone = e.Data.Has(FlagAlone)
	case Extended:
		if n := len(c.Extensions); n == 0 || !c.Extensions[n-1].untold() {
			c.Extensions = append(c.Extensions, Extension{Day: e.Data.Day, AskedBy: e.Actor, AskedAt: e.Recorded, entry: e.Entry})
		}
		x := &c.Extensions[len(c.Extensions)-1]
		x.ToldAt, x.told = e.At, e.Seq
		if x.Day != e.Data.Day { // it was put right: nobody agreed to this one
			x.Day, x.Hash = e.Data.Day, ""
		}
		c.judgeNotices()
	}
}

// extend moves a duty to the days that the customer was told in time. Told too late, the
// customer knows what to expect, and the deadline stays what it was (KG-28).
func (c *Case) extend(d *Duty) error {
	for i := range c.Extensions {
		x := &c.Extensions[i]
		if x.ToldAt.IsZero() {
			continue
		}
		day, err := calendar.ParseDay(x.Day)
		if err != nil {
			return err
		}
		if x.Late {
			d.moved(d.Due, d.Literal, calendar.Step{Code: StepTooLate, Day: day, At: x.ToldAt})
			continue
		}
		d.Was = append(d.Was, d.Due)
		d.moved(day.End(c.Zone()), day.End(c.Zone()), calendar.Step{Code: StepExtended, Day: day, At: x.ToldAt})
	}
	return nil
}
