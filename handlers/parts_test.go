package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
)

// A long answer is written in parts; what was typed stays while the form grows,
// whoever approves reads all of it, and so does whoever gives it.
func TestAnAnswerInParts(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p := o.as(milan)
	p.press(klachten, "answer.draft.open", view.Card, number)
	p.fill(map[string]any{"form": "email"})
	p.fill(map[string]any{"outcome": "upheld", "text": "Het eerste deel.", "reasons": "Het dossier bleef liggen."})
	p.inView("answer.draft.part")
	p.fill(map[string]any{"text2": "Het tweede deel."})
	p.inView("answer.draft.part")
	p.inView("answer.draft.more")
	p.fill(map[string]any{"text3": "Het derde deel."})
	p.inView("answer.draft.part")
	if state := string(p.Modal().State); !strings.Contains(state, "text4") || strings.Count(state, " deel.") != 3 {
		t.Fatalf("with four parts: %s", state)
	}
	if strings.Contains(p.ViewText(p.Modal()), "Deel 5") {
		t.Error("a fifth part is offered")
	}
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	if got := o.caseOf(number).AnswerText(1).Whole(); got != "Het eerste deel.\n\nHet tweede deel.\n\nHet derde deel." {
		t.Errorf("kept %q", got)
	}
	m := o.as(mees)
	m.press(klachten, "answer.read", version(1), number)
	o.shows(m, "Het eerste deel.", "Het tweede deel.", "Het derde deel.")
	m.inView("answer.approve")
	p.press(klachten, "answer.deliver.open", view.Card, number)
	o.shows(p, "Het eerste deel.", "Het tweede deel.", "Het derde deel.")
}

// Revising begins with every part of the version before; of two who revise at
// once the second keeps all they typed.
func TestRevisingAnAnswerInParts(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p, s := o.as(milan), o.as(sanne)
	for name, who := range map[string]person{"Milan": p, "Sanne": s} {
		who.press(klachten, "answer.draft.open", view.Card, number)
		who.fill(map[string]any{"form": "email"})
		who.fill(map[string]any{"outcome": "upheld", "text": "Deel een van " + name, "reasons": "Het dossier bleef liggen.", "ask": "keep"})
		who.inView("answer.draft.part")
		who.fill(map[string]any{"text2": "Deel twee van " + name})
	}
	s.submit()
	p.submit()
	o.shows(p, "Sanne Bakker wijzigde deze zaak")
	if state := string(p.Modal().State); !strings.Contains(state, "Deel twee van Milan") {
		t.Errorf("what was typed is lost: %s", state)
	}
	p.closes()
	p.press(klachten, "answer.draft.open", view.Card, number)
	if state := string(p.Modal().State); !strings.Contains(state, "Deel een van Sanne") || !strings.Contains(state, "Deel twee van Sanne") {
		t.Errorf("begun with %s", state)
	}
}
