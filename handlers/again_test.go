package handlers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// The window with the roles keeps its id while one form after the other is sent from it:
// each counts, also when the role stands as it did before an earlier one.
func TestARoleToAndFroInOneWindow(t *testing.T) {
	o := staffed(t)
	p := o.as(lotte)
	p.command("/klacht", "instellingen")
	names := func(users ...string) {
		t.Helper()
		p.onRole(complaint.RoleFallback)
		p.fill(map[string]any{"users": users})
		p.submit()
		got := o.holding(complaint.RoleFallback)
		slices.Sort(got)
		if slices.Sort(users); !slices.Equal(got, users) {
			t.Errorf("%v hold it, want %v", got, users)
		}
	}
	was := o.holding(complaint.RoleFallback)
	for range 2 {
		names(append(slices.Clone(was), nora)...)
		names(was...)
	}
}

// An absence that is sent again is answered as the first time: its deputy is asked once and
// their answer stays, also where somebody else changed the days of a colleague. When it was
// ended meanwhile, that is said.
func TestAnAbsenceSentAgain(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "afwezig")
	p.fill(map[string]any{"from": "2026-03-16", "until": "2026-03-20", "deputy": []string{milan}})
	p.submit()
	own := o.away(lotte).ID
	must(t, o.store.UpdateRoster(t.Context(), o.now, func(r *complaint.Roster) ([]complaint.Notice, error) {
		a, err := r.AnswerAway(own, complaint.DeputyTakes, full(milan), o.now)
		must(t, err)
		return r.AnswerNotices(a, o.now), nil
	}))
	o.notices(complaint.NoticeAway)
	o.turn(o.now.Add(3 * time.Second))
	again := func() string {
		t.Helper()
		calls := o.Calls("view_submission")
		seen, err := o.Forge(playground.KindInteraction, calls[len(calls)-1].Request)
		must(t, err)
		return string(seen.Body)
	}
	if said := again(); !strings.Contains(said, "Milan de Wit is de vervanger") { // as it is by now
		t.Errorf("answered: %s", said)
	}
	p = o.as(lotte) // and typed once more
	p.command("/klacht", "afwezig")
	p.fill(map[string]any{"from": "2026-03-16", "until": "2026-03-20", "deputy": []string{milan}})
	p.submit()
	if a, asked := o.away(lotte), o.notices(complaint.NoticeAway); a.ID != own || a.Answer != complaint.DeputyTakes || asked > 0 {
		t.Errorf("set once more: %+v, %d are asked", a, asked)
	}

	officer := o.as(sanne)
	officer.command("/klacht", "afwezig")
	officer.fill(map[string]any{"about": []string{lotte}})
	_, err := officer.PressInView("away.open", playground.WithValue(own))
	must(t, err)
	typed := view.AwayTyped{Changes: own}
	officer.fill(map[string]any{typed.Block("from"): "2026-03-17", typed.Block("until"): "2026-03-20", typed.Block("deputy"): []string{milan}})
	officer.submit() // and again
	changed := o.away(lotte).ID
	if changed == own {
		t.Fatal("the officer changed nothing")
	}
	o.changeRoster(func(r *complaint.Roster) {
		_, err := r.Back(changed, full(lotte), o.now)
		must(t, err)
	})
	if said := again(); !strings.Contains(said, "Deze afwezigheid is voorbij") {
		t.Errorf("ended meanwhile: %s", said)
	}
}

// From the file that lies on the list of actions, too, the form that ends a case lies on
// the one that classifies it: that one takes the place of the file.
func TestNoComplaintThreeWindowsDeep(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	p := o.as(sanne)
	p.opens(number, complaint.StepAll)
	p.inView("case.open")
	p.inView("case.classify.open")
	p.fill(map[string]any{"object": "De jaarrekening"})
	p.fill(map[string]any{"is": "question"})
	if n := len(p.Modals()); n != 3 || p.Modal().CallbackID != "case.end" {
		t.Fatalf("%d windows, %s on top", n, p.Modal().CallbackID)
	}
	if state := string(p.Modals()[1].State); !strings.Contains(state, "De jaarrekening") {
		t.Errorf("what was typed is lost: %s", state)
	}
}
