package handlers

import (
	"testing"
)

// No name stands in two of the tables that make the one of the actions: the
// second would hide the first.
func TestActionTablesDoNotOverlap(t *testing.T) {
	h := &Handlers{}
	beside := h.besideActions()
	for name := range h.actions() {
		if _, twice := beside[name]; twice {
			t.Errorf("%s stands in both tables", name)
		}
	}
	all := h.Routes().Actions
	if sum := len(beside) + len(h.actions()) + len(h.listActions()) + len(h.peopleActions()) + len(h.measureActions()) + len(h.procedureActions()) + len(h.keepingActions()); len(all) != sum {
		t.Errorf("%d actions in all, %d in the tables", len(all), sum)
	}
	for name, do := range all {
		if name == "" || do == nil {
			t.Errorf("action %q has no name or does nothing", name)
		}
	}
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
