package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// FollowUpForm is what the complainant said when asked whether it is solved.
type FollowUpForm struct {
	Result Kind // Satisfied, Dissatisfied, NoReply or NoContact
	At     time.Time
	Via    string
	Note   string
	Why    string // why the handler asks instead of somebody else
	Ticks  []string
}

// RecordFollowUp records one try to verify that the complainant is satisfied
// (EX-18). Satisfied makes the case ready to close (EX-21); not satisfied
// opens the next round, whose clock starts at that moment (EX-19, EX-20). By
// the follow-up caller, the filer or the officer; never by who delivered the
// service, by the handler only with a reason.
func (c *Case) RecordFollowUp(f FollowUpForm, by Person, now time.Time) error {
	if err := c.MayFollowUp(by, now); err != nil {
		return err
	}
	f.Note, f.Why = strings.TrimSpace(f.Note), strings.TrimSpace(f.Why)
	if err := c.checkFollowUp(f, by, now).orNil(); err != nil {
		return err
	}
	data := Data{Via: f.Via, Flags: f.Ticks}
	if f.Result == NoReply {
		data.Attempt = c.Unanswered() + 1
	}
	c.record(f.Result, by, f.At, now, data, c.put(Note{Text: f.Note, With: f.Why}))
	c.withoutHandler(by, now)
	if f.Result == NoContact && c.Waits() == nil { // somebody agrees before the case may close unverified
		c.ask(AskNoContact, Petition{Text: f.Note}, by, now)
	}
	return nil
}

// Unanswered counts the tries of this round that got no reply, two of one day as
// two. Tries counts the days.
func (c *Case) Unanswered() int {
	n := 0
	for _, f := range c.FollowUps {
		if f.Result == NoReply {
			n++
		}
	}
	return n
}

// NextTry is the civil day from which another try to hear the complainant counts,
// after one without a reply; false where none is asked for, or beyond the calendar.
func (c *Case) NextTry() (calendar.Day, bool) {
	var last time.Time
	for _, f := range c.FollowUps {
		if f.Result == NoReply && f.At.After(last) {
			last = f.At
		}
	}
	if last.IsZero() || c.Face() != FaceAnswered || c.waitsFor(AskNoReply, AskNoContact) || c.Tries() >= c.Procedure.FollowUp.Attempts {
		return calendar.Day{}, false
	}
	day, err := c.Calendar.AddBusinessDays(calendar.DayOf(last, c.Zone()), 1)
	return day, err == nil
}

// FollowUpTicks are what a follow-up may find besides: it cannot happen again, and what
// was promised was done, unless the case knows of a promise that still stands open.
func (c *Case) FollowUpTicks() []string {
	if len(c.OpenCommitments()) > 0 {
		return []string{"fixed"}
	}
	return []string{"kept", "fixed"}
}

// MayFollowUp tells whether this person may ask the complainant now, with the
// reason when not.
func (c *Case) MayFollowUp(by Person, now time.Time) error {
	if err := c.may(by, now, PartFiling, RoleFollowUp, RoleFiler, RoleOfficer, RoleHandler); err != nil {
		return err
	}
	if c.Face() != FaceAnswered && !c.mayHearAgain() {
		return c.wrongState("followup")
	}
	return nil
}

// mayHearAgain tells whether the complainant, whose case only has to be closed, may
// still say otherwise.
func (c *Case) mayHearAgain() bool {
	return c.Face() == FaceReady && c.RuledAt.IsZero() && c.Procedure.FollowUp.Required
}

// FollowUpKinds are the answers to "is it solved?", in the order in which forms ask.
var FollowUpKinds = []Kind{Satisfied, Dissatisfied, NoReply, NoContact}

// FollowUpResults are what can be recorded of asking the complainant now. Once the
// outcome is known they may still say otherwise, until the case is closed: who was
// satisfied is not, and who was not reached tells it by themselves.
func (c *Case) FollowUpResults() []Kind {
	switch {
	case !c.outcomeKnown():
		return FollowUpKinds
	case c.FollowedUp == Satisfied:
		return []Kind{Dissatisfied}
	}
	return []Kind{Satisfied, Dissatisfied}
}

