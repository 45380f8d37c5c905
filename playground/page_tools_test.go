package playground

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
)

// What stands around the conversation, by keyboard: commands are completed, the theme is
// kept, the inspector copies, the focus comes back, and a phone has a tab for each part.
func TestPageToolsInABrowser(t *testing.T) {
	o := newGuided(t)
	commands := []Completion{
		{Text: "/klacht", Help: "Klacht vastleggen"}, {Text: "/klacht hulp", Help: "Hulp"},
		{Text: "/klacht toon ", Rest: "K-2026-0042", Help: "Eén zaak"},
	}
	o.page.Commands = func(context.Context, string) []Completion { return commands }
	o.ok("chat.postMessage", "channel", klachten, "text", "eerder", "blocks", caseCard("Nieuw"))
	b := newTab(t)
	b.do(chromedp.EmulateViewport(1380, 860), chromedp.Navigate(o.url+as(sanne)+"c/"+klachten))
	b.scheme("light")

	// Commands: offered from the slash on, chosen by arrows, taken by Tab or Enter.
	empty := func() { // as a hand does: the draft goes too
		b.eval(`(e => { e.value = ''; e.dispatchEvent(new Event('input', {bubbles: true})); return '' })(document.querySelector('#talk .composer textarea'))`)
	}
	composer, offers := `#talk .composer textarea`, `[...document.querySelectorAll('#talk .offers li:not([hidden])')]`
	b.keys(composer, "klaar")
	b.until(`document.querySelector('#talk .offers').hidden`)
	empty()
	b.keys(composer, "/kla")
	b.until(offers + `.length === 3 && !document.querySelector('#talk .offers').hidden`)
	b.do(press(arrowDown))
	o.ok("chat.postMessage", "channel", klachten, "text", "ondertussen", "blocks", caseCard("Nieuw"))
	b.until(`document.querySelectorAll('#talk article').length === 2`)
	b.do(press(arrowDown)) // what comes in meanwhile leaves the choice where it is
	b.until(`document.activeElement.getAttribute('aria-activedescendant') === ` + offers + `[1].id && ` + offers + `[1].ariaSelected === 'true'`)
	b.shot("20-commands")
	b.do(press(arrowDown), press('\r')) // takes the line, sends nothing
	b.until(`document.activeElement.value === '/klacht toon ' && document.querySelector('#talk .offers').hidden`)
	empty()
	b.keys(composer, "/klacht h")
	b.do(press('\t'))
	b.until(`document.activeElement.value === '/klacht hulp'`)
	empty()
	b.keys(composer, "/")
	b.do(press('\x1b'))
	b.until(`document.querySelector('#talk .offers').hidden && document.activeElement.value === '/'`)
	empty()

	// The focus comes back to what opened a form.
	b.focus(`.quick button.chip`)
	b.do(press('\r'))
	b.until(`document.querySelector('#modal:modal')`)
	b.do(press('\x1b'))
	b.until(`!document.querySelector('#modal') && document.activeElement.matches('.quick .chip')`)

	// Dark, whatever the device prefers, and still so on the next page.
	background := `getComputedStyle(document.body).backgroundColor`
	light := b.eval(background)
	b.focus(`#theme [value=dark]`)
	b.do(press('\r'))
	b.until(background + ` !== '` + light + `' && document.querySelector('#theme [value=dark]').ariaPressed === 'true'`)
	b.do(chromedp.Navigate(o.url + as(sanne) + "c/" + klachten))
	b.until(background + ` !== '` + light + `'`)
	b.click(`#theme [value=""]`)
	b.until(background + ` === '` + light + `'`)

	// The inspector, by the button at a message; its copy is JSON.
	b.eval(`(document.querySelector('#talk .tools [value^="of/"]').click(), '')`)
	b.until(`document.querySelector('#payload-json')`)
	b.eval(`(navigator.clipboard.writeText = async text => { window.copied = JSON.parse(text) },
		new MutationObserver(() => { window.said ??= document.querySelector('[data-copy]').textContent }).observe(document.querySelector('[data-copy]'), {childList: true}), '')`)
	b.click(`[data-copy]`)
	b.until(`window.copied?.text === 'eerder' && window.said === 'Gekopieerd'`) // said for a moment

	// The tour points: the thing has the focus, and says why.
	b.click(`#tour [value=open]`)
	b.until(`document.querySelector('#tour .here')`)
	b.click(`#tour [value=show]`)
	b.until(`location.pathname.startsWith('` + as(lotte) + `') && document.activeElement.matches('textarea.pointed')`)
	o.set(0)
	b.click(`#tour [value=show]`)
	b.until(`location.pathname === '` + as(sanne) + `c/` + klachten + `' && document.activeElement.matches('[data-action="case.assign.open"].pointed')`)
	b.shot("21-pointed")

	// On a phone each part has its tab, and none is wider than the screen.
	b.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	for part, shown := range map[string]string{"side": ".side", "talk": ".talk", "tour": "#tour", "payload": "#payload"} {
		b.click(`.tabs [href$="?p=` + part + `"]`)
		b.until(`document.body.dataset.panel === '` + part + `' && document.querySelector('` + shown + `').checkVisibility() &&
			[...document.querySelectorAll('.side, .talk, .third > aside')].filter(e => e.checkVisibility()).length === 1`)
		b.shot("22-phone-" + part)
		if got := b.eval(`String(document.documentElement.scrollWidth)`); got != "390" {
			t.Errorf("%s is %s pixels wide", part, got)
		}
	}
	// The bar is one line there, and unfolds to the clock and the rest.
	for _, unfolded := range []string{"false", "true", "false"} {
		b.until(`document.querySelector('.open-tools').ariaExpanded === '` + unfolded + `' &&
			String(document.querySelector('.tools-top').checkVisibility()) === '` + unfolded + `' && document.querySelector('.now').checkVisibility() &&
			(` + unfolded + ` || document.querySelector('.top').offsetHeight < 60)`)
		b.click(`.open-tools`)
	}
}

// arrowDown is the key.
const arrowDown = '\u0301'
