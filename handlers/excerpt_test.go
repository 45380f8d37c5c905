package handlers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

func TestAddAMessageToTheFile(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	said, err := o.As(lotte).Say(algemeen, "Anna belde weer, ze wacht nog steeds", "")
	must(t, err)
	o.turn(o.now.Add(time.Hour))
	p := o.as(sanne)
	seen, err := p.MessageShortcut("case.note.message", algemeen, said.TS)
	must(t, err)
	p.fine(seen)
	o.shows(p, "Lotte Jansen", "Welke zaak?")
	m := view.Metadata{Lang: "nl", Hash: view.Source(algemeen, said.TS, lotte)}.String()
	none := &bot.Request{Kind: bot.KindSubmit, Team: firm, User: sanne, View: bot.View{ID: "V1", Metadata: m, Values: map[string]bot.Field{"text": {Text: "x"}}}}
	if _, err := o.h.submitExcerpt(t.Context(), none); err == nil || !strings.Contains(err.Error(), "error.other_missing") {
		t.Errorf("into no case: %v", err)
	}
	if got := o.noteCases(sanne, "77"); len(got) > 0 {
		t.Errorf("no case has that number: %v", got)
	}
	found, err := p.Options("number", "1")
	must(t, err)
	if len(found) != 1 || found[0].Value != number || !strings.HasPrefix(found[0].Text, number+" · ") {
		t.Errorf("the number alone finds %v", found)
	}
	p.fill(map[string]any{"number": number})
	p.submit()
	o.shows(p, "Toegevoegd aan het dossier van deze zaak:", number, "Dossier openen")
	c := o.caseOf(number)
	e := c.Events[len(c.Events)-1]
	if n := c.Note(e); e.Kind != complaint.Noted || e.Data.User != lotte || !strings.Contains(n.Text, "ze wacht nog") || !strings.Contains(n.Link, "/archives/") || !e.At.Before(o.now) {
		t.Errorf("on record %+v: %+v", e, n)
	}
	_, err = p.MessageShortcut("case.note.message", algemeen, said.TS)
	must(t, err)
	_, err = p.Options("number", "")
	must(t, err)
	p.fill(map[string]any{"number": number})
	p.submit()
	o.shows(p, "staat al in het dossier", "Sanne Bakker")
	if len(o.caseOf(number).Events) != len(c.Events) {
		t.Error("taken twice")
	}
}

// Hidden and unknown cases are refused alike to whoever the case concerns.
func TestAMessageForAHiddenCase(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"about": []string{joost}})
	said, err := o.As(joost).Say(algemeen, "Ze klaagt over mij", "")
	must(t, err)
	p := o.as(joost)
	_, err = p.MessageShortcut("case.note.message", algemeen, said.TS)
	must(t, err)
	for _, query := range []string{"", "1", number} {
		if got := o.noteCases(joost, query); len(got) > 0 {
			t.Errorf("typing %q offers %v", query, got)
		}
	}
	m := view.Metadata{Lang: "nl", Hash: view.Source(algemeen, said.TS, joost)}.String()
	refused := func(number string) string {
		values := map[string]bot.Field{"number": {Option: number}, "text": {Text: "over mij"}}
		_, err := o.h.submitExcerpt(t.Context(), &bot.Request{Kind: bot.KindSubmit, Team: firm, User: joost, View: bot.View{ID: "V1", Metadata: m, Values: values}})
		if err == nil {
			t.Fatalf("a message went into %s", number)
		}
		return err.Error()
	}
	if hidden, unknown := refused(number), refused("K-2026-9999"); strings.ReplaceAll(hidden, number, "") != strings.ReplaceAll(unknown, "K-2026-9999", "") {
		t.Errorf("%q and %q", hidden, unknown)
	}
}

// noteCases lists the cases that the field for one offers while that is typed.
func (o *office) noteCases(user, query string) []string {
	o.t.Helper()
	resp, err := o.h.noteOptions(o.t.Context(), &bot.Request{Kind: bot.KindOptions, Team: firm, User: user, Query: query})
	must(o.t, err)
	var numbers []string
	for _, option := range resp.Options {
		numbers = append(numbers, option.Value)
	}
	return numbers
}

