package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/playground"
)

// guidedDemo is a demo with its tour, without a browser.
type guidedDemo struct {
	*testing.T
	*demo
	tour *playground.Tour
}

func guided(t *testing.T, language string) *guidedDemo {
	t.Helper()
	d := inProcess(t, &DemoCmd{Procedure: "exactpi", Lang: language, At: "2026-03-05T10:20"})
	return &guidedDemo{t, d, d.world.page.Tour}
}

// at is the step that comes next.
func (g *guidedDemo) at() int {
	done := g.tour.Done(g.Context())
	for i := len(done) - 1; i >= 0; i-- {
		if done[i] {
			return i + 1
		}
	}
	return 0
}

// points checks what the tour would have the visitor press.
func (g *guidedDemo) points(user, action string) playground.Pointer {
	g.Helper()
	p := g.tour.Next(g.Context(), g.at())
	if p.User != user || p.Action != action || p.Say == "" || !strings.HasPrefix(p.Path, "c/") {
		g.Errorf("step %d points at %+v, want %s of %s", g.at()+1, p, action, user)
	}
	return p
}

// does does the next step and gives the people whom it showed.
func (g *guidedDemo) does() []string {
	g.Helper()
	step := g.at()
	var shown []string
	err := g.tour.Do(g.Context(), step, func(p playground.Pointer) {
		if len(shown) == 0 || shown[len(shown)-1] != p.User {
			shown = append(shown, p.User)
		}
	})
	if err != nil || g.at() != step+1 {
		g.Fatalf("step %d: %v; now at step %d", step+1, err, g.at()+1)
	}
	return shown
}

// Each step points at what is to be pressed, and doing it shows the people whose work
// it is, and no others.
func TestTourPointsAndDoes(t *testing.T) {
	g := guided(t, "en")
	for _, s := range []struct {
		user, action string
		shown        []string
	}{
		{lotte, playground.PointComposer, []string{lotte}},
		{sanne, playground.PointCard, []string{sanne}},
		{sanne, "case.assign.open", []string{sanne}},
		{milan, "case.contact.open", []string{milan}},
		{milan, "answer.draft.open", []string{milan, mees}},
		{milan, "answer.draft.open", []string{milan, mees, milan}},
		{lotte, playground.PointWorkday, []string{lotte}},
		{lotte, "followup.open", []string{lotte}},
		{milan, "answer.draft.open", []string{milan, mees, milan, lotte, sanne}},
	} {
		g.points(s.user, s.action)
		if shown := g.does(); !slices.Equal(shown, s.shown) {
			t.Errorf("step %d shows %q, want %q", g.at(), shown, s.shown)
		}
	}
	c := g.kase()
	if c.Open() || c.Round != 2 || c.FollowedUp != complaint.Satisfied || !slices.Contains(c.Deliverers, joost) || c.Handler != milan {
		t.Errorf("after the tour: %s, round %d, %s, handled by %s", c.State, c.Round, c.FollowedUp, c.Handler)
	}
	if n := len(g.world.slack.As(joost).DMs()); n != 0 {
		t.Errorf("Joost, who did the work, got %d messages", n)
	}
}

// Whoever skips steps has them done when one is to be done for them; and a case that was
// taken back is not the tour's end, the next one is its case.
func TestTourDoesWhatWasSkipped(t *testing.T) {
	g := guided(t, "nl")
	ok(t, g.tour.Do(g.Context(), 3, func(playground.Pointer) {})) // the first contact
	if at := g.at(); at != 4 {
		t.Fatalf("at step %d", at)
	}
	first := g.kase()
	_, err := g.world.service.Load().store.In("T0FIRM").UpdateCase(g.Context(), first.Number, func(c *complaint.Case) error {
		return c.MarkFiledInError("Twee keer", complaint.Person{ID: sanne, Member: true}, g.world.clock.Now())
	})
	ok(t, err)
	if at := g.at(); at != 0 {
		t.Errorf("a case that was filed in error leaves the tour at step %d", at)
	}
	ok(t, g.tour.Do(g.Context(), 1, func(playground.Pointer) {}))
	if c := g.kase(); c.Number == first.Number || g.at() != 2 {
		t.Errorf("step %d, with %s", g.at(), c.Number)
	}
}

