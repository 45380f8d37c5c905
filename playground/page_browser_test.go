package playground

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is one browser tab.
type tab struct {
	t    *testing.T
	ctx  context.Context
	dir  string // where pictures go: SCREENSHOTS, else away with the test
	html string
}

func newTab(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 4*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(
		chromedp.NoSandbox, chromedp.Flag("disable-background-networking", true), chromedp.Flag("no-proxy-server", true),
		chromedp.WindowSize(1380, 860),
	))
	t.Cleanup(cancel)
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	return &tab{t: t, ctx: ctx, dir: dir}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	for i, s := range steps {
		ctx, cancel := context.WithTimeout(b.ctx, 90*time.Second)
		if i == 0 && b.html == "" { // the browser starts with the first step, and must outlive it
			b.html, ctx = "started", b.ctx
		}
		err := chromedp.Do(ctx, s)
		for again := 0; err != nil && again < 3 && strings.Contains(err.Error(), "-32000"); again++ {
			err = chromedp.Do(ctx, s) // the element was drawn anew between finding and pressing it
		}
		cancel()
		if err != nil {
			b.shot("failed")
			b.t.Fatalf("step %d: %v", i, err)
		}
	}
}

// press presses a key as a hand does: a page that handles it gets no character too.
func press(key rune) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		events := kb.Encode(key)
		down, up := *events[0], *events[len(events)-1]
		if len(events) == 3 {
			down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
		}
		for _, e := range []input.DispatchKeyEventParams{down, up} {
			if _, err := cdp.Call(ctx, t, input.DispatchKeyEvent, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// until waits until a JavaScript expression holds.
func (b *tab) until(js string) {
	b.t.Helper()
	end := time.Now().Add(40 * time.Second)
	for {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+js+")"))
		if ok {
			return
		}
		if time.Now().After(end) {
			b.shot("failed")
			b.t.Fatalf("never true: %s (%v)", js, err)
		}
		time.Sleep(30 * time.Millisecond)
	}
}

func (b *tab) eval(js string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](js))
	if err != nil {
		b.t.Fatalf("%s: %v", js, err)
	}
	return s
}

func (b *tab) shot(name string) {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Logf("screenshot %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(b.dir, name+".png"), png, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// scheme sets what the person prefers: light or dark.
func (b *tab) scheme(name string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}, {Name: "hover", Value: "hover"}},
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// click presses what a selector finds, as soon as it is there and the page is not busy
// with it. In one step: the page may draw itself anew between finding and pressing.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.with(selector, `e.checkVisibility() && !e.disabled && !e.closest('[aria-busy="true"]') && (e.scrollIntoView({block: 'center'}), e.focus(), e.click(), true)`)
}

func (b *tab) focus(selector string) {
	b.t.Helper()
	b.with(selector, `(e.focus(), document.activeElement === e)`)
}

func (b *tab) value(selector, value string) {
	b.t.Helper()
	b.with(selector, `(e.value = `+strconv.Quote(value)+`, true)`)
}

// keys types into a control.
func (b *tab) keys(selector, typed string) {
	b.t.Helper()
	b.focus(selector)
	b.do(chromedp.KeyEvent(typed))
}

// with waits until something can be done with e, which a selector finds.
func (b *tab) with(selector, do string) {
	b.t.Helper()
	b.until(`(e => e && ` + do + `)(document.querySelector(` + strconv.Quote(selector) + `))`)
}

// field is the control of a block of the visible modal.
func field(block string) string {
	return `#modal [name="v/` + block + `"]`
}

