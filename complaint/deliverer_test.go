package complaint

import (
	"slices"
	"testing"
)

// Whoever delivered the service never handles the complaint about it (EX-10): who is once
// named stays named when another handler is chosen, and only Correct takes a name away.
func TestChoosingAHandlerTakesNoDelivererAway(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	w, now := &walk{t, c}, at(t, "2026-03-09 15:00")
	another := Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", Why: "officer", Deliverer: "Karin Dekker"}
	w.do("to another", c.Assign(another, member(sanne), now))
	if !slices.Equal(c.Deliverers, []string{joost}) || c.OutsideDeliverer() != "Karin Dekker" {
		t.Errorf("delivered by %v and %q", c.Deliverers, c.OutsideDeliverer())
	}
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleHandler, User: joost})
	if got := refusedFor(c.Assign(Assignment{Handler: joost, Title: "baker", Why: "officer", Deliverer: "x"}, member(sanne), now)); got != "handler error.handler_delivered" {
		t.Errorf("who delivered it is chosen: %q", got)
	}
	another.Deliverer, another.Deliverers = "", []string{lotte}
	w.do("once more", c.Assign(another, member(sanne), now))
	if !slices.Equal(c.Deliverers, []string{joost, lotte}) || c.OutsideDeliverer() != "Karin Dekker" {
		t.Errorf("then delivered by %v and %q", c.Deliverers, c.OutsideDeliverer())
	}
}

// What was said once is not asked again: a name that is typed, or why nobody is known.
func TestWhoDeliveredItIsAskedOnce(t *testing.T) {
	for _, first := range []Assignment{{Deliverer: "Karin Dekker"}, {Unknown: "ten years ago"}} {
		c := newCase(t)
		w, now := &walk{t, c}, at(t, "2026-03-06 10:00")
		r := registration(t)
		r.Deliverers, r.Deliverer = nil, ""
		w.do("register", c.Register(r, member(lotte), now))
		first.Handler, first.Name, first.Title, first.Why, first.Skip = milan, "Milan", "head", "process", "on holiday"
		if got := refusedFor(c.Assign(Assignment{Handler: milan, Title: "head", Why: "process", Skip: "x"}, member(sanne), now)); got != "deliverers error.deliverer_missing" {
			t.Errorf("nobody named: %q", got)
		}
		w.do("assign", c.Assign(first, member(sanne), now))
		again := Assignment{Handler: fatima, Name: "Fatima", Title: "adviser", Why: "officer"}
		w.do("to another", c.Assign(again, member(sanne), now))
		if c.OutsideDeliverer() != first.Deliverer {
			t.Errorf("delivered by %q, want %q", c.OutsideDeliverer(), first.Deliverer)
		}
	}
}

// Whom the choice of a handler would keep out is judged as everywhere: not who approved
// an answer that still waits, and not the last who could be told.
func TestWhoCannotBeNamedWithTheHandler(t *testing.T) {
	for _, tc := range []struct {
		name  string
		face  Face
		named []string
		want  string
	}{
		{"who approved", FaceApproved, []string{mees}, "deliverers error.correct_decider"},
		{"everybody", FaceInProgress, []string{sanne, mees, fatima, joost, lotte}, "deliverers error.nobody_left"},
	} {
		c := walkTo(t, tc.face)
		a := Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Deliverers: tc.named}
		if got := refusedFor(c.Assign(a, member(sanne), at(t, "2026-04-01 10:00"))); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}
