package handlers

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/lang"
)

// wrongStep is a mistake with a case, and what is said of it: under a field
// where a form is open, else ("") in a window of its own.
type wrongStep struct {
	name        string
	office      func(*testing.T) *office
	at          func(*office) string // the case as it stands
	step        complaint.Step       // whose form it is
	user, route string
	values      map[string]bot.Field // nil for a button
	value       string               // of the button, when it is not the case's number
	field       string
	en, nl, da  string
}

func assigning(change map[string]bot.Field) map[string]bot.Field {
	values := map[string]bot.Field{"handler": {Option: milan}, "title": {Text: "Hoofd Samenstel"}, "why": {Option: "process"}, "deliverers": {Users: []string{lotte}}}
	for block, field := range change {
		values[block] = field
	}
	return values
}

func extending(day string) map[string]bot.Field {
	return map[string]bot.Field{"day": {Date: day}, "reason": {Text: "De expert is ziek"}, "via": {Option: "phone"}, "when": {At: 1772702400}}
}

var wrongSteps = []wrongStep{
	{
		name: "handler who is named", at: readBackAbout, step: complaint.StepAssign, user: sanne, route: "case.assign", field: "handler",
		values: assigning(map[string]bot.Field{"handler": {Option: joost}}),
		en:     "Joost Visser is named in this complaint and cannot handle it. Choose someone else.",
		nl:     "Joost Visser wordt in deze klacht genoemd en kan die niet behandelen. Kies iemand anders.",
		da:     "Joost Visser er nævnt i klagen og kan ikke behandle den. Vælg en anden.",
	},
	{
		name: "handler who is away", at: readBackAbout, step: complaint.StepAssign, user: sanne, route: "case.assign", field: "handler",
		values: assigning(map[string]bot.Field{"handler": {Option: fatima}, "why": {Option: "officer"}}),
		en:     "Fatima El Idrissi is away and is back on Mon 9 March. Choose someone else, or submit again to assign anyway.",
		nl:     "Fatima El Idrissi is afwezig en is terug op ma 9 maart. Kies iemand anders, of verstuur opnieuw om toch toe te wijzen.",
		da:     "Fatima El Idrissi er fraværende og er tilbage man. 9. marts. Vælg en anden, eller send igen for at tildele alligevel.",
	},
	{
		name: "handler who is a guest", at: readBackAbout, step: complaint.StepAssign, user: sanne, route: "case.assign", field: "handler",
		values: assigning(map[string]bot.Field{"handler": {Option: gast}}),
		en:     "Guests, bots and closed accounts cannot handle complaints.",
		nl:     "Gasten, bots en gesloten accounts kunnen geen klachten behandelen.",
		da:     "Gæster, bots og lukkede konti kan ikke behandle klager.",
	},
	{
		name: "before the receipt", office: newInvented, at: (*office).inHand, step: complaint.StepContact, user: milan, route: "case.contact", field: "when",
		values: map[string]bot.Field{"reached": {Option: view.ContactReached}, "via": {Option: "phone"}, "when": {At: 1772700600}, "with": {Text: "Anna"}, "note": {Text: "promised to call"}},
		en:     "Not possible before the complaint came in (Thu 5 March at 10:20).",
		nl:     "Kan niet vóór de klacht binnenkwam (do 5 maart om 10:20).",
		da:     "Ikke muligt, før klagen kom ind (tor. 5. marts kl. 10.20).",
	},
	{
		name: "extension that is none", office: newInvented, at: (*office).inHand, step: complaint.StepExtend, user: sanne, route: "case.extend", field: "day", values: extending("2026-03-31"),
		en: "Choose a date after the current one (Thu 2 April).",
		nl: "Kies een datum na de huidige (do 2 april).",
		da: "Vælg en dato efter den nuværende (tor. 2. april).",
	},
	{
		name: "extension beyond what is allowed", office: newInvented, at: (*office).inHand, step: complaint.StepExtend, user: sanne, route: "case.extend", field: "day", values: extending("2026-06-30"),
		en: "Your procedure allows Thu 30 April at the latest.",
		nl: "Jullie procedure staat uiterlijk do 30 april toe.",
		da: "Jeres forretningsgang tillader senest tor. 30. april.",
	},
	{
		name: "extension until a holiday", office: newInvented, at: (*office).inHand, step: complaint.StepExtend, user: sanne, route: "case.extend", field: "day", values: extending("2026-04-27"),
		en: "Mon 27 April is a holiday. The next working day is Tue 28 April. Choose that one, or submit again to keep this day.",
		nl: "Ma 27 april is een feestdag. De volgende werkdag is di 28 april. Kies die, of verstuur opnieuw om deze dag te houden.",
		da: "Man. 27. april er en helligdag. Næste arbejdsdag er tir. 28. april. Vælg den, eller send igen for at beholde dagen.",
	},
	{
		name: "a day beyond the calendar", at: (*office).handled, step: complaint.StepContact, user: milan, route: "case.contact", field: "day",
		values: map[string]bot.Field{"reached": {Option: view.ContactReached}, "via": {Option: "phone"}, "when": {At: 1772702400}, "how": {Text: "We look into it"}, "day": {Date: "2099-03-20"}},
		en:     "This day is too far ahead. Choose 31 December 2032 at the latest.",
		nl:     "Deze dag ligt te ver in de toekomst. Kies uiterlijk 31 december 2032.",
		da:     "Dagen ligger for langt fremme. Vælg senest 31. december 2032.",
	},
	{
		name: "hidden or unknown", at: (*office).handled, user: sanne, route: "case.open", value: "K-2026-9999",
		en: "No case K-2026-9999 is visible to you.",
		nl: "Er is geen zaak K-2026-9999 zichtbaar voor jou.",
		da: "Ingen sag K-2026-9999 er synlig for dig.",
	},
	{
		name: "own answer", at: (*office).asked, user: milan, route: "answer.approve", value: ":v1",
		en: "You wrote this answer, so someone else approves it. Now: Sanne Bakker and Mees Vos.",
		nl: "Jij schreef dit antwoord, dus een ander keurt het goed. Nu: Sanne Bakker en Mees Vos.",
		da: "Du skrev svaret, så en anden skal godkende det. Nu: Sanne Bakker og Mees Vos.",
	},
	{
		name: "changes without a comment", at: (*office).asked, user: mees, route: "answer.changes", field: "comment", values: map[string]bot.Field{"comment": {Text: "  "}},
		en: "Say what must change, so the handler can act.",
		nl: "Zeg wat er moet veranderen, zodat de behandelaar verder kan.",
		da: "Skriv, hvad der skal ændres, så sagsbehandleren kan komme videre.",
	},
	{
		name: "no reply too soon", at: triedOnce, user: sanne, route: "case.askclose.open",
		en: `Log 3 attempts on 3 working days before closing as "no reply" (now: 1).`,
		nl: `Leg 3 pogingen op 3 werkdagen vast vóór sluiten als "geen reactie" (nu: 1).`,
		da: `Registrér 3 forsøg på 3 arbejdsdage, før sagen lukkes som "intet svar" (nu: 1).`,
	},
	{
		name: "erasing under another number", at: (*office).closedCase, step: complaint.StepErase, user: sanne, route: "case.erase", field: "number",
		values: map[string]bot.Field{"why": {Option: "request"}, "reason": {Text: "asked for"}, "number": {Text: "K-2026-0099"}},
		en:     "Type K-2026-0001 exactly as shown.",
		nl:     "Typ K-2026-0001 precies zo.",
		da:     "Skriv K-2026-0001 præcis som vist.",
	},
	{
		name: "duplicate of a duplicate", at: besideTwoOfOne, step: complaint.StepEnd, user: sanne, route: "case.end", field: "other",
		values: map[string]bot.Field{"end": {Option: "duplicate"}, "reason": {Text: "same"}, "other": {Option: "K-2026-0002"}},
		en:     "K-2026-0002 is itself a duplicate. Choose K-2026-0001.",
		nl:     "K-2026-0002 is zelf een dubbele. Kies K-2026-0001.",
		da:     "K-2026-0002 er selv en dublet. Vælg K-2026-0001.",
	},
}

