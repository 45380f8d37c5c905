package complaint

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// DisputeForm says that the complainant takes the case to somebody outside.
type DisputeForm struct {
	Body      string // index of a body that the procedure names; empty: typed
	Name      string
	Binding   string // yes, no or unknown
	AskedBy   string
	Documents string // what was sent along
	At        time.Time
	Day       string // by which a ruling is expected, civil day 2006-01-02
	// Unasked: the company would submit the case of its own accord, which is refused.
	Unasked bool
	// Of a body that the procedure names and whose ruling binds: since when the
	// complainant knew of it, civil day, and whether they accept that it binds.
	Known    string
	Accepted string // one of Acceptances
}

// Acceptances are the answers to whether the complainant accepts that a ruling
// binds them as well.
var Acceptances = []string{"yes", "no"}

// Dispute is what is known of the body and of how it was asked.
type Dispute struct {
	Name      string `json:"name"`
	Reach     string `json:"reach,omitempty"` // address or site, as the procedure has it
	AskedBy   string `json:"asked_by"`
	Documents string `json:"documents,omitempty"`
	Known     string `json:"known,omitempty"`    // civil day since when the complainant knew of it
	Accepted  string `json:"accepted,omitempty"` // one of Acceptances; empty: nobody asked
}

// Bindings are the answers to whether a ruling binds the company.
var Bindings = []string{"yes", "no", "unknown"}

// fromRound is the round from which the way to a third party is offered.
const fromRound = 2

// OffersDispute tells whether the way to a third party is shown unasked: the
// complainant was not satisfied before.
func (c *Case) OffersDispute() bool { return c.Round >= fromRound && c.disputable() }

// disputable tells whether there is an answer to disagree with, whatever is made of the
// next one, and no third party has or had the case.
func (c *Case) disputable() bool {
	if c.binds || c.ToldAt.IsZero() || !c.RuledAt.IsZero() && c.State != StateClosed {
		return false
	}
	return c.Open() && c.State != StateDispute || c.State == StateClosed
}

// MayDispute tells whether this person may record that the complainant went
// to a third party, with the reason when not: a ruling that binds is the last (KG-21).
// By the officer or deputy.
func (c *Case) MayDispute(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.State == StateClosed && c.binds {
		return refuse("error.reopen_ruled")
	}
	if !c.disputable() {
		return c.wrongState("dispute")
	}
	return nil
}

