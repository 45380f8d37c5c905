package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// By cygnus the officer recommends something to management from the list of actions;
// whom it went to adopts it with why, and it stands in the list until then (CY-36).
func TestTheOfficerRecommends(t *testing.T) {
	o := underProcedure(t, "cygnus")
	number := o.file(lotte, nil)
	opened, err := o.h.openRecommend(t.Context(), &bot.Request{Kind: bot.KindAction, Team: firm, User: sanne, Action: bot.Action{ID: "case.recommend.open", Value: number}})
	must(t, err)
	raw, err := opened.Open.JSON()
	must(t, err)
	if !strings.Contains(string(raw), "Mees") || strings.Contains(string(raw), `"U0SANNE"`) {
		t.Errorf("who can be addressed: %s", raw)
	}
	meta := view.Metadata{Number: number, Lang: "nl"}
	submit := func(what, to string) error {
		_, err := o.h.submitRecommend(t.Context(), &bot.Request{Kind: bot.KindSubmit, Team: firm, User: sanne, View: bot.View{
			Metadata: meta.String(), Values: map[string]bot.Field{"what": {Text: what}, "to": {Option: to}},
		}})
		return err
	}
	if err := submit(" ", sanne); err == nil || !strings.Contains(err.Error(), "recommend_missing") || !strings.Contains(err.Error(), "recommend_to") {
		t.Errorf("nothing, to oneself: %v", err)
	}
	must(t, submit("Jaarrekeningen in juni plannen", mees))
	c := o.caseOf(number)
	if m := c.Measure(1); m == nil || !m.Advice || m.Owner != mees || c.MeasureWords(1).What != "Jaarrekeningen in juni plannen" {
		t.Fatalf("kept %+v", m)
	}
	if rows, err := o.store.Measures(t.Context(), "", 0, 9); err != nil || len(rows) != 1 {
		t.Errorf("the list holds %+v, %v", rows, err)
	}
	p := o.as(mees)
	p.press(klachten, "measure.done.open", firstMeasure, number)
	o.shows(p, "Wat gebeurt ermee, en waarom?")
	p.fill(map[string]any{"evidence": "Vanaf volgend jaar"})
	p.submit()
	if c = o.caseOf(number); c.Measure(1).Verdict != complaint.MeasureDone || c.MeasureNote(1) != "Vanaf volgend jaar" {
		t.Errorf("answered %+v", c.Measure(1))
	}
	if rows, err := o.store.Measures(t.Context(), "", 0, 9); err != nil || len(rows) != 0 {
		t.Errorf("answered, and listed %+v, %v", rows, err)
	}
}
