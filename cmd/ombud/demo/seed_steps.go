package demo

import (
	"slices"

	"ombud/complaint"
)

// classify says what sort of case it is, as far as the procedure asks for more than
// the weight.
func (l *life) classify() error {
	p := l.c.Procedure
	class := complaint.Classification{Class: complaint.Class{Nature: l.c.Nature, Weight: complaint.Weights[0], Submitted: l.c.HowSubmitted()}}
	if class.Nature == "" {
		class.Nature = among(p.Natures, natures[l.story.nature]...)
	}
	class.Category = among(p.Classify.Categories, l.story.category)
	if of := p.Classify.Parties; len(of) > 0 {
		class.Party = of[0]
	}
	if p.Classify.Assess {
		class.Assessment = l.p.T("demo.past.assessment")
	}
	return l.c.Classify(class, colleague(sanne), l.at)
}

// enter has the complaint in the customer system too.
func (l *life) enter() error { return l.c.Enter(l.folder(true), l.at, colleague(sanne), l.at) }

// takeOver lets the management see a case and take it from there, where the procedure has
// that; nobody has looked at the newest yet.
func (l *life) takeOver() error {
	if l.fresh || l.c.MayTakeOver(colleague(mees), l.received) != nil {
		return nil
	}
	if err := l.later(0); err != nil {
		return err
	}
	return l.c.TakeOver(colleague(mees), l.at)
}

// prepare is what a handler does before writing, where the procedure asks for it:
// the customer is pointed to the procedure, and the officer hears how it goes.
func (l *life) prepare() error {
	p := l.c.Procedure
	if p.Close.Explained && l.c.ExplainedAt.IsZero() {
		told := complaint.Explanation{At: l.at, Via: "phone", Given: l.p.T("demo.past.given")}
		if err := l.c.Explain(told, colleague(l.c.Handler), l.at); err != nil {
			return err
		}
	}
	if p.Steps.Updates && l.c.Round == 1 && l.c.Handler != sanne && len(l.c.Answers) == 0 {
		return l.c.Update(l.p.T("demo.past.plan"), colleague(l.c.Handler), l.at)
	}
	return nil
}

// approver is who decides on the answer: Mees, unless it is theirs.
func (l *life) approver() complaint.Person {
	able := l.c.Approvers(l.at)
	if len(able) == 0 || slices.Contains(able, mees) {
		return colleague(mees)
	}
	return colleague(able[0])
}

// teller is who tells the answer.
func (l *life) teller() complaint.Person {
	if l.c.Procedure.Answer.ToldBy == string(complaint.RoleOfficer) {
		return colleague(sanne)
	}
	return colleague(l.c.Handler)
}

// consult lets whoever the procedure names be asked before the answer, and say that they
// were heard where it wants that.
func (l *life) consult() error {
	if l.c.ConsultMissing(l.c.Handler, l.at) == "" {
		return nil
	}
	said := complaint.Consultation{With: l.c.ToConsult(l.at)[0], At: l.at, Said: l.p.T("demo.past.advice")}
	if err := l.c.Consult(said, colleague(l.c.Handler), l.at); err != nil {
		return err
	}
	if h := l.c.Unconfirmed(); h != nil {
		return l.c.ConfirmHeard(h.Seq, colleague(h.With), l.at)
	}
	return nil
}

// folder is where the case lies in the company's own archive, where the procedure asks.
func (l *life) folder(asked bool) string {
	if !asked {
		return ""
	}
	return l.p.T("demo.past.archive", "n", l.rank+1)
}

func (l *life) followUp(result complaint.Kind, note string) error {
	if !l.c.Procedure.FollowUp.Required {
		return nil
	}
	if err := l.later(5); err != nil {
		return err
	}
	caller := colleague(lotte)
	if l.c.MayFollowUp(caller, l.at) != nil { // a confidential case does not reach her
		caller = colleague(sanne)
	}
	return l.c.RecordFollowUp(complaint.FollowUpForm{Result: result, At: l.at, Via: "phone", Note: note}, caller, l.at)
}

func (l *life) happy() error   { return l.followUp(complaint.Satisfied, "") }
func (l *life) unhappy() error { return l.followUp(complaint.Dissatisfied, l.p.T("demo.past.unhappy")) }
