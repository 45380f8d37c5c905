package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// replaces opens the form by the list of all actions.
func (o *office) replaces(p person, number string) {
	o.t.Helper()
	p.presses(klachten, o.post(klachten, number, view.Card), "case.more", playground.Choosing(view.MoreValue(number, complaint.StepAll)))
	p.inView("case.coowner.open")
}

// The officer lets whoever filed stay co-responsible: then they read the file, and
// somebody else takes their place with a reason alone.
func TestCoResponsible(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, map[string]any{"done": []string{"readback", "explained"}, "deliverers": []string{joost}})
	s := o.as(sanne)
	s.press(klachten, "case.assign.open", view.Card, number)
	_, err := s.Options("handler", "mil")
	must(t, err)
	s.fill(map[string]any{"handler": milan})
	s.fill(map[string]any{"keep": []string{"filer"}})
	s.submit()
	if co := o.caseOf(number).CoOwner(); co != lotte {
		t.Fatalf("co-responsible is %q", co)
	}
	p := o.as(lotte)
	p.command("/klacht", "toon "+number)
	o.shows(p, "Medeverantwoordelijk", "Antwoord")
	o.replaces(s, number)
	o.shows(s, "Lotte Jansen")
	for _, tc := range []struct {
		name, user, reason, field, want string
	}{
		{"a guest", gast, "met verlof", "user", "Gasten"},
		{"whom it concerns", joost, "met verlof", "user", "betrokken"},
		{"the handler", milan, "met verlof", "user", "al verantwoordelijk"},
	} {
		s.fill(map[string]any{"user": []string{tc.user}, "reason": tc.reason})
		if seen := s.submit(); !strings.Contains(seen.Errors[tc.field], tc.want) {
			t.Errorf("%s: %v, want %q", tc.name, seen.Errors, tc.want)
		}
	}
	s.fill(map[string]any{"user": []string{mees}, "reason": "Lotte gaat met verlof"})
	s.submit()
	c := o.caseOf(number)
	if c.CoOwner() != mees || c.Note(c.Events[len(c.Events)-1]).Text != "Lotte gaat met verlof" {
		t.Errorf("co-responsible is %q", c.CoOwner())
	}
	if c.MaySee(full(lotte), complaint.PartAnswer, o.now) {
		t.Error("who was it reads the answers still")
	}
}

// Two officers at once: the second sees what the first did, and keeps what was typed.
func TestTwoReplaceTheCoResponsible(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	o.does(number, func(c *complaint.Case) error {
		a := complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd", Why: "process", Deliverers: []string{joost}, KeepFiler: true}
		return c.Assign(a, full(sanne), o.now)
	})
	first, second := o.as(sanne), o.as(fatima)
	for _, p := range []person{first, second} {
		o.replaces(p, number)
		p.fill(map[string]any{"user": []string{mees}, "reason": "met verlof"})
	}
	first.submit()
	second.submit()
	o.shows(second, "Sanne Bakker wijzigde", "Mees Vos")
	if state := string(second.Modal().State); !strings.Contains(state, "met verlof") {
		t.Errorf("what was typed is gone: %s", state)
	}
}

// A colleague who is co-responsible and did not file finds the case at home and by
// search, until somebody else is it; they read what they answer for.
func TestTheCoResponsibleFindsTheCase(t *testing.T) {
	o := newOffice(t)
	must(t, o.AddUser(playground.User{ID: bo, Name: "bo", RealName: "Bo Jansen"}))
	number := o.filed(map[string]any{"done": []string{"readback", "explained"}}) // so that nothing more is hers to do
	o.does(number, func(c *complaint.Case) error {
		a := complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd", Why: "process", Deliverers: []string{joost}, KeepFiler: true}
		return c.Assign(a, full(sanne), o.now)
	})
	const heading = "Waarvoor ik medeverantwoordelijk ben"
	holds := func(user string, want bool) {
		t.Helper()
		drawn, err := o.h.drawHome(t.Context(), &bot.Request{User: user}, view.ListQuery{})
		must(t, err)
		raw, err := drawn.Home.JSON()
		must(t, err)
		home := string(raw)
		_, list, found := strings.Cut(home, heading)
		if found != want || found && !strings.Contains(list, number) {
			t.Errorf("%s reads at home:\n%s", user, home)
		}
		resp, err := o.h.myCases(t.Context(), &bot.Request{Kind: bot.KindAction, User: user, Action: bot.Action{Value: "home"}})
		must(t, err)
		if text := modalText(t, resp.Open); strings.Contains(text, heading) != want {
			t.Errorf("%s reads among their cases:\n%s", user, text)
		}
	}
	holds(lotte, true)
	holds(bo, false)
	o.does(number, func(c *complaint.Case) error { return c.ReplaceCoOwner(bo, "met verlof", full(sanne), o.now) })
	holds(lotte, false)
	holds(bo, true)
	for part, want := range map[complaint.Part]bool{complaint.PartCard: true, complaint.PartFiling: true, complaint.PartAnswer: true} {
		if o.caseOf(number).MaySee(full(bo), part, o.now) != want {
			t.Errorf("%s: not %v", part, want)
		}
	}
	o.does(number, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{bo}, How: "een zus"}, full(sanne), o.now)
	})
	holds(bo, false)
}
