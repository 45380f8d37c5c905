package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// movesMeasure opens the form that gives the first action to somebody else.
func (p person) movesMeasure(number string) {
	p.o.t.Helper()
	p.press(klachten, "measure.open", firstMeasure, number)
	p.inView("measure.move.open")
}

// The officer gives an action another day and another owner: the mistakes stand
// under their fields, the page behind shows it, the old owner finds nothing at
// home any more and the new one does.
func TestTheOfficerMovesAMeasure(t *testing.T) {
	o := newOffice(t)
	number := o.improved()
	p := o.as(sanne)
	p.movesMeasure(number)
	for _, tc := range []struct {
		fill        map[string]any
		field, want string
	}{
		{nil, "owner", "Er verandert niets"},
		{map[string]any{"day": "2026-07-15"}, "why", "waarom het later wordt"},
		{map[string]any{"owner": joost, "why": "Nieuw systeem"}, "owner", "buiten deze zaak"},
		{map[string]any{"owner": gast}, "owner", "gasten"},
	} {
		p.fill(tc.fill)
		if seen := p.submit(); !strings.Contains(seen.Errors[tc.field], tc.want) {
			t.Errorf("%v: %v, want %q", tc.fill, seen.Errors, tc.want)
		}
	}
	p.fill(map[string]any{"owner": milan})
	p.submit()
	o.shows(p, "Milan de Wit", "wo 15 juli")
	c := o.caseOf(number)
	if w := c.MeasureWords(1); c.MeasureOwner(1) != milan || w.Who != "Milan de Wit" || w.When != "2026-07-15" || c.MeasureMoveWhy(*c.LastMove(1)) != "Nieuw systeem" {
		t.Errorf("kept %+v", w)
	}
	if home := o.homeOf(bo); strings.Contains(home, number) {
		t.Errorf("who had it reads at home:\n%s", home)
	}
	if home := o.homeOf(milan); !strings.Contains(home, "Jaarrekeningen in juni") {
		t.Errorf("who has it reads at home:\n%s", home)
	}
}

// Only the officer and the deputy move one, by a forged button or form either.
func TestForgedMoveOfAMeasure(t *testing.T) {
	o := newOffice(t)
	number := o.improved()
	for user, want := range map[string]string{bo: "Sanne Bakker", milan: "Sanne Bakker", joost: "Er is geen zaak"} {
		_, err := o.h.openMeasureMove(t.Context(), &bot.Request{Kind: bot.KindAction, User: user, Action: bot.Action{Value: view.Value(number, 1)}})
		resp, _ := o.h.Explain(&bot.Request{Kind: bot.KindAction, User: user}, err, "")
		if resp.Open == nil || !strings.Contains(modalText(t, resp.Open), want) {
			t.Errorf("%s: %+v, want %q", user, resp, want)
		}
		m := view.Metadata{Number: number, Version: 1, Rev: o.caseOf(number).Rev(complaint.StepMeasure), Lang: "nl"}
		_, err = o.h.submitMeasureMove(t.Context(), &bot.Request{Kind: bot.KindSubmit, User: user, View: bot.View{
			Metadata: m.String(), Values: map[string]bot.Field{"owner": {Users: []string{milan}}, "day": {Date: "2026-06-30"}},
		}})
		if err == nil {
			t.Errorf("%s moved it", user)
		}
	}
}

// Two move it at once: the second sees what the first did and keeps what they typed.
func TestTwoMoveAMeasureAtOnce(t *testing.T) {
	o := newOffice(t)
	number := o.improved()
	p := o.as(sanne)
	p.movesMeasure(number)
	p.fill(map[string]any{"day": "2026-07-15", "why": "Nieuw systeem"})
	o.does(number, func(c *complaint.Case) error {
		return c.MoveMeasure(1, complaint.MeasureMove{Owner: milan, Who: "Milan de Wit", Day: "2026-06-30"}, full(fatima), o.now)
	})
	p.submit()
	o.shows(p, "Fatima El Idrissi", "Milan de Wit")
	if state := string(p.Modal().State); !strings.Contains(state, "Nieuw systeem") || o.caseOf(number).MeasureOwner(1) != milan {
		t.Errorf("what was typed: %s", state)
	}
	p.submit() // as it stands in the window: with Bo, and later
	if c := o.caseOf(number); c.MeasureOwner(1) != bo || c.Measure(1).Day != "2026-07-15" {
		t.Errorf("kept %+v", c.Measure(1))
	}
}
