package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

func TestReadBack(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.as(lotte)
	p.press(algemeen, "case.readback.open", view.Receipt, number)
	p.fill(map[string]any{"verdict": "readback_refused"})
	if seen := p.submit(); !strings.Contains(seen.Errors["note"], "reden") {
		t.Errorf("a refusal without a word: %v", seen.Errors)
	}
	// Meanwhile Sanne records it with other words.
	s := o.as(sanne)
	s.press(klachten, "case.readback.open", view.Card, number)
	s.fill(map[string]any{"verdict": "readback_approved", "summary": "Jaarrekening veel te laat"})
	s.submit()
	p.fill(map[string]any{"verdict": "readback_refused", "note": "Wil het korter"})
	p.submit()
	o.shows(p, "Sanne Bakker wijzigde deze zaak", "Jaarrekening veel te laat")
	if state := string(p.Modal().State); !strings.Contains(state, "Wil het korter") || !strings.Contains(state, "readback_refused") {
		t.Errorf("what was typed is lost: %s", state)
	}
	c := o.caseOf(number)
	if c.ReadBack != complaint.ReadBackApproved || c.Filing().Summary != "Jaarrekening veel te laat" {
		t.Errorf("on record %s, %q", c.ReadBack, c.Filing().Summary)
	}
	s.press(klachten, "case.explain.open", view.Card, number)
	s.fill(map[string]any{"via": "phone"})
	s.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceConfirmed {
		t.Errorf("after read-back and explanation the case is %s", c.Face())
	}
}

func TestAssign(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"about": []string{joost}, "done": []string{"readback", "explained"}})
	p := o.as(sanne)
	p.press(klachten, "case.assign.open", view.Card, number)
	o.shows(p, "Joost Visser", "genoemd in de klacht", "Fatima El Idrissi", "ma 9 maart")
	options, err := p.Options("handler", "")
	must(t, err)
	names := ""
	for _, opt := range options {
		names += opt.Text + " (" + opt.Description + ") "
	}
	if strings.Contains(names, "Joost") || !strings.Contains(names, "Milan de Wit (Hoofd Samenstel)") {
		t.Errorf("offers %s", names)
	}
	p.fill(map[string]any{"handler": milan})
	if state := string(p.Modal().State); !strings.Contains(state, "Hoofd Samenstel") {
		t.Errorf("no function is proposed: %s", state)
	}
	p.fill(map[string]any{"delivered": "unknown"}) // asks for why, and for nothing else
	p.fill(map[string]any{"unknown": "  "})
	if seen := p.submit(); !strings.Contains(seen.Errors["unknown"], "leverde") || len(seen.Errors) > 1 {
		t.Errorf("without a deliverer: %v", seen.Errors)
	}
	p.fill(map[string]any{"delivered": "colleague"})
	p.fill(map[string]any{"deliverers": []string{milan}})
	if seen := p.submit(); !strings.Contains(seen.Errors["handler"], "Milan de Wit") {
		t.Errorf("the deliverer handles: %v", seen.Errors)
	}
	p.fill(map[string]any{"deliverers": []string{joost}, "handler": gast})
	p.fill(map[string]any{"title": "Gast", "why_text": "Kent de klant"})
	if seen := p.submit(); !strings.Contains(seen.Errors["handler"], "Gasten, bots") {
		t.Errorf("a guest handles: %v", seen.Errors)
	}
	p.fill(map[string]any{"handler": fatima})
	if state := string(p.Modal().State); !strings.Contains(state, "Adviseur") || strings.Contains(state, "Hoofd Samenstel") {
		t.Errorf("the function does not follow the handler: %s", state)
	}
	if seen := p.submit(); !strings.Contains(seen.Errors["handler"], "afwezig en is terug op") {
		t.Errorf("away: %v", seen.Errors)
	}
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not kept the second time: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if a := c.Appointment(); c.Handler != fatima || a.Name != "Fatima El Idrissi" || a.Title != "Adviseur" {
		t.Errorf("assigned to %s as %+v", c.Handler, a)
	}
}

func TestContact(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"done": []string{"readback", "explained"}, "deliverers": []string{joost}})
	s := o.as(sanne)
	s.press(klachten, "case.assign.open", view.Card, number)
	_, err := s.Options("handler", "mil")
	must(t, err)
	s.fill(map[string]any{"handler": milan})
	s.submit()
	p := o.as(milan)
	p.press(algemeen, "case.contact.open", view.Desk, number)
	if text := p.ViewText(p.Modal()); !strings.Contains(text, "verklaar je dat je er zelf niet bij betrokken bent") {
		t.Error("the form does not say that it takes the case on:\n" + text)
	}
	p.fill(map[string]any{"reached": "no"})
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Hoe wordt het opgelost?") {
		t.Error("a try asks for a plan")
	}
	p.fill(map[string]any{"note": "Voicemail ingesproken"})
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceAssigned || !c.Accepted {
		t.Errorf("a voicemail made it %s, taken on: %v", c.Face(), c.Accepted)
	}
	p.press(algemeen, "case.contact.open", view.Desk, number)
	if text := p.ViewText(p.Modal()); strings.Contains(text, "verklaar je dat") {
		t.Error("who took the case on is asked again")
	}
	if seen := p.submitRaw(map[string]any{"how": " ", "day": "2026-03-20"}); seen.Errors["how"] == "" {
		t.Errorf("no plan: %v", seen.Errors)
	}
	p.fill(map[string]any{"how": "We zoeken het uit"})
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceInProgress || c.PlanDay != "2026-03-20" {
		t.Errorf("after the contact it is %s, promised %q", c.Face(), c.PlanDay)
	}
	// Who is not the handler is told who is.
	stranger := o.as(lotte)
	stranger.press(algemeen, "case.contact.open", view.Desk, number)
	o.shows(stranger, "Milan de Wit")
}

func TestTwoOfficersAssignAtOnce(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"done": []string{"readback", "explained"}, "deliverers": []string{joost}})
	first, second := o.as(sanne), o.as(fatima)
	for _, p := range []person{first, second} {
		p.press(klachten, "case.assign.open", view.Card, number)
		_, err := p.Options("handler", "milan")
		must(t, err)
		p.fill(map[string]any{"handler": milan})
	}
	first.submit()
	second.fill(map[string]any{"brief": "Bel voor twaalven"})
	second.submit()
	o.shows(second, "Sanne Bakker wijzigde deze zaak")
	if state := string(second.Modal().State); !strings.Contains(state, "Bel voor twaalven") || !strings.Contains(state, milan) {
		t.Errorf("what was typed is lost: %s", state)
	}
	if c := o.caseOf(number); c.Rev(complaint.StepAssign) != 2 || c.Appointment().Brief != "" { // deliverer and handler
		t.Errorf("the stale form was saved: revision %d", c.Rev(complaint.StepAssign))
	}
}
