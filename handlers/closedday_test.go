package handlers

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// Whoever promises something for a day on which nobody works is told so once, when all
// else is right; another such day is told of anew, and what is sent again is kept.
func TestADayOnWhichNobodyWorks(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	plan := o.caseOf(number).PlanDay
	p := o.as(milan)
	p.presses(algemeen, o.post(algemeen, number, view.Card), "case.contact.open")
	first := map[string]any{"when": o.now.Unix(), "how": "Terugbellen", "day": "2026-03-15", "what1": "Boete terug", "when1": "2026-04-06"}
	if seen := p.submitRaw(map[string]any{"how": "Terugbellen", "day": "2026-03-15", "when": o.now.Add(time.Hour).Unix()}); seen.Errors["when"] == "" || strings.Contains(seen.Errors["day"], "weekend") {
		t.Errorf("warned before the rest is right: %v", seen.Errors)
	}
	seen := p.submitRaw(first)
	if !strings.Contains(seen.Errors["day"], "weekend. De volgende werkdag is ma 16 maart") || !strings.Contains(seen.Errors["when1"], "di 7 april") {
		t.Fatalf("not warned: %v", seen.Errors)
	}
	if seen := p.submitRaw(map[string]any{"day": "2026-03-14"}); !strings.Contains(seen.Errors["day"], "weekend") {
		t.Errorf("of another Saturday: %v", seen.Errors)
	}
	if c := o.caseOf(number); c.PlanDay != plan || len(c.OpenCommitments()) > 0 {
		t.Fatalf("warned, and recorded %s and %+v", c.PlanDay, c.OpenCommitments())
	}
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not kept the second time: %v", seen.Errors)
	}
	if c := o.caseOf(number); c.PlanDay != "2026-03-14" || c.Promise(1).When != "2026-04-06" {
		t.Errorf("kept %s and %+v", c.PlanDay, c.Promise(1))
	}
}

// disputed is a case that a third party has, whose ruling does not bind.
func disputed(o *office) string {
	number := o.answered()
	o.does(number, func(c *complaint.Case) error {
		return c.HandOver(complaint.DisputeForm{Name: "Mediator", Binding: "no", AskedBy: "Anna de Vries", Day: "2026-06-01", At: o.now}, full(sanne), o.now)
	})
	return number
}

// planned is the fact of the day that was agreed.
func planned(c *complaint.Case) complaint.Fact {
	i := slices.IndexFunc(c.Events, func(e complaint.Event) bool { return e.Kind == complaint.PlanAgreed })
	return complaint.Fact{Code: complaint.FactDay, Seq: c.Events[i].Seq}
}

