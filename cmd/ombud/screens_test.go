package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"ombud/procedure"
)

// images is where TestScreensInABrowser writes its pictures:
//
//	go test ./cmd/ombud -run TestScreensInABrowser -images ../../docs/images
var images = flag.String("images", "", "folder for the screenshots of the demo, light and dark")

// contrast lists the texts on the page that are too faint to read: less than 4.5 to 1
// against what lies behind them, 3 to 1 where the letters are large.
const contrast = `(() => {
	const rgb = c => { const d = document.createElement('canvas').getContext('2d'); d.fillStyle = '#000'; d.fillStyle = c; d.fillRect(0, 0, 1, 1); return [...d.getImageData(0, 0, 1, 1).data] }
	const seen = new Map(), read = c => { if (!seen.has(c)) seen.set(c, rgb(c)); return seen.get(c) }
	const light = c => { const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b }
	const over = (a, b) => a.slice(0, 3).map((v, i) => v * a[3] / 255 + b[i] * (1 - a[3] / 255))
	const behind = e => { const layers = []; for (let n = e; n; n = n.parentElement) { const c = read(getComputedStyle(n).backgroundColor); if (c[3]) layers.push(c); if (c[3] === 255) break } return layers.reduceRight((under, c) => over(c, under), [255, 255, 255]) }
	const faint = new Set()
	for (const e of document.querySelectorAll('body *')) {
		const text = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
		if (!text || !e.checkVisibility({opacityProperty: true, visibilityProperty: true}) || e.closest('.quiet, [disabled], [aria-disabled], .emoji, .tools')) continue
		if (document.querySelector('#modal') && !e.closest('#modal')) continue
		const s = getComputedStyle(e), back = behind(e), [a, b] = [light(over(read(s.color), back)), light(back)].sort((x, y) => y - x)
		const ratio = (a + .05) / (b + .05), large = parseFloat(s.fontSize) >= 24 || parseFloat(s.fontSize) >= 18.6 && +s.fontWeight >= 700
		if (ratio < (large ? 3 : 4.5)) faint.add(ratio.toFixed(1) + ' ' + e.localName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 40))
	}
	return [...faint].join('\n')
})()`

// wide lists what makes the page wider than the screen.
const wide = `document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility()).slice(0, 5).map(e => e.localName + '.' + e.className).join(' ') || 'something'`

// nameless lists what can be pressed or filled in and has no name for a screen reader.
const nameless = `[...document.querySelectorAll('button, a, input:not([type=hidden]), select, textarea, summary')].filter(e => e.checkVisibility() &&
	!e.matches('.implicit') && !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.labels?.length)).map(e => e.outerHTML.slice(0, 120)).join('\n')`

// screen checks one screen in light and dark, and on a phone, and keeps its pictures
// where they are asked for.
func (b *browser) screen(n int, name string) {
	b.t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		b.scheme(scheme)
		if faint := b.js(contrast); faint != "" {
			b.t.Errorf("%s, %s: hard to read:\n%s", name, scheme, faint)
		}
		b.keep(n, name, scheme)
	}
	if what := b.js(nameless); what != "" {
		b.t.Errorf("%s: without a name:\n%s", name, what)
	}
	b.size(390, 844)
	if what := b.js(wide); what != "" {
		b.t.Errorf("%s: wider than a phone: %s", name, what)
	}
	if n == onPhone {
		b.keep(n, name, "phone")
	}
	b.size(1380, 900)
}

// onPhone is the screen that is also kept as a phone shows it.
const onPhone = 5

// keep writes a picture of the page where pictures are asked for.
func (b *browser) keep(n int, name, how string) {
	b.t.Helper()
	if *images == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	file := filepath.Join(*images, fmt.Sprintf("%02d-%s-%s.png", n, name, how))
	if err := os.WriteFile(file, png, 0o644); err != nil { //nolint:gosec // pictures for everybody
		b.t.Fatal(err)
	}
}

