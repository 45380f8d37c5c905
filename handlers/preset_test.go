package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/procedure"
)

// newPreset is an office that works by one of the presets.
func newPreset(t *testing.T, name string) *office {
	t.Helper()
	o := newOffice(t)
	yaml, err := procedure.Preset(name)
	must(t, err)
	must(t, o.store.SaveProcedure(t.Context(), yaml, at(t, "2026-01-02 00:00")))
	return o
}

// Sentences show a case number as the procedure writes them.
func TestExampleNumbersAreOfTheProcedure(t *testing.T) {
	o := newPreset(t, "kerngroep")
	for _, typed := range []string{"hulp alles", "ton"} {
		if said := o.refusedOrder(sanne, "/klacht", typed); !strings.Contains(said, "M-2026-0042") {
			t.Errorf("%s says %s", typed, said)
		}
	}
}

// Whoever received the complaint calls: from their own receipt, warned once that
// nobody was consulted, with what the procedure asks to keep in mind.
func TestTheReceiverCallsFirst(t *testing.T) {
	o := newPreset(t, "kerngroep")
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(map[string]any{
		"name": "Anna de Vries", "phone": "06 12345678", "summary": "Jaarrekening te laat",
		"story": "Beloofd voor september, gekomen in november.", "street": "Markt 1", "postcode": "1234 AB", "town": " ", "wish": " ",
	})
	if seen := p.submitRaw(nil); seen.Errors["town"] == "" || seen.Errors["wish"] == "" {
		t.Errorf("without town and wish: %v", seen.Errors)
	}
	p.fill(map[string]any{"town": "Utrecht", "wish": "De boete terug"})
	p.submit()
	number := "M-2026-0001"
	if c := o.caseOf(number); c.Filing().Address != "Markt 1, 1234 AB Utrecht" {
		t.Errorf("filed with %q", c.Filing().Address)
	}
	p.press(algemeen, "case.contact.open", view.Receipt, number)
	o.shows(p, "Laat de klant uitpraten", "Overleg eerst met de directie")
	p.fill(map[string]any{"how": "We zoeken het uit", "day": "2026-03-20", "note": "Ze had september verwacht", "points": []string{"sorry", "own_card"}})
	if seen := p.submitRaw(nil); !strings.Contains(seen.Errors["reached"], "Verstuur opnieuw") {
		t.Fatalf("nobody was consulted: %v", seen.Errors)
	}
	p.submit()
	c := o.caseOf(number)
	e := c.Events[len(c.Events)-2]
	if e.Kind != complaint.Contacted || e.Actor != lotte || strings.Join(e.Data.Flags, " ") != "sorry own_card unadvised" {
		t.Errorf("on record %+v", e)
	}
	p.press(algemeen, "case.details.open", view.Receipt, number)
	o.shows(p, "Kloppen naam en adres")
	if seen := p.submitRaw(map[string]any{"town": " "}); seen.Errors["town"] == "" {
		t.Errorf("without a town: %v", seen.Errors)
	}
	p.fill(map[string]any{"town": "Utrecht", "how": "document"})
	p.submit()
	if c := o.caseOf(number); c.AwaitsDetails() || c.Face() != complaint.FaceConfirmed {
		t.Errorf("checked, it is %s", c.Face())
	}
}

// Management may note the consultation itself, with whoever is to call.
func TestManagementNotesThatItWasConsulted(t *testing.T) {
	o := newPreset(t, "kerngroep")
	number := o.file(lotte, map[string]any{"street": "Markt 1", "postcode": "1234 AB", "town": "Utrecht", "wish": "De boete terug"})
	p := o.as(mees)
	p.press(klachten, "case.consult.open", view.Card, number)
	o.shows(p, "Volgens de procedure is er overleg met de directie")
	p.fill(map[string]any{"said": "Bel voor de middag"})
	p.submit()
	if c := o.caseOf(number); !c.Advised || c.Events[len(c.Events)-1].Data.User != lotte {
		t.Errorf("on record %+v", c.Events[len(c.Events)-1])
	}
}