// Whoever leads chooses among all that is open; who has to do with no case finds none, also by
// its number.
func TestWhichCasesAMessageMayGoTo(t *testing.T) {
	o := newOffice(t)
	mine, other := o.file(lotte, nil), o.file(sanne, nil)
	if got := o.noteCases(sanne, ""); !slices.Contains(got, mine) || !slices.Contains(got, other) {
		t.Errorf("who leads is offered %v", got)
	}
	if got := o.noteCases(milan, ""); len(got) > 0 {
		t.Errorf("who handles none is offered %v", got)
	}
	if got := o.noteCases(milan, mine); len(got) > 0 {
		t.Errorf("who handles none finds %v", got)
	}
}

func TestAMessageInTheThreadThatWasAContact(t *testing.T) {
	o := newOffice(t)
	number := o.handedOut()
	ts := o.post(klachten, number, view.Card)
	must(t, o.store.PutMessage(t.Context(), db.Message{Number: number, Purpose: "card/channel", Channel: klachten, TS: ts, At: o.now}))
	said, err := o.As(fatima).Say(klachten, "Net gebeld: ze wil het geld terug", ts)
	must(t, err)
	p := o.as(milan)
	seen, err := p.MessageShortcut("case.note.message", klachten, said.TS)
	must(t, err)
	p.fine(seen)
	o.shows(p, number)
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Welke zaak?") {
		t.Error("asks for the case whose thread it is")
	}
	p.fill(map[string]any{"kind": view.ExcerptContact})
	p.submit()
	if state := string(p.Modal().State); !strings.Contains(state, "ze wil het geld terug") {
		t.Fatalf("the form of a contact lacks the words: %s", state)
	}
	from := "Overgenomen uit een bericht van Fatima El Idrissi in Slack"
	o.shows(p, from)
	p.fill(map[string]any{"reached": view.ContactReached}) // redrawn
	o.shows(p, from)
	f := o.as(sanne) // who has the same message in her form
	_, err = f.MessageShortcut("case.note.message", klachten, said.TS)
	must(t, err)
	f.fill(map[string]any{"kind": view.ExcerptContact})
	f.submit()
	f.fill(map[string]any{"how": "Terugbetalen", "day": "2026-03-20"})
	p.fill(map[string]any{"how": "Terugbetalen", "day": "2026-03-20"})
	p.submit()
	p.closes()
	c := o.caseOf(number)
	e := c.Events[slices.IndexFunc(c.Events, func(e complaint.Event) bool { return e.Kind == complaint.Contacted })]
	if c.Face() != complaint.FaceInProgress || e.Author() != fatima || !strings.Contains(c.Note(e).Link, "/archives/"+klachten) {
		t.Errorf("the contact did not count, or whose words they are: %s %+v %+v", c.Face(), e, c.Note(e))
	}
	f.submit()
	o.shows(f, "staat al in het dossier", "Milan de Wit")
	_, err = p.MessageShortcut("case.note.message", klachten, said.TS)
	must(t, err)
	o.shows(p, "staat al in het dossier", "Milan de Wit")
	f.command("/klacht", "toon 1")
	f.inView(view.TabAction(view.TabContacts))
	o.shows(f, "geschreven door Fatima El Idrissi", "bericht in Slack")
}

func TestAContactByTheCustomerWithAFile(t *testing.T) {
	o := newOffice(t)
	number := o.handedOut()
	p := o.as(milan)
	p.press(algemeen, "case.contact.open", view.Desk, number)
	file, err := p.Upload("mail.eml", "message/rfc822", []byte("From: anna"))
	must(t, err)
	p.fill(map[string]any{"reached": view.ContactInbound, "via": "email", "how": "Terugbetalen", "day": "2026-03-20", "files": []string{file}})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if a := c.Attachments(); len(a) != 1 || a[0].Name != "mail.eml" || c.Uploader(a[0].ID) != milan {
		t.Errorf("attachments %+v", a)
	}
}
