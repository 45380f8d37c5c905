package handlers

import (
	"os"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// newInvented is an office whose procedure has the steps that the presets lack.
func newInvented(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	yaml, err := os.ReadFile("../procedure/testdata/invented.yml")
	must(t, err)
	must(t, o.store.SaveProcedure(t.Context(), yaml, at(t, "2026-01-02 00:00")))
	return o
}

// inHand is a case of that procedure in Milan's hands, with a first contact.
func (o *office) inHand() string {
	o.t.Helper()
	number := o.file(lotte, nil)
	o.does(number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process"}, full(sanne), o.now)
	})
	o.does(number, func(c *complaint.Case) error {
		return c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", Reached: true, How: "uitzoeken", Day: "2026-03-20"}, full(milan), o.now)
	})
	return number
}

func TestConfirmReceipt(t *testing.T) {
	o := newInvented(t)
	number := o.file(lotte, nil)
	p := o.as(sanne)
	p.press(klachten, "case.ack.open", view.Card, number)
	o.shows(p, "Anna de Vries", "Wat is er afgesproken?")
	if seen := p.submitRaw(map[string]any{"said": "We bellen terug", "day": "2026-03-01"}); !strings.Contains(seen.Errors["day"], "voorbij") {
		t.Errorf("a day gone by: %v", seen.Errors)
	}
	p.fill(map[string]any{"how": view.ConfirmedSent})
	o.shows(p, "De tekst die je stuurde")
	if state := string(p.Modal().State); !strings.Contains(state, "Beste Anna de Vries") {
		t.Errorf("no text to copy: %s", state)
	}
	second := o.as(fatima) // who opens it before Sanne is done
	second.press(klachten, "case.ack.open", view.Card, number)
	file, err := p.Upload("brief.pdf", "application/pdf", []byte("%PDF-1.4"))
	must(t, err)
	p.fill(map[string]any{"via": "letter"}) // asks for an address and the day in the place of the moment
	if seen := p.submitRaw(map[string]any{"posted": "2026-03-04", "address": " ", "files": []string{file}}); !strings.Contains(seen.Errors["posted"], "vóór de klacht binnenkwam") || !strings.Contains(seen.Errors["address"], "geen adres") {
		t.Errorf("E14, and no address: %v", seen.Errors)
	}
	p.fill(map[string]any{"posted": o.now.Format("2006-01-02"), "address": "Molenstraat 1, Utrecht"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	e := c.Events[len(c.Events)-1]
	if e.Kind != complaint.Acknowledged || e.Actor != sanne || !e.Data.Has(complaint.FlagPosted) || c.Filing().Address != "Molenstraat 1, Utrecht" || len(c.Note(e).Files) != 1 || c.Face() != complaint.FaceConfirmed {
		t.Errorf("on record %+v with %+v, %s", e, c.Note(e), c.Face())
	}
	second.fill(map[string]any{"said": "Gebeld", "day": "2026-03-20"})
	second.submit()
	o.shows(second, "De ontvangst bevestigen kan nu niet")
	if again := o.caseOf(number); len(again.Events) != len(c.Events) {
		t.Error("confirmed twice")
	}
}

func TestClassifyFromTheCard(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p, second := o.as(sanne), o.as(fatima)
	for _, who := range []person{p, second} {
		who.press(klachten, "case.classify.open", view.Card, number)
	}
	p.fill(map[string]any{"nature": "service", "weight": "legal", "object": "jaarrekening"})
	p.submit()
	second.fill(map[string]any{"nature": "other", "object": "aangifte"})
	second.submit()
	o.shows(second, "Sanne Bakker wijzigde deze zaak")
	if state := string(second.Modal().State); !strings.Contains(state, "aangifte") {
		t.Errorf("what was typed is lost: %s", state)
	}
	if c := o.caseOf(number); c.Nature != "service" || c.Weight != "legal" || c.Judgement().Object != "jaarrekening" || c.HowSubmitted() != "oral" {
		t.Errorf("on record %+v, %s", c.Class, c.Judgement().Object)
	}
	second.submit() // having seen what stands there
	second.closes()
	if c := o.caseOf(number); c.Nature != "other" {
		t.Errorf("on record %+v", c.Class)
	}
	third := o.as(mees) // management, who may see it and not do it
	third.press(klachten, "case.classify.open", view.Card, number)
	o.shows(third, "Sanne Bakker", "Fatima El Idrissi")
}

// Whoever says while classifying that it is no complaint goes on in the form that
// ends the case as none, also when the form was sent before it
// changed.
func TestClassifiedAsNoComplaint(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.as(sanne)
	p.press(klachten, "case.classify.open", view.Card, number)
	o.shows(p, "Is dit een klacht?")
	form := view.Metadata{Number: number, Lang: "nl"}
	early := &bot.Request{Kind: bot.KindSubmit, User: sanne, View: bot.View{ID: "V", Metadata: form.String(), Values: map[string]bot.Field{"is": {Option: "no_complaint"}}}}
	if resp, err := o.h.submitClassify(t.Context(), early); err != nil || resp.Open == nil || resp.Open.CallbackID != "case.end" {
		t.Errorf("sent although it is none: %+v, %v", resp, err)
	}
	early.View.Full = true
	if resp, err := o.h.submitClassify(t.Context(), early); err != nil || resp.Update == nil || resp.Update.CallbackID != "case.end" {
		t.Errorf("with three windows: %+v, %v", resp, err)
	}
	p.fill(map[string]any{"object": "De jaarrekening"})
	p.fill(map[string]any{"is": "question"})
	if len(p.Modals()) != 2 || p.Modal().CallbackID != "case.end" {
		t.Fatal("chosen, the form stays")
	}
	_, err := p.CloseView()
	must(t, err)
	if state := string(p.Modal().State); p.Modal().CallbackID != "case.classify" || !strings.Contains(state, "De jaarrekening") {
		t.Errorf("closed again, what was typed is lost: %s", state)
	}
	p.fill(map[string]any{"is": view.IsComplaint})
	if len(p.Modals()) != 1 {
		t.Error("a complaint after all has a form that ends it")
	}
	p.fill(map[string]any{"is": "question"})
	p.fill(map[string]any{"reason": "  ", "reply": "Van negen tot vijf"})
	if seen := p.submit(); seen.Errors["reason"] == "" {
		t.Errorf("without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"reason": "Zij wilde weten wanneer wij open zijn", "reply": "  "})
	if seen := p.submit(); seen.Errors["reply"] == "" {
		t.Errorf("without what was answered: %v", seen.Errors)
	}
	p.fill(map[string]any{"reply": "Van negen tot vijf", "via": "email"})
	p.submit()
	if p.Modal() != nil {
		t.Error("the form about what sort of case it is stays")
	}
	c := o.caseOf(number)
	if _, why, _ := c.Ending(); why.Reply == nil || why.Reply.Via != "email" || !why.Reply.At.Equal(o.now) {
		t.Errorf("answered: %+v", why.Reply)
	}
	if c.Face() != complaint.FaceNoComplaint || c.Weight != "" {
		t.Errorf("%s, %+v", c.Face(), c.Class)
	}
}

func TestAConfidentialNature(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.as(sanne)
	p.press(klachten, "case.classify.open", view.Card, number)
	o.shows(p, "Is de aard vertrouwelijk")
	p.fill(map[string]any{"nature": "discrimination/employee"})
	p.submit()
	if c := o.caseOf(number); !c.Confidential {
		t.Error("still in the channel")
	}
}

// Somebody who reads the card and plays no part in the case is told who does.
func TestAPressByAReaderOfTheChannelNamesWhoCan(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"done": []string{"readback", "explained"}, "about": []string{joost}})
	p := o.as(milan) // a handler, of other cases
	p.press(klachten, "case.assign.open", view.Card, number)
	o.shows(p, "Wie wel: Sanne Bakker")
	must(t, o.Join(klachten, joost))
	named := o.as(joost)
	named.press(klachten, "case.assign.open", view.Card, number)
	o.shows(named, "Er is geen zaak "+number)
}

func TestTheAssignFormProposesTheReason(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"done": []string{"readback", "explained"}, "deliverers": []string{lotte}})
	p := o.as(sanne)
	p.press(klachten, "case.assign.open", view.Card, number)
	choose := func(user, name string) string {
		_, err := p.Options("handler", name)
		must(t, err)
		p.fill(map[string]any{"handler": user})
		return string(p.Modal().State)
	}
	if state := choose(milan, "mil"); !strings.Contains(state, `"value":"process"`) || strings.Contains(state, "why_text") {
		t.Errorf("the owner of the process: %s", state)
	}
	if state := choose(joost, "joo"); !strings.Contains(state, `"value":"other"`) || !strings.Contains(state, "why_text") {
		t.Errorf("somebody else: %s", state)
	}
	if seen := p.submitRaw(map[string]any{"why_text": " "}); !strings.Contains(seen.Errors["why_text"], "reden") {
		t.Errorf("another reason without a word: %v", seen.Errors)
	}
	p.fill(map[string]any{"why_other": "process"})
	if state := string(p.Modal().State); strings.Contains(state, "why_text") {
		t.Errorf("asks for another reason where none is: %s", state)
	}
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
}