func readBackAbout(o *office) string {
	return o.filed(map[string]any{"about": []string{joost}, "done": []string{"readback", "explained"}})
}

func triedOnce(o *office) string {
	number := o.answered()
	o.tried(number, 1)
	return number
}

// besideTwoOfOne is a case beside two that were merged.
func besideTwoOfOne(o *office) string {
	into, merged := o.filed(nil), o.filed(nil)
	must(o.t, o.store.UpdateCases(o.t.Context(), merged, into, func(d, c *complaint.Case) error {
		return complaint.Merge(d, c, "same", full(sanne), o.now)
	}))
	return o.filed(nil)
}

// Each sentence is the one that is listed, in each language; it stands under
// its field while the form stays open, and nothing is on record.
func TestEachMistakeWithACaseIsSaidWhereItIs(t *testing.T) {
	for _, tc := range wrongSteps {
		t.Run(tc.name, func(t *testing.T) {
			start := tc.office
			if start == nil {
				start = newOffice
			}
			o := start(t)
			number := tc.at(o)
			before := len(o.caseOf(number).Events)
			for l, want := range map[lang.Language]string{lang.EN: tc.en, lang.NL: tc.nl, lang.DA: tc.da} {
				if got := o.says(tc, l, number); got != want {
					t.Errorf("%s says %q\nwant %q", l, got, want)
				}
			}
			if after := len(o.caseOf(number).Events); after != before {
				t.Errorf("%d events came of it", after-before)
			}
		})
	}
}

