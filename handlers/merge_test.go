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

// relates links two cases as somebody who may see both.
func (o *office) relates(one, other, by string) string {
	o.t.Helper()
	must(o.t, o.store.UpdateCases(o.t.Context(), one, other, func(c, d *complaint.Case) error { return complaint.Relate(c, d, full(by), o.now) }))
	for _, f := range o.caseOf(one).Facts() {
		if f.Code == complaint.FactLink {
			return f.String()
		}
	}
	o.t.Fatal("no link to correct")
	return ""
}

// A wrong link is among what can be corrected: it goes from both cases at once, and the
// history of both says so; sent twice it is one correction.
func TestAWrongLinkIsCorrected(t *testing.T) {
	o := newOffice(t)
	one, other := o.filed(nil), o.filed(map[string]any{"name": "Piet", "phone": "030 7654321"})
	fact := o.relates(one, other, sanne)
	p := o.as(sanne)
	o.corrects(p, one, fact)
	o.shows(p, "Nu staat er:* "+other, "De koppeling verdwijnt uit beide zaken")
	p.fill(map[string]any{"reason": " "})
	if seen := p.submit(); !strings.Contains(seen.Errors["reason"], "reden") {
		t.Errorf("without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"reason": "Andere klant"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("errors: %v", seen.Errors)
	}
	for number, linked := range map[string]string{one: other, other: one} {
		if c := o.caseOf(number); len(c.Related) > 0 || c.Rev(complaint.StepCorrect) != 1 {
			t.Errorf("%s is linked to %v after %d corrections", number, c.Related, c.Rev(complaint.StepCorrect))
		}
		reads := o.as(fatima)
		reads.presses(klachten, o.post(klachten, number, view.Card), "case.more", choosing(number, complaint.StepOpenFile))
		if text := reads.ViewText(reads.Modal()); strings.Contains(text, "Verwante zaak") {
			t.Errorf("the file of %s still shows it: %s", number, text)
		}
		reads.inView(view.TabAction(view.TabHistory))
		o.shows(reads, linked+" → niets", "De koppeling met een andere zaak")
	}
	gone := corrected(one, sanne, "1", fact, map[string]bot.Field{})
	if _, err := o.h.submitCorrect(t.Context(), gone); err == nil || !strings.Contains(err.Error(), "fact_missing") {
		t.Errorf("once more: %v", err)
	}
}

// A link to a case that somebody may not see is not among what they can correct, and a
// forged one is refused as one that is not there.
func TestALinkToAHiddenCaseIsNoFact(t *testing.T) {
	o := newOffice(t)
	one, hidden := o.filed(nil), o.filed(map[string]any{"about": []string{sanne}})
	fact := o.relates(one, hidden, fatima)
	p := o.as(sanne)
	p.presses(klachten, o.post(klachten, one, view.Card), "case.more", choosing(one, complaint.StepAll))
	p.inView("case.correct.open")
	if text := p.ViewText(p.Modal()); strings.Contains(text, hidden) || strings.Contains(text, "De koppeling") {
		t.Errorf("offers %s", text)
	}
	if _, err := o.h.submitCorrect(t.Context(), corrected(one, sanne, "0", fact, map[string]bot.Field{})); err == nil || !strings.Contains(err.Error(), "fact_missing") {
		t.Errorf("forged: %v", err)
	}
	if len(o.caseOf(one).Related) != 1 || len(o.caseOf(hidden).Related) != 1 {
		t.Error("the link is gone")
	}
}

// A wrong link to a case that was erased since is among what can be corrected all the same.
func TestAWrongLinkToAnErasedCaseIsCorrected(t *testing.T) {
	o := newOffice(t)
	gone := o.closedCase()
	one := o.filed(map[string]any{"name": "Piet", "phone": "030 7654321"})
	fact := o.relates(one, gone, sanne)
	o.turn(at(t, "2028-06-01 10:00"))
	must(t, o.store.Erase(t.Context(), gone, o.now))
	p := o.as(sanne)
	o.corrects(p, one, fact)
	p.fill(map[string]any{"reason": "Andere klant"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("errors: %v", seen.Errors)
	}
	if c := o.caseOf(one); len(c.Related) > 0 {
		t.Errorf("linked to %v", c.Related)
	}
	if c := o.caseOf(gone); c.Events[len(c.Events)-1].Kind != complaint.CaseErased {
		t.Errorf("the erased one says %s", c.Events[len(c.Events)-1].Kind)
	}
}
