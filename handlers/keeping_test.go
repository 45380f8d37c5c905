package handlers

import (
	"errors"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// closedCase is a case that closed in March 2026; its procedure keeps it two years.
func (o *office) closedCase() string {
	o.t.Helper()
	number := o.satisfied()
	o.does(number, func(c *complaint.Case) error {
		return c.Close(complaint.Report{Handling: "Hersteld"}, full(sanne), o.now)
	})
	return number
}

// opens presses one button in the list of all that somebody may do with a case.
func (o *office) opens(p person, number, action string) {
	o.t.Helper()
	p.presses(klachten, o.post(klachten, number, view.Card), "case.open")
	p.inView("case.all")
	p.inView(action)
}

// An officer keeps a closed case longer: with a reason and a day, shown in the file, and
// given another day or released from there.
func TestKeepACaseLonger(t *testing.T) {
	o := newOffice(t)
	number := o.closedCase()
	p := o.as(sanne)
	o.opens(p, number, "case.hold.open")
	p.fill(map[string]any{"reason": "Klant dreigt met een zaak", "day": "2026-01-05"})
	if seen := p.submit(); seen.Errors["day"] == "" {
		t.Errorf("a day that is past: %v", seen.Errors)
	}
	p.fill(map[string]any{"day": "2026-09-10"})
	p.submit()
	if h := o.caseOf(number).Hold(); h == nil || h.Day != "2026-09-10" || h.By != sanne {
		t.Fatalf("held: %+v", h)
	}
	p.command("/klacht", "toon "+number)
	o.shows(p, "Wordt langer bewaard en niet gewist", "Klant dreigt met een zaak", "24 maanden na het afsluiten")
	p.command("/klacht", "bewaren")
	o.shows(p, number, "Langer bewaard")
	o.opens(p, number, "case.hold.open")
	p.fill(map[string]any{"day": "2026-12-10"})
	p.submit()
	if h := o.caseOf(number).Hold(); h == nil || h.N != 2 || o.caseOf(number).HoldReason() != "Klant dreigt met een zaak" {
		t.Errorf("another day: %+v %q", h, o.caseOf(number).HoldReason())
	}
	o.opens(p, number, "case.release.open")
	p.fill(map[string]any{"reason": "Geschikt"})
	p.submit()
	if h := o.caseOf(number).Hold(); h != nil {
		t.Errorf("still held: %+v", h)
	}
}

// Two people with the same form: the first one's stands, the second sees who was first
// and keeps what they typed.
func TestTwoKeepACase(t *testing.T) {
	o := newOffice(t)
	number := o.closedCase()
	one, other := o.as(sanne), o.as(fatima)
	for _, p := range []person{one, other} {
		o.opens(p, number, "case.hold.open")
		p.fill(map[string]any{"reason": "Een claim", "day": "2026-09-10"})
	}
	one.submit()
	other.submit()
	o.shows(other, "Sanne Bakker wijzigde deze zaak")
	if h := o.caseOf(number).Hold(); h == nil || h.N != 1 || h.By != sanne {
		t.Errorf("held: %+v", h)
	}
	other.submit()
	if c := o.caseOf(number); c.Hold().N != 2 || c.HoldReason() != "Een claim" {
		t.Errorf("what was typed is lost: %+v %q", c.Hold(), c.HoldReason())
	}
}

// Erasing is ordered with a reason and the number typed, not before the shortest term,
// and anybody who leads can stop it for a week.
func TestOrderAnErasure(t *testing.T) {
	o := newOffice(t)
	number := o.closedCase()
	p, mine := o.as(sanne), o.as(mees)
	o.opens(p, number, "case.erase.open")
	o.shows(p, "Dit verdwijnt", "Dit blijft")
	p.fill(map[string]any{"why": "request", "reason": "Anna vroeg het", "number": "K-2026-0099"})
	if seen := p.submit(); !strings.Contains(seen.Errors["number"], number) {
		t.Errorf("another number: %v", seen.Errors)
	}
	p.fill(map[string]any{"number": strings.ToLower(number)})
	p.submit()
	order := o.caseOf(number).Order
	if order == nil || order.By != sanne || order.Why != complaint.EraseRequest {
		t.Fatalf("ordered: %+v", order)
	}
	p.command("/klacht", "bewaren")
	o.shows(p, number, "Wordt gewist op")
	mine.presses(klachten, o.post(klachten, number, view.Card), "case.open")
	o.shows(mine, "Toch niet wissen", "de melder heeft erom gevraagd")
	mine.inView("case.erase.stop")
	if o.caseOf(number).Order != nil {
		t.Error("it was not stopped")
	}
	o.shows(mine, "Bewaard tot en met")
}

// Who may not, and when it may not be, is told in words; whoever has no part in the
// case finds none.
func TestKeepingIsRefused(t *testing.T) {
	o := newOffice(t)
	number := o.closedCase()
	open := o.handled()
	for _, tc := range []struct{ user, number, action, want string }{
		{milan, number, "case.hold.open", "error.not_allowed"},
		{milan, number, "case.erase.open", "error.not_allowed"},
		{sanne, open, "case.erase.open", "error.wrong_state"},
		{sanne, number, "case.release.open", "error.wrong_state"},
		{sanne, number, "case.erase.stop", "error.wrong_state"},
		{joost, number, "case.hold.open", "no such case"},
	} {
		r := o.request(tc.user)
		r.Action.ID, r.Action.Value = tc.action, tc.number
		_, err := o.h.Routes().Actions[tc.action](t.Context(), r)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s presses %s: %v, want %s", tc.user, tc.action, err, tc.want)
		}
	}
	r := o.request(milan)
	r.Command, r.Text = "/klacht", "bewaren"
	if _, err := o.h.command(t.Context(), r); err == nil || !strings.Contains(err.Error(), "not_your_command") {
		t.Errorf("a handler asks for the list: %v", err)
	}
}

