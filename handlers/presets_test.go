package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/procedure"
)

// underProcedure is an office that works by another preset, with these holders
// of roles besides.
func underProcedure(t *testing.T, name string, more ...complaint.Holder) *office {
	t.Helper()
	o := newOffice(t)
	yaml, err := procedure.Preset(name)
	must(t, err)
	must(t, o.store.SaveProcedure(t.Context(), yaml, at(t, "2026-01-02 00:00")))
	p, err := procedure.Parse(yaml)
	must(t, err)
	r := o.roster()
	r.Lead, r.Holders = complaint.Role(p.Lead), append(r.Holders, more...)
	must(t, o.store.SaveRoster(t.Context(), r))
	return o
}

// Management takes over by a button, which a second press does not undo, and
// assesses in a form that keeps what was typed.
func TestManagementTakesOverAndAssesses(t *testing.T) {
	o := underProcedure(t, "klachten")
	number := o.file(lotte, nil)
	first, second := o.as(mees), o.as(sanne)
	first.press(klachten, "case.takeover", view.Card, number)
	if c := o.caseOf(number); c.TakenOverAt.IsZero() {
		t.Fatal("nobody took it over")
	}
	before := len(o.caseOf(number).Events)
	ts := o.post(klachten, number, view.Card)
	first.press(klachten, "case.classify.open", view.Card, number)
	if seen := first.submitRaw(map[string]any{"nature": "treatment", "category": "duration", "party": "prospect", "assessment": " "}); len(seen.Errors) == 0 {
		t.Error("an assessment without words is taken")
	}
	first.fill(map[string]any{"nature": "treatment", "assessment": "Beiden horen", "urgent": []string{"urgent"}})
	if seen := first.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if c.Class != (complaint.Class{Nature: "treatment", Weight: "minor", Submitted: "oral", Category: "duration", Party: "prospect", Urgent: true}) ||
		c.Judgement().Assessment != "Beiden horen" {
		t.Errorf("on record %+v, %+v", c.Class, c.Judgement())
	}
	if _, err := second.Press(klachten, ts, "case.ack.open"); err == nil {
		t.Error("the card offered to confirm the receipt before the assessment")
	}
	second.press(klachten, "case.ack.open", view.Card, number)
	o.shows(second, "Ontvangst")
	if len(o.caseOf(number).Events) != before+1 {
		t.Error("something else was recorded")
	}
}

// Whoever leads notes where the complaint stands in the customer system.
func TestEnterInTheCustomerSystem(t *testing.T) {
	o := underProcedure(t, "cygnus")
	number := o.file(lotte, nil)
	o.post(klachten, number, view.Card)
	p := o.as(sanne)
	p.press(klachten, "case.enter.open", view.Card, number)
	o.shows(p, "Nummer of map")
	if seen := p.submitRaw(map[string]any{"reason": " "}); !strings.Contains(seen.Errors["reason"], "klantsysteem") {
		t.Errorf("nothing written: %v", seen.Errors)
	}
	p.fill(map[string]any{"reason": "Relatie 1187"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	if got := o.caseOf(number).CustomerFile(); got != "Relatie 1187" {
		t.Errorf("it stands at %q", got)
	}
}

// The officer notes how the partner heard of it; a partner who handles tells by a
// button how it goes, and cannot classify or tell the decision.
func TestInformThePartner(t *testing.T) {
	o := underProcedure(t, "cygnus", complaint.Holder{Role: complaint.RolePartner, User: milan})
	number := o.file(lotte, nil)
	ts := o.post(klachten, number, view.Card)
	p := o.as(sanne)
	p.press(klachten, "case.inform.open", view.Card, number)
	o.shows(p, "Wie weet ervan?")
	if seen := p.submitRaw(map[string]any{"name": " "}); !strings.Contains(seen.Errors["who"], "Kies wie je het vertelde") {
		t.Errorf("nobody named: %v", seen.Errors)
	}
	p.fill(map[string]any{"who": milan, "note": "Hij belt haar"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if e := c.Events[len(c.Events)-1]; e.Kind != complaint.Informed || e.Data.User != milan || c.Note(e).Text != "Hij belt haar" {
		t.Errorf("on record %+v", e)
	}
	o.does(number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Partner", Why: "partner"}, full(sanne), o.now)
	})
	m := o.as(milan)
	m.press(klachten, "case.update.open", view.Desk, number)
	m.fill(map[string]any{"reason": "Ze denkt erover na"})
	if seen := m.submit(); len(seen.Errors) > 0 {
		t.Fatalf("no word taken: %v", seen.Errors)
	}
	c = o.caseOf(number)
	if e := c.Events[len(c.Events)-1]; e.Kind != complaint.Updated || c.Note(e).Text != "Ze denkt erover na" {
		t.Errorf("on record %+v", e)
	}
	m.presses(klachten, ts, "case.classify.open")
	o.shows(m, "Sanne Bakker")
}

// That no partner is concerned is said in the same form, with the reason.
func TestNoPartnerToInform(t *testing.T) {
	o := underProcedure(t, "cygnus", complaint.Holder{Role: complaint.RolePartner, User: milan})
	number := o.file(lotte, nil)
	o.post(klachten, number, view.Card)
	p := o.as(sanne)
	p.press(klachten, "case.inform.open", view.Card, number)
	p.fill(map[string]any{"nobody": []string{"nobody"}})
	if seen := p.submit(); !strings.Contains(seen.Errors["note"], "waarom er geen partner") {
		t.Errorf("no reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"note": "Het gaat over onze eigen factuur"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if e := c.Events[len(c.Events)-1]; e.Kind != complaint.Informed || !e.Data.Has(complaint.FlagNobody) || e.Data.User != "" {
		t.Errorf("on record %+v", e)
	}
}

// Every colleague can ask by what one knows a complaint, in the language of the
// command, and goes on to the form from there.
func TestTheSignsOfAComplaint(t *testing.T) {
	o := underProcedure(t, "klachten")
	p := o.as(joost)
	for command, want := range map[string]string{
		"/klacht herken": "Zo herken je een klacht", "/klage genkend": "Sådan genkender du en klage", "/complaint recognise": "How to recognise a complaint",
	} {
		name, rest, _ := strings.Cut(command, " ")
		p.command(name, rest)
		there := o.Wait(5*time.Second, func() bool {
			said := fmt.Sprint(p.Ephemerals(algemeen))
			return strings.Contains(said, want) && strings.Contains(said, "case.file.open")
		})
		if !there {
			t.Errorf("%s is not answered with %q", command, want)
		}
	}
}
