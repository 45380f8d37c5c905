package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/procedure"
)

// Who confirms a receipt reads the letter in the company's own words; a case keeps those
// of the version that was in force when it came in, and what was sent is what is kept (D19).
func TestALetterIsInTheWordsOfItsVersion(t *testing.T) {
	o := newOffice(t)
	yaml, err := procedure.Preset("okonomi")
	must(t, err)
	worded := func(version, words string) []byte {
		text := strings.Replace(string(yaml), `version: "1"`, `version: "`+version+`"`, 1)
		return []byte(text + "texts:\n  letter.rules: " + words + " ({{.version}}).\n")
	}
	must(t, o.store.SaveProcedure(t.Context(), worded("2", "Vi følger vores egen bog"), at(t, "2026-01-02 00:00")))
	o.file(lotte, nil)
	o.turn(o.now.AddDate(0, 0, 1))
	must(t, o.store.SaveProcedure(t.Context(), worded("3", "Vi følger den nye bog"), o.now))
	o.turn(o.now.AddDate(0, 0, 1))
	o.file(lotte, map[string]any{"received": o.now.Unix()})
	for number, want := range map[string]string{"K-2026-0001": "Vi følger vores egen bog (version 2", "K-2026-0002": "Vi følger den nye bog (version 3"} {
		p := o.as(sanne)
		p.press(klachten, "case.ack.open", view.Card, number)
		p.fill(map[string]any{"how": view.ConfirmedSent})
		if form := string(p.Modal().State); !strings.Contains(form, want) || strings.Contains(form, "efter vores forretningsgang") {
			t.Errorf("%s: the form says %s", number, form)
		}
		p.submit()
		c := o.caseOf(number)
		if e := c.Events[len(c.Events)-1]; e.Kind != complaint.Acknowledged || !strings.Contains(c.Note(e).Text, want) {
			t.Errorf("%s: kept %q", number, c.Note(e).Text)
		}
	}
}

// Where a receipt is confirmed by e-mail to somebody of whom no e-mail address is on record,
// its form asks for one beside the way, and nothing typed for a letter stands in it: none and a
// wrong one are refused there, and the right one is kept with how to reach them.
func TestAnEmailAddressIsAskedWhereItIsChosen(t *testing.T) {
	o := newPreset(t, "okonomi")
	number := o.file(lotte, map[string]any{"email": ""})
	p := o.as(sanne)
	p.press(klachten, "case.ack.open", view.Card, number)
	p.fill(map[string]any{"how": view.ConfirmedSent})
	p.fill(map[string]any{"via": "letter"})
	p.fill(map[string]any{"address": "Kade 1, Utrecht"})
	p.fill(map[string]any{"via": "email"})
	if text := p.ViewText(p.Modal()); !strings.Contains(text, "E-mailadres") || strings.Contains(text+string(p.Modal().State), "Kade 1") {
		t.Errorf("by e-mail it asks:\n%s\n%s", text, p.Modal().State)
	}
	for typed, want := range map[string]string{" ": "We hebben geen e-mailadres", "anna": "Dit is geen e-mailadres"} {
		if seen := p.submitRaw(map[string]any{"email": typed}); !strings.Contains(seen.Errors["email"], want) {
			t.Errorf("with %q: %v", typed, seen.Errors)
		}
	}
	p.fill(map[string]any{"email": "anna@bakkerijzon.example"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	if c := o.caseOf(number); c.ReceiptAt.IsZero() || c.Filing().Email != "anna@bakkerijzon.example" || c.Filing().Address != "" || c.Filing().Phone == "" {
		t.Errorf("confirmed %v, on record %+v", c.ReceiptAt, c.Filing())
	}
}
