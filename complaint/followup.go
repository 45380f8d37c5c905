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
	Grade  int // how satisfied with the handling, one of Grades; 0: not asked
}

// RecordFollowUp records one try to verify that the complainant is satisfied
// (EX-18). Satisfied makes the case ready to close (EX-21); not satisfied
// opens the next round, whose clock starts at that moment (EX-19, EX-20). By
// the follow-up caller, the filer or the officer; never by who delivered the
// service, by the handler and whoever told the answer only with a reason.
func (c *Case) RecordFollowUp(f FollowUpForm, by Person, now time.Time) error {
	if err := c.MayFollowUp(by, now); err != nil {
		return err
	}
	f.Note, f.Why = strings.TrimSpace(f.Note), strings.TrimSpace(f.Why)
	if err := c.checkFollowUp(f, by, now).orNil(); err != nil {
		return err
	}
	data := Data{Via: f.Via, Flags: f.Ticks, Grade: f.Grade}
	if !Heard(f.Result) {
		data.Grade = 0
	}
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

// triedOut gives the event with which enough tries of this round got no reply, as many as
// the procedure asks for and each on a business day of its own. False while there were
// fewer, or the complainant is not asked.
func (c *Case) triedOut() (Event, bool) {
	if c.Face() != FaceAnswered || c.Tries() == 0 || c.Tries() < c.Procedure.FollowUp.Attempts {
		return Event{}, false
	}
	var tries []time.Time
	for _, e := range c.Events {
		if e.Kind != NoReply || e.Data.Round != c.Round {
			continue
		}
		if tries = append(tries, e.At); c.businessDays(tries) >= c.Procedure.FollowUp.Attempts {
			return e, true
		}
	}
	return Event{}, false
}

// AsksToClose tells whether what comes next is to ask that the case may close unverified
// (EX-21): enough was tried, nothing waits for a decision, and it was not refused since the
// last try.
func (c *Case) AsksToClose() bool {
	if _, enough := c.triedOut(); !enough || c.Waits() != nil {
		return false
	}
	n := len(c.Requests)
	if n == 0 {
		return true
	}
	r := c.Requests[n-1]
	return r.What != AskNoReply || r.Round != c.Round || r.Verdict != AgreementDenied || c.newest(NoReply).Recorded.After(r.DecidedAt)
}

// triedOf lists who is told, once, that enough was tried: those who ask the complainant and
// who leads, not whoever tried last.
func (c *Case) triedOf(d *Duty, now time.Time) []string {
	if d.Kind != DutyFollowUp || d.Round != c.Round || !c.AsksToClose() {
		return nil
	}
	last, _ := c.triedOut()
	return slices.DeleteFunc(c.Recipients(d, StageTried, now), func(u string) bool {
		return u == last.Actor || !c.lastTold(d.Kind, d.Round, u).Before(last.Recorded)
	})
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

// FollowUpTicks are what a follow-up may find besides: promises were kept, it
// cannot happen again, the complainant stays with the company (CY-08, KG-01).
var FollowUpTicks = []string{"kept", "fixed", "stays"}

// TicksAsked are those that can be ticked now: that promises were kept only where the case
// knows of none that still stands open.
func (c *Case) TicksAsked() []string {
	if len(c.OpenCommitments()) == 0 {
		return FollowUpTicks
	}
	return slices.DeleteFunc(slices.Clone(FollowUpTicks), func(tick string) bool { return tick == "kept" })
}

// Grades are how satisfied a complainant may be with how the complaint was handled,
// apart from whether it is solved: not at all to very (CY-08).
var Grades = []int{1, 2, 3, 4, 5}

// Heard tells whether with that result the complainant said what they think.
func Heard(result Kind) bool { return result == Satisfied || result == Dissatisfied }

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
	return c.Face() == FaceReady && c.RuledAt.IsZero() && c.Procedure.FollowUp.Required && !c.KeptBack()
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
	rs := append(checkWay("via", f.Via), c.checkPost(f.Via)...)
	add := func(field, text string, args ...any) { rs = append(rs, refuseField(field, text, args...)) }
	if slices.ContainsFunc(f.Ticks, func(t string) bool { return !slices.Contains(c.TicksAsked(), t) }) {
		add("result", "error.result_missing")
	}
	if f.Grade != 0 && !slices.Contains(Grades, f.Grade) {
		add("grade", "error.grade")
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
	if c.gradesOwn(by.ID) && f.Why == "" {
		add("why", "error.handler_asks")
	}
	rs = append(rs, c.guardTalk("note", f.Note, "")...)
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
		if from := c.settled[c.Round]; from > 0 {
			c.unsettled = append(slices.Clip(c.unsettled), spell{c.Round, from, e.Seq})
		}
		delete(c.settled, c.Round)
	case c.settled[c.Round] == 0:
		if c.settled == nil {
			c.settled = map[int]int{}
		}
		c.settled[c.Round] = e.Seq
	}
}
