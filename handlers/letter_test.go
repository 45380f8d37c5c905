package handlers

import (
	"bytes"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/playground"
)

// An answer may be a letter: it is attached, comes along into the next version,
// and whoever approves or gives it can ask for it without losing what they do.
func TestAnAnswerAsALetter(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p := o.as(milan)
	upload := func(name string) string {
		t.Helper()
		id, err := p.Upload(name, "application/pdf", []byte("%PDF-1.7"))
		must(t, err)
		return id
	}
	p.press(klachten, "answer.draft.open", view.Card, number)
	p.fill(map[string]any{"form": "letter"})
	p.fill(map[string]any{"outcome": "upheld", "text": "U heeft gelijk.", "reasons": "Het dossier bleef liggen."})
	if seen := p.submit(); !strings.Contains(seen.Errors["address"], "geen adres") {
		t.Errorf("to no address: %v", seen.Errors)
	}
	p.fill(map[string]any{"address": "Molenstraat 1, Utrecht", "text": ""})
	p.inView("answer.draft.letter")
	if seen := p.submit(); !strings.Contains(seen.Errors["text"], "voeg het als brief toe") {
		t.Errorf("neither text nor letter: %v", seen.Errors)
	}
	p.fill(map[string]any{"files": []string{upload("foto.png")}})
	if seen := p.submit(); !strings.Contains(seen.Errors["files"], "pdf of docx") {
		t.Errorf("a picture: %v", seen.Errors)
	}
	id := upload("antwoord.pdf")
	p.fill(map[string]any{"files": []string{id}})
	p.inView("answer.draft.more") // what is attached stays
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	if a := o.caseOf(number).AnswerText(1).Letter; a == nil || a.ID != id || a.Name != "antwoord.pdf" || a.Size == 0 {
		t.Fatalf("kept %+v", a)
	}
	_, err := o.store.PutFile(t.Context(), number, id, bytes.NewReader([]byte("%PDF-1.7")))
	must(t, err)
	o.does(number, func(c *complaint.Case) error { return c.KeepFile(id, o.now) })

	m := o.as(mees)
	m.press(klachten, "answer.read", version(1), number)
	o.shows(m, "antwoord.pdf")
	m.inView("case.file.get")
	o.shows(m, "privébericht")
	_, err = m.CloseView()
	must(t, err)
	m.inView("answer.changes.open") // the answer is still there, below
	m.fill(map[string]any{"comment": "Noem het bedrag"})
	m.submit()

	p.press(klachten, "answer.draft.open", view.Card, number)
	o.shows(p, "antwoord.pdf behouden")
	p.submit()
	if a := o.caseOf(number).AnswerText(2).Letter; a == nil || a.ID != id {
		t.Fatalf("the second version has %+v", a)
	}
	o.does(number, func(c *complaint.Case) error { return c.Approve(2, full(mees), o.now) })
	p.press(klachten, "answer.deliver.open", view.Card, number)
	p.fill(map[string]any{"via": "phone"})
	p.fill(map[string]any{"via": "letter"}) // the time and the day come and go with the way
	p.fill(map[string]any{"reaction": "Opgelucht", "day": o.now.Format("2006-01-02")})
	p.inView("case.file.get")
	o.shows(p, "privébericht")
	_, err = p.CloseView()
	must(t, err)
	if state := string(p.Modal().State); !strings.Contains(state, "Opgelucht") {
		t.Errorf("what was typed is lost: %s", state)
	}
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceAnswered || c.Filing().Address != "Molenstraat 1, Utrecht" || c.ToldAt.After(o.now) {
		t.Errorf("after the delivery the case is %s, told %v, sent to %q", c.Face(), c.ToldAt, c.Filing().Address)
	}
	o.filerHasNoLetter(number, id)
}

// filerHasNoLetter: what was answered is not for the eyes of who filed.
func (o *office) filerHasNoLetter(number, id string) {
	o.t.Helper()
	l := o.as(lotte)
	l.command("/klacht", "toon "+number)
	if strings.Contains(l.ViewText(l.Modal()), "antwoord.pdf") {
		o.t.Error("the filer sees the letter")
	}
	ts := o.post(klachten, number, view.Card)
	p := o.as(milan)
	p.presses(klachten, ts, "case.more", playground.Choosing(view.MoreValue(number, complaint.StepOpenFile)))
	p.inView("case.tab.files")
	o.shows(p, "antwoord.pdf")
}

// A letter that is posted today is written down today, by its day, and needs an address:
// that is said under it.
func TestALetterIsWrittenDownWhenItIsPosted(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	d := answer()
	d.Form = "email"
	o.does(number, func(c *complaint.Case) error { return c.Prepare(d, full(milan), o.now) })
	o.does(number, func(c *complaint.Case) error { return c.Approve(1, full(mees), o.now) })
	p := o.as(milan)
	p.press(klachten, "answer.deliver.open", view.Card, number)
	p.fill(map[string]any{"via": "letter"})
	o.shows(p, "Postadres voor de brief", "Op welke dag ging de brief op de post?")
	if seen := p.submitRaw(map[string]any{"address": " "}); !strings.Contains(seen.Errors["address"], "geen adres") || len(seen.Errors) != 1 {
		t.Errorf("without an address: %v", seen.Errors)
	}
	p.fill(map[string]any{"address": "Kade 1, Utrecht"})
	p.submit()
	c := o.caseOf(number)
	if c.Face() != complaint.FaceAnswered || !c.Posted() || calendar.DayOf(c.ToldAt, c.Zone()) != calendar.DayOf(o.now, c.Zone()) {
		t.Errorf("%s, posted %v, told %v", c.Face(), c.Posted(), c.ToldAt)
	}
}

// A tick taken away leaves the letter out.
func TestALetterThatIsLeftOut(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	d := answer()
	d.Letter = &complaint.Attachment{ID: "F0BRIEF", Name: "brief.docx", Size: 12}
	o.does(number, func(c *complaint.Case) error { return c.Prepare(d, full(milan), o.now) })
	o.does(number, func(c *complaint.Case) error { return c.AskChanges(1, "Zonder brief", full(mees), o.now) })
	p := o.as(milan)
	p.press(klachten, "answer.draft.open", view.Card, number)
	p.fill(map[string]any{"letter": []string{}})
	p.submit()
	if a := o.caseOf(number).AnswerText(2).Letter; a != nil {
		t.Errorf("still there: %+v", a)
	}
}
