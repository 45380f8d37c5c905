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
}

// FlagImpossible marks a consultation that could not be had.
const FlagImpossible = "impossible"

// MayConsult refuses whoever may not note a consultation, and any on a closed
// case.
func (c *Case) MayConsult(by Person, now time.Time) error {
	if err := c.may(by, now, PartAnswer, RoleHandler, RoleOfficer); err != nil {
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
	var rs Refusals
	if f.With == "" || f.With == by.ID {
		rs = append(rs, refuseField("with", "error.consult_with"))
	}
	if f.Said == "" {
		rs = append(rs, refuseField("said", "error.consult_said"))
	}
	if r := c.checkWhen("when", f.At, c.ReceivedAt, now); r != nil {
		rs = append(rs, r)
	}
	if err := rs.orNil(); err != nil {
		return err
	}
	data := Data{User: f.With}
	role := Role(c.Procedure.Answer.Consult)
	if f.Impossible {
		data.Flags = append(data.Flags, FlagImpossible)
	}
	if role != "" && c.plays(f.With, f.At, []Role{role}) {
		data.Why = string(role)
	}
	c.record(Consulted, by, f.At, now, data, c.put(Note{Text: f.Said}))
	return nil
}

// settlesConsultation tells whether e is the consultation that the procedure
// asks for before an answer.
func (c *Case) settlesConsultation(e Event) bool {
	return c.Procedure.Answer.Consult != "" && e.Data.Why == c.Procedure.Answer.Consult
}

// ConsultMissing gives the role that must be asked before an answer is
// written, empty when nobody must be any more. Whoever writes and plays that
// role themselves need not ask.
func (c *Case) ConsultMissing(writer string, at time.Time) Role {
	role := Role(c.Procedure.Answer.Consult)
	if role == "" || c.Consultation != "" || writer != "" && c.plays(writer, at, []Role{role}) {
		return ""
	}
	return role
}

// ToConsult lists who may be asked for the consultation that is missing.
func (c *Case) ToConsult(at time.Time) []string {
	role := Role(c.Procedure.Answer.Consult)
	if role == RoleFiler { // also when involved: then it is noted why it was not possible
		return []string{c.Filer}
	}
	return slices.DeleteFunc(c.whoPlays(role, at), func(u string) bool { return u == c.Handler })
}
