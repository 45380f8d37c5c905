package complaint

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"ombud/procedure"
)

// Assignment says who handles the case, and why.
type Assignment struct {
	Handler    string // Slack id
	Name       string // as Slack shows it, frozen
	Title      string // function, frozen
	Why        string // a code of the procedure
	WhyText    string // in words, for the code "other"
	Brief      string
	Delivered  string   // one of [DeliveredBy]: which of the next three says it; may be empty
	Deliverers []string // colleagues who delivered the service, beside those known; only Correct takes one away
	Deliverer  string   // typed name of one who is not in Slack, in place of the one known
	Unknown    string   // why nobody can be named as deliverer
	Skip       string   // why the read-back was not waited for; empty: it was
	KeepFiler  bool     // whoever received it stays co-responsible
	KeepAway   bool     // asked again and kept: the handler is away
}

// DeliveredBy are those by whom a service may have been delivered, each told in a field of
// its own.
var DeliveredBy = []string{"colleague", "outside", "unknown"}

// deliveredField is the field that is to say who delivered the service.
func (a *Assignment) deliveredField() string {
	switch a.Delivered {
	case "outside":
		return "deliverer"
	case "unknown":
		return "unknown"
	}
	return "deliverers"
}

// FlagAnswered marks that a case passed on to another handler after it was answered.
const FlagAnswered = "answered"

// Barred says why somebody may not handle a case.
type Barred string

// The reasons, in the order in which they are told.
const (
	BarredNamed     Barred = "named"     // complained about
	BarredDelivered Barred = "delivered" // delivered the service
	BarredInterest  Barred = "interest"
	BarredElsewhere Barred = "elsewhere" // kept out by a case that is one with this one, or was
	BarredAway      Barred = "away"      // a warning, not a bar
)

// Bars tells why user may not handle the case, empty when nothing stands in
// the way. Deliverers are those already known and those named in the form.
func (c *Case) Bars(user string, deliverers []string, now time.Time) Barred {
	switch {
	case slices.Contains(c.About, user):
		return BarredNamed
	case slices.Contains(c.Deliverers, user) || slices.Contains(deliverers, user):
		return BarredDelivered
	case slices.Contains(c.Interested, user):
		return BarredInterest
	case c.IsInvolved(user):
		return BarredElsewhere
	case !c.Roster.AwayUntil(user, now).IsZero():
		return BarredAway
	}
	return ""
}

// MayHandle lists who holds a role that may handle by a procedure, each once, in its order.
func (r *Roster) MayHandle(p *procedure.Procedure, at time.Time) []string {
	roles := make([]Role, len(p.Assign.Roles))
	for i, role := range p.Assign.Roles {
		roles[i] = Role(role)
	}
	return r.HoldingAny(at, roles...)
}

// Candidates lists who holds a role that may handle by the procedure, barred or
// not, in the order of the procedure. With all of them involved or away it is also
// whoever answers for the case in their place.
func (c *Case) Candidates(now time.Time) []string {
	users := c.Roster.MayHandle(c.Procedure, now)
	if len(users) == 0 || len(c.Roster.here(c.eligible(users), now)) > 0 {
		return users
	}
	for _, u := range append(c.inCharge(now), c.Responsible(RoleOfficer, now)...) {
		if !slices.Contains(users, u) {
			users = append(users, u)
		}
	}
	return users
}

// Handlers lists who may be chosen as handler: the candidates without whoever
// is barred.
func (c *Case) Handlers(now time.Time) []string {
	return slices.DeleteFunc(c.Candidates(now), func(u string) bool {
		b := c.Bars(u, nil, now)
		return b != "" && b != BarredAway
	})
}

// MayAssign refuses whoever may not assign, and any once the case is answered.
func (c *Case) MayAssign(by Person, now time.Time) error {
	if err := c.may(by, now, PartCard, RoleOfficer, RoleDeputy); err != nil {
		return err
	}
	if !c.Open() || c.State == StateDecided || c.State == StateFollowUp {
		return c.wrongState("assign")
	}
	return nil
}

