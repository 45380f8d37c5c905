package complaint

import (
	"slices"
	"strings"
	"time"
)

// MayRespond refuses whoever was not asked to handle the case, and the one
// who was once they answered.
func (c *Case) MayRespond(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleHandler); err != nil {
		return err
	}
	if c.Accepted || !c.handled() {
		return c.wrongState("accept")
	}
	return nil
}

// MayAccept refuses, beside that, whoever stands in for the handler: with it the handler
// says of themselves that they have no interest in the case (EX-10). A stand-in may say
// that they cannot take it.
func (c *Case) MayAccept(by Person, now time.Time) error {
	if err := c.MayRespond(by, now); err != nil {
		return err
	}
	if by.ID != c.Handler {
		return refuse("error.accept_own", "who", User(c.Handler))
	}
	return nil
}

// handled tells whether the case is one that somebody has to work on.
func (c *Case) handled() bool {
	return c.Open() && c.State != StateDecided && c.State != StateFollowUp
}

// Accept records that the handler takes the case and has no interest in it.
func (c *Case) Accept(by Person, now time.Time) error {
	if err := c.MayAccept(by, now); err != nil {
		return err
	}
	c.record(Accepted, by, now, now, Data{User: by.ID}, 0)
	return nil
}

// TakesOn tells whether what this person records as the handler takes the case
// on: they were asked for it and have not answered yet.
func (c *Case) TakesOn(by Person, now time.Time) bool {
	return c.MayAccept(by, now) == nil
}

// takeOn records that the handler took the case with what they did at that moment,
// so that nobody handles a case without having said that they have no interest in it.
func (c *Case) takeOn(by Person, at, now time.Time) {
	if !c.TakesOn(by, now) {
		return
	}
	if at.Before(c.AssignedAt) { // noted afterwards: nobody takes what is not theirs yet
		at = c.AssignedAt
	}
	c.record(Accepted, by, at, now, Data{User: by.ID}, 0)
}

// Decline records that the handler cannot take the case, and why; the officer
// is told to find somebody else.
func (c *Case) Decline(reason string, by Person, now time.Time) error {
	if err := c.MayRespond(by, now); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return refuseField("reason", "error.reason_missing")
	}
	c.record(Declined, by, now, now, Data{User: by.ID}, c.put(Note{Text: reason}))
	c.record(HandlerNeeded, by, now, now, Data{User: by.ID, Why: VacantDeclined}, 0)
	return nil
}

// Why a case needs a handler: codes of that event.
const (
	VacantDeclined = "declined"
	VacantInterest = "interest"
	VacantLeft     = "left" // the company, and the customer came back
)

// applyVacancy leaves the case without a handler. Work that was not begun goes
// back to be assigned.
func (c *Case) applyVacancy() {
	c.Handler, c.Accepted, c.FormSentAt, c.appointmentEntry = "", false, time.Time{}, 0
	if c.State == StateAssigned {
		c.State = StateRecorded
		c.confirm()
	}
}

// Interest is somebody's involvement in a case, as declared or found later.
type Interest struct {
	Users   []string // who; empty: the person who says so
	How     string   // in one sentence
	Channel []string // who is in the management channel now
}

// MayDeclare refuses whoever does not know of the case, and those who are
// kept out of it already.
func (c *Case) MayDeclare(by Person, now time.Time) error {
	switch {
	case !c.MaySee(by, PartState, now):
		return ErrNotFound
	case c.Erased():
		return c.Gone()
	case !c.knows(by, PartState, now): // who only reads has the officer say so
		return c.NotTheirs(now)
	}
	if c.IsInvolved(by.ID) {
		return refuse("error.interest_known")
	}
	return nil
}

// MayDeclareFor tells whether this person may say of others that they are
// involved.
func (c *Case) MayDeclareFor(by Person, now time.Time) error {
	return c.may(by, now, PartCard, RoleOfficer, RoleDeputy)
}

