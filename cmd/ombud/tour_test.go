package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// tourDemo opens the demo in one language and begins the tour.
func tourDemo(t *testing.T, b *browser, language string, args ...string) {
	t.Helper()
	b.base = startDemo(t, append([]string{"--at", "2026-03-05T10:20", "--lang", language}, args...)...)
	b.be("U0LOTTE", "")
}

// does presses a button of the tour.
func (b *browser) does(do string) {
	b.t.Helper()
	b.until("the tour offers "+do, "document.querySelector('#tour [value="+do+"]:not(:disabled)')")
	b.js("(document.querySelector('#tour [value=" + do + "]').click(), 1)")
}

// step waits until the tour stands at a step and rests.
func (b *browser) step(n string) {
	b.t.Helper()
	b.until("step "+n, "document.querySelector('#tour .here')?.parentNode && [...document.querySelectorAll('.dots li')].indexOf(document.querySelector('.dots .here')) === "+n+" - 1 && document.body.dataset.running === undefined")
}

// The whole tour by "Do it for me", in each language: nine steps from nothing to a
// closed case, each seen where it happens.
func TestTourInABrowser(t *testing.T) {
	b := openBrowser(t, "")
	for language, closed := range map[string]string{"nl": "Afgesloten", "da": "Afsluttet", "en": "Closed"} {
		t.Run(language, func(t *testing.T) {
			b.t = t
			began := time.Now()
			tourDemo(t, b, language, "--open-tour", "--beat", "0s")
			for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
				b.step(n)
				b.does("do")
			}
			b.until("the tour is over", "document.querySelectorAll('.dots li').length === 9 && !document.querySelector('.dots li:not(.done)') && document.body.dataset.running === undefined")
			b.be("U0SANNE", "C0KLACHTEN")
			b.sees("K-2026-0001 · " + closed)
			if said := b.js("document.querySelector('#tour .error')?.textContent ?? ''"); said != "" {
				t.Errorf("the tour complains: %s", said)
			}
			b.be("U0JOOST", "")
			if page := b.js("document.querySelector('#side').innerText + document.querySelector('#talk').innerText"); strings.Contains(page, "K-2026") {
				t.Errorf("Joost, who did the work, finds the case:\n%s", page)
			}
			t.Logf("%s: nine steps in %s", language, time.Since(began).Round(time.Millisecond))
		})
	}
}

// The tour knows a step as done when the visitor did it by hand, and points at what
// comes next.
func TestTourByHandInABrowser(t *testing.T) {
	b := openBrowser(t, "")
	tourDemo(t, b, "en", "--beat", "0s")
	b.does("open")
	b.step("1")
	b.does("show")
	b.until("the composer is pointed at and has the focus", "document.activeElement.matches('.composer textarea.pointed') && document.activeElement.getAttribute('aria-describedby') === 'tour-say'")
	b.command("/complaint")
	b.form("Record a complaint")
	b.until("the form's button is pointed at", "document.querySelector('#modal footer .pointed')")
	b.set("name", "Anna de Vries")
	b.set("phone", "+31 6 12345678")
	b.set("summary", "Annual accounts delivered two months late")
	b.set("story", "The accounts were promised for September and came in November.")
	b.set("deliverers", "U0JOOST")
	b.send("Record", "On record")
	b.press("OK")
	b.step("2")
	b.be("U0SANNE", "C0KLACHTEN") // to look is all that step 2 asks for
	b.step("3")
	b.does("show") // this visitor did not read the report back: that comes first
	b.until("Lotte is to read the report back", "location.pathname.startsWith('/as/U0LOTTE/') && document.activeElement.matches('[data-action=\"case.readback.open\"].pointed')")
	b.does("skip")
	b.step("4")
	b.does("shut")
	b.until("the tour is shut", "!document.querySelector('#tour')")
}