// HandOver records that the complainant went to a third party. Nothing
// pauses: what the company owed ends, and the ruling is owed by the day that
// is expected (design: third party). Only the complainant takes it there (KG-20):
// the company submits nothing of its own accord.
func (c *Case) HandOver(f DisputeForm, by Person, now time.Time) error {
	if err := c.MayDispute(by, now); err != nil {
		return err
	}
	d := Dispute{Name: strings.TrimSpace(f.Name), AskedBy: strings.TrimSpace(f.AskedBy), Documents: strings.TrimSpace(f.Documents)}
	if body := c.body(f); body != nil {
		d.Name, d.Reach, f.Binding = body.Name, reachOf(body), body.Binding
	}
	var rs Refusals
	if f.Unasked {
		rs = append(rs, refuseField("initiative", "error.dispute_unasked"))
	}
	if c.BindsByProcedure(f) {
		rs = append(rs, c.checkAcceptance(f)...)
		d.Known, d.Accepted = f.Known, f.Accepted
	}
	if d.Name == "" {
		rs = append(rs, refuseField("name", "error.body_missing"))
	}
	if d.AskedBy == "" {
		rs = append(rs, refuseField("asked_by", "error.asked_by_missing"))
	}
	if !slices.Contains(Bindings, f.Binding) {
		rs = append(rs, refuseField("binding", "error.binding_missing"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if r := c.checkDayAhead("day", f.Day, now, true); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	c.record(Disputed, by, f.At, now, Data{Day: f.Day, Why: f.Binding}, c.put(d))
	c.withoutHandler(by, now)
	return nil
}

// BindsByProcedure tells whether the body of a form is one that the procedure names
// and whose ruling binds: then the complainant is asked whether they accept that.
func (c *Case) BindsByProcedure(f DisputeForm) bool {
	body := c.body(f)
	return body != nil && body.Binding == "yes"
}

// body is the third party that a form means, nil when it is none that the procedure
// names for this case.
func (c *Case) body(f DisputeForm) *procedure.Body {
	i, err := strconv.Atoi(f.Body)
	if err != nil || !slices.Contains(c.Bodies(), i) {
		return nil
	}
	return &c.Procedure.External[i]
}

// Bodies are the third parties that the complainant of this case may turn to, by
// their places in the procedure: by what it is about and who complains. Those of a
// certain kind come only once that is known.
func (c *Case) Bodies() []int {
	var fit []int
	for i, b := range c.Procedure.External {
		suits := func(code string) bool { return code == c.Nature || code == c.Second || code == c.Party }
		if len(b.For) == 0 || slices.ContainsFunc(b.For, suits) {
			fit = append(fit, i)
		}
	}
	return fit
}

// checkAcceptance wants to know since when the complainant knew of the body, which
// is before they went there, and what they said to its ruling being final: somebody
// who did not accept that is not bound by it.
func (c *Case) checkAcceptance(f DisputeForm) Refusals {
	var rs Refusals
	if !slices.Contains(Acceptances, f.Accepted) {
		rs = append(rs, refuseField("accepted", "error.acceptance_missing"))
	}
	switch day, err := calendar.ParseDay(f.Known); {
	case err != nil:
		rs = append(rs, refuseField("known", "error.known_missing"))
	case calendar.DayOf(f.At, c.Zone()).Before(day):
		rs = append(rs, refuseField("known", "error.known_late"))
	}
	return rs
}

// checkDayAhead refuses a day that is past, beyond the calendar or, where one
// is needed, missing.
func (c *Case) checkDayAhead(field, text string, now time.Time, needed bool) *Refusal {
	if text == "" && !needed {
		return nil
	}
	_, last := c.Calendar.Years()
	return c.checkDayTill(field, text, last, now)
}

// checkDayTill refuses what is no day, is past or lies beyond that year.
func (c *Case) checkDayTill(field, text string, last int, now time.Time) *Refusal {
	switch day, err := calendar.ParseDay(text); {
	case err != nil:
		return refuseField(field, "error.day_missing")
	case day.Before(calendar.DayOf(now, c.Zone())):
		return refuseField(field, "error.plan_day_past")
	case day.Year > last:
		return refuseField(field, "error.day_far", "year", last)
	}
	return nil
}

// tooFar refuses a day beyond the calendar, and names its last.
func (c *Case) tooFar(field string) *Refusal {
	_, last := c.Calendar.Years()
	return refuseField(field, "error.day_far", "year", last)
}

// Dispute gives the body that the case went to last, with whether its ruling
// binds: yes, no or unknown; false when it went to none.
func (c *Case) Dispute() (d Dispute, binding string, ok bool) {
	if c.disputed == 0 {
		return d, "", false
	}
	e := c.Events[c.disputed-1]
	c.read(e.Entry, &d)
	return d, e.Data.Why, true
}

// Bound tells whether a third party ever ruled so that the company has to follow it:
// nobody decides the case again, neither the company nor another body (KG-21).
func (c *Case) Bound() bool { return c.binds }

// Ruling is what the third party decided.
type Ruling struct {
	Text string
	At   time.Time
	Day  string // by which the company carries it out, civil day; empty: nothing to do
	// Nothing is why nothing is to be carried out, or why one that does not bind is not
	// followed; needed where there is no day and nobody does anything.
	Nothing string
	// Promises are who does what of it by when.
	Promises []Promise
	// Undecided: there is no ruling, for the reason that Text gives: not taken up, settled
	// there, or taken back.
	Undecided bool
}

// FlagUndecided marks that a third party that had the case did not rule on it.
const FlagUndecided = "undecided"

// MayRule tells whether this person may record the ruling, with the reason
// when not. By the officer or deputy.
func (c *Case) MayRule(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.State != StateDispute {
		return c.wrongState("ruling")
	}
	return nil
}

// rulingDays is how many business days what a ruling asks for is proposed to take: ours,
// where the procedure says quickly and no number (KG-22).
const rulingDays = 5

// ProposedDay is the day for carrying out a ruling that may bind, empty when it
// does not or the calendar ends before.
func (c *Case) ProposedDay(now time.Time) string {
	if _, binding, ok := c.Dispute(); !ok || binding == "no" {
		return ""
	}
	day, err := c.Calendar.AddBusinessDays(calendar.DayOf(now, c.Zone()), rulingDays)
	if err != nil {
		return ""
	}
	return day.String()
}

// RecordRuling ends the dispute. What the ruling asks for is owed by its day, with none
// by the last of the days on which somebody does something of it (KG-22); the case can
// close once that is done, and nobody does any of it later than that day. That nothing
// follows from a ruling is said with its reason. Who does what is owed as any promise is. Where the third party did not rule,
// the case goes on from where it stood, and nothing binds anybody.
func (c *Case) RecordRuling(r Ruling, by Person, now time.Time) error {
	if err := c.MayRule(by, now); err != nil {
		return err
	}
	var rs Refusals
	missing := "error.ruling_missing"
	if r.Undecided {
		missing = "error.undecided_why"
		r.Day, r.Nothing, r.Promises = "", "", nil
	}
	if r.Text = strings.TrimSpace(r.Text); r.Text == "" {
		rs = append(rs, refuseField("text", missing))
	}
	if bad := c.checkSince(r.At, c.Events[c.disputed-1].At, now, "error.before_dispute", "at"); bad != nil {
		rs = append(rs, bad)
	}
	if bad := c.checkDayAhead("day", r.Day, now, false); bad != nil {
		rs = append(rs, bad)
	}
	promises, partly := c.wholePromises(r.Promises, calendar.DayOf(now, c.Zone()))
	rs = append(append(rs, partly...), c.guardPromises(r.Promises)...)
	rs = append(rs, tasksTooLate(r)...)
	_, binding, _ := c.Dispute()
	r.Nothing = strings.TrimSpace(r.Nothing)
	switch follows := r.Day != "" || len(promises) > 0 || len(partly) > 0; {
	case follows && r.Nothing != "":
		rs = append(rs, refuseField("nothing", "error.ruling_both"))
	case follows || r.Undecided || r.Nothing != "":
	case binding == "yes":
		rs = append(rs, refuseField("nothing", "error.ruling_nothing"))
	default:
		rs = append(rs, refuseField("nothing", "error.ruling_follow"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	data := Data{Day: r.Day}
	if r.Day == "" && len(promises) > 0 {
		for _, p := range promises {
			data.Day = max(data.Day, p.When)
		}
		if !slices.ContainsFunc(promises, c.promised) { // of what was promised before this is no part
			data.Flags = []string{FlagLastDay}
		}
	}
	if r.Undecided {
		data.Flags = []string{FlagUndecided}
	}
	c.record(Ruled, by, r.At, now, data, c.put(Note{Text: r.Text, Nothing: r.Nothing}))
	c.commit(promises, 0, by, r.At, now)
	return nil
}

// MayCarryOut tells whether this person may say that the ruling was carried
// out, with the reason when not. By the handler, officer or deputy.
func (c *Case) MayCarryOut(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleHandler, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if c.Face() != FaceRuled {
		return c.wrongState("carry_out")
	}
	return nil
}

// tasksTooLate refuses what somebody does later than on the day by which all of the ruling
// is carried out, and names both days.
func tasksTooLate(r Ruling) Refusals {
	var rs Refusals
	last, err := calendar.ParseDay(r.Day)
	if err != nil {
		return nil
	}
	for i, p := range r.Promises {
		if day, err := calendar.ParseDay(p.When); err == nil && day.After(last) {
			rs = append(rs, refuseField("when"+strconv.Itoa(i+1), "error.ruling_task_late", "day", day, "last", last))
		}
	}
	return rs
}

// RulingTasks lists who does what of the ruling that was made last, in the order in which it
// was written down.
func (c *Case) RulingTasks() []Commitment {
	ruling, ok := c.ruled()
	if !ok {
		return nil
	}
	var tasks []Commitment
	for _, e := range c.Events[ruling.Seq:] {
		if e.Kind == CommitmentMade && sameAct(ruling, e) {
			tasks = append(tasks, *c.Commitment(e.Data.Index))
		}
	}
	return tasks
}

// CarryOut records that what the ruling asked for was done, and when. It is refused while
// somebody has yet to do something of it.
func (c *Case) CarryOut(at time.Time, by Person, now time.Time) error {
	if err := c.MayCarryOut(by, now); err != nil {
		return err
	}
	if bad := c.checkSince(at, c.RuledAt, now, "error.before_ruling", "ruled"); bad != nil {
		return Refusals{bad}
	}
	var open []Promise
	for _, m := range c.RulingTasks() {
		if m.Verdict == "" {
			open = append(open, c.Promise(m.N))
		}
	}
	if len(open) > 0 {
		return Refusals{refuseField("when", "error.ruling_open", "n", len(open), "tasks", open)}
	}
	c.record(RulingDone, by, at, now, Data{}, 0)
	return nil
}

// applyDispute takes the effect of the events of the external road.
func (c *Case) applyDispute(e Event) {
	switch e.Kind {
	case Disputed:
		c.before = standing{c.State, c.FollowedUp, c.ClosedAt, c.RuledAt, c.RulingDoneAt, c.RulingDay, c.disputed, c.settled[c.Round]}
		c.State, c.disputed, c.ClosedAt, c.FollowedUp = StateDispute, e.Seq, time.Time{}, ""
		c.RuledAt, c.RulingDay, c.RulingDoneAt = time.Time{}, "", time.Time{}
	case Ruled:
		if e.Undecided() {
			c.goBack(e.Recorded)
			return
		}
		c.binds = c.binds || c.Events[c.disputed-1].Data.Why == "yes"
		c.State, c.RuledAt, c.RulingDay = StateFollowUp, e.At, e.Data.Day
		if told := c.newest(Told); told != nil { // a later answer is not told any more
			c.Outcome = c.Answers[told.Data.Version-1].Outcome
		}
	case RulingDone:
		c.RulingDoneAt = e.At
	}
}

// Undecided tells whether an event says that a third party did not rule.
func (e *Event) Undecided() bool {
	return e.Kind == Ruled && e.Data.Has(FlagUndecided)
}

// RulingText is what the third party decided last, empty before it did.
func (c *Case) RulingText() string { return c.ruling().Text }

// RulingNothing is why nothing of it is to be carried out, empty where something is or
// nobody had to say.
func (c *Case) RulingNothing() string { return c.ruling().Nothing }

func (c *Case) ruling() Note {
	e, _ := c.ruled()
	return c.Note(e)
}

// ruled is the newest ruling, false before there is one.
func (c *Case) ruled() (Event, bool) {
	for _, e := range slices.Backward(c.Events) {
		if e.Kind == Ruled && !e.Undecided() {
			return e, true
		}
	}
	return Event{}, false
}