// An answer in a conversation keeps what was said, and closing where the file
// lies.
func TestWhatIsNotedInOkonomiAndKerngroep(t *testing.T) {
	o := newPreset(t, "okonomi")
	number := o.file(lotte, nil)
	o.does(number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "klageansvarlig", Why: "officer"}, full(sanne), o.now)
	})
	o.does(number, func(c *complaint.Case) error {
		return c.Consult(complaint.Consultation{With: lotte, At: o.now, Said: "September was beloofd"}, full(sanne), o.now)
	})
	o.does(number, func(c *complaint.Case) error { return c.ConfirmHeard(len(c.Events), full(lotte), o.now) })
	p := o.as(sanne)
	p.press(klachten, "answer.draft.open", view.Card, number)
	p.fill(map[string]any{"form": "phone"})
	p.fill(map[string]any{"outcome": "upheld", "text": "U heeft gelijk.", "reasons": "Het was te laat."})
	if seen := p.submitRaw(map[string]any{"oral_why": " "}); !strings.Contains(seen.Errors["oral_why"], "niet schriftelijk") {
		t.Fatalf("no reason for a conversation: %v", seen.Errors)
	}
	p.fill(map[string]any{"oral_why": "Zij kan niet lezen"})
	p.submit()
	p.press(klachten, "answer.deliver.open", view.Card, number)
	if seen := p.submitRaw(map[string]any{"said": " "}); seen.Errors["said"] == "" {
		t.Errorf("nothing noted of the conversation: %v", seen.Errors)
	}
	p.fill(map[string]any{"via": "letter"})
	if state := string(p.Modal().State); strings.Contains(state, `"said"`) {
		t.Errorf("of a letter it asks what was said: %s", state)
	}
	p.fill(map[string]any{"via": "phone"})
	p.fill(map[string]any{"said": "Wij vergoeden de boete"})
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceAnswered || c.Note(c.Events[len(c.Events)-1]).Said != "Wij vergoeden de boete" {
		t.Errorf("told, it is %s with %+v", c.Face(), c.Note(c.Events[len(c.Events)-1]))
	}
}

// The text to put below an answer in writing comes and goes with the way it is given,
// also where no note of a conversation is asked for.
func TestWhatStandsBelowFollowsTheWayItIsGiven(t *testing.T) {
	o := newOffice(t)
	number := o.approved()
	p := o.as(milan)
	p.press(klachten, "answer.deliver.open", view.Card, number)
	for _, tc := range []struct {
		via  string
		want bool
	}{{"phone", false}, {"email", true}, {"meeting", false}} {
		p.fill(map[string]any{"via": tc.via})
		if got := strings.Contains(p.ViewText(p.Modal()), "Zet onder het antwoord"); got != tc.want {
			t.Errorf("by %s: %v, want %v", tc.via, got, tc.want)
		}
	}
}

// What the procedure in force promises is told to every colleague, and help says
// which version that is.
func TestTheProcedureIsTold(t *testing.T) {
	o := newPreset(t, "okonomi")
	o.h.Company.Document = "https://noorderlicht.example/forretningsgang.pdf"
	for _, tc := range []struct{ user, typed, want string }{
		{lotte, "forretningsgang", "Bekræft modtagelsen: inden for 2 arbejdsdage"},
		{milan, "procedure", "https://noorderlicht.example/forretningsgang.pdf"},
		{lotte, "hjælp", "Forretningsgang for klager, version 1 · fre. 8. april 2022"},
	} {
		if said := o.as(tc.user).whispers("/klage", tc.typed); !strings.Contains(said, tc.want) {
			t.Errorf("%q is answered %q, want %q in it", tc.typed, said, tc.want)
		}
	}
}

// With a newer version in force, a case goes on calling people as the version does that
// it keeps; what is of no case calls them as the newer one.
func TestACaseCallsPeopleAsItsVersionDoes(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	yaml, err := procedure.Preset("exactpi")
	must(t, err)
	newer := strings.NewReplacer("the: de melder", "the: de inzender", "officer: relatiemanager", "officer: klachtregisseur").Replace(string(yaml))
	must(t, o.store.SaveProcedure(t.Context(), []byte(newer), o.now))
	p, err := procedure.Parse([]byte(newer))
	must(t, err)
	o.h.Company.Words = view.WordsOf(p)
	of := o.as(sanne)
	of.press(klachten, "case.readback.open", view.Card, number)
	o.shows(of, "de melder")
	if state := of.ViewText(of.Modal()); strings.Contains(state, "inzender") {
		t.Errorf("the form calls whoever complains as the newer version: %s", state)
	}
	third := o.as(mees) // management, who may see it and not do it
	third.press(klachten, "case.classify.open", view.Card, number)
	if text := third.ViewText(third.Modal()); !strings.Contains(text, "relatiemanager") || strings.Contains(text, "klachtregisseur") {
		t.Errorf("the refusal calls who may as the newer version: %s", text)
	}
	if said := of.whispers("/klacht", "hulp"); !strings.Contains(said, "(klachtregisseur)") {
		t.Errorf("help says %q", said)
	}
	if said := o.as(lotte).whispers("/klacht", "procedure"); strings.Contains(said, "relatiemanager") || !strings.Contains(said, "klachtregisseur") {
		t.Errorf("the procedure in force is told as %q", said)
	}
}
