package handlers

import (
	"fmt"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// improved is an answered case with a corrective action of Bo's, of which the
// customer is still to be told.
func (o *office) improved() string {
	o.t.Helper()
	must(o.t, o.AddUser(playground.User{ID: bo, Name: "bo", RealName: "Bo Jansen"}))
	number := o.told()
	p := o.as(sanne)
	p.press(klachten, "case.measure.open", view.Card, number)
	p.fill(map[string]any{"what": "Jaarrekeningen in juni plannen", "owner": bo, "day": "2026-06-30"})
	p.fill(map[string]any{"changes": complaint.ChangesToTell})
	p.fill(map[string]any{"tell": "2026-03-01"})
	if seen := p.submit(); seen.Errors["tell"] == "" {
		o.t.Errorf("a day that is past: %v", seen.Errors)
	}
	p.fill(map[string]any{"tell": "2026-03-13"})
	p.submit()
	return number
}

func firstMeasure(f *view.Frame, c *complaint.Case) *view.Message {
	f.Viewer = full(c.MeasureOwner(1))
	return view.Measure(f, c, 1)
}

// The owner finds the action at home, reads it and says that it was done and
// what shows it; nothing else of the case is theirs.
func TestTheOwnerCarriesOutAMeasure(t *testing.T) {
	o := newOffice(t)
	number := o.improved()
	c := o.caseOf(number)
	if w := c.MeasureWords(1); w.Who != "Bo Jansen" || w.What != "Jaarrekeningen in juni plannen" || c.MeasureOwner(1) != bo {
		t.Fatalf("kept %+v", w)
	}
	if home := o.homeOf(bo); !strings.Contains(home, "Voer de maatregel uit") || !strings.Contains(home, number) || !strings.Contains(home, "Jaarrekeningen in juni") {
		t.Fatalf("home: %s", home)
	}
	must(t, o.Join(algemeen, bo))
	o.turn(at(t, "2026-06-20 09:00"))
	p := o.as(bo)
	p.press(algemeen, "measure.open", firstMeasure, number)
	o.shows(p, "Jaarrekeningen in juni plannen", "Vertel de melder over de nieuwe procedure")
	if text := p.ViewText(p.Modal()); strings.Contains(text, "Anna") {
		t.Errorf("Bo reads what is not theirs:\n%s", text)
	}
	p.inView("measure.done.open")
	p.fill(map[string]any{"when": at(t, "2026-03-01 09:00"), "evidence": "Planning, blad 3"})
	if seen := p.submit(); !strings.Contains(seen.Errors["when"], "vastgelegd") {
		t.Errorf("done before it was recorded: %v", seen.Errors)
	}
	p.fill(map[string]any{"when": at(t, "2026-06-18 16:00")})
	p.submit()
	c = o.caseOf(number)
	if m := c.Measure(1); m.Verdict != complaint.MeasureDone || !m.At.Equal(at(t, "2026-06-18 16:00")) || m.By != bo || c.MeasureNote(1) != "Planning, blad 3" {
		t.Errorf("kept as %+v, %q", m, c.MeasureNote(1))
	}
	if rows, err := o.store.OwnDuties(t.Context(), bo, 9); err != nil || len(rows) != 0 {
		t.Errorf("Bo still owes %+v, %v", rows, err)
	}
	// what the handler owes the customer stays
	if home := o.homeOf(milan); !strings.Contains(home, "Vertel de klant over de nieuwe procedure") {
		t.Errorf("home of the handler: %s", home)
	}
	m := o.as(milan)
	m.press(klachten, "measure.told.open", func(f *view.Frame, c *complaint.Case) *view.Message {
		d, err := c.Owed(complaint.DutyTellMeasure, 1)
		must(t, err)
		return view.Overdue(f, c, d, complaint.StageOverdue)
	}, number)
	m.fill(map[string]any{"when": at(t, "2026-06-19 10:00")})
	m.submit()
	if rows, err := o.store.Measures(t.Context(), "", 0, 9); err != nil || len(rows) != 0 {
		t.Errorf("still owed: %+v, %v", rows, err)
	}
}

// Guests and whoever is kept out cannot be named, by a forged form either, and
// what was typed beside the mistake stays.
func TestWhoCannotOwnAMeasure(t *testing.T) {
	o := newOffice(t)
	number := o.told()
	for user, want := range map[string]string{gast: "gasten", joost: "Joost Visser wordt buiten deze zaak gehouden", "U0NOBODY": "gasten"} {
		r := &bot.Request{Kind: bot.KindSubmit, User: sanne, View: bot.View{ID: "V" + user, Metadata: view.Metadata{
			Number: number, Rev: o.caseOf(number).Rev(complaint.StepMeasure), Lang: "nl",
		}.String(), Values: map[string]bot.Field{
			"what": {Text: "Plannen"}, "owner": {Users: []string{user}}, "day": {Date: "2026-06-30"}, "changes": {Option: "none"},
		}}}
		_, err := o.h.submitMeasure(t.Context(), r)
		resp, _ := o.h.Explain(r, err, "")
		if !strings.Contains(resp.Errors["owner"], want) {
			t.Errorf("%s: %v", user, resp.Errors)
		}
	}
	if n := len(o.caseOf(number).Measures); n != 0 {
		t.Errorf("%d actions", n)
	}
}

// Another's action is nobody else's to end, by a forged button either, and
// hidden and unknown ones are answered alike.
func TestForgedMeasure(t *testing.T) {
	o := newOffice(t)
	number := o.improved()
	for _, tc := range []struct {
		user, value, want string
		ends              []measureEnd
	}{
		{bo, ":v1", "Sanne Bakker", []measureEnd{measureDropped}},
		{bo, ":v9", "Er is geen zaak", []measureEnd{measureDone, measureDropped, measureTold}},
		{joost, ":v1", "Er is geen zaak", []measureEnd{measureDone, measureDropped, measureTold}},
		{mees, ":v1", "Bo Jansen", []measureEnd{measureDone}},
		{lotte, ":v1", "Bo Jansen", []measureEnd{measureDone}},
	} {
		for _, end := range tc.ends {
			r := &bot.Request{Kind: bot.KindAction, User: tc.user, Action: bot.Action{Value: number + tc.value}}
			_, err := o.h.openMeasureEnd(end)(t.Context(), r)
			resp, _ := o.h.Explain(r, err, "")
			if resp.Open == nil {
				t.Fatalf("%s may press %s", tc.user, end.end)
			}
			raw, err := resp.Open.JSON()
			must(t, err)
			if !strings.Contains(string(raw), tc.want) {
				t.Errorf("%s on %s: %s", tc.user, end.end, raw)
			}
			_, n := view.ParseValue(number + tc.value)
			s := &bot.Request{Kind: bot.KindSubmit, User: tc.user, View: bot.View{
				Metadata: view.Metadata{Number: number, Version: n, Lang: "nl"}.String(),
				Values:   map[string]bot.Field{"when": {At: o.now.Unix()}, "why": {Text: "zomaar"}},
			}}
			if _, err := o.h.submitMeasureEnd(end)(t.Context(), s); err == nil {
				t.Errorf("%s ended it by %s", tc.user, end.end)
			}
		}
	}
}

// The officer lists every action, drops one with a reason, and adds one from
// the case file; nobody else has the list.
func TestTheOfficersListOfMeasures(t *testing.T) {
	o := newOffice(t)
	number := o.improved()
	for i := range 9 {
		o.does(number, func(c *complaint.Case) error {
			return c.TakeMeasure(complaint.MeasureForm{What: fmt.Sprintf("Stap %d", i+1), Owner: milan, Day: fmt.Sprintf("2026-05-%02d", i+1), Changes: complaint.ChangesNothing}, full(sanne), o.now)
		})
	}
	if home := o.homeOf(sanne); !strings.Contains(home, "*Maatregelen:* 10 open, 0 te laat") {
		t.Errorf("home: %s", home)
	}
	p := o.as(sanne)
	r := &bot.Request{Kind: bot.KindAction, User: sanne, Action: bot.Action{Value: "home"}}
	resp, err := o.h.listMeasures(t.Context(), r)
	must(t, err)
	first := modalText(t, resp.Open)
	if !strings.Contains(first, "Jaarrekeningen in juni") || !strings.Contains(first, "Stap 7") || strings.Contains(first, "Stap 8") {
		t.Errorf("first page: %s", first)
	}
	r.Action.Value = "8"
	resp, err = o.h.turnMeasures(t.Context(), r)
	must(t, err)
	if next := modalText(t, resp.Update); !strings.Contains(next, "Stap 8") || strings.Contains(next, "Stap 7") {
		t.Errorf("next page: %s", next)
	}
	for _, user := range []string{milan, bo, lotte} {
		_, err := o.h.listMeasures(t.Context(), &bot.Request{Kind: bot.KindAction, User: user})
		if resp, _ := o.h.Explain(r, err, ""); resp.Open == nil || strings.Contains(modalText(t, resp.Open), "Stap") {
			t.Errorf("%s has the list", user)
		}
	}
	p.press(klachten, "measure.open", firstMeasure, number)
	seen, err := p.PressInView("measure.drop.open", playground.InBlock("measure1"))
	must(t, err)
	p.fine(seen)
	p.fill(map[string]any{"why": "  "})
	if seen := p.submit(); seen.Errors["why"] == "" {
		t.Errorf("dropped without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"why": "Wij doen dit niet meer"})
	p.submit()
	if c := o.caseOf(number); c.Measure(1).Verdict != complaint.MeasureDropped || c.MeasureNote(1) != "Wij doen dit niet meer" {
		t.Errorf("dropped as %+v", c.Measure(1))
	}
}

func modalText(t *testing.T, m *view.Modal) string {
	t.Helper()
	raw, err := m.JSON()
	must(t, err)
	return string(raw)
}

// Two record an action at once: the second sees the first before theirs is
// kept, and what they typed stays.
func TestTwoRecordAMeasureAtOnce(t *testing.T) {
	o := newOffice(t)
	number := o.told()
	p := o.as(sanne)
	p.press(klachten, "case.measure.open", view.Card, number)
	p.fill(map[string]any{"what": "Eerder plannen", "owner": milan, "day": "2026-06-30"})
	o.does(number, func(c *complaint.Case) error {
		return c.TakeMeasure(complaint.MeasureForm{What: "Plannen", Owner: milan, Day: "2026-06-01", Changes: complaint.ChangesNothing}, full(fatima), o.now)
	})
	p.submit()
	o.shows(p, "Fatima El Idrissi")
	if n := len(o.caseOf(number).Measures); n != 1 {
		t.Fatalf("%d actions", n)
	}
	p.submit()
	if c := o.caseOf(number); len(c.Measures) != 2 || c.MeasureWords(2).What != "Eerder plannen" {
		t.Errorf("%d actions, %+v", len(c.Measures), c.MeasureWords(2))
	}
}

// Closing takes a corrective action along, in one step or not at all; without
// one it asks why, where the matter came up before.
func TestClosingWithAMeasure(t *testing.T) {
	o := newOffice(t)
	number := o.satisfied()
	p := o.as(sanne)
	p.press(klachten, "case.close.open", view.Card, number)
	p.fill(map[string]any{"handling": "Boete vergoed"})
	p.fill(map[string]any{"measure": "yes"})
	p.fill(map[string]any{"what": "Eerder plannen", "owner": joost, "day": "2026-06-30"})
	if seen := p.submit(); seen.Errors["owner"] == "" || !o.caseOf(number).Open() {
		t.Fatalf("an owner who is kept out: %v", seen.Errors)
	}
	p.fill(map[string]any{"owner": milan, "handling": " "})
	if seen := p.submit(); seen.Errors["handling"] == "" || len(o.caseOf(number).Measures) != 0 {
		t.Fatalf("half of the form was kept: %v", seen.Errors)
	}
	p.fill(map[string]any{"handling": "Boete vergoed"})
	p.fill(map[string]any{"changes": complaint.ChangesTold})
	p.submit()
	o.shows(p, number+" is afgesloten")
	c := o.caseOf(number)
	if c.Open() || len(c.Measures) != 1 || c.MeasureOwner(1) != milan || c.Measure(1).ToldAt.IsZero() || c.MeasureWords(1).Who != "Milan de Wit" {
		t.Fatalf("closed with %+v", c.Measures)
	}

	again := o.satisfied()
	must(t, o.store.UpdateCases(t.Context(), again, number, func(a, b *complaint.Case) error {
		return complaint.Relate(a, b, full(sanne), o.now)
	}))
	p = o.as(sanne)
	p.press(klachten, "case.close.open", view.Card, again)
	p.fill(map[string]any{"handling": "Boete vergoed", "no_measure": "  "})
	if seen := p.submit(); !strings.Contains(seen.Errors["no_measure"], "waarom er geen maatregel") {
		t.Fatalf("no reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"no_measure": "Al geregeld in de andere zaak"})
	p.submit()
	if o.caseOf(again).Open() {
		t.Error("the case still runs")
	}
}
