package main

import (
	"slices"
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/cmd/ombud/demo"
	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

// guidedDemo is a demo with its tour, without a browser.
type guidedDemo struct {
	*testing.T
	*insideDemo
	tour *playground.Tour
}

func guided(t *testing.T, language string) *guidedDemo {
	t.Helper()
	d := inProcess(t, demo.Options{Procedure: "exactpi", Lang: language, At: "2026-03-05T10:20"})
	return &guidedDemo{t, d, d.Page().Tour}
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
	if n := len(g.slack().As(joost).DMs()); n != 0 {
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
	_, err := g.bot.Store.UpdateCase(g.Context(), first.Number, func(c *complaint.Case) error {
		return c.MarkFiledInError("Twee keer", complaint.Person{ID: sanne, Member: true}, g.now())
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
	before := calendar.DayOf(g.now(), g.firm.Calendar.Zone())
	ok(t, g.tour.Do(g.Context(), 6, func(playground.Pointer) {}))
	want, err := g.firm.Calendar.AddBusinessDays(before, 5)
	ok(t, err)
	if now := calendar.DayOf(g.now(), g.firm.Calendar.Zone()); now != want {
		t.Errorf("from %s to %s, want %s", before, now, want)
	}
}

func (g *guidedDemo) kase() *complaint.Case {
	g.Helper()
	rows, err := g.bot.Store.Cases(g.Context(), db.Filter{})
	if err != nil || len(rows) == 0 {
		g.Fatalf("the tour has no case: %v", err)
	}
	c, err := g.bot.Store.Case(g.Context(), rows[0].Number)
	if err != nil {
		g.Fatal(err)
	}
	return c
}

// sends presses a button of the tour's case, fills in the form that opens, and sends it.
func (g *guidedDemo) sends(p playground.Pointer, pairs ...any) {
	g.Helper()
	who := g.slack().As(p.User)
	channel, thread, _ := strings.Cut(strings.TrimPrefix(p.Path, "c/"), "/")
	all := who.Messages(channel)
	if thread != "" {
		all = who.Thread(channel, thread)
	}
	all = slices.DeleteFunc(all, func(m playground.Message) bool { return !hasButton(m.Blocks, p.Action) || !about(m, p.Case) })
	if len(all) == 0 {
		g.Fatalf("%s has no button %s in %s", p.User, p.Action, p.Path)
	}
	m := all[len(all)-1]
	seen, err := who.Press(channel, m.TS, p.Action)
	for i := 0; i < len(pairs) && err == nil; i += 2 {
		seen, err = who.Fill(pairs[i].(string), pairs[i+1])
	}
	if err == nil && len(pairs) > 0 {
		seen, err = who.Submit()
	}
	if err != nil || seen.Failure != "" || len(seen.Errors) > 0 {
		g.Fatalf("%s: %v %s %v", p.Action, err, seen.Failure, seen.Errors)
	}
	for who.Modal() != nil {
		if _, err := who.CloseView(); err != nil {
			g.Fatal(err)
		}
	}
}

// Within a step the pointer moves on with what was done by hand.
func TestTourPointsOnWithinAStep(t *testing.T) {
	g := guided(t, "nl")
	for range 4 {
		g.does()
	}
	g.comes(milan, "answer.draft.open")
	g.sends(g.points(milan, "answer.draft.open"), "form", "phone", "outcome", "upheld", "text", "Een antwoord.", "reasons", "Het bleef liggen.", "ask", "ask")
	g.comes(mees, "answer.changes.open")
	if p := g.points(mees, "answer.changes.open"); !strings.Contains(p.Path, "/") {
		t.Errorf("the request is pointed at in %s", p.Path)
	}
	g.does() // the rest of the step
	if n := len(g.kase().Answers); n != 1 {
		t.Errorf("an answer that waited was written again: %d versions", n)
	}
	g.comes(milan, "answer.draft.open")
	g.sends(g.points(milan, "answer.draft.open"), "text", "Een beter antwoord.", "ask", "ask")
	g.comes(mees, "answer.approve")
	g.sends(g.points(mees, "answer.approve"))
	g.comes(milan, "answer.deliver.open")
	g.points(milan, "answer.deliver.open")
}

// comes waits until the tour points at a button that is there.
func (g *guidedDemo) comes(user, action string) {
	g.Helper()
	there := func() bool {
		p := g.tour.Next(g.Context(), g.at())
		channel, thread, _ := strings.Cut(strings.TrimPrefix(p.Path, "c/"), "/")
		all := g.slack().As(user).Messages(channel)
		if thread != "" {
			all = g.slack().As(user).Thread(channel, thread)
		}
		return p.User == user && p.Action == action && slices.ContainsFunc(all, func(m playground.Message) bool {
			return hasButton(m.Blocks, action) && about(m, p.Case)
		})
	}
	if !g.slack().Wait(patience, there) {
		g.Fatalf("%s does not come to %s", user, action)
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// What cannot be done for the visitor is told, and left alone.
func TestTourTellsWhatItCannotDo(t *testing.T) {
	g := guided(t, "en")
	g.does()
	g.does()
	ok(t, g.slack().ChangeUser(milan, func(u *playground.User) { u.Deleted = true }))
	if err := g.tour.Do(g.Context(), 2, func(playground.Pointer) {}); err == nil {
		t.Errorf("somebody was assigned who has left: %v", err)
	}
	if c := g.kase(); c.Handler != "" {
		t.Errorf("%s handles the case", c.Handler)
	}
}
