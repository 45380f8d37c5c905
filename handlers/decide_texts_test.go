package handlers

import (
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/lang"
)

// What stands beside a decision that cannot be, word for word: one's own answer
// (E19), and changes asked for without saying which (E21).
func TestTheWordsOfARefusedDecision(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(sanne), o.now) })
	ts := o.post(klachten, number, version(1))
	for _, tc := range []struct {
		l          lang.Language
		own, empty string
	}{
		{lang.EN, "You wrote this answer, so someone else approves it. Now: Mees Vos.", "Say what must change, so the handler can act."},
		{lang.NL, "Jij schreef dit antwoord, dus een ander keurt het goed. Nu: Mees Vos.", "Zeg wat er moet veranderen, zodat de behandelaar verder kan."},
		{lang.DA, "Du skrev svaret, så en anden skal godkende det. Nu: Mees Vos.", "Skriv, hvad der skal ændres, så sagsbehandleren kan komme videre."},
	} {
		must(t, o.store.ChooseLanguage(t.Context(), sanne, string(tc.l)))
		must(t, o.store.ChooseLanguage(t.Context(), mees, string(tc.l)))
		o.h.languages.Clear()
		for _, action := range []string{"answer.approve", "answer.changes.open"} {
			p := o.as(sanne)
			p.presses(klachten, ts, action)
			o.shows(p, tc.own)
			p.closes()
		}
		form := view.Metadata{Number: number, Version: 1, Lang: string(tc.l)}
		r := &bot.Request{Kind: bot.KindSubmit, User: mees, View: bot.View{
			ID: "V", Modal: true, Metadata: form.String(), Values: map[string]bot.Field{"comment": {Text: " \n"}},
		}}
		_, err := o.h.submitChanges(t.Context(), r)
		if resp, _ := o.h.Explain(r, err, ""); resp.Errors["comment"] != tc.empty {
			t.Errorf("%s: without a comment %q, want %q", tc.l, resp.Errors["comment"], tc.empty)
		}
	}
	if a := o.caseOf(number).Answer(); a.Verdict != "" {
		t.Errorf("decided all the same: %s", a.Verdict)
	}
}