// The step that is called five working days later takes as many: on the last of them
// Lotte is to ask the customer.
func TestTourTakesFiveWorkingDays(t *testing.T) {
	g := guided(t, "nl")
	ok(t, g.tour.Do(g.Context(), 5, func(playground.Pointer) {}))
	before := calendar.DayOf(g.world.clock.Now(), g.world.zone)
	ok(t, g.tour.Do(g.Context(), 6, func(playground.Pointer) {}))
	want, err := g.world.service.Load().cfg.cal.AddBusinessDays(before, 5)
	ok(t, err)
	if now := calendar.DayOf(g.world.clock.Now(), g.world.zone); now != want {
		t.Errorf("from %s to %s, want %s", before, now, want)
	}
}

func (g *guidedDemo) kase() *complaint.Case {
	g.Helper()
	ws := g.world.service.Load().store.In("T0FIRM")
	number, err := firstAfter(g.Context(), ws, 0)
	if err != nil || number == "" {
		g.Fatalf("the tour has no case: %v", err)
	}
	c, err := ws.Case(g.Context(), number)
	if err != nil {
		g.Fatal(err)
	}
	return c
}

// Within a step the pointer moves on with what was done by hand.
func TestTourPointsOnWithinAStep(t *testing.T) {
	g := guided(t, "nl")
	for range 4 {
		g.does()
	}
	h := g.hand()
	g.points(milan, "answer.draft.open")
	ok(t, h.press(milan, "answer.draft.open"))
	ok(t, h.fill(milan, "form", "phone", "outcome", "upheld", "text", "Een antwoord.", "reasons", "Het bleef liggen.", "ask", "ask", "no such field", "x"))
	ok(t, h.send(milan))
	if p := g.points(mees, "answer.changes.open"); !strings.Contains(p.Path, "/") {
		t.Errorf("the request is pointed at in %s", p.Path)
	}
	g.does() // the rest of the step
	if n := len(g.kase().Answers); n != 1 {
		t.Errorf("an answer that waited was written again: %d versions", n)
	}
	ok(t, h.press(milan, "answer.draft.open"))
	ok(t, h.fill(milan, "text", "Een beter antwoord.", "ask", "ask"))
	ok(t, h.send(milan))
	g.points(mees, "answer.approve")
	ok(t, h.press(mees, "answer.approve"))
	if _, err := h.until("approved", approved); err != nil {
		t.Fatal(err)
	}
	g.points(milan, "answer.deliver.open")
}

func (g *guidedDemo) hand() *hand {
	cfg := g.world.service.Load().cfg
	t := &tour{world: g.world, p: words(cfg), cal: cfg.cal, firm: cfg.Channel, hall: hall, typed: "/klacht"}
	return &hand{tour: t, ctx: g.Context(), look: func(playground.Pointer) {}}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What the hand cannot do it tells, and leaves alone.
func TestTourTellsWhatItCannotDo(t *testing.T) {
	g := guided(t, "en")
	h := g.hand()
	if err := g.hand().readBack(h); err == nil {
		t.Error("read back a case that nobody filed")
	}
	if err := h.fill(lotte, "name", "Anna"); err == nil || !strings.Contains(err.Error(), "no form") {
		t.Errorf("filled in a form that is not there: %v", err)
	}
	g.does()
	g.does()
	ok(t, h.press(sanne, "case.assign.open"))
	for name, err := range map[string]error{
		"somebody who is not suggested": h.choose(sanne, "handler", joost),
		"a value that is none":          h.fill(sanne, "why", "no such reason"),
		"a form that lacks the handler": h.send(sanne),
	} {
		if err == nil {
			t.Errorf("the hand did it: %s", name)
		}
	}
	if c := g.kase(); c.Handler != "" {
		t.Errorf("%s handles the case", c.Handler)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	h.ctx = ended
	if err := h.wait(1); err == nil {
		t.Error("the hand goes on after the end")
	}
}
