package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
)

// A name that stood in two of the tables would hide one of its handlers: the program
// does not start with it.
func TestNoNameStandsInTwoTables(t *testing.T) {
	h := &Handlers{}
	for name, do := range h.Routes().Actions {
		if name == "" || do == nil {
			t.Errorf("action %q has no name or does nothing", name)
		}
	}
	defer func() {
		if got := recover(); got != "two handlers of case.all" {
			t.Errorf("twice the same name: %v", got)
		}
	}()
	add(h.actions(), map[string]bot.Handler{"case.all": h.openAll})
}

// Each submission of a form beside the road has a route; a form without one
// would lose what was typed.
func TestFormsBesideHaveARoute(t *testing.T) {
	submits := (&Handlers{}).Routes().Submits
	for _, name := range []string{
		"case.ack", "case.classify", "case.decline", "case.interest", "case.consult", "case.extend", "case.note", "extension.refuse",
	} {
		if submits[name] == nil {
			t.Errorf("%s has no route", name)
		}
	}
}

// A button from before another version of the app says so, in a window.
func TestARetiredButton(t *testing.T) {
	o := newOffice(t)
	r := &bot.Request{Kind: bot.KindAction, Route: "case.resolve", Team: firm, User: milan, TriggerID: "T", Action: bot.Action{ID: "case.resolve", Type: "button"}}
	resp, failure := o.h.Explain(r, bot.ErrRetired, "AB12")
	if resp.Open == nil || failure {
		t.Fatalf("answered by %+v, a failure: %t", resp, failure)
	}
	raw, err := resp.Open.JSON()
	must(t, err)
	if !strings.Contains(string(raw), "oudere versie van de app") || strings.Contains(string(raw), "AB12") {
		t.Errorf("it says %s", raw)
	}
}