func TestAcceptTwiceAndDecline(t *testing.T) {
	o := newOffice(t)
	number := o.handedOut()
	p := o.as(milan)
	p.press(algemeen, "case.accept", view.Desk, number)
	before := len(o.caseOf(number).Events)
	stale := o.as(fatima)
	for range 2 { // the message that is there still shows the buttons
		_, err := p.Press(algemeen, o.lastTS(p), "case.accept")
		must(t, err)
	}
	if p.Modal() != nil || len(o.caseOf(number).Events) != before {
		t.Error("the second click has an effect, or is refused")
	}
	_, err := stale.Press(algemeen, o.lastTS(p), "case.accept")
	if err == nil {
		o.shows(stale, "Milan de Wit")
	}
	_, err = p.Press(algemeen, o.lastTS(p), "case.decline.open")
	must(t, err)
	o.shows(p, "De zaak aannemen of teruggeven kan nu niet")
}

func TestDecline(t *testing.T) {
	o := newOffice(t)
	number := o.handedOut()
	p := o.as(milan)
	p.press(algemeen, "case.decline.open", view.Desk, number)
	if seen := p.submitRaw(map[string]any{"reason": " "}); seen.Errors["reason"] == "" {
		t.Errorf("without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"reason": "Ik ben met verlof"})
	p.submit()
	if c := o.caseOf(number); c.Handler != "" || c.Face() != complaint.FaceConfirmed {
		t.Errorf("handled by %q, %s", c.Handler, c.Face())
	}
	_, err := p.Press(algemeen, o.lastTS(p), "case.decline.open")
	must(t, err)
	o.shows(p, "Er is geen zaak") // it is no longer theirs
}

func TestTheHandlerDeclaresAnInterest(t *testing.T) {
	o := newOffice(t)
	number := o.handedOut()
	p := o.as(milan) // who is in the management channel
	p.press(algemeen, "case.interest.open", view.Desk, number)
	o.shows(p, "Hoe ben je betrokken?")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Om wie gaat het?") {
		t.Error("a handler is asked about others")
	}
	p.fill(map[string]any{"how": "Mijn zus werkt daar"})
	p.submit()
	o.shows(p, "buiten je om")
	c := o.caseOf(number)
	if !c.IsInvolved(milan) || c.Handler != "" || !c.Confidential {
		t.Errorf("involved %v, handler %q, confidential %v", c.IsInvolved(milan), c.Handler, c.Confidential)
	}
}

func TestTheOfficerFindsSomebodyInvolved(t *testing.T) {
	o := newOffice(t)
	number := o.handedOut()
	p := o.as(sanne)
	p.presses(klachten, o.post(klachten, number, view.Card), "case.more", choosing(number, complaint.StepAll))
	p.inView("case.interest.open")
	p.fill(map[string]any{"who": []string{joost}, "how": "Deed het werk"})
	if seen := p.submit(); !strings.Contains(seen.Errors["who"], "al buiten de zaak") {
		t.Errorf("kept out already: %v", seen.Errors)
	}
	p.fill(map[string]any{"who": []string{milan}})
	p.submit()
	if c := o.caseOf(number); !c.IsInvolved(milan) || c.IsInvolved(sanne) {
		t.Errorf("involved: %v", c.Involved())
	}
}

// A receipt that is written down after its deadline as confirmed before it is asked why only
// now, once; the reason stands in the history beside both times.
func TestAReceiptThatIsWrittenDownLate(t *testing.T) {
	o := newInvented(t)
	number, called := o.file(lotte, nil), o.now.Add(time.Hour)
	o.turn(o.now.AddDate(0, 0, 14))
	p := o.as(sanne)
	p.press(klachten, "case.ack.open", view.Card, number)
	said := map[string]any{"when": called, "said": "We bellen terug", "day": o.now.AddDate(0, 0, 5).Format("2006-01-02")}
	p.fill(said)
	p.submit()
	o.shows(p, "Waarom wordt het nu pas vastgelegd?")
	if seen := p.submitRaw(map[string]any{"belated": " "}); !strings.Contains(seen.Errors["belated"], "na de termijn") {
		t.Errorf("without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"belated": "De notitie lag in een ander dossier"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	for _, e := range c.Events {
		if e.Kind == complaint.Acknowledged && (c.BelatedWhy(e) != "De notitie lag in een ander dossier" || !e.At.Equal(called.UTC())) {
			t.Errorf("on record %+v, %q", e, c.BelatedWhy(e))
		}
	}
	if c.ReceiptAt.IsZero() {
		t.Error("not confirmed")
	}
}
