package handlers

import (
	"os"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
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
	p.fill(map[string]any{"said": "Ze beloofde september", "done": "yes"})
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
	if state := string(p.Modal().State); !strings.Contains(state, `"value":"keep"`) || strings.Contains(state, `"value":"ask"`) {
		t.Errorf("an answer that cannot go on yet is offered as one that does: %s", state)
	}
	answer["ask"] = "ask"
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

// Whoever was asked in the place of a colleague who was away has no part in the case but
// this: in Home they read its number and the question, answer it there, and then it is gone.
func TestTheQuestionInHome(t *testing.T) {
	for name, press := range map[string]func(p person){
		"yes": func(p person) { p.inView("heard.confirm") },
		"no": func(p person) {
			p.inView("heard.deny.open")
			p.submitRaw(map[string]any{"words": "Niemand vroeg mij iets"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			o, number, _ := consulted(t)
			must(t, o.AddUser(playground.User{ID: bo, Name: "bo", RealName: "Bo Jansen"}))
			must(t, o.Join(algemeen, bo))
			r := o.roster()
			r.Away = append(r.Away, complaint.Absence{User: lotte, Deputy: bo, From: o.now, Until: o.now.AddDate(0, 0, 9)})
			must(t, o.store.SaveRoster(t.Context(), r))
			o.does(number, func(c *complaint.Case) error {
				return c.Consult(complaint.Consultation{With: bo, At: o.now, Said: "Ze beloofde september"}, full(milan), o.now)
			})
			if text := o.homeOf(lotte); strings.Contains(text, "met je overlegd") {
				t.Errorf("asked anew of another, and she reads:\n%s", text)
			}
			must(t, o.store.SaveRoster(t.Context(), o.roster())) // she is back
			text := o.homeOf(bo)
			for _, want := range []string{number + " · Is er met je overlegd?", "uiterlijk", "Ja, er is overlegd"} {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in\n%s", want, text)
				}
			}
			for _, secret := range []string{"de Vries", "Milan", "Ze beloofde", "In behandeling", "Dossier openen"} {
				if strings.Contains(text, secret) {
					t.Errorf("they read %q in\n%s", secret, text)
				}
			}
			p := o.as(bo)
			press(p)
			if o.caseOf(number).Unconfirmed() != nil {
				t.Fatal("not kept")
			}
			if !o.Wait(soon, func() bool { return !strings.Contains(o.homeOf(bo), number) }) {
				t.Errorf("answered, Home still says\n%s", o.homeOf(bo))
			}
		})
	}
}

// The windows behind Home ask the same of who received the complaint, and nothing of who
// turns out to be the one whom it concerns.
func TestTheQuestionInLists(t *testing.T) {
	o, number, _ := consulted(t)
	o.turn(at(t, "2026-03-10 09:00"))
	asks := func() bool {
		return strings.Contains(o.homeOf(lotte), "met je overlegd") && strings.Contains(o.asksFor(lotte, "/klacht", "termijn week"), "Ja, er is overlegd")
	}
	if !asks() {
		t.Errorf("she reads\n%s\nand\n%s", o.homeOf(lotte), o.asksFor(lotte, "/klacht", "termijn week"))
	}
	o.does(number, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{lotte}, How: "het gaat over haar"}, full(sanne), o.now)
	})
	if !o.Wait(soon, func() bool { return !strings.Contains(o.homeOf(lotte), "overlegd") }) {
		t.Errorf("it concerns her, and Home says\n%s", o.homeOf(lotte))
	}
	for _, text := range []string{o.asksFor(lotte, "/klacht", "termijn week"), o.asksFor(lotte, "/klacht", "mijn")} {
		if strings.Contains(text, "overlegd") {
			t.Errorf("it concerns her, and she reads\n%s", text)
		}
	}
}
