package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// An answer can be begun and kept before anybody was asked, but not go on.
func TestNoAnswerWithoutConsultation(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	p := o.as(milan)
	p.press(algemeen, "case.consult.open", view.Desk, number)
	o.shows(p, "Lotte Jansen")
	if state := string(p.Modal().State); strings.Contains(state, `"value":"yes"`) {
		t.Errorf("that it took place is answered before anybody says so: %s", state)
	}
	if seen := p.submitRaw(map[string]any{"said": " ", "done": "yes"}); seen.Errors["said"] == "" {
		t.Errorf("nothing said: %v", seen.Errors)
	}
	p.fill(map[string]any{"said": "Ze beloofde september", "done": "yes"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	p.press(algemeen, "answer.draft.open", view.Desk, number)
	o.shows(p, "Antwoord", "Overlegd met", "Lotte Jansen")
	if strings.Contains(string(p.Modal().State), `"said"`) {
		t.Error("asked for again, though it is on file")
	}
}

// Whoever writes the answer can note the consultation there.
func TestConsultationInTheFormOfTheAnswer(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	p := o.as(milan)
	p.press(algemeen, "answer.draft.open", view.Desk, number)
	o.shows(p, "ontvangende medewerker (Lotte Jansen)")
	p.fill(map[string]any{"form": "email"})
	p.fill(map[string]any{"outcome": "upheld", "text": "U heeft gelijk.", "reasons": "Het dossier bleef liggen."})
	if seen := p.submit(); !strings.Contains(seen.Errors["said"], "Vul in wat er is gezegd") {
		t.Fatalf("without a consultation: %v", seen.Errors)
	}
	p.fill(map[string]any{"with": fatima, "said": "Ze beloofde september"})
	if seen := p.submit(); !strings.Contains(seen.Errors["done"], "Geef aan of er is overlegd") {
		t.Fatalf("whether it took place was not answered: %v", seen.Errors)
	}
	p.fill(map[string]any{"done": "yes"})
	if seen := p.submit(); !strings.Contains(seen.Errors["with"], "Lotte Jansen") {
		t.Fatalf("with somebody else: %v", seen.Errors)
	}
	p.fill(map[string]any{"with": lotte})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	e, ok := c.Advice()
	if !ok || e.Data.User != lotte || c.Note(e).Text != "Ze beloofde september" || len(c.Answers) != 1 || !c.Answers[0].Asked {
		t.Errorf("on file %v %+v, answers %+v", ok, e, c.Answers)
	}
}

// What was filled in stays when the form is drawn anew.
func TestConsultationStaysWhenTheFormIsDrawnAnew(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	p := o.as(milan)
	p.press(algemeen, "answer.draft.open", view.Desk, number)
	p.fill(map[string]any{"said": "Is uit dienst", "done": complaint.FlagImpossible, "ask": "keep"})
	p.inView("answer.draft.more")
	p.fill(map[string]any{"form": "email"})
	p.fill(map[string]any{"outcome": "upheld", "text": "U heeft gelijk.", "reasons": "Het dossier bleef liggen."})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if e, ok := c.Advice(); !ok || c.Note(e).Text != "Is uit dienst" || len(e.Data.Flags) != 1 {
		t.Errorf("on file %v %+v", ok, e)
	}
	if a := c.Answer(); a == nil || a.Asked {
		t.Errorf("kept as a draft: %+v", a)
	}
}