// A phone shows one panel at a time: it begins with the offer of the tour, and so it does
// after everything was begun anew, whoever the visitor was by then.
func TestAPhoneIsOfferedTheTourInABrowser(t *testing.T) {
	b := openBrowser(t, "")
	b.size(390, 844)
	b.base = startDemo(t, "--at", "2026-03-05T10:20", "--lang", "en")
	if err := chromedp.Do(b.ctx, chromedp.Navigate(b.base)); err != nil {
		t.Fatal(err)
	}
	const offered = "document.querySelector('#tour.offered [value=open]')?.checkVisibility() && !document.querySelector('#talk').checkVisibility()"
	for _, user := range []string{lotte, sanne} {
		b.until("the tour is offered", offered)
		b.does("shut")
		b.until("the conversation is shown, with what to try there", "!document.querySelector('#tour') && document.querySelector('#talk').checkVisibility() && document.querySelector('.welcome:not(.met)')")
		b.be(user, "")
		b.until("the menu", "document.querySelector('.open-tools')?.checkVisibility()")
		b.js("(document.querySelector('.open-tools').click(), 1)")
		b.until("the menu is open", "document.querySelector('#reset button')?.checkVisibility()")
		b.press("Start over")
		b.until("it asks whether that is meant", "document.querySelector('#confirm[open] [value=yes]')")
		b.js("(document.querySelector('#confirm [value=yes]').click(), 1)")
	}
	b.until("the tour is offered again", offered)
	b.js("(document.querySelector('.tabs [href$=\"?p=talk\"]').click(), 1)") // to look past it is no answer
	b.until("the conversation is shown, with what to try there", "document.querySelector('#talk').checkVisibility() && document.querySelector('.welcome:not(.met)') && document.querySelector('#tour')")
}

// The switch of language changes the page, the bot, Home and the cards that stand
// there, the visitor goes on where they were, and a small phone is wide enough.
func TestLanguageSwitchInABrowser(t *testing.T) {
	b := openBrowser(t, "")
	tourDemo(t, b, "en", "--open-tour", "--beat", "0s")
	b.step("1")
	b.does("do")
	b.step("2")
	b.be("U0SANNE", "C0KLACHTEN")
	b.sees("K-2026-0001 · Confirmed")
	b.step("3")
	narrow := func(language string) {
		t.Helper()
		b.size(320, 640)
		if what := b.js(wide); what != "" {
			t.Errorf("%s: wider than a small phone: %s", language, what)
		}
		b.size(1380, 900)
	}
	narrow("en")
	speak := func(language string) {
		t.Helper()
		b.js("(document.querySelector('.speak [value=" + language + "]').click(), 1)")
		b.until("the page speaks "+language, "document.documentElement.lang === '"+language+"' && document.querySelector('.speak [value="+language+"]').ariaPressed === 'true'")
		narrow(language)
	}
	speak("da")
	b.sees("Trin 3 af 9")
	b.sees("K-2026-0001 · Bekræftet")
	if path := b.js("location.pathname"); path != "/as/U0SANNE/c/C0KLACHTEN" {
		t.Errorf("the visitor is led to %s", path)
	}
	b.command("/klage")
	b.form("Registrér en klage")
	b.js("(document.querySelector('#modal .shut').click(), 1)")
	b.until("the window is gone", "!document.querySelector('#modal')")
	speak("nl")
	b.sees("Stap 3 van 9")
	b.sees("K-2026-0001 · Bevestigd")
	b.does("do")
	b.step("4")
	b.sees("Milan de Wit")
	if said := b.js("document.querySelector('#tour .error')?.textContent ?? ''"); said != "" {
		t.Errorf("the tour complains: %s", said)
	}
	b.be("U0SANNE", "home")
	b.sees("Mensen en rollen")
	b.js("(document.querySelector('#theme [value=dark]').click(), 1)")
	speak("en")
	b.sees("People and roles")
	if theme := b.js("[...document.querySelectorAll('#theme button')].map(x => x.title + ' ' + x.ariaLabel + ' ' + x.ariaPressed)"); theme != "As the device As the device false,Light Light false,Dark Dark true" {
		t.Errorf("the buttons of the theme say %s", theme)
	}
}