// Assign gives the case to a handler who is never an involved person (EX-09,
// EX-10, EX-11). Name and function are frozen as they are today. Where the
// procedure sends the form, the handler's clock starts when it arrives. Where
// another role agrees with the choice, whoever does not play it proposes: see [Request].
func (c *Case) Assign(a Assignment, by Person, now time.Time) error {
	if err := c.MayAssign(by, now); err != nil {
		return err
	}
	if !c.MustAsk(AskHandler, by, now) {
		return c.assign(a, false, by, now)
	}
	return c.propose(a, false, by, now)
}

// propose asks for agreement with an assignment; again is as for assign.
func (c *Case) propose(a Assignment, again bool, by Person, now time.Time) error {
	a.trim()
	if err := c.checkAssignment(a, again, now).orNil(); err != nil {
		return err
	}
	out := *c // whom it names is involved from then on, whatever becomes of it (EX-10)
	out.Deliverers = slices.Concat(c.Deliverers, a.Deliverers)
	if out.IsInvolved(by.ID) {
		return Refusals{refuseField("deliverers", "error.proposer_involved")}
	}
	if err := out.mayAsk(AskHandler, a.Handler, by, now); err != nil {
		return err
	}
	c.nameDeliverers(a, by, now)
	if c.handled() && c.IsInvolved(c.Handler) {
		c.record(HandlerNeeded, by, now, now, Data{User: c.Handler, Why: VacantInterest}, 0)
	}
	c.ask(AskHandler, Petition{Assign: &a}, by, now)
	return nil
}

func (a *Assignment) trim() {
	for _, s := range []*string{&a.Brief, &a.WhyText, &a.Deliverer, &a.Unknown, &a.Skip, &a.Title} {
		*s = strings.TrimSpace(*s)
	}
}

// because is why that person was chosen, in words.
func (a *Assignment) because() string { return strings.TrimSpace(a.WhyText + " " + a.Skip) }

// assign is Assign; again says that the case was assigned before, and that what
// was asked then holds.
func (c *Case) assign(a Assignment, again bool, by Person, now time.Time) error {
	a.trim()
	if err := c.checkAssignment(a, again, now).orNil(); err != nil {
		return err
	}
	c.nameDeliverers(a, by, now)
	c.give(a, by, by, now)
	return nil
}

// nameDeliverers records who delivered the service, as far as it is news.
func (c *Case) nameDeliverers(a Assignment, by Person, now time.Time) {
	known := c.OutsideDeliverer()
	outside := cmp.Or(a.Deliverer, known)
	all := people(slices.Concat(c.Deliverers, a.Deliverers))
	if len(all) > len(c.Deliverers) || a.Unknown != "" || outside != known {
		c.record(DelivererNamed, by, now, now, Data{Users: all}, c.put(Note{Text: a.Unknown, With: outside}))
	}
}

// give records an assignment that passed its checks: by decided, asker chose.
func (c *Case) give(a Assignment, asker, by Person, now time.Time) {
	var flags []string
	if !c.handled() { // it is answered: there is nothing to accept, and no form to send
		flags = []string{FlagAnswered}
	}
	c.record(HandlerAssigned, by, now, now, Data{User: a.Handler, Why: a.Why, Flags: flags},
		c.put(Appointment{Name: a.Name, Title: a.Title, Brief: a.Brief, Why: a.because()}))
	if a.Handler == asker.ID && !c.Accepted { // nobody asks themselves
		c.record(Accepted, asker, now, now, Data{User: asker.ID}, 0)
	}
	c.keepFiler(a.KeepFiler, by, now)
}

