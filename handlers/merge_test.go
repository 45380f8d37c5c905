package handlers

import (
	"slices"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// The officer searches for the other case by number, merges, and undoes it.
func TestMergeThroughTheForm(t *testing.T) {
	o := newOffice(t)
	older, newer := o.filed(nil), o.filed(map[string]any{"name": "Piet", "phone": "030 7654321"})
	p := o.as(sanne)
	o.endsAs(p, newer, "duplicate")
	options, err := p.Options("other", older)
	must(t, err)
	if len(options) != 1 || !strings.HasPrefix(options[0].Text, older+" · Telefoon · ") {
		t.Fatalf("offers %+v", options)
	}
	p.fill(map[string]any{"other": older, "reason": "Zelfde jaarrekening"})
	p.submit()
	if c := o.caseOf(newer); c.MergedInto() != older {
		t.Fatalf("it is %s into %q", c.Face(), c.MergedInto())
	}
	card := o.post(klachten, newer, view.Card)
	p.presses(klachten, card, "case.open")
	o.shows(p, older, "loopt door als")
	p.presses(klachten, o.post(klachten, older, view.Card), "case.more", choosing(older, complaint.StepOpenFile))
	o.shows(p, "Met deze zaak samengevoegd", newer)
	p.inView("case.tab.contacts")
	o.shows(p, "030 7654321")
	p.presses(klachten, card, "case.end.undo")
	if c := o.caseOf(newer); c.Face() != complaint.FaceNew || len(o.caseOf(older).Absorbs()) != 0 {
		t.Errorf("undone it is %s", c.Face())
	}
}

// A merge that moves deadlines tells them as the other case is chosen, and does not go
// through in a form that has not told them.
func TestAMergeTellsFirstWhatMoves(t *testing.T) {
	o := newOffice(t)
	older := o.filed(nil)
	o.turn(o.now.AddDate(0, 0, 1))
	newer := o.filed(map[string]any{"name": "Piet", "phone": "030 7654321"})
	unseen := &bot.Request{Kind: bot.KindSubmit, Team: firm, User: sanne, View: bot.View{Metadata: view.Metadata{Number: older, Rev: o.caseOf(older).Rev(complaint.StepEnd), Lang: "nl"}.String(),
		Values: map[string]bot.Field{"end": {Option: "duplicate"}, "reason": {Text: "same"}, "other": {Option: newer}}}}
	resp, err := o.h.submitEnd(t.Context(), unseen)
	must(t, err)
	if resp.Update == nil || o.caseOf(older).MergedInto() != "" {
		t.Fatalf("merged unseen: %+v", resp)
	}
	p := o.as(sanne)
	o.endsAs(p, older, "duplicate")
	p.fill(map[string]any{"reason": "Zelfde jaarrekening"})
	_, err = p.Options("other", newer)
	must(t, err)
	p.fill(map[string]any{"other": newer})
	o.shows(p, "In "+newer+" verandert dit:", "→")
	if state := string(p.Modal().State); !strings.Contains(state, "Zelfde jaarrekening") {
		t.Errorf("what was typed is lost: %s", state)
	}
	p.submit()
	p.closes()
	if c := o.caseOf(older); c.MergedInto() != newer {
		t.Errorf("it is %s into %q", c.Face(), c.MergedInto())
	}
}

// What a person may not see is neither offered nor told apart from what is not
// there, and a duplicate names the case that goes on.
func TestMergeRefusals(t *testing.T) {
	o := newOffice(t)
	hidden, into, twice, number := o.filed(map[string]any{"about": []string{sanne}}), o.filed(nil), o.filed(nil), o.filed(nil)
	must(t, o.store.UpdateCases(t.Context(), twice, into, func(d, c *complaint.Case) error {
		return complaint.Merge(d, c, "same", full(sanne), o.now)
	}))
	metadata := view.Metadata{Number: number, Lang: "nl"}.String()
	ask := func(query string) []string {
		resp, err := o.h.duplicateOptions(t.Context(), &bot.Request{Kind: bot.KindOptions, Team: firm, User: sanne, Query: query, View: bot.View{Metadata: metadata}})
		must(t, err)
		var numbers []string
		for _, option := range resp.Options {
			numbers = append(numbers, option.Value)
		}
		return numbers
	}
	if got := ask(""); !slices.Equal(got, []string{into}) {
		t.Errorf("offers %v, want %s alone", got, into)
	}
	if got := ask(twice); !slices.Equal(got, []string{twice}) {
		t.Errorf("typed whole: %v", got)
	}
	for other, want := range map[string]string{
		"": "error.other_missing", hidden: "error.unknown_case", "K-2026-9999": "error.unknown_case", number: "error.merge_itself", twice: "error.duplicate_chain",
	} {
		_, err := o.h.submitEnd(t.Context(), &bot.Request{Kind: bot.KindSubmit, Team: firm, User: sanne, View: bot.View{Metadata: metadata, Values: map[string]bot.Field{
			"end": {Option: "duplicate"}, "reason": {Text: "same"}, "other": {Option: other},
		}}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("into %s: %v, want %s", other, err, want)
		}
	}
}

// Whoever may not see the other end of a link does not learn of it.
func TestALinkRevealsNothing(t *testing.T) {
	o := newOffice(t)
	number, other := o.handled(), o.filed(nil)
	p := o.as(sanne)
	p.presses(klachten, o.post(klachten, number, view.Card), "case.more", choosing(number, complaint.StepAll))
	p.inView("case.relate.open")
	_, err := p.Options("other", "")
	must(t, err)
	p.fill(map[string]any{"other": other})
	p.submit()
	sees := func(user string) bool {
		resp, err := o.h.openCaseFile(t.Context(), &bot.Request{Kind: bot.KindAction, Team: firm, User: user, Action: bot.Action{Value: number}})
		must(t, err)
		raw, err := resp.Open.JSON()
		must(t, err)
		return strings.Contains(string(raw), other)
	}
	if !sees(sanne) || sees(milan) {
		t.Errorf("the officer sees the link: %v, the handler of one end: %v", sees(sanne), sees(milan))
	}
}

// The picker of cases begins with those of the same customer, says what each is about,
// and finds them by that too.
func TestThePickerSaysWhatCasesAreAbout(t *testing.T) {
	o := newOffice(t)
	other := map[string]any{"name": "Piet Post", "phone": "030 7654321", "email": "piet@example.com", "summary": "Factuur klopt niet"}
	first, stranger := o.filed(nil), o.filed(other)
	again := o.filed(map[string]any{"summary": "Bellijst kwijt"})
	ask := func(number, query string) (list []string) {
		resp, err := o.h.relatedOptions(t.Context(), &bot.Request{
			Kind: bot.KindOptions, Team: firm, User: sanne, Query: query, View: bot.View{Metadata: view.Metadata{Number: number, Lang: "nl"}.String()},
		})
		must(t, err)
		for _, option := range resp.Options {
			list = append(list, option.Value+" "+option.Note)
		}
		return list
	}
	if got := ask(again, ""); len(got) != 2 || !strings.HasPrefix(got[0], first) || got[1] != stranger+" Factuur klopt niet" {
		t.Errorf("offers %q", got)
	}
	if got := ask(first, "bellijst"); !slices.Equal(got, []string{again + " Bellijst kwijt"}) {
		t.Errorf("by its words: %q", got)
	}
	if got := ask(first, stranger[len(stranger)-4:]); len(got) != 1 || !strings.HasPrefix(got[0], stranger) {
		t.Errorf("by its number: %q", got)
	}
}
