package playground

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// cutOff lists what is not shown whole in the top bar and in the list at the side.
const cutOff = `[...document.querySelectorAll('.top *, .side *, #news *')].filter(e => e.checkVisibility() && !e.closest('.quiet, svg') &&
	e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.localName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40)).join('\n')`

// Names and roles stand there whole, with and without a counter, and so does the top bar,
// in one row on a phone in each language.
func TestNothingIsCutInABrowser(t *testing.T) {
	o := newPageOffice(t)
	o.page.Title = "Noorderlicht Advies"
	o.page.People = []Persona{
		{ID: lotte, Name: "Lotte Jansen", Role: "ontvangende medewerker"}, {ID: sanne, Name: "Sanne Bakker", Role: "klachtenfunctionaris"}, {ID: milan, Name: "Fatima El Idrissi", Role: "plaatsvervanger"},
	}
	o.page.Advance = func(context.Context, string) (time.Time, error) { return o.clk.now(), nil }
	o.page.Speak = func(_ context.Context, lang string) error { o.page.Lang = lang; return nil }
	for range 12 {
		o.clk.add(2 * time.Second) // at Slack's pace
		for _, user := range []string{sanne, milan} {
			o.ok("chat.postMessage", "channel", o.DM(user), "text", "Vandaag")
		}
	}
	b := newTab(t)
	for _, lang := range []string{"nl", "da", "en"} {
		o.page.Lang = lang
		for _, width := range []int64{1380, 1280, 1024, 390} {
			for _, panel := range []string{"side", "tools"} {
				b.do(chromedp.EmulateViewport(width, 844), chromedp.Navigate(o.url+as(lotte)+"?p="+panel))
				b.until(`document.readyState === 'complete' && document.querySelectorAll('.people .unread').length === 2`)
				if got := b.eval(cutOff); got != "" {
					t.Errorf("%s, %d wide, %s: cut are\n%s", lang, width, panel, got)
				}
			}
		}
		row := `(([a, b, c]) => String(Math.max(a.top, b.top, c.top) < Math.min(a.bottom, b.bottom, c.bottom)))(['.brand', '.now', '.open-tools'].map(s => document.querySelector(s).getBoundingClientRect()))`
		if b.eval(row) != "true" {
			t.Errorf("%s: on a phone firm, clock and menu do not stand in one row", lang)
		}
	}
}

// A message is added to the page once and by itself, so that a screen reader says it once;
// what was there before is not said again. So it is with the line of what happened.
func TestNewMessagesAreSaidOnceInABrowser(t *testing.T) {
	o := newPageOffice(t)
	o.page.Advance = func(context.Context, string) (time.Time, error) {
		o.clk.add(time.Hour)
		o.ok("chat.postMessage", "channel", o.DM(milan), "text", "Vandaag: K-2026-0042")
		return o.clk.now(), nil
	}
	for i := range 4 {
		o.ok("chat.postMessage", "channel", klachten, "text", fmt.Sprint("eerder ", i), "blocks", caseCard("Nieuw"))
	}
	b := newTab(t)
	b.do(chromedp.EmulateViewport(1380, 860), chromedp.Navigate(o.url+as(sanne)+"c/"+klachten))
	b.until(`document.querySelectorAll('#talk article').length === 4`)
	watch := `(window.said = [], window.gone = [], new MutationObserver(all => { for (const m of all) { said.push(...[...m.addedNodes].filter(n => n.textContent.trim()).map(n => n.textContent.trim().slice(0, 30))); gone.push(...[...m.removedNodes].filter(n => n.textContent.trim())) } }).observe(document.querySelector(%q), {childList: true, subtree: true}), '')`
	b.eval(fmt.Sprintf(watch, "#talk .log"))
	if _, err := o.As(milan).Say(klachten, "iets nieuws", ""); err != nil {
		t.Fatal(err)
	}
	b.until(`document.querySelector('#talk .log').textContent.includes('iets nieuws')`)
	if _, err := o.As(milan).Say(algemeen, "elders", ""); err != nil { // which draws the page again
		t.Fatal(err)
	}
	b.until(`document.querySelector('.rooms .unread')`)
	if n := b.eval(`String(said.length) + ' ' + gone.length`); n != "1 0" {
		t.Errorf("added and taken away: %s: %s", n, b.eval(`said.join(' / ')`))
	}
	b.eval(fmt.Sprintf(watch, "#news"))
	b.click(`.steps [value=hour]`)
	b.until(`document.querySelector('#news q')`)
	before := b.eval(`said.join(' / ')`)
	if _, err := o.As(milan).Say(algemeen, "nog eens", ""); err != nil {
		t.Fatal(err)
	}
	b.until(`document.querySelector('.rooms .unread')?.textContent.startsWith('2')`)
	if again := b.eval(`said.join(' / ')`); again != before || !strings.Contains(before, "Het is nu") {
		t.Errorf("said %q, then %q", before, again)
	}
}

