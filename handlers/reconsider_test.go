package handlers

import (
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

func TestWithdrawApproval(t *testing.T) {
	o := newOffice(t)
	number := o.approved()
	p := o.as(mees)
	p.opens(number, complaint.StepAll)
	p.inView("answer.withdraw.open")
	p.fill(map[string]any{"why": "   "})
	if seen := p.submit(); seen.Errors["why"] == "" {
		t.Errorf("withdrawn without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"why": "Het bedrag klopt niet"})
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceChangesAsked || c.Answer().Verdict != complaint.ApprovalWithdrawn {
		t.Fatalf("%s, %+v", c.Face(), c.Answer())
	}
	gone := func() bool { return !strings.Contains(p.ViewText(p.Modal()), "Akkoord intrekken") }
	if len(p.Modals()) != 1 || !o.Wait(5*time.Second, gone) {
		t.Error("the list of actions still offers it")
	}
	m := o.as(milan)
	m.press(klachten, "answer.draft.open", view.Card, number)
	o.shows(m, "Het bedrag klopt niet", "Akkoord ingetrokken", "Mees Vos")
}

// Of two who withdraw at once the second hears who was first, also from an old
// message.
func TestWithdrawTooLate(t *testing.T) {
	o := newOffice(t)
	number := o.approved()
	ts := o.post(klachten, number, version(1))
	o.as(milan).presses(klachten, ts, "answer.withdraw.open")
	o.shows(o.as(milan), "Sanne Bakker")
	p, s := o.as(mees), o.as(sanne)
	for _, who := range []person{p, s} {
		who.presses(klachten, ts, "answer.withdraw.open")
		who.fill(map[string]any{"why": "Het bedrag klopt niet"})
	}
	s.submit()
	p.submit()
	o.shows(p, "Sanne Bakker was je voor", "akkoord ingetrokken")
	o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(milan), o.now) })
	o.as(mees).presses(klachten, ts, "answer.withdraw.open") // of the first version still
	o.shows(o.as(mees), "Sanne Bakker was je voor")
}

func TestLetSomebodyElseDecide(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(sanne)
	p.menus(version(1), number, view.AnswerDelegate)
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Milan de Wit") || strings.Contains(text, "Joost Visser") {
		t.Errorf("offers somebody who may not: %s", text)
	}
	p.fill(map[string]any{"approver": mees})
	p.submit()
	if a := o.caseOf(number).Answer(); a.AskedOf != mees || a.Verdict != "" {
		t.Errorf("asked of %q, %q", a.AskedOf, a.Verdict)
	}
	form := view.Metadata{Number: number, Version: 1, Lang: "nl"}
	r := &bot.Request{Kind: bot.KindSubmit, User: mees, View: bot.View{ID: "V", Metadata: form.String(), Values: map[string]bot.Field{"approver": {Option: milan}}}}
	_, err := o.h.submitDelegate(t.Context(), r)
	if resp, _ := o.h.Explain(r, err, ""); !strings.Contains(resp.Errors["approver"], "Milan de Wit") {
		t.Errorf("forged: %v", err)
	}
}

// The window in which somebody let another decide says so, and green is for that other;
// who may decide still may, by the same window.
func TestTheWindowOfWhoLetAnotherDecide(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(mees)
	p.press(klachten, "answer.read", version(1), number)
	p.choose("answer.more", view.MoreValue(view.Value(number, 1), view.AnswerDelegate))
	p.fill(map[string]any{"approver": sanne})
	p.submit()
	o.shows(p, "Antwoord versie 1", "Je hebt Sanne Bakker gevraagd te beoordelen. Je kunt het zelf ook nog doen.")
	p.inView("answer.approve")
	if a := o.caseOf(number).Answer(); a.Verdict != complaint.Approved || a.DecidedBy != mees {
		t.Errorf("who may decide could not: %+v", a)
	}
}
