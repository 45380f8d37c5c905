package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// second is what the same customer complains of next.
func second() map[string]any {
	return map[string]any{
		"name": "Anna de Vries", "phone": "06-12345678", "summary": "Nog steeds geen antwoord",
		"story": "Zij belde drie keer en hoorde niets.", "wish": "Vandaag gebeld worden",
	}
}

// asks is a second complaint of the customer of a case, sent.
func (o *office) asks(user string, more map[string]any) person {
	o.t.Helper()
	p := o.as(user)
	p.command("/klacht", "")
	p.fill(second())
	p.fill(more)
	if seen := p.submit(); len(seen.Errors) > 0 {
		o.t.Fatalf("errors: %v", seen.Errors)
	}
	return p
}

func (o *office) cases() int {
	o.t.Helper()
	n := 0
	for _, typed := range []string{"1", "2", "3"} {
		numbers, err := o.store.Number(o.t.Context(), typed, o.now, o.now.Location())
		must(o.t, err)
		n += len(numbers)
	}
	return n
}

func TestAddToTheOpenCase(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.asks(lotte, nil)
	o.shows(p, "Er is nog niets vastgelegd", number, "Jaarrekening te laat", "Voeg toe aan "+number)
	if o.cases() != 1 {
		t.Fatal("a case was filed before the answer")
	}
	action := bot.Request{
		Kind: bot.KindAction, Team: firm, User: lotte, Action: bot.Action{Value: number},
		View: bot.View{Modal: true, ID: p.Modal().ID, Metadata: p.Modal().Metadata},
	}
	p.inView("case.alike.add")
	o.shows(p, "hoort nu bij "+number)
	_, err := o.h.addToCase(t.Context(), &action) // pressed again, in a window that did not change in time
	must(t, err)
	c := o.caseOf(number)
	var added []complaint.Filing
	for _, e := range c.Events {
		if e.Kind == complaint.Added {
			added = append(added, c.Added(e))
		}
	}
	if len(added) != 1 || added[0].Story != "Zij belde drie keer en hoorde niets." || added[0].Wish != "Vandaag gebeld worden" {
		t.Errorf("added %+v", added)
	}
	if o.cases() != 1 || len(o.drafts(lotte)) != 0 {
		t.Errorf("%d cases, drafts %v", o.cases(), o.drafts(lotte))
	}
	if text := o.fileText(sanne, number); !strings.Contains(text, "drie keer") {
		t.Errorf("the file lacks it: %s", text)
	}
	if _, err := o.h.fileAnyway(t.Context(), &action); err == nil || o.cases() != 1 {
		t.Errorf("filed as well: %v", err)
	}
}

// fileText is the first page of a case's file as somebody sees it.
func (o *office) fileText(user, number string) string {
	o.t.Helper()
	p := o.as(user)
	p.closes()
	p.command("/klacht", "toon "+number)
	text := p.ViewText(p.Modal())
	p.closes()
	return text
}

func TestAlikeWaitsForTheFormToBeRight(t *testing.T) {
	o := newOffice(t)
	o.file(lotte, nil)
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(second())
	p.fill(map[string]any{"received": at(t, "2024-03-05 10:00")})
	if seen := p.submit(); !strings.Contains(seen.Errors["received"], "Meer dan een jaar") {
		t.Fatalf("errors: %v", seen.Errors)
	}
	p.submit()
	o.shows(p, "Er is nog niets vastgelegd")
	action := bot.Request{
		Kind: bot.KindAction, Team: firm, User: lotte,
		View: bot.View{Modal: true, ID: p.Modal().ID, Metadata: p.Modal().Metadata},
	}
	p.inView("case.draft.continue") // back to the form, nothing lost
	if !strings.Contains(string(p.Modal().State), "Vandaag gebeld worden") {
		t.Errorf("lost: %s", p.Modal().State)
	}
	p.submit()
	p.inView("case.alike.new")
	o.shows(p, "K-2026-0002")
	if _, err := o.h.fileAnyway(t.Context(), &action); err != nil { // pressed twice
		t.Error(err)
	}
	if c := o.caseOf("K-2026-0002"); c.ReceivedAt.Year() != 2024 || o.cases() != 2 || len(o.drafts(lotte)) != 0 {
		t.Errorf("received %v, %d cases, drafts %v", c.ReceivedAt, o.cases(), o.drafts(lotte))
	}
	if text := o.fileText(sanne, "K-2026-0002"); !strings.Contains(text, "Hoort misschien bij K-2026-0001") {
		t.Errorf("the officer is not told: %s", text)
	}
	if text := o.fileText(lotte, "K-2026-0002"); strings.Contains(text, "misschien") {
		t.Errorf("the filer, who may not see the card, is told: %s", text)
	}
}

// Whoever may not see the other case learns nothing: not that there is one,
// and not by pressing a button they never got.
func TestAlikeIsNotRevealed(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"deliverers": []string{milan}})
	for _, user := range []string{joost, milan} {
		p := o.asks(user, nil)
		o.shows(p, "vastgelegd", "K-2026-000")
		if text := p.ViewText(p.Modal()); strings.Contains(text, number) {
			t.Errorf("%s is told of %s: %s", user, number, text)
		}
		p.closes()
	}
	forged := bot.Request{
		Kind: bot.KindAction, Team: firm, User: joost, Action: bot.Action{Value: number},
		View: bot.View{Modal: true, ID: "V77", Metadata: view.Metadata{Lang: "nl", Draft: "V77/0"}.String()},
	}
	_, hidden := o.h.addToCase(t.Context(), &forged)
	forged.Action.Value = "K-2026-0099"
	_, unknown := o.h.addToCase(t.Context(), &forged)
	for _, err := range []error{hidden, unknown} {
		resp, _ := o.h.Explain(&forged, err, "ref")
		if resp.Push == nil && resp.Open == nil {
			t.Errorf("answered %+v", resp)
		}
	}
	if text := o.fileText(sanne, "K-2026-0002"); !strings.Contains(text, number) {
		t.Errorf("the officer is not told: %s", text)
	}
}

// A closed case is not asked about, nor another customer's.
func TestOnlyOpenCasesOfTheCustomer(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	_, err := o.store.UpdateCase(t.Context(), number, func(c *complaint.Case) error {
		return c.MarkFiledInError("a trial", complaint.Person{ID: sanne, Member: true}, o.now)
	})
	must(t, err)
	p := o.asks(lotte, nil)
	o.shows(p, "K-2026-0002")
	p.closes()
	p = o.asks(lotte, map[string]any{"phone": "010 765 43 21"})
	o.shows(p, "K-2026-0003")
}

// What must stay out of the channel is always a case of its own.
func TestConfidentialIsNeverAdded(t *testing.T) {
	o := newOffice(t)
	o.file(lotte, nil)
	p := o.asks(lotte, map[string]any{"nature": "discrimination/employee"})
	o.shows(p, "K-2026-0002", "buiten het gewone kanaal")
}
