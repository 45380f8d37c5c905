package handlers

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"ombud/bot"
)

func TestLooksLikeMail(t *testing.T) {
	for text, want := range map[string]bool{
		"Klant Zon is boos": false, "van: iemand die boos is": false,
		"From: Anna <anna@example.com>\nSubject: Late\n\nHello": true,
		"> *Van:* Anna\n> *Onderwerp:* te laat":                 true,
		"Fra: Anna\nSendt: i dag\nEmne: For sent":               true,
	} {
		if got := looksLikeMail(&bot.Message{Text: text}); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for name, want := range map[string]bool{"klacht.EML": true, "klacht.msg": true, "foto.png": false} {
		if got := looksLikeMail(&bot.Message{Files: []bot.File{{Name: name}}}); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// share puts a message with files into a channel.
func (o *office) share(user, channel, said string, names ...string) (ts string, ids []string) {
	o.t.Helper()
	for _, name := range names {
		id, err := o.As(user).Upload(name, "", []byte("%PDF-1.7"))
		must(o.t, err)
		ids = append(ids, id)
	}
	m, err := o.As(user).Share(channel, said, "", ids...)
	must(o.t, err)
	return m.TS, ids
}

// The files of the message are taken along where they are ticked.
func TestAMessagesFilesAreOffered(t *testing.T) {
	o := newOffice(t)
	ts, ids := o.share(milan, algemeen, "Klant Zon stuurde dit en wacht al weken", "foto.png", "offerte.pdf", "run.exe")
	p := o.as(lotte)
	seen, err := p.MessageShortcut("case.file.message", algemeen, ts)
	must(t, err)
	p.fine(seen)
	o.shows(p, "Meenemen uit Slack", "foto.png", "offerte.pdf", "run.exe")
	p.fill(map[string]any{"offer": []string{ids[0]}})
	p.fill(map[string]any{"via": "email"}) // redrawn
	p.fill(map[string]any{"name": "Bakkerij Zon", "email": "zon@example.com", "summary": "Wacht al weken op antwoord"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("errors: %v", seen.Errors)
	}
	if files := o.caseOf("K-2026-0001").Filing().Files; len(files) != 1 || files[0].ID != ids[0] || files[0].Name != "foto.png" {
		t.Errorf("files %+v", files)
	}
}

// What the app may not read is said, and the filer attaches it.
func TestAMessageWithFilesThatCannotBeRead(t *testing.T) {
	o := newOffice(t)
	ts, ids := o.share(milan, algemeen, "Klant Zon wacht al weken, zie de foto", "foto.png")
	o.h.Slack = o.client()
	must(t, o.Leave(algemeen, o.Config().BotUserID))
	p := o.as(lotte)
	seen, err := p.MessageShortcut("case.file.message", algemeen, ts)
	must(t, err)
	p.fine(seen)
	o.shows(p, "1 bestand kan deze app niet lezen")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "foto.png") || strings.Contains(string(p.Modal().State), ids[0]) {
		t.Errorf("offered all the same: %s", text)
	}
	p.fill(map[string]any{"via": "social"})
	o.shows(p, "1 bestand kan deze app niet lezen")
}

// A document that another service keeps cannot be taken along either.
func TestAMessageWithALink(t *testing.T) {
	o := newOffice(t)
	id, err := o.As(milan).Link("offerte.pdf", "https://drive.example/offerte")
	must(t, err)
	m, err := o.As(milan).Share(algemeen, "Klant Zon wacht al weken, zie de offerte", "", id)
	must(t, err)
	p := o.as(lotte)
	seen, err := p.MessageShortcut("case.file.message", algemeen, m.TS)
	must(t, err)
	p.fine(seen)
	o.shows(p, "1 bestand kan deze app niet lezen")
}

// A long message is cut to what a field takes, and who wrote it stands beside it.
func TestALongMessageKeepsItsAuthor(t *testing.T) {
	o := newOffice(t)
	said, err := o.As(milan).Say(algemeen, strings.Repeat("De klant schreef nog een zin. ", 120), "")
	must(t, err)
	p := o.as(lotte)
	seen, err := p.MessageShortcut("case.file.message", algemeen, said.TS)
	must(t, err)
	p.fine(seen)
	o.shows(p, "Overgenomen uit een bericht van Milan de Wit")
	if state := string(p.Modal().State); !strings.Contains(state, `…"`) {
		t.Errorf("lost the words: %.3000s", state)
	}
}

// By which way a complaint came in is told by a message of somebody from outside and by
// an e-mail, and not by a colleague's own words; whoever of the company wrote it received it.
func TestTheWayInOfAMessage(t *testing.T) {
	o := newOffice(t)
	mail := "From: Anna <anna@example.com>\nSubject: Late\n\nHello"
	for _, tc := range []struct{ author, text, want, receiver string }{
		{milan, "A customer has just mailed me this", "", milan},
		{gast, "You have not answered me for weeks", "chat", ""},
		{gast, mail, "email", ""},
		{milan, mail, "email", milan},
		{"U0NOBODY", "Somebody whom nobody knows", "", ""},
		{slackbot, "A reminder", "", ""},
		{o.Config().BotUserID, "A card", "", ""},
	} {
		via, receiver := o.h.cameInBy(t.Context(), &bot.Message{Author: tc.author, Text: tc.text})
		if via != tc.want || receiver != tc.receiver {
			t.Errorf("%s: %q came in by %q, received by %q, want %q, %q", tc.author, tc.text, via, receiver, tc.want, tc.receiver)
		}
	}
}

// A document whose look-up panics counts as unreadable; it is looked up beside the
// handler, where nobody else would catch that.
func TestALookUpOfADocumentThatPanics(t *testing.T) {
	var log strings.Builder
	h := &Handlers{Log: slog.New(slog.NewTextHandler(&log, nil))} // without a client
	o := h.offer(t.Context(), []string{"F1"})
	if len(o.Files) != 0 || len(o.Unreadable) != 1 || o.Unreadable[0] != "F1" {
		t.Errorf("offers %+v", o)
	}
	if !strings.Contains(log.String(), "panicked at ") {
		t.Errorf("log %q, want the place", log.String())
	}
}

// A colleague who wrote the message is proposed as the one whom the complaint reached, at the
// time of the message; not whoever files it, and the filer may say otherwise.
func TestTheWriterOfAMessageReceivedIt(t *testing.T) {
	o := newOffice(t)
	for i, tc := range []struct {
		writer string
		change map[string]any
		want   string
	}{{milan, nil, milan}, {lotte, nil, lotte}, {gast, nil, lotte}, {milan, map[string]any{"receiver": []string{}}, lotte}} {
		said, err := o.As(tc.writer).Say(algemeen, "Klant Zon wacht al weken", "")
		must(t, err)
		p := o.as(lotte)
		seen, err := p.MessageShortcut("case.file.message", algemeen, said.TS)
		must(t, err)
		p.fine(seen)
		p.fill(map[string]any{"via": "social"}) // redrawn
		p.fill(map[string]any{"name": fmt.Sprint("Bakkerij Zon ", i), "handle": fmt.Sprint("@zon", i), "summary": "Wacht al weken op antwoord"})
		p.fill(tc.change)
		if seen := p.submit(); len(seen.Errors) > 0 {
			t.Fatalf("errors: %v", seen.Errors)
		}
		c := o.caseOf(fmt.Sprintf("K-2026-000%d", i+1))
		if c.Receiver() != tc.want || !c.ReceivedAt.Equal(messageTime(said.TS).Truncate(time.Minute)) && !c.ReceivedAt.Equal(messageTime(said.TS)) {
			t.Errorf("of %s: received by %s at %v", tc.writer, c.Receiver(), c.ReceivedAt)
		}
	}
}