func TestPageInABrowser(t *testing.T) {
	o := newPageOffice(t)
	o.page.Advance = func(_ context.Context, step string) (time.Time, error) {
		o.clk.add(time.Hour)
		return o.clk.now(), nil
	}
	o.ok("chat.postMessage", "channel", klachten, "text", "eerder", "blocks", caseCard("Nieuw"))
	b := newTab(t)
	b.do(chromedp.EmulateViewport(1380, 860), chromedp.Navigate(o.url))
	b.until(`document.querySelector('.welcome').textContent.includes('Je bent Sanne')`)
	b.shot("1-first")

	// A command opens the form; a redraw keeps what was typed.
	b.keys(`.composer textarea`, "/klacht")
	b.do(press('\r'))
	b.until(`document.querySelector('#modal:modal')`)
	b.keys(field("summary"), "fout")
	b.keys(field("story"), "Twee maanden <b>te laat</b>.")
	b.shot("2-form")
	b.value(field("via"), "letter")
	b.eval(`(document.querySelector('[name="v/via"]').dispatchEvent(new Event('change', {bubbles: true})), '')`)
	b.until(`document.querySelector('[name="v/stamp"]')`)
	if got := b.eval(`document.querySelector('[name="v/summary"]').value`); got != "fout" {
		t.Errorf("after the redraw the summary is %q", got)
	}

	// A menu whose lines the app suggests.
	b.keys(`.combo [role=combobox]`, "mi")
	b.until(`document.querySelectorAll('.combo [role=option]').length === 1`)
	b.shot("3-suggestions")
	b.keys(`.combo [role=combobox]`, "lan")
	b.until(`document.querySelectorAll('.combo [role=option]').length === 1`)
	b.do(press('\r'))
	b.until(`document.querySelector('.combo [type=hidden]').value === 'milan'`)

	// A file, sent at once and shown.
	file := filepath.Join(t.TempDir(), "brief.txt")
	if err := os.WriteFile(file, []byte("Geachte heer"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS(`[data-upload]`), []string{file}))
	b.until(`document.querySelector('.files li')?.textContent.includes('brief.txt')`)
	b.click(`[name="v/about"][value=U0MILAN]`)
	b.click(`[name="v/done"][value=readback]`)

	// Errors stand under the fields; nothing typed is lost.
	b.click(`#modal button.primary`)
	b.until(`document.querySelector('#modal .error')?.textContent.includes('Vul dit in')`)
	b.until(`((e, body) => e.bottom <= body.bottom && e.top >= body.top)(...['.error', '.modal-body'].map(s => document.querySelector('#modal ' + s).getBoundingClientRect()))`)
	b.value(field("stamp"), "2026-11-19")
	b.click(`#modal button.primary`)
	b.until(`document.querySelector('#modal .error')?.textContent.includes('geen namen')`)
	b.shot("4-errors")
	b.keys(field("summary"), " nu") // what was wrong goes when it is changed, and no refresh brings it back
	b.until(`!document.querySelector('#modal :is(.wrong, .error, [aria-invalid])')`)
	if _, err := o.As(milan).Say(algemeen, "even tussendoor", ""); err != nil {
		t.Fatal(err)
	}
	b.until(`document.querySelector('.rooms .unread') && !document.querySelector('#modal .error')`)

	// A second modal on top, and back.
	b.click(`#modal .b-accessory button`)
	b.until(`document.querySelector('#modal-title').textContent === 'Wat zeg ik?'`)
	b.shot("5-stack")
	b.eval(`(document.activeElement.dispatchEvent(new Event('x')), '')`)
	b.click(`#modal footer button`)
	b.until(`document.querySelector('#modal-title').textContent === 'Klacht vastleggen'`)
	if got := b.eval(`document.querySelector('[name="v/story"]').value`); got != "Twee maanden <b>te laat</b>." {
		t.Errorf("beneath the second modal the story is %q", got)
	}
	b.value(field("summary"), "Te laat")
	b.click(`#modal button.primary`)
	b.until(`!document.querySelector('#modal') && document.querySelector('.whisper')`)
	b.shot("6-card")
	state := at(o.app.last("/slack/interactions").payload, "view.state.values")
	wantAt(t, state, map[string]any{
		"summary.v.value": "Te laat", "handler.v.selected_option.value": "milan", "about.v.selected_users.0": "U0MILAN",
		"done.v.selected_options.0.value": "readback", "files.v.files.0.name": "brief.txt", "received.v.selected_date_time": "1795093800",
	})

	// Press the newest card, in dark, and open its thread.
	b.scheme("dark")
	b.click(`article:nth-last-of-type(2) .primary`)
	b.until(`document.querySelector('.log').textContent.includes('In behandeling')`)
	b.eval(`(document.querySelector('article:nth-last-of-type(2) .tools a').click(), '')`)
	b.until(`document.querySelector('#thread textarea')`)
	b.keys(`#thread textarea`, "Ik bel *vandaag* terug, @Milan de Wit :+1:")
	b.do(press('\r'))
	b.until(`document.querySelectorAll('#thread article').length === 2`)
	b.shot("7-dark-thread")
	b.do(chromedp.EmulateViewport(1024, 768))
	b.shot("7-dark-1024")
	b.do(chromedp.EmulateViewport(1380, 860))
	b.click(`.rooms a[href$="/home"]`)
	b.until(`document.querySelector('.sheet .b-header')`)
	b.shot("8-dark-home")

	// What others do appears, and leaves alone what is being typed.
	b.do(chromedp.Navigate(o.url + as(sanne) + "c/" + algemeen))
	b.keys(`.composer textarea`, "half een zin")
	if _, err := o.As(milan).Say(algemeen, "hallo &lt;b&gt;allemaal&lt;/b&gt; &amp; welkom", ""); err != nil {
		t.Fatal(err)
	}
	b.until(`document.querySelector('.log').textContent.includes('<b>allemaal</b> & welkom')`)
	if got := b.eval(`document.activeElement.value`); got != "half een zin" {
		t.Errorf("the composer holds %q", got)
	}
	b.click(`.steps button`)
	b.until(`document.querySelector('.now b').textContent === '11:15'`)

	// A refresh that comes late is of the page before, and does not take the visitor back.
	b.eval(`((real, n = 0) => { window.fetch = async (url, how) => {
		const r = await real(url, how)
		if (how?.headers?.['X-Refresh'] && !how.method && ++n === 1) await new Promise(ok => window.letGo = ok)
		window.refreshed = n
		return r
	} })(fetch), ''`)
	if _, err := o.As(milan).Say(algemeen, "nog iets", ""); err != nil {
		t.Fatal(err)
	}
	b.until(`window.letGo`)
	b.click(`.rooms a[href$="/home"]`)
	b.until(`document.querySelector('.sheet .b-header')`)
	b.eval(`(letGo(), '')`)
	b.until(`refreshed > 1 && location.pathname.endsWith('/home') && document.querySelector('.sheet .b-header')`)

	// Narrow: one panel at a time.
	b.scheme("light")
	b.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile), chromedp.Navigate(o.url+as(sanne)+"c/"+klachten))
	b.until(`getComputedStyle(document.querySelector('.side')).display === 'none'`)
	b.shot("9-phone")
	b.click(`.tabs a`)
	b.until(`getComputedStyle(document.querySelector('.side')).display !== 'none'`)
	b.shot("10-phone-list")
	b.do(chromedp.Navigate(o.url + as(sanne) + "c/" + klachten))
	b.click(`.quick button`)
	b.until(`document.querySelector('#modal:modal')`)
	b.shot("11-phone-form")
	b.eval(`(document.querySelector('.modal-body').scrollTop = 700, '')`)
	b.shot("12-phone-form-more")
}