func (b *browser) size(width, height int64) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(width, height)); err != nil {
		b.t.Fatal(err)
	}
}

// walkTo lets the tour do the steps before step n.
func (b *browser) walkTo(n int) {
	b.t.Helper()
	const at = "[...document.querySelectorAll('.dots li')].indexOf(document.querySelector('.dots .here')) + 1"
	for {
		b.until("the tour rests", "document.body.dataset.running === undefined && document.querySelector('.dots .here')")
		now := b.js(at)
		if now == fmt.Sprint(n) {
			return
		}
		b.does("do")
		b.until("step "+now+" is done", at+" > "+now)
	}
}

// Ten screens of the demo: each can be read in light and dark, has a name for all that
// can be pressed, and fits on a phone.
func TestScreensInABrowser(t *testing.T) {
	const channel = "C0KLACHTEN"
	b := openBrowser(t, startDemo(t, "--at", "2026-03-05T10:20", "--cases", "60", "--beat", "0s"))
	b.be("U0LOTTE", "")
	b.screen(1, "first-look")
	b.command("/complaint")
	b.form("Record a complaint")
	b.screen(2, "record")
	b.press("Cancel")
	b.until("the window is gone", "!document.querySelector('#modal')")

	b.does("open")
	b.walkTo(3)
	b.be("U0SANNE", "home")
	b.sees("Overdue")
	b.screen(3, "home-of-the-officer")
	b.does("show")
	b.until("the card's button is pointed at", "document.querySelector('#talk .pointed')")
	b.screen(4, "the-tour-points")
	b.js("(document.querySelector('#talk .pointed').click(), 1)")
	b.until("the form to assign", "document.querySelector('#modal:modal')")
	b.sees("Joost Visser")
	b.screen(5, "assign")
	b.js("(document.querySelector('#modal .shut').click(), 1)")
	b.until("the window is gone", "!document.querySelector('#modal')")

	b.walkTo(6)
	b.screen(6, "changes-asked")
	b.walkTo(8)
	b.screen(7, "reminder")
	b.does("do")
	b.step("9")
	b.does("do")
	b.until("the tour is over", "document.querySelectorAll('.dots .done').length === 9 && document.body.dataset.running === undefined")
	b.until("the closed card is in view", "(r => r && r.top < innerHeight - 150 && r.bottom > 150)([...document.querySelectorAll('#talk .b-header')].find(e => e.textContent.endsWith('Closed'))?.getBoundingClientRect())")
	b.screen(8, "closed")

	b.be("U0SANNE", channel)
	b.js("([...document.querySelectorAll('#talk [data-action=\"case.open\"]')].at(-1).click(), 1)")
	b.until("the case file", "document.querySelector('#modal:modal')")
	b.screen(9, "case-file")
	b.js("(document.querySelector('#modal .shut').click(), 1)")
	b.until("the window is gone", "!document.querySelector('#modal')")
	b.js("(document.querySelector('#tour [value=shut]').click(), 1)")
	b.until("the tour is shut", "!document.querySelector('#tour')")
	b.js("(document.querySelector('form[action$=payload] .toggle').click(), 1)")
	b.until("the inspector", "document.querySelector('#payload-json')")
	b.screen(10, "payload")
	if said := b.js("document.querySelector('.verdict').textContent"); !strings.Contains(said, "Within Slack's limits") {
		t.Errorf("the inspector says %q", said)
	}
}

// The channel of management with each procedure that ships, in its own words: its newest
// card can be read in light and dark, and on a phone.
func TestCardsOfEachProcedureInABrowser(t *testing.T) {
	for i, name := range procedure.Presets() {
		b := openBrowser(t, startDemo(t, "--procedure", name, "--at", "2026-03-05T10:20", "--cases", "20", "--beat", "0s"))
		b.be("U0MEES", "C0KLACHTEN")
		b.until("cards with buttons", "document.querySelectorAll('#talk [data-action]').length > 1")
		b.screen(11+i, "card-"+name)
	}
}