// says makes the mistake and gives the sentence, from the place where it
// belongs; else all that is answered.
func (o *office) says(tc wrongStep, l lang.Language, number string) string {
	o.t.Helper()
	m := view.Metadata{Number: number, Rev: o.caseOf(number).Rev(tc.step), Version: 1, Lang: string(l)}
	r := &bot.Request{Kind: bot.KindSubmit, Route: tc.route, Team: firm, User: tc.user, View: bot.View{ID: "V" + string(l), Modal: true, Metadata: m.String(), Values: tc.values}}
	table := o.h.Routes().Submits
	if tc.values == nil {
		table, r.Kind, r.Action = o.h.Routes().Actions, bot.KindAction, bot.Action{ID: tc.route, Value: number + tc.value}
		if !strings.HasPrefix(tc.value, ":") && tc.value != "" {
			m.Number, r.Action.Value = tc.value, tc.value
			r.View.Metadata = m.String()
		}
	}
	resp, err := table[tc.route](o.t.Context(), r)
	if err == nil {
		o.t.Fatalf("nothing is said: %+v", resp)
	}
	resp, failure := o.h.Explain(r, err, "ref")
	if tc.field != "" && len(resp.Errors) == 1 {
		return resp.Errors[tc.field]
	}
	if resp.Open == nil || failure {
		return err.Error()
	}
	raw, err := resp.Open.JSON()
	must(o.t, err)
	var window struct {
		Blocks []struct{ Text struct{ Text string } }
	}
	must(o.t, json.Unmarshal(raw, &window))
	return window.Blocks[0].Text.Text
}

// Who changed the case, and how long ago, stands over the form as it is now.
func TestAStaleFormSaysWhoAndWhen(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(sanne), o.now) })
	o.turn(o.now.Add(20 * time.Second))
	for l, want := range map[lang.Language]string{
		lang.EN: "Sanne Bakker changed this case 20 seconds ago. Nothing was saved; the form now shows the latest.",
		lang.NL: "Sanne Bakker wijzigde deze zaak 20 seconden geleden. Er is niets opgeslagen; je ziet nu de laatste stand.",
		lang.DA: "Sanne Bakker ændrede sagen for 20 sekunder siden. Intet er gemt; du ser nu den nyeste version.",
	} {
		opened := view.Metadata{Number: number, Rev: o.caseOf(number).Rev(complaint.StepDraft) - 1, Lang: string(l)}
		resp, err := o.h.Routes().Submits["answer.draft"](t.Context(), &bot.Request{
			Kind: bot.KindSubmit, Route: "answer.draft", Team: firm, User: milan, View: bot.View{
				ID: "V1", Modal: true, Metadata: opened.String(), Values: map[string]bot.Field{"text": {Text: "Mijn eigen woorden"}},
			},
		})
		if err != nil || resp.Update == nil {
			t.Fatalf("no form to look at: %+v, %v", resp, err)
		}
		raw, err := resp.Update.JSON()
		must(t, err)
		if !strings.Contains(string(raw), ":warning: "+want) || !strings.Contains(string(raw), "Mijn eigen woorden") {
			t.Errorf("%s lacks %q or what was typed:\n%s", l, want, raw)
		}
	}
}

// What was saved and cannot be shown is not called lost, and whoever pressed a button
// hears of it too: a window that Slack would not open is not said in a window.
func TestWhatCannotBeShownIsSaidToBeSaved(t *testing.T) {
	h := &Handlers{}
	for _, tc := range []struct {
		kind   bot.Kind
		route  string
		window bool
	}{
		{bot.KindSubmit, "case.file", true},
		{bot.KindSubmit, "case.assign", true},
		{bot.KindAction, "case.assign.open", false},
		{bot.KindShortcut, "case.file", false},
		{bot.KindCommand, "/complaint", false},
	} {
		resp, failure := h.Explain(&bot.Request{Kind: tc.kind, Route: tc.route}, fmt.Errorf("%w: closed", bot.ErrNotShown), "REF7")
		said, _ := json.Marshal([]any{resp.Ephemeral, resp.Push}) // views always marshal
		if !failure || !strings.Contains(string(said), "is saved and need not be sent again") || !strings.Contains(string(said), "REF7") {
			t.Errorf("%s %s: says %s", tc.kind, tc.route, said)
		}
		if tc.window != (resp.Push != nil) || tc.window == (resp.Ephemeral != nil) || resp.Open != nil {
			t.Errorf("%s %s: said by %+v", tc.kind, tc.route, resp)
		}
	}
}
