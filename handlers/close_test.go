package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// Whoever closes a case that was closed and taken up again meanwhile is told so and keeps
// what they typed: the lesson and the corrective action too.
func TestClosingWhatWasClosedAndTakenUpAgain(t *testing.T) {
	o := newOffice(t)
	number := o.satisfied()
	p := o.as(sanne)
	p.press(klachten, "case.close.open", view.Card, number)
	p.fill(map[string]any{"handling": "Vergoed", "lesson": "Eerder bellen"})
	p.fill(map[string]any{"measure": "yes"})
	p.fill(map[string]any{"what": "Een tweede lezer", "owner": []string{milan}, "day": "2026-06-30", "changes": "none"})
	o.does(number, func(c *complaint.Case) error {
		return c.Close(complaint.Report{Handling: "Hersteld"}, full(fatima), o.now)
	})
	o.does(number, func(c *complaint.Case) error {
		return c.Reopen("De boete kwam opnieuw", o.now, full(fatima), o.now)
	})
	p.submit()
	if len(p.Modals()) != 2 {
		t.Fatal("the form closed as after success, and the case is open")
	}
	o.shows(p, "Deze zaak kan nog niet worden afgesloten")
	for _, typed := range []string{"Vergoed", "Eerder bellen", "Een tweede lezer"} {
		if state := string(p.Modals()[0].State); !strings.Contains(state, typed) {
			t.Errorf("%q is lost: %s", typed, state)
		}
	}
	if c := o.caseOf(number); !c.Open() || len(c.Measures) > 0 {
		t.Errorf("%s, %d corrective actions", c.State, len(c.Measures))
	}
}

// When nothing is to be done first any more they find it in the form as it is now.
func TestClosingByAStaleForm(t *testing.T) {
	o := newOffice(t)
	stale := view.Metadata{Number: o.satisfied(), Rev: 1, Lang: "nl"}
	r := &bot.Request{Kind: bot.KindSubmit, User: sanne, View: bot.View{ID: "V1", Metadata: stale.String(), Values: map[string]bot.Field{"handling": {Text: "Vergoed"}}}}
	resp, err := o.h.submitClose(t.Context(), r)
	if err != nil || resp.Update == nil {
		t.Fatalf("no form to look at: %+v, %v", resp, err)
	}
	raw, err := resp.Update.JSON()
	must(t, err)
	if said := string(raw); !strings.Contains(said, ":warning:") || !strings.Contains(said, "Vergoed") {
		t.Errorf("lacks the warning or what was typed: %s", said)
	}
	r.View.Metadata = resp.Update.Metadata
	if _, err = o.h.submitClose(t.Context(), r); err != nil || o.caseOf(stale.Number).Open() {
		t.Errorf("not closed when sent again: %v", err)
	}
}
