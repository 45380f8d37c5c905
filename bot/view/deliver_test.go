package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// givenTo is a case of okonomi that somebody handles, whose receiver was consulted and said
// so, unless she has yet to.
func givenTo(t *testing.T, heard bool) *complaint.Case {
	t.Helper()
	now := at(t, "2026-03-06 12:00")
	c := presetCase(t, "okonomi", func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "Klageansvarlig", Why: "officer"}, member(sanne), now)
	})
	must(t, c.Consult(complaint.Consultation{With: lotte, At: now, Said: "She was promised September"}, member(sanne), now))
	if heard {
		must(t, c.ConfirmHeard(len(c.Events), member(lotte), now))
	}
	return c
}

// Whoever tells an answer finds all that is told in the form, each part under its name and
// to its last word: what was established, the answer, the reasons, the promises (OK-01). The
// form in which it is written says of each that the customer gets it.
func TestTheDeliveryShowsAllThatIsTold(t *testing.T) {
	long := func(first, last string) string { return first + strings.Repeat(" word", 580) + " " + last }
	d := complaint.Draft{Answer: complaint.Answer{
		Facts: long("FactsBegin", "FactsEnd"), Text: long("AnswerBegin", "AnswerEnd"), Reasons: long("ReasonsBegin", "ReasonsEnd"),
		Promises: []complaint.Promise{{What: "Refund the fine", Who: "Milan de Wit", When: "2026-03-20"}}, Internal: "OnlyForUs",
	}, Form: "email", Outcome: "upheld", Ask: true}
	c := givenTo(t, true)
	f := sampleFrame(t, lang.DA, "2026-03-06 13:00")
	f.P = f.P.Named(WordsOf(c.Procedure))
	must(t, c.Prepare(d, member(sanne), f.Now))
	for _, via := range []string{"email", "letter", "phone"} {
		text := jsonText(asJSON(t, DeliverForm(f, c, complaint.Delivery{At: f.Now, Day: "2026-03-06", Via: via})))
		for _, part := range []string{
			"*Hvad vi har konstateret*", "FactsBegin", "FactsEnd", "*Svaret, som anmelderen hører eller læser det*", "AnswerBegin", "AnswerEnd",
			"*Begrundelse for udfaldet*", "ReasonsBegin", "ReasonsEnd", "*Hvem gør hvad, og hvornår*", "Refund the fine",
		} {
			_, after, found := strings.Cut(text, part)
			if !found {
				t.Errorf("by %s: nothing says %q in its place", via, part)
				break
			}
			text = after
		}
		if strings.Contains(text, "OnlyForUs") {
			t.Errorf("by %s: a note for colleagues is told", via)
		}
	}
	form := jsonText(asJSON(t, DraftForm(f, c, d, Room{Promises: 1, Parts: 1})))
	if n := strings.Count(form, "nmelderen får dette sammen med svaret."); n != 2 {
		t.Errorf("the form says %d times that the customer gets it, want of facts and of reasons:\n%s", n, form)
	}
	if strings.Contains(form, "forklar så hvorfor") {
		t.Error("the answer is to give the reasons that have a field of their own")
	}
}

// The ticks that closing asks for stand in the form whichever way the answer goes, under a
// question that fits it (KG-16, KG-25).
func TestWhatTheDeliveryAsksOfAnyForm(t *testing.T) {
	c := caseAt(t, complaint.FaceApproved)
	p := *c.Procedure
	p.Close.Points = []string{"sorry", "own_card"}
	c.Procedure = &p
	f := sampleFrame(t, lang.NL, "2026-03-13 10:05")
	for via, want := range map[string]string{
		"phone": "Wat is er in het gesprek gebeurd?", "meeting": "Wat is er in het gesprek gebeurd?",
		"email": "Wat kreeg de klant bij dit antwoord?", "letter": "Wat kreeg de klant bij dit antwoord?",
	} {
		text := jsonText(asJSON(t, DeliverForm(f, c, complaint.Delivery{At: f.Now, Day: "2026-03-13", Via: via})))
		if strings.Count(text, "Wat is er in het gesprek gebeurd?")+strings.Count(text, "Wat kreeg de klant bij dit antwoord?") != 1 || !strings.Contains(text, want) || !strings.Contains(text, "Er zijn excuses aangeboden") {
			t.Errorf("by %s, want %q:\n%s", via, want, text)
		}
	}
}

// While whoever was consulted has yet to confirm it, nothing calls the answer ready: its form
// keeps a draft only, and form, window and card say for whom it waits. Once confirmed it may
// be made ready (OK-13).
func TestAnAnswerIsNotReadyBeforeItsConsultation(t *testing.T) {
	d := complaint.Draft{Answer: complaint.Answer{Text: "Du har ret", Facts: "F", Reasons: "R"}, Form: "email", Outcome: "upheld"}
	c := givenTo(t, false)
	f := sampleFrame(t, lang.DA, "2026-03-06 13:00")
	f.P = f.P.Named(WordsOf(c.Procedure))
	must(t, c.Prepare(d, member(sanne), f.Now))
	d.Ask = true
	const waits, ready = "Lotte Jansen mangler at bekræfte drøftelsen", "Klar til anmelderen"
	inLanguages(t, "answer.kept.consult", "2026-03-06 13:00", func(f *Frame) screen { return DraftSaved(f, c) })
	screens := func() map[string]string {
		return map[string]string{
			"form":   jsonText(asJSON(t, DraftForm(f, c, d, Room{Promises: 1, Parts: 1}))),
			"window": jsonText(asJSON(t, DraftSaved(f, c))), "card": jsonText(asJSON(t, Card(f, c))),
		}
	}
	for name, text := range screens() {
		if !strings.Contains(text, waits) || strings.Contains(text, ready) || strings.Contains(text, "klart") {
			t.Errorf("%s while she has not confirmed:\n%s", name, text)
		}
	}
	if text := screens()["card"]; !strings.Contains(text, "Ret svaret") || strings.Contains(text, "Gør svaret færdigt") || strings.Contains(text, "Skriv svar") {
		t.Errorf("the card asks to finish what waits for her:\n%s", text)
	}
	must(t, c.ConfirmHeard(len(c.Events)-1, member(lotte), f.Now))
	for name, text := range screens() {
		if strings.Contains(text, waits) || name == "form" && !strings.Contains(text, ready) {
			t.Errorf("%s once she confirmed:\n%s", name, text)
		}
	}
	if text := screens()["card"]; !strings.Contains(text, "Gør svaret færdigt") {
		t.Errorf("nothing on the card makes it ready once she confirmed:\n%s", text)
	}
}