func (c *Case) checkAssignment(a Assignment, again bool, now time.Time) Refusals {
	var rs Refusals
	switch bar := c.Bars(a.Handler, a.Deliverers, now); {
	case a.Handler == "":
		rs = append(rs, refuseField("handler", "error.handler_missing"))
	case bar == BarredDelivered:
		rs = append(rs, refuseField("handler", "error.handler_delivered", "who", User(a.Handler)))
	case bar == BarredInterest:
		rs = append(rs, refuseField("handler", "error.handler_interest", "who", User(a.Handler)))
	case bar == BarredElsewhere:
		rs = append(rs, refuseField("handler", "error.handler_elsewhere", "who", User(a.Handler)))
	case bar == BarredNamed:
		rs = append(rs, refuseField("handler", "error.handler_named", "who", User(a.Handler)))
	case !slices.Contains(c.Candidates(now), a.Handler):
		rs = append(rs, refuseField("handler", "error.outsider_handler"))
	case bar == BarredAway && !a.KeepAway:
		back, _ := c.BackOn([]string{a.Handler}, now)
		rs = append(rs, refuseField("handler", "error.handler_away", "who", User(a.Handler), "back", back))
	}
	if user := c.Receiver(); a.KeepFiler && (c.IsInvolved(user) || slices.Contains(a.Deliverers, user)) {
		rs = append(rs, refuseField("keep", "error.co_owner_involved", "who", User(user)))
	}
	if a.Title == "" {
		rs = append(rs, refuseField("title", "error.title_missing"))
	}
	rs = append(rs, c.guardTalk("title", a.Title, a.Name)...) // it stands below what they write
	known := again || len(a.Deliverers) > 0 || a.Deliverer != "" || a.Unknown != "" || c.DelivererSaid()
	if c.Procedure.Assign.DelivererRequired && !known {
		rs = append(rs, refuseField(a.deliveredField(), "error.deliverer_missing"))
	}
	rs = append(rs, c.keepsOut("deliverers", a.Deliverers, now)...)
	if !slices.Contains(c.Procedure.Assign.Reasons, a.Why) {
		rs = append(rs, refuseField("why", "error.reason_missing"))
	}
	if a.Why == "other" && a.WhyText == "" {
		rs = append(rs, refuseField("why_text", "error.reason_missing"))
	}
	if c.AwaitsCustomer() && a.Skip == "" && !again {
		text := "error.not_explained"
		if c.AwaitsReport() {
			text = "error.not_confirmed"
		}
		rs = append(rs, refuseField("skip", text))
	}
	return rs
}

// DelivererSaid tells whether it was said who delivered the service, or why nobody knows.
func (c *Case) DelivererSaid() bool {
	return c.OutsideDeliverer() != "" || slices.ContainsFunc(c.Events, func(e Event) bool { return e.Kind == DelivererNamed }) || len(c.Deliverers) > 0
}

// AwaitsCustomer tells whether the customer's approval of the report, or the
// explanation that follows it, is still to come; a case that is assigned
// before that needs a reason.
func (c *Case) AwaitsCustomer() bool {
	return c.State == StateRecorded && (c.AwaitsReport() || c.explainsFirst())
}

// AwaitsReport tells whether the customer's approval of the report is still to come; what
// else a case awaits before it is assigned is the explanation.
func (c *Case) AwaitsReport() bool { return c.Procedure.Steps.ReadBack && !c.readBackSettled() }

// WhyOf is the reason that is likely meant when that person is chosen, empty
// when nobody is.
func (c *Case) WhyOf(user string, now time.Time) string {
	why := "other"
	switch {
	case user == "":
		return ""
	case c.Roster.HasAny(user, now, RoleOfficer, RoleDeputy):
		why = "officer"
	case c.Roster.Has(user, RoleProcessOwner, now):
		why = "process"
	}
	if !slices.Contains(c.Procedure.Assign.Reasons, why) {
		return ""
	}
	return why
}

// Delivered records that a notice arrived, where its delivery is a step: the
// form reached the handler (EX-12), which starts the clock of first contact.
func (c *Case) Delivered(kind Kind, to string, at, now time.Time) error {
	contacted := slices.ContainsFunc(c.Events, func(e Event) bool { // quicker than Slack: nothing is owed any more
		return e.Kind == Contacted && !e.Recorded.Before(c.AssignedAt)
	})
	if kind == FormSent && to == c.Handler && c.FormSentAt.IsZero() && c.handled() && !contacted {
		c.record(FormSent, Clock, at, now, Data{User: to}, 0)
		if role := Role(c.Procedure.Steps.Inform); role != "" && c.informsItself() && c.Roster.Has(to, role, now) {
			c.record(Informed, Clock, at, now, Data{User: to}, 0)
		}
	}
	return nil
}