// After an erasure whatever is opened says so in words, lists too, and nothing panics
// on a case without a key.
func TestAnErasedCaseIsSaidToBe(t *testing.T) {
	o := newOffice(t)
	number := o.closedCase()
	card := o.post(klachten, number, view.Card)
	o.turn(at(t, "2028-06-01 10:00"))
	must(t, o.store.PutMessage(t.Context(), db.Message{Number: number, Purpose: "card/channel", Channel: klachten, TS: card, At: o.now}))
	must(t, o.store.Erase(t.Context(), number, o.now))
	p := o.as(sanne)
	p.command("/klacht", "toon "+number)
	o.shows(p, "Persoonsgegevens gewist op do 1 juni 2028", "Gegrond")
	p.presses(klachten, card, "case.reopen.open")
	o.shows(p, number+" is gewist op")
	p.command("/klacht", "lijst gesloten")
	p.command("/klacht", "zoek Anna")
	p.command("/klacht", "bewaren")
	o.shows(p, "Nog in Slack van gewiste zaken", number)
	mine := o.request(lotte)
	mine.Text = "toon " + number
	if _, err := o.h.command(t.Context(), mine); err == nil || !strings.Contains(err.Error(), "unknown_case") {
		t.Errorf("who filed it finds %v", err)
	}
	for _, action := range []string{"case.all", "case.hold.open", "case.close.open", "case.tab.history", "answer.review", "commitment.open"} {
		r := o.request(sanne) // an old button
		r.Action.ID, r.Action.Value = action, number
		_, err := o.h.Routes().Actions[action](t.Context(), r)
		if refused := (*complaint.Refusal)(nil); action != "case.tab.history" && (!errors.As(err, &refused) || refused.Text != "error.erased") {
			t.Errorf("%s: %v", action, err)
		}
	}
	if c := o.caseOf(number); c.Events[len(c.Events)-1].Kind != complaint.CaseErased {
		t.Errorf("something was recorded after it: %s", c.Events[len(c.Events)-1].Kind)
	}
}