// Every form in which somebody takes on a day warns of it, with the one sentence under
// each such day.
func TestEveryFormWarnsOfAClosedDay(t *testing.T) {
	sunday := bot.Field{Date: "2026-03-15"}
	for _, tc := range []struct {
		route  string
		step   complaint.Step
		office func(*testing.T) *office
		at     func(*office) string
		fields []string // warned of, in order; nil: the one of the fact to correct
		values map[string]bot.Field
	}{
		{"case.ack", complaint.StepAck, newInvented, (*office).filedPlain, []string{"day"}, map[string]bot.Field{
			"via": {Option: "phone"}, "when": {At: 1772702400}, "with": {Text: "Anna"}, "said": {Text: "We bellen"}, "day": sunday,
		}},
		{"case.contact", complaint.StepContact, newOffice, (*office).handled, []string{"day", "when1"}, map[string]bot.Field{
			"reached": {Option: view.ContactReached}, "via": {Option: "phone"}, "when": {At: 1772702400}, "how": {Text: "Bellen"}, "day": sunday,
			"what1": {Text: "Boete terug"}, "when1": sunday,
		}},
		{"case.extend", complaint.StepExtend, newInvented, (*office).inHand, []string{"day"}, extending("2026-04-19")},
		{"answer.draft", complaint.StepDraft, newOffice, (*office).handled, []string{"when2"}, map[string]bot.Field{
			"text": {Text: "Excuses voor de late aangifte."}, "reasons": {Text: "Het dossier bleef liggen."}, "form": {Option: "letter"},
			"outcome": {Option: "upheld"}, "ask": {Option: "keep"}, "what1": {Text: "Boete terug"}, "when1": {Date: "2026-03-16"}, "what2": {Text: "Brief"}, "when2": sunday,
		}},
		{"case.ruling", complaint.StepRuling, newOffice, disputed, []string{"day", "when1"}, map[string]bot.Field{
			"text": {Text: "Helft terug"}, "when": {At: 1772702400}, "day": sunday, "what1": {Text: "Overmaken"}, "when1": sunday,
		}},
		{"case.measure", complaint.StepMeasure, newOffice, (*office).told, []string{"day", "tell"}, map[string]bot.Field{
			"what": {Text: "Eerder bellen"}, "owner": {Users: []string{fatima}}, "changes": {Option: complaint.ChangesToTell}, "day": sunday, "tell": sunday,
		}},
		{"measure.move", complaint.StepMeasure, newOffice, (*office).improved, []string{"day"}, map[string]bot.Field{
			"owner": {Users: []string{milan}}, "day": sunday, "why": {Text: "Nieuw systeem"},
		}},
		{"case.hold", complaint.StepHold, newOffice, (*office).closedCase, []string{"day"}, map[string]bot.Field{"reason": {Text: "Er dreigt een zaak"}, "day": {Date: "2026-09-13"}}},
		{"case.correct", complaint.StepCorrect, newOffice, (*office).handled, nil, map[string]bot.Field{"reason": {Text: "Verkeerd getypt"}}},
	} {
		t.Run(tc.route, func(t *testing.T) {
			o := tc.office(t)
			number := tc.at(o)
			c := o.caseOf(number)
			m := view.Metadata{Number: number, Rev: c.Rev(tc.step), Version: 1, Lang: "nl"}
			if tc.fields == nil {
				fact := planned(c)
				tc.fields, tc.values[fact.Field()], tc.values["fact"] = []string{fact.Field()}, sunday, bot.Field{Option: fact.String()}
				m.Hash = view.ShownCorrection(complaint.CorrectForm{Fact: fact, Code: sunday.Date})
			}
			r := &bot.Request{Kind: bot.KindSubmit, Route: tc.route, Team: firm, User: sanne, View: bot.View{ID: "V" + tc.route, Modal: true, Metadata: m.String(), Values: tc.values}}
			_, err := o.h.Routes().Submits[tc.route](t.Context(), r)
			var fields []string
			if rs, ok := errors.AsType[complaint.Refusals](err); ok && warns(err, "error.day_closed") {
				for _, refusal := range rs {
					fields = append(fields, refusal.Field)
				}
			}
			if !slices.Equal(fields, tc.fields) || len(o.caseOf(number).Events) != len(c.Events) {
				t.Fatalf("warned of %v with %v, want %v", fields, err, tc.fields)
			}
			if _, err := o.h.Routes().Submits[tc.route](t.Context(), r); err != nil || len(o.caseOf(number).Events) == len(c.Events) {
				t.Errorf("not kept the second time: %v", err)
			}
		})
	}
}

// A closed day that stood there before is not warned of anew by who gives the action to
// somebody else.
func TestAClosedDayThatStays(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	o.does(number, func(c *complaint.Case) error {
		return c.TakeMeasure(complaint.MeasureForm{What: "Eerder bellen", Owner: fatima, Who: "Fatima", Day: "2026-03-15", Changes: "none"}, full(sanne), o.now)
	})
	m := view.Metadata{Number: number, Version: 1, Rev: o.caseOf(number).Rev(complaint.StepMeasure), Lang: "nl"}
	_, err := o.h.submitMeasureMove(t.Context(), &bot.Request{Kind: bot.KindSubmit, Team: firm, User: sanne, View: bot.View{
		ID: "Vmove", Modal: true, Metadata: m.String(), Values: map[string]bot.Field{"owner": {Users: []string{milan}}, "day": {Date: "2026-03-15"}},
	}})
	if err != nil || o.caseOf(number).MeasureOwner(1) != milan {
		t.Errorf("moved to %s with %v", o.caseOf(number).MeasureOwner(1), err)
	}
}
