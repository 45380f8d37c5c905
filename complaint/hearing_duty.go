package complaint

import (
	"slices"
	"time"

	"ombud/calendar"
)

// DutyHearing is no duty of a procedure: whoever was consulted says whether they were heard
// (OK-13). Its Round is the number of the consultation among those that are to be confirmed.
// Nobody says it in their place.
const DutyHearing = "hearing"

// hearingTerm is how long they have for it, which is our rule: one business day.
var hearingTerm, _ = calendar.ParsePeriod("1bd") // well formed

// HearingOf gives the consultation that a duty asks to be confirmed, nil for other duties.
func (c *Case) HearingOf(d *Duty) *Hearing {
	if d.Kind != DutyHearing || d.Round < 1 || d.Round > len(c.Hearings) {
		return nil
	}
	return &c.Hearings[d.Round-1]
}

// WasAsked tells whether this person was asked in any consultation of the case whether they
// were heard: of the case they know the number and that question.
func (c *Case) WasAsked(user string) bool {
	return user != "" && slices.ContainsFunc(c.Hearings, func(h Hearing) bool { return h.With == user })
}

// hearingDuties derives what those owe who were consulted. It begins when that was noted,
// as they are asked then, and is due within our term, but no later than an answer that
// waits for it. Days beyond the calendar count as weekdays: no customer is owed anything
// by them.
func (c *Case) hearingDuties(others []Duty) ([]Duty, error) {
	var duties []Duty
	for i := range c.Hearings {
		h := &c.Hearings[i]
		due, err := c.Calendar.Onward().Due(h.Asked, hearingTerm, calendar.RollForward)
		if err != nil {
			return nil, err
		}
		d := Duty{
			Kind: DutyHearing, Round: i + 1, Owner: Role(c.Procedure.Answer.Consult), User: h.With, House: true,
			Start: h.Asked, From: Consulted, Due: due.Due, Literal: due.Literal, Steps: due.Steps,
		}
		for j := range others {
			c.beforeAnswer(&d, &others[j])
		}
		c.endHearing(&d, h)
		duties = append(duties, d)
	}
	return duties, nil
}

// beforeAnswer keeps a consultation from being confirmed after the working deadline of the
// answer that waits for it. One that was late already puts no haste on a colleague.
func (c *Case) beforeAnswer(d, answer *Duty) {
	spec := c.Procedure.Duty(answer.Kind)
	waits := spec != nil && answer.Past == 0 && !answer.Void && slices.Equal(spec.DoneBy, []string{string(Told)}) &&
		(answer.Done.IsZero() || answer.Done.After(d.Start))
	deadline := c.WorkingDeadline(answer)
	end := c.Calendar.LastDay(deadline).End(c.Zone())
	if answer.Due.Before(end) || !deadline.After(d.Start) {
		end = answer.Due
	}
	if waits && end.After(d.Start) && end.Before(d.Due) {
		d.moved(end, end, calendar.Step{Code: StepCapped, Name: answer.Kind, Day: c.Calendar.LastDay(end)})
	}
}

// endHearing ends the duty: with what they say, whatever it is; or because nothing waits
// for it any more, or they are kept out of the case.
func (c *Case) endHearing(d *Duty, h *Hearing) {
	switch {
	case h.Says != "":
		d.Done = h.Said
	case c.IsInvolved(h.With), c.State == StateFiledInError, c.State == StateDuplicate:
		d.Void = true
	case !h.Over.IsZero():
		d.fallAway(h.Over)
	case !c.Open():
		d.fallAway(c.ClosedAt)
	}
}

// overtaken ends the consultations that nobody confirmed: another took their place, it was
// noted why that was not possible, the customer has the answer, or a new round begins.
func (c *Case) overtaken(e Event) {
	for i := range c.Hearings {
		if h := &c.Hearings[i]; h.Says == "" && h.Over.IsZero() {
			h.Over = e.Recorded
		}
	}
}

// endedBy tells whether event e is that since which nobody is asked for what they say.
func (h *Hearing) endedBy(e Event) bool {
	waits := h.Says == "" && h.Over.IsZero()
	switch e.Kind {
	case ConsultConfirmed, ConsultDenied:
		return e.Data.Event == h.Seq
	case Consulted, Told, Reopened:
		return h.Over.Equal(e.Recorded)
	case InvolvedFound, DelivererNamed, Corrected, Absorbed:
		if e.Kind == Corrected && FactCode(e.Data.Why) == FactHappened {
			return e.Data.Event == h.Seq
		}
		return waits && slices.Contains(e.Data.Users, h.With)
	}
	return waits && slices.Contains(endings, e.Kind)
}

// released lists who is asked nothing any more about a consultation since event e.
func (c *Case) released(e Event) []string {
	var users []string
	for i := range c.Hearings {
		if h := &c.Hearings[i]; h.endedBy(e) {
			users = append(users, h.With)
		}
	}
	return users
}

// confirming lists who hears of a consultation that is to be confirmed: whoever was asked,
// and no deputy of theirs, as nobody else knows whether they were heard. While they are
// away, and once it is late, it is who handles the case, who may ask anew or note that it
// is not possible, and in the end the officer.
func (c *Case) confirming(d *Duty, stage Stage, at time.Time) []Recipient {
	var all []Recipient
	there := !c.Roster.Absent(d.User, at)
	if there && stage != StageDeputy && stage != StageFallback {
		all = append(all, Recipient{User: d.User, Role: c.Roster.called(d.Owner)})
	}
	of := *d
	of.Owner, of.User = RoleHandler, ""
	if (!there || stage.Late()) && stage != StageFallback {
		all = merged(all, c.onDuty(&of, RoleHandler, at))
	}
	if stage == StageDeputy || stage == StageFallback {
		all = merged(all, c.onDuty(&of, RoleOfficer, at))
	}
	return all
}
