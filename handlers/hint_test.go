package handlers

import (
	"strings"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
)

// A word to avoid is pointed out as soon as the form is drawn anew, and again to
// whoever decides; it holds nothing up.
func TestWordsToAvoidArePointedOut(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	p := o.as(milan)
	p.press(algemeen, "answer.draft.open", view.Desk, number)
	p.fill(map[string]any{"said": "Ze beloofde september", "done": "yes", "outcome": "upheld", "text": "Uw klacht is terecht: onze fout.", "reasons": "Het dossier bleef liggen."})
	p.fill(map[string]any{"form": "email"})
	o.shows(p, "Er staan 2 woorden in die jullie procedure vermijdt", "klacht_ (liever: melding)", "De behandelaar wordt niet genoemd")
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("held up: %v", seen.Errors)
	}
	if c := o.caseOf(number); c.Face() != complaint.FaceInApproval {
		t.Fatalf("the answer is %s", c.Face())
	}
	m := o.as(mees)
	m.press(klachten, "answer.read", version(1), number)
	o.shows(m, "klacht_ (liever: melding)", "_fout_")
	m.inView("answer.approve")
	if c := o.caseOf(number); c.Face() != complaint.FaceApproved {
		t.Errorf("not approved: %s", c.Face())
	}
	if text := m.ViewText(m.Modal()); strings.Contains(text, "vermijdt") {
		t.Errorf("a decided answer is still looked over:\n%s", text)
	}
}

// Whatever draws the form anew, an empty row for a promise is none.
func TestAnEmptyRowIsNoPromise(t *testing.T) {
	for name, redraw := range map[string]func(p person){
		"the choice of form": func(p person) { p.fill(map[string]any{"form": "email"}) },
		"the check":          func(p person) { p.inView("answer.draft.check") },
		"one part more":      func(p person) { p.inView("answer.draft.part") },
		"one promise more":   func(p person) { p.inView("answer.draft.more") },
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			p := o.as(milan)
			p.press(klachten, "answer.draft.open", view.Card, o.handled())
			p.fill(map[string]any{"outcome": "upheld", "text": "U heeft gelijk.", "reasons": "Het dossier bleef liggen."})
			redraw(p)
			o.shows(p, "Bij dit antwoord is geen toezegging vastgelegd. Staat er een in de tekst?")
			p.fill(map[string]any{"what1": "De boete vergoeden", "when1": "2026-03-20"})
			redraw(p)
			for range 100 { // drawn anew after the answer
				if !strings.Contains(p.ViewText(p.Modal()), "geen toezegging vastgelegd") {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
			t.Error("the promise that is filled in does not count")
		})
	}
}
