package handlers

import (
	"os"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// consulted is a case in Milan's hands of a procedure in which whoever received the
// complaint confirms that she was heard; he noted that he asked her.
func consulted(t *testing.T) (o *office, number string, message func(*view.Frame, *complaint.Case) *view.Message) {
	t.Helper()
	o = newOffice(t)
	yaml, err := os.ReadFile("../procedure/testdata/invented.yml")
	must(t, err)
	confirmed := strings.Replace(string(yaml), "consult: filer", "consult: filer\n  consult_confirmed: true", 1)
	must(t, o.store.SaveProcedure(t.Context(), []byte(confirmed), at(t, "2026-01-02 00:00")))
	number = o.inHand()
	p := o.as(milan)
	p.press(algemeen, "case.consult.open", view.Desk, number)
	o.shows(p, "krijgt de vraag of er is overlegd")
	p.fill(map[string]any{"said": "Ze beloofde september"})
	p.submit()
	seq := o.caseOf(number).Unconfirmed().Seq
	return o, number, func(f *view.Frame, c *complaint.Case) *view.Message { return view.Hearing(f, c, c.Hearing(seq)) }
}

// Whoever was consulted confirms it with one press, twice pressed is once, and only then
// the answer goes on.
func TestTheReceiverConfirmsThatTheyWereHeard(t *testing.T) {
	o, number, hearing := consulted(t)
	p := o.as(milan)
	answer := map[string]any{"outcome": "upheld", "text": "U heeft gelijk.", "reasons": "Het dossier bleef liggen."}
	p.press(algemeen, "answer.draft.open", view.Desk, number)
	o.shows(p, "Lotte Jansen moet nog bevestigen")
	p.fill(map[string]any{"form": "email"})
	if seen := p.submitRaw(answer); !strings.Contains(seen.Errors["ask"], "Lotte Jansen bevestigt eerst") {
		t.Fatalf("before she confirmed: %v", seen.Errors)
	}
	asked := o.post(algemeen, number, hearing)
	for _, who := range []string{mees, joost} {
		o.as(who).presses(algemeen, asked, "heard.confirm")
		if o.caseOf(number).Unconfirmed() == nil {
			t.Fatalf("%s confirmed it", who)
		}
	}
	o.as(lotte).presses(algemeen, asked, "heard.confirm")
	events := len(o.caseOf(number).Events)
	o.as(lotte).presses(algemeen, asked, "heard.confirm")
	if c := o.caseOf(number); c.Consultation != complaint.Consulted || len(c.Events) != events {
		t.Errorf("consultation %q, %d events after %d", c.Consultation, len(c.Events), events)
	}
	o.as(lotte).presses(algemeen, asked, "heard.deny.open")
	o.shows(o.as(lotte), "Je hebt dit al beantwoord")
	if seen := p.submitRaw(answer); len(seen.Errors) > 0 {
		t.Errorf("confirmed, and the answer is refused: %v", seen.Errors)
	}
}

// Whoever was not heard says so in their own words, also when the case is kept from them
// by now; the form tells them nothing of it.
func TestTheReceiverDeniesThatTheyWereHeard(t *testing.T) {
	o, number, hearing := consulted(t)
	asked := o.post(algemeen, number, hearing)
	o.does(number, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{How: "haar zus"}, full(lotte), o.now)
	})
	p := o.as(lotte)
	p.presses(algemeen, asked, "heard.deny.open")
	o.shows(p, number, "Wat is er wel of niet besproken?")
	if form := string(p.Modal().State); strings.Contains(form, "de Vries") || strings.Contains(form, "Milan") {
		t.Errorf("the form says %s", form)
	}
	if seen := p.submitRaw(map[string]any{"words": " "}); seen.Errors["words"] == "" {
		t.Errorf("without a word: %v", seen.Errors)
	}
	p.submitRaw(map[string]any{"words": "Niemand vroeg mij iets"})
	c := o.caseOf(number)
	e := c.Events[len(c.Events)-1]
	if e.Kind != complaint.ConsultDenied || e.Actor != lotte || c.Note(e).Text != "Niemand vroeg mij iets" || c.ConsultMissing(milan, o.now) != complaint.RoleFiler {
		t.Errorf("on file: %+v, missing %q", e, c.ConsultMissing(milan, o.now))
	}
}
