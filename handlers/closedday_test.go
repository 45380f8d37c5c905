package handlers

import (
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

// Every form in which somebody takes on a day warns of it, with the one sentence.
func TestEveryFormWarnsOfAClosedDay(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	metadata := func(step complaint.Step) string {
		return view.Metadata{Number: number, Rev: o.caseOf(number).Rev(step), Lang: "nl"}.String()
	}
	sunday := bot.Field{Date: "2026-03-15"}
	for route, tc := range map[string]struct {
		step   complaint.Step
		field  string
		values map[string]bot.Field
	}{
		"case.measure": {complaint.StepMeasure, "day", map[string]bot.Field{
			"what": {Text: "Eerder bellen"}, "owner": {Users: []string{fatima}}, "changes": {Option: "none"}, "day": sunday,
		}},
		"case.contact": {complaint.StepContact, "when1", map[string]bot.Field{
			"reached": {Option: view.ContactReached}, "via": {Option: "phone"}, "when": {At: o.now.Unix()}, "how": {Text: "Bellen"},
			"day": {Date: "2026-03-16"}, "what1": {Text: "Boete terug"}, "when1": sunday,
		}},
		"answer.draft": {complaint.StepDraft, "when1", map[string]bot.Field{
			"text": {Text: "Excuses voor de late aangifte."}, "reasons": {Text: "Het dossier bleef liggen."}, "form": {Option: "letter"},
			"outcome": {Option: "upheld"}, "ask": {Option: "keep"}, "what1": {Text: "Boete terug"}, "when1": sunday,
		}},
	} {
		t.Run(route, func(t *testing.T) {
			before := len(o.caseOf(number).Events)
			r := &bot.Request{Kind: bot.KindSubmit, Route: route, Team: firm, User: sanne, View: bot.View{ID: "V" + route, Modal: true, Metadata: metadata(tc.step), Values: tc.values}}
			_, err := o.h.Routes().Submits[route](t.Context(), r)
			if !warns(err, "error.day_closed") || len(o.caseOf(number).Events) != before {
				t.Fatalf("warned with %v, %d events", err, len(o.caseOf(number).Events)-before)
			}
			if _, err := o.h.Routes().Submits[route](t.Context(), r); err != nil || len(o.caseOf(number).Events) == before {
				t.Errorf("not kept the second time: %v", err)
			}
		})
	}
}
