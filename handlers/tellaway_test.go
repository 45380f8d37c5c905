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

// A task to tell a customer of an absence falls away when that is moved without a new
// one, or taken back, also by the officer and where the deputy was to tell it.
func TestNobodyTellsOfAnAbsenceThatIsGone(t *testing.T) {
	for _, tc := range []struct {
		name, days string
		does       func(o *office)
	}{
		{"moved", "16-3 20-3", func(o *office) {
			p := o.as(milan)
			p.command("/klacht", "afwezig")
			p.inView("away.open")
			p.fill(map[string]any{"from.change": "2026-04-06", "until.change": "2026-04-10"})
			p.submit()
		}},
		{"set anew by a command", "16-3 20-3", func(o *office) {
			p := o.as(milan)
			p.command("/klacht", "afwezig 16-3 24-3 <@"+fatima+">")
			p.submit()
		}},
		{"taken back", "16-3 20-3", func(o *office) {
			p := o.as(milan)
			p.command("/klacht", "afwezig")
			p.inView("away.back")
		}},
		{"back early, and the deputy was to tell it", "10-3 20-3", func(o *office) { o.as(milan).command("/klacht", "terug") }},
		{"taken back by the officer", "16-3 20-3", func(o *office) {
			p := o.as(sanne)
			p.command("/klacht", "afwezig <@"+milan+">")
			p.inView("away.back")
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := newOffice(t)
			number := o.handled()
			o.turn(at(t, "2026-03-10 09:00"))
			p := o.as(milan)
			p.command("/klacht", "afwezig "+tc.days+" <@"+fatima+">")
			p.fill(map[string]any{"tell": []string{"tell"}})
			p.submit()
			if open := o.caseOf(number).OpenCommitments(); len(open) != 1 {
				t.Fatalf("owed: %+v", open)
			}
			o.turn(at(t, "2026-03-10 09:05"))
			tc.does(o)
			if c := o.caseOf(number); len(c.OpenCommitments()) != 0 || c.WhyDropped(1) != "De afwezigheid is gewijzigd of beëindigd." {
				t.Errorf("still owed: %+v, %q", c.OpenCommitments(), c.WhyDropped(1))
			}
		})
	}
}
