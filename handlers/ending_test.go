package handlers

import (
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// The list of all actions leads to the form, the form to the end of the case,
// and the card of an ended case back again.
func TestWithdrawnAndUndone(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p := o.as(milan)
	card := o.post(klachten, number, view.Card)
	p.presses(klachten, card, "case.more", playground.Choosing(view.MoreValue(number, complaint.StepAll)))
	o.shows(p, "Contact vastleggen", "Ingetrokken, dubbel of vergissing")
	p.inView("case.end.open")
	p.fill(map[string]any{"end": "withdrawn"})
	p.fill(map[string]any{"reason": "  ", "with": "Anna de Vries"})
	if seen := p.submit(); !strings.Contains(seen.Errors["reason"], "stilte is geen intrekking") {
		t.Errorf("without the customer's words: %v", seen.Errors)
	}
	p.fill(map[string]any{"reason": "Laat maar zitten"})
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceWithdrawn {
		t.Fatalf("the case is %s", c.Face())
	}
	s := o.as(sanne)
	ended := o.post(klachten, number, view.Card)
	s.presses(klachten, ended, "case.end.undo")
	if c := o.caseOf(number); c.Face() != complaint.FaceInProgress {
		t.Errorf("undone it is %s", c.Face())
	}
	s.presses(klachten, ended, "case.end.undo") // an old message: once is enough
	o.shows(s, "Ongedaan maken kan nu niet")
}

// The filer takes their own mistake back, and what they cannot is refused.
func TestFilerMistakesAndUndoes(t *testing.T) {
	o := newOffice(t)
	number := o.filed(nil)
	p := o.as(lotte)
	o.ends(p, number, map[string]any{"end": "filed_in_error"}, map[string]any{"reason": "Dubbel ingevuld"})
	if c := o.caseOf(number); c.Face() != complaint.FaceFiledInError {
		t.Fatalf("the case is %s", c.Face())
	}
	receipt := o.post(algemeen, number, view.Receipt)
	p.presses(algemeen, receipt, "case.end.undo")
	if c := o.caseOf(number); c.Face() != complaint.FaceNew {
		t.Fatalf("undone it is %s", c.Face())
	}
	o.turn(o.now.Add(24 * time.Hour))
	_, err := o.h.openEnd(t.Context(), &bot.Request{Kind: bot.KindAction, Team: firm, User: lotte, Action: bot.Action{Value: number}})
	if err == nil {
		t.Error("a day later the form still opens for the filer")
	}
}

// A form that was open while the case moved on says so, and one forged by
// somebody whom the case concerns finds no case.
func TestStaleAndForgedEnds(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	submit := func(user, rev string) (bot.Response, error) {
		return o.h.submitEnd(t.Context(), &bot.Request{Kind: bot.KindSubmit, Team: firm, User: user, View: bot.View{
			ID: "V1", Modal: true, Metadata: number + "|" + rev + "|0||nl|",
			Values: map[string]bot.Field{"end": {Option: "filed_in_error"}, "reason": {Text: "Dubbel"}},
		}})
	}
	if _, err := submit(joost, "0"); err == nil || !strings.Contains(err.Error(), "no such case") {
		t.Errorf("forged by whom it concerns: %v", err)
	}
	resp, err := submit(sanne, "7")
	must(t, err)
	if raw, err := resp.Update.JSON(); err != nil || !strings.Contains(string(raw), ":warning:") || !strings.Contains(string(raw), "Dubbel") {
		t.Errorf("a stale form: %s, %v", raw, err)
	}
	// Two people end it at once: one effect, and the other hears who was first.
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i, user := range []string{sanne, fatima} {
		both.Go(func() { _, errs[i] = submit(user, "0") })
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("both: %v, %v", errs[0], errs[1])
	}
	for _, err := range errs {
		if err != nil && !strings.Contains(err.Error(), "error.taken_already") {
			t.Errorf("the loser hears %v", err)
		}
	}
	ends := 0
	for _, e := range o.caseOf(number).Events {
		if e.Kind == complaint.FiledInError {
			ends++
		}
	}
	if ends != 1 {
		t.Errorf("ended %d times", ends)
	}
}

// endsAs opens the form and chooses a road.
func (o *office) endsAs(p person, number, road string) {
	o.t.Helper()
	p.presses(algemeen, o.post(algemeen, number, view.Card), "case.more", choosing(number, complaint.StepEnd))
	p.fill(map[string]any{"end": road})
}

func choosing(number string, s complaint.Step) playground.Pick {
	return playground.Choosing(view.MoreValue(number, s))
}

// ends ends a case through the list of all actions.
func (o *office) ends(p person, number string, road, fields map[string]any) {
	o.t.Helper()
	o.endsAs(p, number, road["end"].(string))
	p.fill(fields)
	if seen := p.submit(); len(seen.Errors) > 0 {
		o.t.Fatalf("not ended: %v", seen.Errors)
	}
}
