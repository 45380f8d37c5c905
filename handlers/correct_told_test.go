package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// writtenOf is the fact of what was written down of the newest step of a kind.
func (o *office) writtenOf(number string, kind complaint.Kind) complaint.Fact {
	o.t.Helper()
	c, found := o.caseOf(number), complaint.Fact{}
	for _, f := range c.Facts() {
		if (f.Code == complaint.FactContact || f.Code == complaint.FactNote) && c.Events[f.Seq-1].Kind == kind {
			found = f
		}
	}
	if found == (complaint.Fact{}) {
		o.t.Fatalf("nothing is written of %s", kind)
	}
	return found
}

// An answer that was told in no form of the procedure is owed again: the form says so
// before it is saved, the card asks for it, and once it is told the duty is done.
func TestHowAnAnswerWasToldIsPutRight(t *testing.T) {
	o := newOffice(t)
	number := o.told()
	p, fact := o.as(sanne), o.writtenOf(number, complaint.Told)
	o.corrects(p, number, fact.String())
	o.shows(p, "Nu staat er", "Telefoon")
	p.fill(map[string]any{fact.Part("via"): "chat"})
	o.shows(p, "blijft verteld", "Beantwoord de klacht: moet opnieuw")
	p.fill(map[string]any{fact.Part("with"): "Bert", "reason": "Het was de chat"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if e := c.Events[fact.Seq-1]; e.Data.Via != "chat" || c.Note(e).With != "Bert" || !c.OwesForm() {
		t.Errorf("told %+v by %s, owed %v", c.Note(e), e.Data.Via, c.OwesForm())
	}
	m := o.as(milan)
	m.presses(algemeen, o.post(algemeen, number, view.Card), "answer.deliver.open")
	m.fill(map[string]any{"via": "email"})
	if seen := m.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not told again: %v", seen.Errors)
	}
	if c := o.caseOf(number); c.OwesForm() || c.Face() != complaint.FaceAnswered {
		t.Errorf("owed %v, it is %s", c.OwesForm(), c.Face())
	}
}

// Somebody else corrected the same before the form was sent: it shows how it stands and
// keeps what was typed (E18).
func TestAStaleCorrectionOfHowAnAnswerWasTold(t *testing.T) {
	o := newOffice(t)
	number := o.told()
	p, fact := o.as(sanne), o.writtenOf(number, complaint.Told)
	o.corrects(p, number, fact.String())
	p.fill(map[string]any{fact.Part("with"): "Bert", "reason": "Verkeerd verstaan"})
	o.does(number, func(c *complaint.Case) error {
		form := c.OnRecord(fact)
		form.With, form.Reason = "Carla", "Zij was het"
		return c.Correct(form, full(fatima), o.now)
	})
	p.submit()
	o.shows(p, "Fatima El Idrissi wijzigde", "Carla")
	if c := o.caseOf(number); c.Note(c.Events[fact.Seq-1]).With != "Carla" {
		t.Error("a stale form was saved")
	}
	p.submit()
	if c := o.caseOf(number); c.Note(c.Events[fact.Seq-1]).With != "Bert" {
		t.Error("what was typed is not kept")
	}
}

// What was written down of a step with nobody in it is put right, and must be said.
func TestWhatWasWrittenDownIsPutRight(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	o.does(number, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{fatima}, How: "Zijn zus"}, full(sanne), o.now)
	})
	p, fact := o.as(sanne), o.writtenOf(number, complaint.InvolvedFound)
	o.corrects(p, number, fact.String())
	o.shows(p, "Zijn zus")
	p.fill(map[string]any{fact.Field(): " ", "reason": "Verkeerd verstaan"})
	if seen := p.submit(); !strings.Contains(seen.Errors[fact.Field()], "reden") {
		t.Errorf("nothing is written: %v", seen.Errors)
	}
	p.fill(map[string]any{fact.Field(): "Zijn nicht"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if e := c.Events[fact.Seq-1]; c.Note(e).Text != "Zijn nicht" || c.Note(c.Written(e)).Text != "Zijn zus" {
		t.Errorf("it says %q", c.Note(e).Text)
	}
}

// Of what becomes a letter the form asks on which day it was posted, and begins with the day
// on record; of what was none after all it asks the hour.
func TestTheDayOfALetterIsPutRight(t *testing.T) {
	o := newOffice(t)
	number := o.told()
	p, fact := o.as(sanne), o.writtenOf(number, complaint.Told)
	told := func() *complaint.Event { return &o.caseOf(number).Events[fact.Seq-1] }
	o.corrects(p, number, fact.String())
	p.fill(map[string]any{fact.Part("via"): "letter"})
	o.shows(p, "Op welke dag ging de brief op de post?")
	p.fill(map[string]any{"reason": "Het was een brief"})
	if seen := p.submit(); len(seen.Errors) > 0 || !told().Posted() {
		t.Fatalf("posted %v: %v", told().Posted(), seen.Errors)
	}
	moment := complaint.Fact{Code: complaint.FactAt, Seq: fact.Seq}
	p = o.as(sanne)
	o.corrects(p, number, moment.String())
	p.fill(map[string]any{moment.Field(): "2026-01-05", "reason": "Zie de bon"})
	if seen := p.submit(); !strings.Contains(seen.Errors[moment.Field()], "goedgekeurd") {
		t.Errorf("long before: %v", seen.Errors)
	}
	p = o.as(sanne)
	o.corrects(p, number, fact.String())
	p.fill(map[string]any{fact.Part("via"): "email", "reason": "Het was toch een mail"})
	o.shows(p, "Wanneer bereikte het")
	p.fill(map[string]any{fact.Part(complaint.PartHour): o.now})
	if seen := p.submit(); len(seen.Errors) > 0 || told().NoHour() || told().Data.Via != "email" {
		t.Errorf("it is %+v: %v", told(), seen.Errors)
	}
}
