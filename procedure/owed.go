package procedure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// capReceipts says of what the receipt ends that it is due no later than the answer, where
// the file says nothing: an answer ends that duty too (procedures.md B4.10).
func (p *Procedure) capReceipts() {
	for i := range p.Duties {
		ack := &p.Duties[i]
		if ack.NotAfter != "" || ack.Within == nil || !slices.Contains(ack.DoneBy, "acknowledged") {
			continue
		}
		var first *Duty
		for j := range p.Duties {
			told := &p.Duties[j]
			begun := told.StartsOn == ack.StartsOn || told.StartsOn == "received"
			if i != j && begun && told.always() && slices.Contains(told.DoneBy, "told") && (first == nil || p.sooner(told, first)) {
				first = told
			}
		}
		if first != nil {
			ack.NotAfter = first.Kind
		}
	}
}

// checkHouse holds that a rule of the house is marked as one: where only its clause says
// so, it would be shown as what the company promises.
func (p *Procedure) checkHouse(wrong wrong) {
	look := func(path, clause string, house bool) {
		if isHouse(clause) && !house {
			wrong(path+".clause", "this is a house rule; say house: true beside it")
		}
	}
	for i, d := range p.Duties {
		look(fmt.Sprintf("$.duties[%d]", i), d.Clause, d.House)
	}
	for i, b := range p.External {
		look(fmt.Sprintf("$.external[%d]", i), b.Clause, b.House)
	}
	for i, r := range p.Reports {
		look(fmt.Sprintf("$.reports[%d]", i), r.Clause, r.House)
	}
	look("$.review", p.Review.Clause, p.Review.House)
	if isHouse(p.Publish.Clause) {
		wrong("$.publication.clause", "name the clause, or leave it out")
	}
}

// isHouse tells whether a clause says no more than that this is a rule of the house.
func isHouse(clause string) bool {
	return strings.EqualFold(strings.TrimSpace(clause), "house rule")
}

// lintSteps finds steps that nobody owes: no duty says by when, so that nobody is reminded.
func (p *Procedure) lintSteps(wrong wrong) {
	for _, step := range []struct {
		has         bool
		path, event string // what ends such a duty
	}{
		{p.Steps.ReadBack, "$.steps.read_back", "readback_approved"},
		{p.Steps.Explain, "$.steps.explain", "explained"},
		{p.Steps.FirstContact, "$.steps.first_contact", "contacted"},
		{p.Steps.CheckDetails, "$.steps.check_details", "details_checked"},
		{p.Steps.TakeOver != "", "$.steps.take_over", "taken_over"},
		{p.Steps.Inform != "", "$.steps.inform", "informed"},
		{len(p.Confirm.Forms) > 0, "$.acknowledge.forms", "acknowledged"},
		{p.Classify.Required || p.Classify.First, "$.classify", "classified"},
		{p.Answer.Approval.Role != "", "$.answer.approval", "approved"},
		{agreesLater(p), "$.extension.agreement", "extension_agreed"},
		{p.Agreement.Handler != "", "$.agreement.handler", "agreement_given"},
		{p.Agreement.NoComplaint != "", "$.agreement.no_complaint", "agreement_given"},
		{p.FollowUp.Required, "$.follow_up.required", "agreement_given"},
		{p.Steps.FirstContact, "$.steps.first_contact", "agreement_given"},
	} {
		if step.has && !slices.ContainsFunc(p.Duties, func(d Duty) bool { return slices.Contains(d.DoneBy, step.event) }) {
			wrong(step.path, "nobody is reminded of this step: no duty has %s in done_by", step.event)
		}
	}
}

// lintAsked finds people who would ask themselves.
func (p *Procedure) lintAsked(wrong wrong) {
	if p.Contact.Consult != "" && slices.Contains(p.Contact.By, p.Contact.Consult) {
		wrong("$.contact.consult", "%s contacts the customer, and would be asked by themselves before", p.Contact.Consult)
	}
}

// Played lists the roles that have a part in the procedure and are somebody's for longer
// than a case, each once, in the order of [Roles]: whoever handles as a rule, owes, agrees,
// tells or is asked. Deputies and confidants are not among them: who stands in may be said of a
// person, and whether there is a confidant depends on the natures.
func (p *Procedure) Played() []string {
	played := slices.Concat(p.Assign.Roles[:1], p.Contact.By, []string{
		p.Contact.Consult, p.Lead, p.Steps.TakeOver, p.Steps.Inform, p.Classify.By, p.Answer.ToldBy, p.Answer.Approval.Role,
		p.Answer.Consult, p.Answer.Spoken.By, p.Extend.Agreement, p.Agreement.Handler, p.Agreement.NoComplaint,
		p.Agreement.Unreached, p.Agreement.Unverified, p.Recommend.To, p.Review.By,
	})
	for i := range p.Duties {
		if owner := p.Duties[i].Owner; owner != "handler" { // of one case: who that may be, assign.roles says
			played = append(played, owner)
		}
	}
	return slices.DeleteFunc(slices.Clone(Roles), func(role string) bool {
		return !slices.Contains(played, role) || slices.Contains([]string{"filer", "deputy", "confidant"}, role)
	})
}

