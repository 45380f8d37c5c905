package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// Condition is one line of the checklist for closing.
type Condition struct {
	Text string // text id
	Met  bool
}

// ClosingConditions lists what must be true before the case may close, as
// its procedure says: asked and satisfied; or unverified, as management
// agreed; or a third party ruled and that was carried out (EX-21).
func (c *Case) ClosingConditions() []Condition {
	list := []Condition{{"close.answer_told", c.answered()}}
	if c.KeptBack() {
		list[0] = Condition{"close.answer_untold", true}
	}
	switch {
	case c.Unreached():
		list = append(list, Condition{"close.unreached", true})
	case c.Procedure.Steps.FirstContact:
		list = append(list, Condition{"close.contact_logged", !c.asks(Contacted)})
	}
	if c.Procedure.Steps.CheckDetails && !c.Filing().Unknown {
		list = append(list, Condition{"close.details_checked", !c.asks(DetailsChecked)})
	}
	if c.FollowedUp == NoContact && len(c.Unkept()) > 0 {
		list = append(list, Condition{"close.points_waived", true})
	}
	for _, point := range c.closingPoints() {
		list = append(list, Condition{"close.point." + point, c.kept(point)})
	}
	switch {
	case c.State == StateDispute || !c.RuledAt.IsZero():
		list = append(list, Condition{"close.ruling_done", !c.asks(RulingDone)})
	case c.Procedure.FollowUp.Required && !c.KeptBack():
		list = append(list, Condition{"close.followed_up", !c.asks(Satisfied)})
	}
	if c.Procedure.Close.Explained && !(c.KeptBack() && c.ExplainedAt.IsZero()) {
		list = append(list, Condition{"close.explained", !c.ExplainedAt.IsZero()})
	}
	if c.Procedure.Classify.Required {
		list = append(list, Condition{"close.classified", c.Weight != ""})
	}
	open := c.Undone()
	for _, kind := range c.Procedure.Close.Duties {
		list = append(list, Condition{"duty.done." + kind, !slices.ContainsFunc(open, func(d Duty) bool { return d.Kind == kind })})
	}
	return append(list, Condition{"close.files_kept", c.filesSettled()})
}

// answered tells whether the complainant had the answer of the round that runs, or a third
// party decided instead: what was told before they came back answers nothing any more.
func (c *Case) answered() bool {
	return !c.RuledAt.IsZero() || c.toldRound == max(c.Round, 1) || c.KeptBack()
}

// asks tells whether closing still asks for that event by a condition of its own, or is
// that event.
func (c *Case) asks(kind Kind) bool {
	switch kind {
	case Told:
		return !c.answered()
	case Satisfied:
		return c.Procedure.FollowUp.Required && c.RuledAt.IsZero() && c.FollowedUp == ""
	case Contacted:
		return c.Procedure.Steps.FirstContact && !c.Unreached() && c.ContactedAt.IsZero()
	case DetailsChecked:
		return c.AwaitsDetails() && !c.Filing().Unknown
	case RulingDone:
		return c.State == StateDispute || c.RulingDay != "" && c.RulingDoneAt.IsZero()
	}
	return kind == CaseClosed
}

// Undone lists the duties of the procedure that are still owed, other than what a
// condition of closing still asks for by itself: what began after that was met is left
// like any other. Where the procedure does not say that they
// must be done first ([procedure.Close].Duties), the case may close without: a promise
// whose time is over is not met by writing it down. That it was left stays on record.
func (c *Case) Undone() []Duty {
	duties, err := c.Duties()
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(duties, func(d Duty) bool {
		spec := c.Procedure.Duty(d.Kind)
		return !d.Open() || d.Quiet || spec == nil || slices.ContainsFunc(spec.DoneBy, func(kind string) bool { return c.asks(Kind(kind)) })
	})
}

// closingPoints are the points of a conversation without which no case closes; with
// somebody who was never reached there was none, and with somebody who wants no contact,
// as management agreed, there is no other.
func (c *Case) closingPoints() []string {
	switch {
	case c.Unreached() || c.KeptBack():
		return nil
	case c.FollowedUp == NoContact:
		return slices.DeleteFunc(slices.Clone(c.Procedure.Close.Points), func(p string) bool { return !c.kept(p) })
	}
	return c.Procedure.Close.Points
}

