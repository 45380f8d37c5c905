package handlers

import (
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

func additionsOf(c *complaint.Case) []complaint.Filing {
	var list []complaint.Filing
	for _, e := range c.Events {
		if e.Kind == complaint.Added {
			list = append(list, c.Added(e))
		}
	}
	return list
}

func TestAddInformationFromTheReceipt(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.as(lotte)
	p.press(algemeen, "case.add.open", view.Receipt, number)
	o.shows(p, "Informatie toevoegen", number)
	if seen := p.submit(); !strings.Contains(seen.Errors["story"], "voeg een bestand toe") {
		t.Errorf("nothing at all: %v", seen.Errors)
	}
	id, err := p.Upload("mail.eml", "message/rfc822", []byte("From: anna@example.com"))
	must(t, err)
	p.fill(map[string]any{"story": "Zij stuurde ook drie mails.", "files": []string{id}})
	window := bot.View{ID: p.Modal().ID, Modal: true, Metadata: p.Modal().Metadata, Values: map[string]bot.Field{"story": {Text: "Zij stuurde ook drie mails."}}}
	p.submit()
	again := &bot.Request{Kind: bot.KindSubmit, Route: "case.add", Team: firm, User: lotte, View: window}
	if _, err := o.h.submitAdd(t.Context(), again); err != nil { // sent twice
		t.Error(err)
	}
	c := o.caseOf(number)
	if added := additionsOf(c); len(added) != 1 || added[0].Files[0].Name != "mail.eml" || c.Filing().Story != phoned()["story"] {
		t.Errorf("added %+v", added)
	}
	text := o.fileText(sanne, number)
	if !strings.Contains(text, "drie mails") || !strings.Contains(text, "Informatie toegevoegd") {
		t.Errorf("the file lacks it: %s", text)
	}
}

// A day later the buttons are refused, with who can help; a form that was
// opened in time is still taken.
func TestTheReceiptsButtonsAreForADay(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.as(lotte)
	f := &view.Frame{Company: o.h.Company, P: o.h.printer(&bot.Request{}), Now: o.now, Viewer: complaint.Person{ID: lotte, Member: true}}
	ts, _, err := o.h.Slack.Post(t.Context(), algemeen, "", view.Receipt(f, o.caseOf(number)), "")
	must(t, err)
	_, err = p.Press(algemeen, ts, "case.add.open")
	must(t, err)
	o.turn(o.now.Add(24 * time.Hour))
	p.fill(map[string]any{"story": "Nog net op tijd begonnen."})
	p.submit()
	if len(additionsOf(o.caseOf(number))) != 1 {
		t.Error("what was typed in time is lost")
	}
	for _, action := range []string{"case.add.open", "case.end.open"} {
		p.closes()
		_, err = p.Press(algemeen, ts, action)
		must(t, err)
		o.shows(p, "Tot vr 6 maart om 10:20 kon je dit zelf", "Sanne Bakker", "Vraag")
	}
	p.closes()
	f.Now = o.now
	text := p.Text(p.Messages(algemeen)[0])
	raw, err := view.Receipt(f, o.caseOf(number)).JSON()
	must(t, err)
	if !strings.Contains(text, "Per vergissing vastgelegd") || strings.Contains(string(raw), "vergissing") {
		t.Errorf("on the day: %s\na day later: %s", text, raw)
	}
}

func TestFiledByMistake(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.as(lotte)
	p.press(algemeen, "case.end.open", view.Receipt, number)
	p.fill(map[string]any{"end": "filed_in_error"})
	p.fill(map[string]any{"reason": "Ik vulde dit in om te oefenen."})
	p.submit()
	if c := o.caseOf(number); c.Open() {
		t.Errorf("still %s", c.Face())
	}
}

// Nobody adds to a case of which they may know nothing.
func TestStrangersAddNothing(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"deliverers": []string{joost}})
	for _, user := range []string{joost, milan, gast} {
		r := &bot.Request{
			Kind: bot.KindSubmit, Route: "case.add", Team: firm, User: user,
			View: bot.View{ID: "V9", Metadata: view.Metadata{Number: number, Lang: "nl"}.String(), Values: map[string]bot.Field{"story": {Text: "hello"}}},
		}
		if _, err := o.h.submitAdd(t.Context(), r); err == nil {
			t.Errorf("%s added something", user)
		}
	}
	if len(additionsOf(o.caseOf(number))) != 0 {
		t.Error("something was added")
	}
}
