package complaint

import "slices"

// coded are the facts that are one of a few codes in the data of their event, with the
// refusal of what is none of them.
var coded = map[FactCode]string{
	FactOutcome: "error.outcome_missing",
}

// Coded tells whether the fact is one of a few codes, see [Case.Choices].
func (f Fact) Coded() bool { return coded[f.Code] != "" }

// Choices lists what a coded fact can be, in the order of its own form.
func (c *Case) Choices(f Fact) []string {
	if f.Code == FactOutcome {
		return c.Procedure.Answer.Outcomes
	}
	return nil
}

// codedFacts are those that event e carries.
func (c *Case) codedFacts(e Event) []Fact {
	if e.Kind == Told && e.Data.Outcome != "" {
		return []Fact{{FactOutcome, e.Seq}}
	}
	return nil
}

// code is where a coded fact stands in the data of its event, nil for another fact.
func (d *Data) code(of FactCode) *string {
	if of == FactOutcome {
		return &d.Outcome
	}
	return nil
}

// checkCode refuses what the fact cannot be.
func (c *Case) checkCode(f CorrectForm) Refusals {
	if !slices.Contains(c.Choices(f.Fact), f.Code) {
		return Refusals{refuseField(f.Fact.Field(), coded[f.Fact.Code])}
	}
	return nil
}

// recode lets an event count with the code that its correction e gives.
func (c *Case) recode(e Event) {
	c.keepWritten(c.Events[e.Data.Event-1])
	*c.Events[e.Data.Event-1].Data.code(FactCode(e.Data.Why)) = e.Data.New
}

// decidedAs lets a version that was told stand with the outcome of that event. One that
// was corrected nobody approved: no approval is bound to it any more.
func (c *Case) decidedAs(e Event) {
	a := &c.Answers[e.Data.Version-1]
	if e.Data.Outcome == "" || e.Data.Outcome == a.Outcome {
		return
	}
	a.Outcome, a.Hash, a.Restated = e.Data.Outcome, "", true
	c.decided()
}

// recodes is what a correction of a coded fact does, when the case stands as after.
func (c *Case) recodes(f Fact, after *Case) []Effect {
	if f.Code != FactOutcome {
		return nil
	}
	list := []Effect{{Code: EffectOutcome}}
	if a := &c.Answers[c.Events[f.Seq-1].Data.Version-1]; a.Asked && after.Answers[a.Version-1].Restated && !a.Restated {
		list = append(list, Effect{EffectApproval, a.approvers()})
	}
	return list
}
