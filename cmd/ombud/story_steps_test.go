package main

import (
	"strings"

	"ombud/playground"
)

// What the invented customer is called and says. Nothing of it may stand
// anywhere but in sealed entries and before the eyes of those who may read.
const (
	customer = "Anna de Vries, Bakkerij Zon"
	phone    = "+31 6 12345678"
	email    = "anna@bakkerijzon.example"
	summary  = "Annual accounts two months late"
	tale     = "She was promised the accounts for September and they came in November."
	wish     = "An apology and the fine of 385 euros back."
	brief    = "Call her before noon, the ovens are hot later."
	plan     = "We pay the fine and hand in the accounts again."
	said     = "She is angry but willing to wait a week."
	because  = "We had no list of what came in by post."
	answer1  = "The accounts were late because a file lay with us unread."
	answer2  = "We are sorry: the accounts were late because a file lay unread."
	promise  = "Pay back the fine of 385 euros"
	comment  = "Say sorry first, please."
	reaction = "She took it well."
	unhappy  = "The fine did not arrive on her account."
	answer3  = "The fine was paid today, with our apologies for the wait."
	happy    = "The money is there and she stays with us."
	handling = "Fine paid back, checklist for incoming files renewed."
	lesson   = "Every incoming file gets an owner within a day."
)

// theirs is what a search for personal data must not find: a piece of each,
// long enough not to occur in ciphertext by chance.
var theirs = []string{
	"Anna de", "accounts two months late", "Bakkerij", "12345678", "bakkerijzon", "promised the accounts", "an apology", "385 euros", "the ovens", "hand in the accounts",
	"willing to wait", "lay with us", "lay unread", "Say sorry", "took it well", "did not arrive", "paid today", "stays with us",
	"Fine paid back", "gets an owner",
}

// opensForm types the command for a new complaint.
func (p *person) opensForm() {
	p.s.t.Helper()
	if seen := p.types(general, "/complaint", ""); seen.Modal == nil {
		p.s.fail("%s: no form opened", p.name)
	}
}

// files records a complaint by telephone, with more or other answers where
// given, and gives its number.
func (p *person) files(more ...any) string {
	p.s.t.Helper()
	p.opensForm()
	p.fills("name", customer, "phone", phone, "email", email, "summary", summary, "story", tale, "wish", wish)
	p.fills(more...)
	number := p.submitsFiling()
	p.closes()
	p.s.rest()
	return number
}

// submitsFiling sends the form of the filing and gives the number it got.
func (p *person) submitsFiling() string {
	p.s.t.Helper()
	seen := p.submits()
	if seen.Modal != nil && seen.Modal.CallbackID == "case.alike" { // the customer of another of the story's cases
		var err error
		seen, err = p.PressInView("case.alike.new")
		p.went("file a new one", seen, err)
	}
	if seen.Modal == nil || seen.Modal.CallbackID != "case.filed" {
		p.s.fail("%s: filing did not end in a number", p.name)
	}
	number := numberPattern.FindString(p.reads())
	if number == "" {
		p.s.fail("%s: no number in the window", p.name)
	}
	return number
}

// readsBack records that the customer approved the report and was told how
// complaints are handled.
func (p *person) readsBack(number string) {
	p.s.t.Helper()
	p.presses(p.dm(number, "case.readback.open"), "case.readback.open")
	p.fills("verdict", "readback_approved", "done", []string{"explained"})
	p.submits()
	p.s.rest()
}

// assigns gives the case to somebody, from the card in the channel.
func (p *person) assigns(number string, handler *person, deliverers ...string) {
	p.s.t.Helper()
	p.presses(p.s.card(number), "case.assign.open")
	p.chooses(handler)
	if len(deliverers) > 0 {
		p.fills("deliverers", deliverers)
	}
	p.fills("brief", brief)
	p.submits()
	p.s.rest()
}

// chooses picks a handler from the list that the app suggests.
func (p *person) chooses(handler *person) {
	p.s.t.Helper()
	if _, err := p.Options("handler", ""); err != nil {
		p.s.fail("%s: list of handlers: %v", p.name, err)
	}
	p.fills("handler", handler.id)
	if p.window().CallbackID == "case.assign" && !strings.Contains(string(p.window().State), "title.") {
		p.fills("title", "Head of accounts")
	}
}

// contacts logs that the customer was reached and what was agreed.
func (p *person) contacts(m playground.Message, number, day string) {
	p.s.t.Helper()
	p.presses(m, "case.contact.open")
	p.fills("how", plan, "day", day, "note", said)
	p.submits()
	p.s.rest()
}

// drafts hands in an answer and asks for approval.
func (p *person) drafts(m playground.Message, text string) {
	p.s.t.Helper()
	p.presses(m, "answer.draft.open")
	p.fills("form", "email", "outcome", "upheld", "text", text, "reasons", because)
	p.fills("what1", promise, "who1", "U0MILAN", "when1", "2026-04-13")
	p.fills("ask", "ask")
	p.submits()
	p.s.rest()
}

// delivers logs that the customer got the answer, at the true time.
func (p *person) delivers(m playground.Message, when string) {
	p.s.t.Helper()
	p.presses(m, "answer.deliver.open")
	p.fills("via", "email", "when", at(when), "reaction", reaction)
	p.submits()
	p.s.rest()
}

// asks records how the customer looks back.
func (p *person) asks(m playground.Message, result, note string) {
	p.s.t.Helper()
	p.presses(m, "followup.open")
	p.fills("result", result, "note", note)
	p.submits()
	p.s.rest()
}
