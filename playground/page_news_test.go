package playground

import (
	"context"
	"net/url"
	"testing"
	"time"
)

// What the clock brought is said once, by name and number, where it can be looked at, and
// goes with the next act.
func TestTheClockSaysWhatHappened(t *testing.T) {
	o := newPageOffice(t)
	o.ok("chat.postMessage", "channel", klachten, "text", "van voor die tijd", "blocks", caseCard("Nieuw"))
	o.page.Advance = func(_ context.Context, step string) (time.Time, error) {
		o.clk.add(time.Hour)
		if step != StepHour {
			return o.clk.now(), nil
		}
		o.ok("chat.postMessage", "channel", o.DM(milan), "text", "Vandaag: bel de klant &amp; meld het · K-2026-0042")
		o.ok("chat.postMessage", "channel", klachten, "text", "Te laat: K-2026-0041", "blocks", caseCard("Nieuw"))
		o.ok("chat.postMessage", "channel", o.DM(sanne), "text", "Te laat: K-2026-0041")
		return o.clk.now(), nil
	}
	step := func(step string) string {
		_, _, page := o.post(as(lotte)+"clock", url.Values{"step": {step}, "back": {as(lotte)}})
		return page
	}
	page := step(StepHour)
	wantHTML(t, page, `id="news" class="news" role="status"><p>Het is nu vr 20 nov 2026 11:15 AM. De app vertelde:`,
		`<a href="`+as(milan)+"c/"+o.DM(milan)+`">Milan de Wit</a> <q>Vandaag: bel de klant &amp; meld het · <span class="num">K-2026-0042</span></q>`,
		`c/`+klachten+`">klachten</a>`, "en nog 1", `aria-label="Deze regel sluiten"`)
	wantNone(t, page, "van voor die tijd", `href="`+as(lotte)+"c/"+klachten) // Lotte does not see that channel
	_, _, page = o.get(as(milan))
	wantHTML(t, page, "De app vertelde:") // whoever is looked at next
	_, _, page = o.post(as(milan)+"news", url.Values{"back": {as(milan)}})
	wantHTML(t, page, `<div id="news" class="news" role="status"></div>`)

	o.clk.add(time.Second)
	page = step(StepWorkday)
	wantHTML(t, page, "Het is nu vr 20 nov 2026 12:15 PM. De app had niemand iets te vertellen.")
	_, _, page = o.post(as(lotte)+"say", url.Values{"channel": {algemeen}, "text": {"dag"}, "back": {as(lotte)}})
	wantNone(t, page, "De app had niemand")
}

// Whoever changes the language is told once that what was said stays, and can start over.
func TestAnotherLanguageSaysWhatStays(t *testing.T) {
	o := newPageOffice(t)
	o.page.Reset = func(context.Context) error { return nil }
	o.page.Speak = func(_ context.Context, lang string) error { o.page.Lang = lang; return nil }
	_, _, page := o.post(as(lotte)+"speak", url.Values{"lang": {"da"}, "back": {as(lotte)}})
	wantHTML(t, page, "bliver stående, som det blev sagt", `form="reset"`, `<form id="reset"`)
	_, _, page = o.post(as(lotte)+"say", url.Values{"channel": {algemeen}, "text": {"hej"}, "back": {as(lotte)}})
	wantNone(t, page, "bliver stående")
}

// Who the viewer is and what to try is said on the first page, until they do something; not
// beside Home, where there is nothing to type in.
func TestTheWelcomeIsSaidOnce(t *testing.T) {
	o := newPageOffice(t)
	o.page.People = []Persona{{ID: lotte, Name: "Lotte Jansen", Role: "ontvanger", Note: "Er belde net een klant."}, {ID: sanne, Name: "Sanne Bakker", Note: "Jij wijst toe."}}
	has := func(path string, want bool) {
		t.Helper()
		_, _, page := o.get(path)
		wantHTML(t, page, "Je bent Lotte Jansen") // which a phone goes on to say
		if want {
			wantHTML(t, page, "Er belde net")
		} else {
			wantNone(t, page, "Er belde net")
		}
	}
	has(as(lotte)+"home", false)
	has(as(lotte), true)
	has(as(lotte), true) // drawn again
	has(as(lotte)+"c/"+o.DM(lotte), false)
	has(as(lotte), true)
	o.post(as(lotte)+"say", url.Values{"channel": {algemeen}, "text": {"dag"}, "back": {as(lotte)}})
	has(as(lotte), false)
	_, _, page := o.get(as(sanne))
	wantHTML(t, page, "Jij wijst toe.")
}
