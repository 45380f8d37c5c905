package handlers

import (
	"strings"
	"testing"

	"ombud/complaint"
)

// Whoever goes away with a promise to a customer is asked whether the customer is told;
// each such case then holds a task with a day, in the company's words. Who promised
// nothing is not asked.
func TestCustomersAreToldOfAnAbsence(t *testing.T) {
	o := newOffice(t)
	running, other := o.handled(), o.filed(nil)
	o.turn(at(t, "2026-03-10 09:00"))
	nobody := o.as(lotte)
	nobody.command("/klacht", "afwezig 16-3 20-3 <@"+fatima+">")
	if text := nobody.ViewText(nobody.Modal()); strings.Contains(text, "Klanten die op je rekenen") {
		t.Errorf("Lotte, who promised nothing, is asked: %s", text)
	}
	p := o.as(milan)
	p.command("/klage", "fraværende 16-3 20-3 <@"+fatima+">") // he reads Danish
	o.shows(p, "Kunder, der regner med dig", running)
	if text := p.ViewText(p.Modal()); strings.Contains(text, other) {
		t.Errorf("of a case without a promise: %s", text)
	}
	p.fill(map[string]any{"tell": []string{"tell"}})
	p.submit()
	o.shows(p, "Disse sager har nu en opgave", running)
	c := o.caseOf(running)
	open := c.OpenCommitments()
	if len(open) != 1 || !open[0].Away {
		t.Fatalf("owed: %+v", open)
	}
	promise := c.Promise(open[0].N)
	want := "De melder laten weten dat Milan de Wit tot en met vr 20 maart afwezig is en dat Fatima El Idrissi de zaak zolang waarneemt"
	if promise.What != want || promise.When != "2026-03-13" || promise.Who != "Milan de Wit" {
		t.Errorf("%+v", promise)
	}
	if len(o.caseOf(other).OpenCommitments()) != 0 {
		t.Error("a task in a case without a promise")
	}
}

// Without the tick nothing is recorded; a case in which the deputy is kept out names
// nobody who looks after it.
func TestAnAbsenceThatNobodyIsToldOf(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	o.turn(at(t, "2026-03-10 09:00"))
	p := o.as(milan)
	goes := func(tell bool) string {
		t.Helper()
		p.command("/klacht", "afwezig 16-3 20-3 <@"+joost+">")
		if tell {
			p.fill(map[string]any{"tell": []string{"tell"}})
		}
		p.submit()
		if open := o.caseOf(number).OpenCommitments(); len(open) > 0 {
			return o.caseOf(number).Promise(open[0].N).What
		}
		return ""
	}
	if what := goes(false); what != "" {
		t.Errorf("not asked, and recorded %q", what)
	}
	if what := goes(true); !strings.Contains(what, "afwezig") || strings.Contains(what, "Joost") {
		t.Errorf("recorded %q", what)
	}
	o.does(number, func(c *complaint.Case) error { return c.KeepCommitment(1, o.now, full(milan), o.now) })
}
