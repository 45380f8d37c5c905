package handlers

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// A form that is drawn anew while somebody fills it in is judged by what it was opened
// on: else it takes back, in silence, what a colleague decided meanwhile (decision D5).
// Each field that draws its form anew is named after it, with a colon; of the buttons
// those are asked that give a form of the same case.
func TestARedrawnFormRemembersWhatItWasOpenedOn(t *testing.T) {
	o := newInvented(t)
	o.changeRoster(func(r *complaint.Roster) {
		r.Away = append(r.Away, complaint.Absence{ID: "away-1", User: sanne, From: o.now, Until: o.now.AddDate(0, 0, 9), Deputy: fatima})
	})
	of := view.Metadata{Number: o.inHand(), Rev: 99, Version: 1, Hash: "opened", Lang: "nl", Reply: "https://hooks.slack.com/x"}
	others := map[string]view.Metadata{
		"case.correct":    {Number: of.Number, Rev: of.Rev, Lang: "nl"}, // and what it tells of the new value
		"people.handover": {Hash: milan, Lang: "nl"},
		"away":            {Hash: "away-1", Lang: "nl"},
	}
	routes := o.h.Routes()
	for _, name := range slices.Sorted(maps.Keys(routes.Actions)) {
		if name == "case.classify:is" { // lays another form on it
			continue
		}
		callback, block, isField := strings.Cut(name, ":")
		if name == view.DayAction { // which Slack knows by an id of its own
			callback, block, isField = "case.correct", "received", true
		}
		opened, other := others[callback]
		if !other {
			opened = of
		}
		r := &bot.Request{
			Kind: bot.KindAction, Route: name, Team: firm, User: sanne, Action: bot.Action{ID: name, BlockID: block, Value: "none"},
			View: bot.View{ID: "V1", Modal: true, CallbackID: callback, Metadata: opened.String(), Values: map[string]bot.Field{}},
		}
		resp, err := routes.Actions[name](t.Context(), r)
		if drawn := resp.Update; drawn != nil && routes.Submits[drawn.CallbackID] != nil {
			kept, err := view.ParseMetadata(drawn.Metadata)
			must(t, err)
			if diff := cmp.Diff(opened, kept); diff != "" && (isField || kept.Number == of.Number) {
				t.Errorf("%s remembers (-opened +drawn anew)\n%s", name, diff)
			}
		} else if isField {
			t.Errorf("%s draws no form: %v", name, err)
		}
	}
}

// Whoever was shown the form before a colleague assigned the case is told so, also when
// choosing a handler drew it anew, and keeps what they chose.
func TestAssignDrawnAnewOverAColleaguesChoice(t *testing.T) {
	o := newInvented(t)
	number := o.file(lotte, nil)
	p := o.as(sanne)
	p.press(klachten, "case.assign.open", view.Card, number)
	o.does(number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{Handler: joost, Name: "Joost Visser", Title: "Adviseur", Why: "process"}, full(fatima), o.now)
	})
	_, err := p.Options("handler", "mil")
	must(t, err)
	p.fill(map[string]any{"handler": milan})
	p.submit()
	if c := o.caseOf(number); c.Handler != joost {
		t.Fatalf("%s handles it", c.Handler)
	}
	o.shows(p, "Fatima El Idrissi wijzigde deze zaak")
	if state := string(p.Modal().State); !strings.Contains(state, milan) {
		t.Errorf("what was chosen is lost: %s", state)
	}
}
