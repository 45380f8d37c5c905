package complaint

import (
	"slices"
	"strings"
	"time"
)

// Consultation is whom somebody asked for advice, and what they said.
type Consultation struct {
	With       string // Slack id
	At         time.Time
	Said       string
	Impossible bool // they could not be asked; Said is why
	Unsaid     bool // whether it took place was not answered
}

// FlagImpossible marks a consultation that could not be had.
const FlagImpossible = "impossible"

// MayConsult refuses whoever may not note a consultation, and any on a closed
// case.
func (c *Case) MayConsult(by Person, now time.Time) error {
	part, roles := PartAnswer, []Role{RoleHandler, RoleOfficer}
	if c.asksAdvice() { // whoever speaks with the customer, and whom they ask
		part, roles = PartFiling, append(c.speakers(), Role(c.Procedure.Contact.Consult))
	}
	instead := slices.Contains(c.advisersInstead(now), by.ID) && c.knows(by, part, now)
	if err := c.may(by, now, part, roles...); err != nil && !instead {
		return err
	}
	if !c.Open() {
		return c.wrongState("consult")
	}
	return nil
}

// Consult notes whom the handler asked and what they said (OK-13, CY-18), or
// why that was not possible. By the handler or the officer.
func (c *Case) Consult(f Consultation, by Person, now time.Time) error {
	if err := c.MayConsult(by, now); err != nil {
		return err
	}
	f.Said = strings.TrimSpace(f.Said)
	if err := c.checkConsultation(f, by, now).orNil(); err != nil {
		return err
	}
	c.noteConsultation(f, by, now)
	return nil
}

