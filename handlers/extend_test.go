package handlers

import (
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

func TestAskForMoreTime(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	p, s := o.as(milan), o.as(sanne)
	p.press(algemeen, "case.extend.open", view.Desk, number)
	o.shows(p, "do 2 april", "do 30 april", "do 26 maart")
	for day, want := range map[string]string{"2026-04-01": "do 2 april", "2026-05-01": "do 30 april"} { // E15, E16
		if seen := p.submitRaw(map[string]any{"day": day, "reason": "De expert is ziek"}); !strings.Contains(seen.Errors["day"], want) {
			t.Errorf("%s: %v", day, seen.Errors)
		}
	}
	if seen := p.submitRaw(map[string]any{"day": "2026-04-06"}); !strings.Contains(seen.Errors["day"], "feestdag. De volgende werkdag is di 7 april") { // E17
		t.Errorf("a holiday: %v", seen.Errors)
	}
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not kept the second time: %v", seen.Errors)
	}
	ts := o.post(klachten, number, func(f *view.Frame, c *complaint.Case) *view.Message { return view.ExtensionRequest(f, c, 1) })
	for range 2 {
		_, err := s.Press(klachten, ts, "extension.agree")
		must(t, err)
	}
	if x := o.caseOf(number).Extensions; s.Modal() != nil || len(x) != 1 || x[0].Verdict != complaint.ExtensionAgreed {
		t.Errorf("%+v", x)
	}
	_, err := s.Press(klachten, ts, "extension.refuse.open")
	must(t, err)
	o.shows(s, "akkoord met uitstel")
	_, err = p.Press(klachten, ts, "extension.agree")
	must(t, err)
	o.shows(p, "Sanne Bakker")
	p.closes()
	p.press(algemeen, "case.extend.open", view.Desk, number)
	o.shows(p, "De expert is ziek", "ma 6 april")
	p.submit()
	if c := o.caseOf(number); c.ExtendedTimes() != 1 || c.Extensions[0].Late {
		t.Errorf("%+v", c.Extensions)
	}
}

func TestRefuseMoreTime(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	o.does(number, func(c *complaint.Case) error {
		return c.Extend(complaint.ExtensionForm{Day: "2026-04-20", Reason: "een deskundige is ziek"}, full(milan), o.now)
	})
	ts := o.post(klachten, number, func(f *view.Frame, c *complaint.Case) *view.Message { return view.ExtensionRequest(f, c, 1) })
	s := o.as(sanne)
	_, err := s.Press(klachten, ts, "extension.refuse.open")
	must(t, err)
	s.fill(map[string]any{"reason": "Zoek een ander"})
	s.submit()
	if x := o.caseOf(number).Extensions; x[0].Verdict != complaint.ExtensionRefused {
		t.Errorf("%+v", x)
	}
}

// An extension form that was opened before somebody else asked shows that.
func TestAStaleExtension(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	p, s := o.as(milan), o.as(sanne)
	p.press(algemeen, "case.extend.open", view.Desk, number)
	s.press(klachten, "case.extend.open", view.Card, number)
	s.fill(map[string]any{"day": "2026-04-20", "reason": "een deskundige is ziek"})
	s.submit()
	p.fill(map[string]any{"day": "2026-04-21", "reason": "er is nog iemand ziek"})
	p.submit()
	o.shows(p, "Er is al uitstel gevraagd")
	if c := o.caseOf(number); len(c.Extensions) != 1 {
		t.Errorf("%+v", c.Extensions)
	}
}