// DeclareInterest keeps somebody out of the case from now on: the person who
// says so, or whom the officer found to be involved (EX-10). A handler is
// replaced, what they agreed to is asked anew, and the case leaves the channel
// when they are in it. Refused when nobody uninvolved would be left.
func (c *Case) DeclareInterest(f Interest, by Person, now time.Time) error {
	if err := c.MayDeclare(by, now); err != nil {
		return err
	}
	f.How = strings.TrimSpace(f.How)
	if len(f.Users) == 0 {
		f.Users = []string{by.ID}
	}
	if !slices.Equal(f.Users, []string{by.ID}) {
		if err := c.MayDeclareFor(by, now); err != nil {
			return err
		}
	}
	found := slices.DeleteFunc(slices.Clone(f.Users), c.IsInvolved)
	slices.Sort(found)
	found = slices.Compact(found)
	var rs Refusals
	if len(found) == 0 {
		rs = append(rs, refuseField("who", "error.interest_known"))
	}
	if f.How == "" {
		rs = append(rs, refuseField("how", "error.interest_how"))
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	if len(c.audienceWithout(found, now)) == 0 {
		return refuse("error.nobody_left")
	}
	vacant := c.handled() && slices.Contains(found, c.Handler)
	handler := c.Handler
	c.record(InvolvedFound, by, now, now, Data{Users: found}, c.put(Note{Text: f.How}))
	if vacant {
		c.record(HandlerNeeded, by, now, now, Data{User: handler, Why: VacantInterest}, 0)
	}
	return c.TakeConfidentialRoute(f.Channel, now)
}

// applyInvolved keeps people out. An approval that was not told yet and came
// from one of them is void. That somebody was meant by mistake gives them back neither
// the case to handle nor their approval: others went on without.
func (c *Case) applyInvolved(e Event) {
	c.Interested = append(c.Interested, e.Data.Users...)
	meant := c.Written(e).Data.Users
	if slices.Contains(meant, c.Handler) {
		c.applyVacancy()
	}
	c.approveAgain(e, func(u string) bool { return slices.Contains(meant, u) })
}

// approveAgain lets an answer wait once more that was not told yet and that one of these
// people approved, and tells whether it does. Event e, by which that turned out, is since when
// approving it is owed anew.
func (c *Case) approveAgain(e Event, out func(user string) bool) bool {
	a := c.Answer()
	if a == nil || !a.Asked || !slices.ContainsFunc(c.waitingApprovers(), out) { // one that nobody had to approve is written anew, see [Case.AuthorInvolved]
		return false
	}
	if a.Verdict == Approved && (e.Data.Has(FlagAsksAnew) || e.Kind == Ruled) { // else it is owed still, or was before that was the rule
		a.again = append(slices.Clip(a.again), e.Seq)
	}
	a.AskedOf = ""
	a.void()
	c.decided()
	return true
}

// FlagAsksAnew marks that what those agreed to who turn out by the event to be involved waits
// anew. Where it was written down before that was the rule, what followed from it stands.
const FlagAsksAnew = "asks_anew"

// asksAnew tells whether somebody may turn out by an event to be involved.
func asksAnew(e Event) bool {
	return slices.Contains([]Kind{InvolvedFound, DelivererNamed, Corrected, Absorbed}, e.Kind) && keepsOut(e)
}

// askAgain lets what somebody agreed to who turned out to be involved wait for somebody else,
// as an approval does: that the case may close unverified, that the answer stays in the file,
// and more time of which the customer was not told yet. What took effect stands.
func (c *Case) askAgain(e Event) {
	back := e.Kind == Ruled && e.Undecided() // to where it stood before the third party, whatever came out meanwhile
	if !back && !e.Data.Has(FlagAsksAnew) || !c.Open() {
		return
	}
	if back {
		c.approveAgain(e, c.IsInvolved)
	}
	out := func(u string) bool {
		return c.IsInvolved(u) || e.Kind == InvolvedFound && slices.Contains(c.Written(e).Data.Users, u)
	}
	for i, r := range c.Requests {
		if r.Verdict != AgreementGiven || r.Round != max(c.Round, 1) || c.FollowedUp != Kind(r.What) || !out(r.DecidedBy) {
			continue
		}
		needless := i < len(c.Requests)-1 // another was asked since: this is asked for anew
		if c.KeptBack() {
			c.State = StatePrepared
			needless = c.approveAgain(e, out) || needless
		}
		c.FollowedUp, c.Requests = "", slices.Clone(c.Requests)
		c.Requests[i].void(e.Seq, needless)
	}
	if n := len(c.Extensions); n > 0 && c.Extensions[n-1].untold() {
		if x := &c.Extensions[n-1]; x.Verdict == ExtensionAgreed && out(x.DecidedBy) {
			x.void(e.Seq)
		}
	}
}