// nobody says why no case has anybody in that role; empty: a case may have.
func (p *Procedure) nobody(role string) string {
	if why := p.unheld(role); why != "" {
		return why
	}
	if role == "partner" && p.Steps.Inform != role && !slices.Contains(p.Assign.Roles, role) {
		return "a partner has no part in a case, see assign.roles"
	}
	return ""
}

// lintTerms finds dates that cannot be kept beside each other.
func (p *Procedure) lintTerms(wrong wrong) {
	p.lintCaps(wrong)
	p.lintGivesWay(wrong)
	p.lintReach(wrong)
	if of := p.Duty(p.Extend.Of); of != nil {
		switch {
		case of.Within == nil || !slices.Contains(of.DoneBy, "told"):
			wrong("$.extension.of", "duty %q cannot be put off: what may take longer is a term that telling the answer ends", of.Kind)
		case p.Extend.Announce != nil && of.StartsOn == "received" && p.sooner(of, &Duty{Within: p.Extend.Announce}):
			wrong("$.extension.announce", "the customer would hear of it after duty %q is due", of.Kind)
		}
	}
	kept := p.Retention.Target
	if kept == nil {
		kept = p.Retention.Max
	}
	if kept == nil {
		return
	}
	term := &Duty{Within: kept}
	if p.sooner(term, &Duty{Within: p.Reopen.Within, Roll: p.Reopen.Roll}) {
		wrong("$.reopen", "a case would be erased while it can still be taken up again, until %s after closing", p.Reopen.Within)
	}
	for i, b := range p.External {
		if b.Within != nil && p.sooner(term, &Duty{Within: b.Within}) {
			wrong(fmt.Sprintf("$.external[%d].within", i), "a case would be erased while the customer can still turn to %s", b.Name)
		}
	}
}

// lintCaps finds duties that may not be due after one that begins later, after themselves,
// or after each other.
func (p *Procedure) lintCaps(wrong wrong) {
	for i, d := range p.Duties {
		cap := p.Duty(d.NotAfter)
		if cap == nil {
			continue
		}
		at := fmt.Sprintf("$.duties[%d].not_after", i)
		switch {
		case cap.Kind == d.Kind || cap.NotAfter == d.Kind:
			wrong(at, "duty %q would wait for itself", d.Kind)
		case cap.StartsOn != d.StartsOn && cap.StartsOn != "received":
			wrong(at, "duty %q has no date when %q begins: it starts on %s", cap.Kind, d.Kind, cap.StartsOn)
		}
	}
}

// lintGivesWay finds terms that would give way to a day that nobody agrees, or that two keys
// move.
func (p *Procedure) lintGivesWay(wrong wrong) {
	for i, d := range p.Duties {
		other := p.Duty(d.GivesWay)
		if other == nil {
			continue
		}
		at := fmt.Sprintf("$.duties[%d].gives_way_to", i)
		switch {
		case other.Agreed == "":
			wrong(at, "duty %q is due by no day agreed", other.Kind)
		case d.Within == nil:
			wrong(at, "duty %q has no term that could give way", d.Kind)
		case d.Kind == p.Extend.Of:
			wrong(at, "duty %q is put off by an extension, see extension.of", d.Kind)
		}
	}
}

// years are how far a term may reach: the calendar of a case ends a few years after it came
// in, and some terms begin late.
const years = 3

// lintReach finds terms that end beyond the calendar of a case: such a case would have no
// dates at all.
func (p *Procedure) lintReach(wrong wrong) {
	cal, err := calendar.New(calendar.Config{Set: cmp.Or(p.Calendar, calendar.Sets()[0]), First: firstTried, Last: firstTried + years})
	if err != nil {
		return
	}
	start := time.Date(firstTried, 1, 1, 12, 0, 0, 0, cal.Zone())
	for i, d := range p.Duties {
		if d.Within == nil {
			continue
		}
		if _, err := cal.Due(start, *d.Within, d.Roll); err != nil {
			wrong(fmt.Sprintf("$.duties[%d].within", i), "duty %q would end beyond the calendar of a case: %s is longer than %d years", d.Kind, d.Within, years)
		}
	}
}

// sooner tells whether the first term may end before the second, both from one moment.
func (p *Procedure) sooner(first, second *Duty) bool {
	days, _, _ := p.earlier(*first, *second)
	return days > 0
}