// Whatever the keyboard reaches shows that it is there.
func TestFocusIsSeenInABrowser(t *testing.T) {
	o := newPageOffice(t)
	o.page.Reset = func(context.Context) error { return nil }
	o.page.Speak = func(context.Context, string) error { return nil }
	o.page.Advance = func(context.Context, string) (time.Time, error) { o.clk.add(time.Hour); return o.clk.now(), nil }
	o.ok("chat.postMessage", "channel", klachten, "text", "eerder", "blocks", caseCard("Nieuw"))
	b := newTab(t)
	b.do(chromedp.EmulateViewport(1380, 860), chromedp.Navigate(o.url+as(sanne)+"c/"+klachten))
	b.click(`.steps [value=hour]`)
	b.until(`document.querySelector('#news .shut')`)
	unseen := `[...document.querySelectorAll('button, a, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter(e => e.tabIndex >= 0).filter(e => {
		e.focus()
		if (document.activeElement !== e) return false
		const shown = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 || s.boxShadow !== 'none'
		return !shown(getComputedStyle(e)) && !(e.closest('.composer') && shown(getComputedStyle(e.closest('.composer')))) || !e.checkVisibility({opacityProperty: true})
	}).map(e => e.outerHTML.slice(0, 90)).join('\n')`
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		b.do(press('\t')) // by the keyboard
		if got := b.eval(unseen); got != "" {
			t.Errorf("%s: the focus is not seen on\n%s", scheme, got)
		}
	}
	b.click(`.quick button.chip`)
	b.until(`document.querySelector('#modal:modal')`)
	b.do(press('\t'))
	if got := b.eval(unseen); got != "" {
		t.Errorf("in a form the focus is not seen on\n%s", got)
	}
}

// The field to write in is one line high when nothing stands in it, also where what it
// offers is longer than it is wide.
func TestTheFieldIsOneLineHighInABrowser(t *testing.T) {
	o := newPageOffice(t)
	b := newTab(t)
	b.do(chromedp.EmulateViewport(1380, 860), chromedp.Navigate(o.url+as(sanne)+"c/"+klachten))
	height := `String(document.querySelector('.composer textarea').offsetHeight)`
	b.until(`document.querySelector('.composer textarea')`)
	want := b.eval(height)
	b.eval(`(document.styleSheets[0].insertRule('.composer { width: 170px }', document.styleSheets[0].cssRules.length), Ombud.dress(), '')`)
	if got := b.eval(height); got != want {
		t.Errorf("narrow and empty it is %s high, want %s", got, want)
	}
	b.keys(`.composer textarea`, "een lange zin die hier echt niet op een regel past en dus op meer")
	b.until(`document.querySelector('.composer textarea').value.endsWith('meer')`)
	if got := b.eval(height); got == want {
		t.Errorf("it does not grow with what is written: %s", got)
	}
	b.do(press('\r'))
	b.until(`document.querySelector('#talk .log').textContent.includes('een lange zin')`)
	if got := b.eval(height); got != want {
		t.Errorf("after sending it is %s high, want %s", got, want)
	}
}
