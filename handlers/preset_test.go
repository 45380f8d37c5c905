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
	filed := o.caseOf(number)
	p.press(algemeen, "case.contact.open", view.Receipt, number)
	o.shows(p, "Laat de klant uitpraten", "Overleg eerst met de directie")
	p.fill(map[string]any{"how": "We zoeken het uit", "day": "2026-03-20", "note": "Ze had september verwacht", "folder": " ", "points": []string{"sorry", "own_card"}})
	if seen := p.submitRaw(nil); !strings.Contains(seen.Errors["reached"], "Verstuur opnieuw") || !strings.Contains(seen.Errors["folder"], "in de klantmap") {
		t.Fatalf("nobody was consulted, and nobody knows where the report lies: %v", seen.Errors)
	}
	p.fill(map[string]any{"folder": "Klantmap De Vries"})
	p.submit()
	c := o.caseOf(number)
	e := c.Events[len(c.Events)-2]
	if c.Folder() != "Klantmap De Vries" {
		t.Errorf("the report lies in %q", c.Folder())
	}
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
	again := func(f *view.Frame, _ *complaint.Case) *view.Message { return view.Receipt(f, filed) } // the button of that morning
	p.press(algemeen, "case.contact.open", again, number)
	p.fill(map[string]any{"note": "Ze belde nog eens"})
	p.submit()
	c = o.caseOf(number)
	if e = c.Events[len(c.Events)-1]; e.Kind != complaint.Contacted || c.Note(e).Folder != "Klantmap De Vries" {
		t.Errorf("the second report lies in %q", c.Note(e).Folder)
	}
	if c := o.caseOf(number); c.AwaitsDetails() || c.Face() != complaint.FaceConfirmed {
		t.Errorf("checked, it is %s", c.Face())
	}
}

// A form with name and address does not overwrite what was corrected while it was open,
// by somebody else or by the same person in another window: it shows what is on record by
// now, keeps what was typed, and is taken when it is sent again.
func TestDetailsChangedInAnotherWindow(t *testing.T) {
	for _, tc := range []struct{ name, by, told string }{
		{"by oneself", sanne, "zelf gewijzigd, in een ander venster"}, {"by somebody else", fatima, "Fatima El Idrissi wijzigde deze zaak"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := newPreset(t, "kerngroep")
			number := o.file(lotte, map[string]any{"street": "Markt 1", "postcode": "1234 AB", "town": "Utrecht", "wish": "De boete terug"})
			p := o.as(sanne)
			p.press(klachten, "case.details.open", view.Card, number)
			p.fill(map[string]any{"street": "Markt 2", "how": "document"})
			o.turn(o.now.Add(time.Minute))
			o.does(number, func(c *complaint.Case) error {
				return c.Correct(complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactAddress, Seq: 1}, Text: "Plein 7, Utrecht", Reason: "verhuisd"}, full(tc.by), o.now)
			})
			p.submitRaw(nil)
			o.shows(p, tc.told, "Nu is vastgelegd", "Plein 7, Utrecht")
			if c := o.caseOf(number); !c.AwaitsDetails() || c.Filing().Address != "Plein 7, Utrecht" {
				t.Errorf("recorded all the same: %q", c.Filing().Address)
			}
			if state := string(p.Modal().State); !strings.Contains(state, "Markt 2") {
				t.Errorf("what was typed is lost: %s", state)
			}
			p.submit()
			if c := o.caseOf(number); c.AwaitsDetails() || c.Filing().Address != "Markt 2, 1234 AB Utrecht" {
				t.Errorf("not taken when sent again: %q", c.Filing().Address)
			}
		})
	}
}

// Management may note the consultation itself, with whoever is to call.
func TestManagementNotesThatItWasConsulted(t *testing.T) {
	o := newPreset(t, "kerngroep")
	number := o.file(lotte, map[string]any{"street": "Markt 1", "postcode": "1234 AB", "town": "Utrecht", "wish": "De boete terug"})
	p := o.as(mees)
	p.press(klachten, "case.consult.open", view.Card, number)
	o.shows(p, "Volgens de procedure is er overleg met de directie")
	p.fill(map[string]any{"said": "Bel voor de middag", "done": "yes"})
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
	p.fill(map[string]any{"facts": "De jaarrekening kwam in november."})
	p.fill(map[string]any{"form": "phone"})
	if drawn := fmt.Sprint(p.Modal().Blocks); !strings.Contains(drawn, "kwam in november") {
		t.Errorf("drawn anew, the form forgot what was established: %s", drawn)
	}
	p.fill(map[string]any{"outcome": "upheld", "text": "U heeft gelijk.", "reasons": "Het was te laat.", "facts": " "})
	if seen := p.submitRaw(map[string]any{"oral_why": "Zij kan niet lezen"}); !strings.Contains(seen.Errors["facts"], "vastgesteld") || len(seen.Errors) != 1 {
		t.Fatalf("nothing said of what was established: %v", seen.Errors)
	}
	p.fill(map[string]any{"facts": "Milan zag het in de planning."})
	if seen := p.submitRaw(map[string]any{"oral_why": " "}); !strings.Contains(seen.Errors["oral_why"], "niet schriftelijk") {
		t.Fatalf("no reason for a conversation: %v", seen.Errors)
	}
	p.fill(map[string]any{"oral_why": "Zij kan niet lezen"})
	p.submit()
	if words := o.caseOf(number).AnswerText(1); words.Facts != "Milan zag het in de planning." || words.Reasons != "Het was te laat." {
		t.Errorf("kept %+v", words)
	}
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
