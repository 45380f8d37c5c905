package handlers

import (
	"slices"
	"strings"
	"testing"

	"ombud/bot/view"
	"ombud/complaint"
)

// finds tells which of the lists and the search show somebody a case.
func (o *office) finds(user, number string) []string {
	o.t.Helper()
	var where []string
	for _, typed := range []string{"mijn", "termijn", "zoek jaarrekening"} {
		if strings.Contains(o.asksFor(user, "/klacht", typed), number) {
			where = append(where, typed)
		}
	}
	return where
}

// Whoever received a complaint that a colleague recorded finds it in their lists and in a
// search; the officer puts right who it was, after seeing what that does, and then the one
// finds it no more and the other does. No guest received it.
func TestWhoReceivedItIsPutRight(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"receiver": []string{joost}})
	everywhere := []string{"mijn", "termijn", "zoek jaarrekening"}
	if got := o.finds(joost, number); !slices.Equal(got, everywhere) {
		t.Errorf("who received it finds it in %q", got)
	}
	if got := o.finds(milan, number); len(got) > 0 {
		t.Errorf("who did not finds it in %q", got)
	}
	p := o.as(sanne)
	o.corrects(p, number, complaint.Fact{Code: complaint.FactReceiver, Seq: 1}.String())
	o.shows(p, "Nu staat er:* Joost Visser")
	p.fill(map[string]any{"receiver": []string{gast}})
	p.fill(map[string]any{"reason": "Milan nam op"})
	if seen := p.submit(); !strings.Contains(seen.Errors["receiver"], "geen gast") {
		t.Errorf("received by a guest: %v", seen.Errors)
	}
	p.fill(map[string]any{"receiver": []string{milan}})
	o.shows(p, "is voortaan voor Milan de Wit", "Joost Visser kan deze zaak niet meer zien")
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected: %v", seen.Errors)
	}
	if c := o.caseOf(number); c.Receiver() != milan || c.Filer != lotte {
		t.Errorf("received by %s, filed by %s", c.Receiver(), c.Filer)
	}
	if got := o.finds(joost, number); len(got) > 0 {
		t.Errorf("who did not receive it finds it in %q", got)
	}
	if got := o.finds(milan, number); !slices.Equal(got, everywhere) {
		t.Errorf("who did finds it in %q", got)
	}
	reads := o.as(sanne)
	reads.command("/klacht", "toon 1")
	reads.inView(view.TabAction(view.TabHistory))
	o.shows(reads, "Joost Visser → Milan de Wit", "Milan nam op", "aangenomen door Joost Visser")
	o.does(number, func(c *complaint.Case) error {
		return c.DeclareInterest(complaint.Interest{Users: []string{milan}, How: "zijn zus"}, full(sanne), o.now)
	})
	if got := o.finds(milan, number); len(got) > 0 {
		t.Errorf("involved, who received it finds it in %q", got)
	}
}
