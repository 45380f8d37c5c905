package view

import (
	"slices"
	"strings"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// guard is a rule of a procedure that is no duty: what must be so before something else.
type guard struct {
	is    bool   // the procedure has it
	house bool   // our rule, not the company's promise
	text  string // text id
	pairs []any
}

// Guards tell in a line each what a procedure asks for before a step, beside its duties.
func Guards(say *lang.Printer, p *procedure.Procedure) []string {
	var lines []string
	for _, g := range slices.Concat(guardsBefore(say, p), guardsOfAnswers(say, p), guardsOfMoreTime(say, p), guardsOfAgreement(say, p), guardsOfClosing(say, p), guardsOfWords(say, p)) {
		if !g.is {
			continue
		}
		lines = append(lines, say.T(g.text, g.pairs...)+HouseRule(say, g.house))
	}
	return lines
}

// called names a role inside a sentence.
func called(say *lang.Printer, role string) []any { return []any{"role", say.T("words.role." + role)} }

// guardsBefore are those of a new case, until somebody spoke with the customer.
func guardsBefore(say *lang.Printer, p *procedure.Procedure) []guard {
	advice := "guards.advice"
	if p.Contact.Gate {
		advice = "guards.advice_first"
	}
	return []guard{
		{is: p.Steps.ReadBack, text: "guards.read_back"},
		{is: p.Steps.CheckDetails, text: "guards.details"},
		{is: p.Classify.By != "", text: "guards.classify_by", pairs: called(say, p.Classify.By)},
		{is: p.Classify.First && len(p.Confirm.Forms) > 0, text: "guards.classify_first"},
		{is: p.Assign.DelivererRequired, text: "guards.deliverer"},
		{is: p.Assign.CoResponsible, text: "guards.co_responsible"},
		{is: p.Contact.Consult != "", text: advice, pairs: called(say, p.Contact.Consult)},
		{is: len(p.Confidential) > 0, text: "guards.confidential", pairs: []any{"natures", natureList(say, p.Confidential)}},
		{is: len(p.Confidant) > 0, text: "guards.confidant", pairs: append(called(say, string(complaint.RoleConfidant)), "natures", natureList(say, p.Confidant))},
	}
}

// worded lists codes in the words of a group of texts, as they stand inside a sentence.
func worded(say *lang.Printer, group string, codes []string) []string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = lang.Inline(say.T(group + code))
	}
	return words
}

func natureList(say *lang.Printer, codes []string) string {
	return say.List(worded(say, "card.nature.", codes))
}

// guardsOfAnswers are those of the answer, and of who gives it how.
func guardsOfAnswers(say *lang.Printer, p *procedure.Procedure) []guard {
	a := p.Answer
	weights := worded(say, "words.weight.", a.Approval.TwoFor)
	return []guard{
		{is: a.Approval.Role != "", house: a.Approval.House, text: "promises.approval", pairs: called(say, a.Approval.Role)},
		{is: a.Approval.Role == "", text: "promises.approval_none"},
		{is: len(weights) > 0, house: a.Approval.House, text: "promises.approval_two", pairs: []any{"weights", say.List(weights)}},
		{is: a.FactsRequired, text: "guards.facts"},
		{is: a.ReasonsRequired, house: a.ReasonsHouse, text: "guards.reasons"},
		{is: a.Consult != "", text: "guards.consult", pairs: called(say, a.Consult)},
		{is: a.ConsultConfirmed, text: "guards.consult_confirmed"},
		{is: a.BothSides, house: a.BothSidesHouse, text: "guards.both_sides"},
		{is: !slices.ContainsFunc(a.Forms, complaint.Spoken), text: "guards.in_writing"},
		{is: a.Spoken.By != "", text: "guards.spoken_by", pairs: called(say, a.Spoken.By)},
		{is: a.Spoken.Reason, text: "guards.spoken_reason"},
		{is: a.Spoken.Note, text: "guards.spoken_note"},
		{is: a.ToldBy != "", text: "guards.told_by", pairs: called(say, a.ToldBy)},
	}
}

// guardsOfMoreTime say whether an answer may take longer. Where the day of the answer is
// our own rule nothing is said: it may.
func guardsOfMoreTime(say *lang.Printer, p *procedure.Procedure) []guard {
	x, has := p.Extend, p.Extend.Of != ""
	decision := p.Duty("decision")
	list := []guard{
		{is: !has && decision != nil && !decision.House, text: "guards.no_extension"},
		{is: has, text: "promises.extend"},
		{is: has && x.Agreement != "", text: "guards.extension_agreed", pairs: called(say, x.Agreement)},
	}
	if has && x.Announce != nil {
		list = append(list, guard{is: true, text: "guards.extension_told", pairs: []any{"period", PeriodOf(say, *x.Announce)}})
	}
	if has && x.Most != nil {
		list = append(list, guard{is: true, house: x.House, text: "guards.extension_most", pairs: []any{"n", x.Times, "period", PeriodOf(say, *x.Most)}})
	}
	return list
}

// guardsOfAgreement are what nobody does on their own word.
func guardsOfAgreement(say *lang.Printer, p *procedure.Procedure) []guard {
	a := p.Agreement
	return []guard{
		{is: a.Handler != "", house: a.Ours(procedure.AgreeHandler), text: "guards.agree.handler", pairs: called(say, a.Handler)},
		{is: a.NoComplaint != "", house: a.Ours(procedure.AgreeNoComplaint), text: "guards.agree.no_complaint", pairs: called(say, a.NoComplaint)},
		{is: p.Steps.FirstContact && a.Unreached != "", house: a.Ours(procedure.AgreeUnreached), text: "guards.agree.unreached", pairs: called(say, a.Unreached)},
		{is: p.FollowUp.Required && a.Unverified != "", house: a.Ours(procedure.AgreeUnverified), text: "guards.agree.unverified", pairs: called(say, a.Unverified)},
	}
}

// guardsOfClosing are what a case needs to close.
func guardsOfClosing(say *lang.Printer, p *procedure.Procedure) []guard {
	cl := p.Close
	until := slices.Concat(worded(say, "close.point.", cl.Points), worded(say, "duty.done.", cl.Duties))
	return []guard{
		{is: p.FollowUp.Required, house: p.FollowUp.House, text: "guards.close.asked"},
		{is: p.Classify.Required, house: p.Classify.RequiredHouse, text: "guards.close.classified"},
		{is: cl.Explained, text: "guards.close.explained"},
		{is: cl.Report, text: "guards.close.report"},
		{is: cl.Lesson, text: "guards.close.lesson"},
		{is: cl.Archive, text: "guards.close.archive"},
		{is: len(until) > 0, text: "guards.close.until", pairs: []any{"what", say.List(until)}},
		{is: len(cl.MeasureOrReason) > 0, text: "guards.close.measure", pairs: []any{"natures", natureList(say, cl.MeasureOrReason)}},
	}
}

// guardsOfWords are the words that a customer does not read.
func guardsOfWords(say *lang.Printer, p *procedure.Procedure) []guard {
	var never, rather []string
	for _, a := range p.Wording.Avoid {
		if a.Guard {
			never = append(never, a.Word)
		} else {
			rather = append(rather, a.Word)
		}
	}
	return []guard{
		{is: len(never) > 0, text: "guards.words_never", pairs: []any{"words", strings.Join(never, ", ")}},
		{is: len(rather) > 0, text: "guards.words_hint", pairs: []any{"words", strings.Join(rather, ", ")}},
	}
}