// filesSettled tells whether every attachment was kept or is known to be lost.
func (c *Case) filesSettled() bool {
	for _, f := range c.Attachments() {
		if !slices.Contains(c.FilesKept, f.ID) && !slices.Contains(c.FilesLost, f.ID) {
			return false
		}
	}
	return true
}

// Reported is how the handling was reported last, by a step of its own or when an answer was
// told, of whatever round, empty when it never was: what closing begins with (EX-17).
func (c *Case) Reported() string { return c.reported(1) }

// ReportedNow is that of the round that runs: what telling its answer again begins with.
func (c *Case) ReportedNow() string { return c.reported(max(c.Round, 1)) }

func (c *Case) reported(since int) string {
	for _, e := range slices.Backward(c.Events) {
		if e.Data.Round < since {
			continue
		}
		if e.Kind == Reported {
			return c.Note(e).Text
		}
		if e.Kind == Told && c.Note(e).Handling != "" {
			return c.Note(e).Handling
		}
	}
	return ""
}

// Close ends the case once every closing condition is met (EX-21); the
// handling is reported through the form (EX-17). By the officer or deputy.
func (c *Case) Close(r Report, by Person, now time.Time) error {
	if err := c.Closable(by, now); err != nil {
		return err
	}
	r.Handling, r.Lesson, r.Archive = strings.TrimSpace(r.Handling), strings.TrimSpace(r.Lesson), strings.TrimSpace(r.Archive)
	r.NoMeasure = strings.TrimSpace(r.NoMeasure)
	var rs Refusals
	if c.Procedure.Close.Report && r.Handling == "" {
		rs = append(rs, refuseField("handling", "error.report_missing"))
	}
	if c.Procedure.Close.Lesson && r.Lesson == "" {
		rs = append(rs, refuseField("lesson", "error.lesson_missing"))
	}
	if c.Procedure.Close.Archive && r.Archive == "" {
		rs = append(rs, refuseField("archive", "error.archive_missing"))
	}
	if c.AsksWhyNoMeasure() && r.NoMeasure == "" {
		rs = append(rs, refuseField("no_measure", "error.no_measure_why"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	data := Data{Outcome: c.Outcome}
	for _, d := range c.Undone() {
		data.Undone = append(data.Undone, d.Kind)
	}
	c.record(CaseClosed, by, now, now, data, c.put(r))
	return nil
}

// Closable refuses whoever may not close the case, and anybody while something is still to
// be done before that; it names the first.
func (c *Case) Closable(by Person, now time.Time) error {
	if err := c.MayClose(by, now); err != nil {
		return err
	}
	for _, cond := range c.ClosingConditions() {
		if !cond.Met {
			return refuse("error.close_blocked", "missing", Condition{Text: cond.Text})
		}
	}
	return nil
}

// Report gives what was written down when event e closed the case.
func (c *Case) Report(e Event) Report {
	var r Report
	c.read(e.Entry, &r)
	return r
}

// MayClose tells whether closing is by this person's hand; what is still to
// be done before that is ClosingConditions' to say.
func (c *Case) MayClose(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.Open() {
		return c.takenAlready("close", endings...)
	}
	return nil
}

// LastClosing gives the event that closed the case last, the zero Event when none did.
func (c *Case) LastClosing() Event {
	if e := c.newest(CaseClosed); e != nil {
		return *e
	}
	return Event{}
}

// longAnswered is after how many business days a case that was answered should have been
// closed (CY-25).
const longAnswered = 5

// LongAnswered gives the moment before which an answer was long ago: a case of which the
// customer was told earlier, and that is still open, waits for more than five business
// days. It fails with a *calendar.RangeError beyond the listed years.
func LongAnswered(cal *calendar.Calendar, now time.Time) (time.Time, error) {
	day, err := cal.AddBusinessDays(calendar.DayOf(now, cal.Zone()), -longAnswered)
	if err != nil {
		return time.Time{}, err
	}
	return day.Start(cal.Zone()), nil
}