func (c *Case) checkConsultation(f Consultation, by Person, now time.Time) Refusals {
	var rs Refusals
	if f.With == "" || f.With == by.ID {
		rs = append(rs, refuseField("with", "error.consult_with"))
	} else if c.mustConfirm(f) && c.Roster.HasLeft(f.With, now) {
		rs = append(rs, refuseField("with", "error.consult_left", "who", User(f.With)))
	} else if r := c.checkAdviser(f, by, now); r != nil {
		rs = append(rs, r)
	}
	if f.Unsaid {
		rs = append(rs, refuseField("done", "error.consult_done"))
	}
	if f.Said == "" {
		rs = append(rs, refuseField("said", "error.consult_said"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	return rs
}

// checkAdviser refuses whoever is kept out of the case where one of their role is to be
// consulted now: it is asked of who takes their place. With nobody left it is noted that it
// was not possible.
func (c *Case) checkAdviser(f Consultation, by Person, now time.Time) *Refusal {
	var others []string
	switch role := Role(c.Procedure.Answer.Consult); {
	case c.asksAdvice() && c.keptFrom(f, Role(c.Procedure.Contact.Consult)):
		others = c.Advisers(by.ID, now)
	case c.owesConsultation(by.ID, now) && c.keptFrom(f, role):
		others = slices.DeleteFunc(c.ToConsult(now), func(u string) bool { return u == by.ID })
	default:
		return nil
	}
	switch {
	case len(others) > 0:
		return refuseField("with", "error.consult_involved", "who", User(f.With), "others", Users(others))
	case !f.Impossible:
		return refuseField("done", "error.consult_nobody", "who", User(f.With))
	}
	return nil
}

// keptFrom tells whether whoever was asked plays that role and is kept out of the case.
func (c *Case) keptFrom(f Consultation, role Role) bool {
	return c.IsInvolved(f.With) && c.Roster.Has(f.With, role, f.At)
}

func (c *Case) noteConsultation(f Consultation, by Person, now time.Time) {
	data := Data{User: f.With}
	if f.Impossible {
		data.Flags = append(data.Flags, FlagImpossible)
	}
	nobody := f.Impossible && c.keptFrom(f, Role(c.Procedure.Contact.Consult)) // is left, see checkAdviser
	if c.beforeContact(f.At) && (nobody || c.advises(f.With, f.At) || c.advises(by.ID, now)) {
		data.Flags = append(data.Flags, FlagBeforeContact)
	}
	if c.isAdvice(f) {
		data.Why = c.Procedure.Answer.Consult
		if Role(data.Why) == RoleFiler && f.With != c.Receiver() {
			data.Were = []string{c.Receiver()}
		}
	}
	if c.Consultation == "" && c.mustConfirm(f) { // one that counts is enough
		data.Flags = append(data.Flags, FlagToConfirm)
	}
	c.record(Consulted, by, f.At, now, data, c.put(Note{Text: f.Said}))
}

// isAdvice tells whether f is the consultation that the procedure asks for.
func (c *Case) isAdvice(f Consultation) bool {
	role := Role(c.Procedure.Answer.Consult)
	return role != "" && (c.advisesAnswer(f.With, f.At) || f.Impossible && c.keptFrom(f, role)) // nobody is left, see checkAdviser
}

// advisesAnswer tells whether user is one of those who are asked before an answer is
// written: of who filed a complaint that somebody else received, it is that one (OK-13).
func (c *Case) advisesAnswer(user string, at time.Time) bool {
	role := Role(c.Procedure.Answer.Consult)
	if role == RoleFiler {
		return user == c.Receiver() || c.standsIn(user, c.Receiver(), at)
	}
	return !c.IsInvolved(user) && c.plays(user, at, []Role{role})
}

// checkAdvice looks at the consultation that came with an answer: one that is
// begun must be whole, and an answer that goes on needs the one that the
// procedure asks for, confirmed where it says so (OK-13).
func (c *Case) checkAdvice(d Draft, by Person, now time.Time) Refusals {
	given := d.Consulted.Said != ""
	role := c.ConsultMissing(by.ID, now)
	missing := func(field string) Refusals {
		return Refusals{refuseField(field, "error.consult_missing", "role", string(role), "who", Users(c.ToConsult(now)))}
	}
	unconfirmed := func(who string) Refusals {
		return Refusals{refuseField("ask", "error.consult_unconfirmed", "who", User(who))}
	}
	if given {
		if rs := c.checkConsultation(d.Consulted, by, now); len(rs) > 0 {
			return rs
		}
	}
	switch {
	case !d.Ask || !c.owesConsultation(by.ID, now) || given && c.isAdvice(d.Consulted) && !c.mustConfirm(d.Consulted):
		return nil
	case given && c.mustConfirm(d.Consulted):
		return unconfirmed(d.Consulted.With)
	case c.awaitsHearing():
		return unconfirmed(c.Unconfirmed().With)
	case given:
		return missing("with")
	}
	return missing("said")
}

// owesConsultation tells whether an answer of that writer still needs the consultation
// that the procedure asks for. Whoever plays that role themselves need not ask.
func (c *Case) owesConsultation(writer string, at time.Time) bool {
	role := Role(c.Procedure.Answer.Consult)
	return role != "" && c.Consultation == "" && (writer == "" || !c.advisesAnswer(writer, at))
}

// Advice gives the consultation on file that the procedure asks for before the answer of
// this round, false when there is none that counts.
func (c *Case) Advice() (Event, bool) {
	if c.consulted == 0 {
		return Event{}, false
	}
	return c.Events[c.consulted-1], true
}

// settlesConsultation tells whether e is the consultation that the procedure
// asks for before an answer.
func (c *Case) settlesConsultation(e Event) bool {
	return c.Procedure.Answer.Consult != "" && e.Data.Why == c.Procedure.Answer.Consult && !e.Data.Has(FlagMistaken)
}

// ConsultMissing gives the role that must be asked before an answer is
// written, empty when nobody must be any more, or somebody was who has yet to confirm it and
// still can. Whoever writes and plays that role themselves need not ask.
func (c *Case) ConsultMissing(writer string, at time.Time) Role {
	if !c.owesConsultation(writer, at) || c.awaitsHearing() {
		return ""
	}
	return Role(c.Procedure.Answer.Consult)
}

// AdviceWaits tells whether an answer of that writer cannot go on yet even when its
// consultation is noted with it: somebody else has to confirm that one first.
func (c *Case) AdviceWaits(writer string, at time.Time) bool {
	return c.owesConsultation(writer, at) && slices.ContainsFunc(c.ToConsult(at), func(u string) bool { return c.mustConfirm(Consultation{With: u, At: at}) })
}

// LostAdvice tells whether an answer that is to be told lost the consultation that it was
// written after: who received the complaint was put right, and they were not asked. It is
// told no sooner than they are, or than it is noted why that was not possible (OK-13).
func (c *Case) LostAdvice() bool {
	a := c.Answer()
	return a != nil && a.Verdict == Approved && c.State == StatePrepared && c.owesConsultation(c.Writer(), a.DecidedAt)
}

// Writer is of whom it is asked whether they consulted somebody: of who wrote the answer that
// is ready, or was until that was lost; else of who handles the case.
func (c *Case) Writer() string {
	if a := c.Answer(); a != nil && a.Verdict == Approved && c.State == StatePrepared {
		return a.Author
	}
	return c.Handler
}

// AwaitsHearing tells whether all that an answer of that writer still lacks is that whoever
// was consulted, see [Case.Unconfirmed], confirms it.
func (c *Case) AwaitsHearing(writer string, at time.Time) bool {
	return c.owesConsultation(writer, at) && c.awaitsHearing()
}

// ToConsult lists who may be asked for the consultation that is missing.
func (c *Case) ToConsult(at time.Time) []string {
	role := Role(c.Procedure.Answer.Consult)
	if role == RoleFiler { // also when involved: then it is noted why it was not possible
		return []string{c.Receiver()}
	}
	return slices.DeleteFunc(c.whoPlays(role, at), func(u string) bool { return u == c.Handler })
}