func (c *Case) checkFollowUp(f FollowUpForm, by Person, now time.Time) Refusals {
	rs := checkWay("via", f.Via)
	add := func(field, text string, args ...any) { rs = append(rs, refuseField(field, text, args...)) }
	if slices.ContainsFunc(f.Ticks, func(t string) bool { return !slices.Contains(c.FollowUpTicks(), t) }) {
		add("result", "error.result_missing")
	}
	switch results := c.FollowUpResults(); {
	case f.Result == "":
		add("result", "error.result_missing")
	case !slices.Contains(results, f.Result):
		add("result", "error.result_known")
	case f.Result == Dissatisfied:
		if f.Note == "" {
			add("note", "error.followup_note")
		}
	case f.Result == NoContact:
		if f.Note == "" {
			add("note", "error.followup_note")
		}
		if r := c.Waits(); r != nil && !c.waitsFor(AskNoReply, AskNoContact) {
			add("result", "error.request_waits", "who", Users(c.DecidersOf(r, now)))
		}
		if len(c.deciders(AskNoContact, by.ID, "", now)) == 0 {
			add("result", "error.no_approver")
		}
	}
	if by.ID == c.Handler && !c.Procedure.FollowUp.HandlerMayAsk && f.Why == "" {
		add("why", "error.handler_asks")
	}
	if r := c.checkSince(f.At, c.ToldAt, now, "error.before_answer", "told"); r != nil {
		rs = append(rs, r)
	}
	return rs
}

// StartFollowUp moves an answered case to those waiting for their follow-up
// call, a few business days before it is due. It records nothing too early.
func (c *Case) StartFollowUp(now time.Time) error {
	duties, err := c.Duties()
	if err != nil {
		return err
	}
	at, err := c.followUpMoment(duties)
	if err != nil || at.IsZero() || now.Before(at) {
		return err
	}
	c.record(FollowUpStarted, Clock, now, now, Data{}, 0)
	return nil
}

// followUpMoment is when StartFollowUp acts, zero when it does not.
func (c *Case) followUpMoment(duties []Duty) (time.Time, error) {
	if c.State != StateDecided || !c.Procedure.FollowUp.Required {
		return time.Time{}, nil
	}
	for i := range duties {
		d := &duties[i]
		if d.Kind != DutyFollowUp || d.Round != c.Round || !d.Open() {
			continue
		}
		day, err := c.Calendar.AddBusinessDays(c.Calendar.LastDay(d.Due), -c.Procedure.FollowUp.ReadyBefore)
		if err != nil {
			return time.Time{}, err
		}
		at, _ := day.At(nine, c.Zone())
		return at, nil
	}
	return time.Time{}, nil
}

// outcomeKnown tells whether the case waits for nobody outside any more: it is
// answered, and what the customer says of it, where they are asked, or what a third
// party ruled, is known and done.
func (c *Case) outcomeKnown() bool {
	switch {
	case c.State != StateDecided && c.State != StateFollowUp:
		return false
	case !c.RuledAt.IsZero():
		return c.RulingDay == "" || !c.RulingDoneAt.IsZero()
	}
	return c.FollowedUp != "" || !c.Procedure.FollowUp.Required
}

// settle notes the event since which the outcome of the round is known: from then on
// the case has to be closed, whichever way it came there, and somebody owes that.
// What else closing asks for does not put it off: it is the same person's to see to.
func (c *Case) settle(e Event) {
	switch {
	case !c.Open():
	case !c.outcomeKnown():
		delete(c.settled, c.Round)
	case c.settled[c.Round] == 0:
		if c.settled == nil {
			c.settled = map[int]int{}
		}
		c.settled[c.Round] = e.Seq
	}
}

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
	case c.Procedure.FollowUp.Required:
		list = append(list, Condition{"close.followed_up", !c.asks(Satisfied)})
	}
	if c.Procedure.Close.Explained {
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
func (c *Case) answered() bool { return !c.RuledAt.IsZero() || c.toldRound == max(c.Round, 1) }

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
	case c.Unreached():
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

// Close ends the case once every closing condition is met (EX-21); the
// handling is reported through the form (EX-17). By the officer or deputy.
func (c *Case) Close(r Report, by Person, now time.Time) error {
	if err := c.MayClose(by, now); err != nil {
		return err
	}
	for _, cond := range c.ClosingConditions() {
		if !cond.Met {
			return refuse("error.close_blocked", "missing", Condition{Text: cond.Text})
		}
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
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == CaseClosed {
			return e
		}
	}
	return Event{}
}
