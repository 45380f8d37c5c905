package complaint

import (
	"slices"

	"ombud/procedure"
)

// InForm tells whether the complainant heard what event e tells in a way that the procedure
// takes for it. When it is logged no other way is taken; one that was put right may be
// another (PK-12, CY-30, OK-14).
func (c *Case) InForm(e Event) bool {
	switch {
	case e.Data.Via == "":
		return true
	case e.Kind == Acknowledged:
		return !c.Acknowledges() || slices.Contains(c.Procedure.Confirm.Forms, e.Data.Via)
	case e.Kind != Told:
		return true
	}
	return slices.Contains(c.Procedure.Answer.Forms, e.Data.Via) && !c.spokenInstead(&c.Answers[e.Data.Version-1], e.Data.Via)
}

// Takes tells whether the procedure takes that way of telling for the step of a fact, see
// [Case.InForm].
func (c *Case) Takes(fact Fact, via string) bool {
	e := c.Events[fact.Seq-1]
	e.Data.Via = via
	return c.InForm(e)
}

// spokenInstead tells whether that way would be a conversation in the place of the writing
// that was approved, where talking is the exception.
func (c *Case) spokenInstead(a *AnswerVersion, via string) bool {
	rule := c.Procedure.Answer.Spoken
	return Spoken(via) && (rule.By != "" || rule.Reason) && !Spoken(a.Form)
}

// Fulfils tells whether an event gets a duty done that had begun. One that nothing else
// ends is about how the complainant hears it, and is not done by telling them otherwise.
func (c *Case) Fulfils(e *Event, spec *procedure.Duty) bool {
	return reportedWith(e, spec) || c.confirmsReceipt(e) && slices.Contains(spec.DoneBy, string(Acknowledged)) ||
		e.Ends(spec) && (len(spec.DoneBy) > 1 || c.InForm(*e))
}

// confirmsReceipt tells whether event e tells the answer in a form in which the procedure has
// a receipt confirmed: then the complainant knows that we have the complaint, whatever form
// the answer should have had, and nobody owes them to say so (OK-10, PK-12; procedures B4.7, B4.10).
func (c *Case) confirmsReceipt(e *Event) bool {
	return e.Kind == Told && !e.Data.Has(FlagMistaken) && slices.Contains(c.Procedure.Confirm.Forms, e.Data.Via)
}

// toldBefore tells whether event e tells an answer that the complainant knew: what was said
// to them stays said, whatever form it takes later.
func (c *Case) toldBefore(e *Event) bool {
	return slices.ContainsFunc(c.Events[:e.Seq-1], func(other Event) bool { return sameAnswer(*e, other) })
}

// toldAgain tells whether the answer that event e tells was told once more since.
func (c *Case) toldAgain(e Event) bool {
	return slices.ContainsFunc(c.Events[e.Seq:], func(other Event) bool { return sameAnswer(e, other) })
}

// sameAnswer tells whether two events tell the same version.
func sameAnswer(e, other Event) bool {
	return e.Kind == Told && other.Kind == Told && other.Data.Version == e.Data.Version
}

// OwesForm tells whether the complainant knows the answer and is still to get it in a form
// that the procedure takes: how they were told was put right.
func (c *Case) OwesForm() bool {
	told := c.newest(Told)
	return told != nil && (c.State == StateDecided || c.State == StateFollowUp) && c.formOwed(told)
}

// formOwed tells whether what an answer was to get done is still owed, as it was told in a
// form that the procedure does not take. Once the case is being answered anew that next
// answer gets it done.
func (c *Case) formOwed(told *Event) bool {
	if c.InForm(*told) {
		return false
	}
	duties, err := c.Duties()
	return err == nil && slices.ContainsFunc(duties, func(d Duty) bool {
		spec := c.Procedure.Duty(d.Kind)
		return spec != nil && d.Open() && d.Past == 0 && d.Round == told.Data.Round && told.Ends(spec) && !c.Fulfils(told, spec)
	})
}

// retellings is what a correction of how somebody was reached does, when the case stands
// as after.
func (c *Case) retellings(f CorrectForm, after *Case) []Effect {
	was, is := c.Events[f.Fact.Seq-1], after.Events[f.Fact.Seq-1]
	var list []Effect
	switch owed := after.OwesForm() || is.Kind == Acknowledged && after.Open() && after.ReceiptAt.IsZero(); {
	case !c.InForm(was) || after.InForm(is) || after.toldInForm(is):
	case owed:
		list = append(list, Effect{Code: EffectAgain})
	case is.Kind == Told && after.Open() && after.Round > is.Data.Round && after.formOwed(&is):
		list = append(list, Effect{Code: EffectNext})
	default:
		list = append(list, Effect{Code: EffectUnmet})
	}
	if is.Kind == Told && is.Data.Via != was.Data.Via && after.WantsAddress(is.Data.Via) {
		list = append(list, Effect{Code: string(AddressOf(is.Data.Via))})
	}
	return list
}

// toldInForm tells whether what event e told was told in a form that the procedure takes by
// another one.
func (c *Case) toldInForm(e Event) bool {
	return slices.ContainsFunc(c.Events, func(other Event) bool {
		return other.Kind == e.Kind && other.Data.Version == e.Data.Version && c.InForm(other)
	})
}