func TestKeyboardInABrowser(t *testing.T) {
	o := newPageOffice(t)
	o.page.Reset = func(context.Context) error { return nil }
	o.ok("chat.postMessage", "channel", klachten, "text", "eerder", "blocks", caseCard("Nieuw"))
	b := newTab(t)
	b.do(chromedp.EmulateViewport(1380, 860), chromedp.Navigate(o.url+as(sanne)+"c/"+klachten))

	b.scheme("light")

	// Escape closes a menu, then a form, and asks first when something was typed.
	b.click(`details.menu summary`)
	b.until(`document.querySelector('details.menu').open`)
	b.shot("13-menu")
	b.do(press('\x1b'))
	b.until(`!document.querySelector('details.menu').open && document.activeElement.matches('summary')`)
	b.focus(`.quick button.chip`)
	b.do(press('\r'))
	b.until(`document.querySelector('#modal:modal')`)
	b.do(press('\x1b'))
	b.until(`!document.querySelector('#modal') && document.activeElement.matches('.chip')`)
	b.do(press('\r'))
	b.until(`document.querySelector('#modal:modal')`)
	b.keys(field("summary"), "half")
	b.do(press('\x1b'))
	b.until(`document.querySelector('#confirm:modal')`)
	b.shot("14-confirm")
	b.do(press('\x1b'))
	b.until(`!document.querySelector('#confirm').open && document.querySelector('[name="v/summary"]').value === 'half'`)

	// Focus stays within the form.
	for range 40 {
		b.do(press('\t'))
		if b.eval(`String(document.activeElement === document.body || !!document.activeElement.closest('#modal'))`) != "true" {
			t.Fatalf("focus left the form for %s", b.eval(`document.activeElement.outerHTML`))
		}
	}

	// Enter in a field submits, and the first field in error gets the focus.
	b.focus(field("summary"))
	b.do(press('\r'))
	b.until(`document.activeElement.name === 'v/story' && document.activeElement.getAttribute('aria-invalid') === 'true'`)
	b.click(`#modal .shut`)
	b.until(`document.querySelector('#confirm:modal')`)
	b.click(`#confirm [value=yes]`)
	b.until(`!document.querySelector('#modal')`)

	// A failure keeps what was typed; the menu of people and every label have names.
	b.keys(`.composer textarea`, "/klacht kapot")
	b.do(press('\r'))
	b.until(`document.querySelector('#failure') && document.querySelector('.composer textarea').value.trim() === '/klacht kapot'`)
	b.shot("15-failure")
	b.click(`.reset button`)
	b.until(`document.querySelector('#confirm:modal')`)
	b.click(`#confirm [value=yes]`)
	b.until(`location.pathname === '` + as(sanne) + `'`)
	nameless := `[...document.querySelectorAll('button, a, input:not([type=hidden]), select, textarea, summary')].filter(e =>
		!e.closest('[hidden], #confirm') && !e.matches('.implicit') && !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).map(e => e.outerHTML).join()`
	b.click(`.quick button.chip`)
	b.until(`document.querySelector('#modal:modal')`)
	if got := b.eval(nameless); got != "" {
		t.Errorf("without a name: %s", got)
	}
}
