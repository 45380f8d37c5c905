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
