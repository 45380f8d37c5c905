package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// browser is one Chromium tab on the demo. Pictures go to the folder named by
// SCREENSHOTS, else away with the test.
type browser struct {
	t    *testing.T
	ctx  context.Context
	base string
	dir  string
	shot int
}

func openBrowser(t *testing.T, base string) *browser {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithAllocatorOptions(
		chromedp.NoSandbox, chromedp.Flag("disable-background-networking", true), chromedp.Flag("no-proxy-server", true),
		chromedp.WindowSize(1380, 900),
	))
	t.Cleanup(cancel)
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	b := &browser{t: t, ctx: ctx, base: base, dir: dir}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1380, 900)); err != nil {
		t.Fatal(err)
	}
	return b
}

// be becomes a person and looks at a conversation: a channel id, "dm" or
// "home".
func (b *browser) be(user, place string) {
	b.t.Helper()
	path := place
	if strings.HasPrefix(place, "C") {
		path = "c/" + place
	}
	if err := chromedp.Do(b.ctx, chromedp.Navigate(b.base+"/as/"+user+"/"+path)); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) js(expression string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		b.picture("failed")
		b.t.Fatalf("%s: %v", expression, err)
	}
	return s
}

// until waits for something to be true on the page.
func (b *browser) until(what, expression string) {
	b.t.Helper()
	for end := time.Now().Add(12 * time.Second); ; time.Sleep(40 * time.Millisecond) {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok {
			return
		}
		if time.Now().After(end) {
			b.picture("failed")
			b.t.Fatalf("never: %s (%v); the page says:\n%s", what, err, b.js("document.body.innerText"))
		}
	}
}

// sees waits until the page shows a text.
func (b *browser) sees(text string) {
	b.t.Helper()
	b.until("the page shows "+text, "document.body.innerText.includes("+quote(text)+")")
}

// keys types into a control.
func (b *browser) keys(selector, typed string) {
	b.t.Helper()
	b.until("the focus is on "+selector, "(e => e && (e.focus(), document.activeElement === e))(document.querySelector("+quote(selector)+"))")
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(typed)); err != nil {
		b.t.Fatal(err)
	}
}

// command types a line into the composer and sends it.
func (b *browser) command(line string) {
	b.t.Helper()
	b.keys(".composer textarea", line+"\r")
}

// press clicks the newest button with that label, in the window that is open
// if there is one.
func (b *browser) press(label string) {
	b.t.Helper()
	find := `[...(document.querySelector('#modal:modal') ?? document).querySelectorAll('button')].filter(x => x.textContent.trim() === ` + quote(label) + ` && !x.disabled).at(-1)`
	b.until("a button "+label, find)
	b.js("(" + find + ").click()")
}

// thread opens the thread of the newest message.
func (b *browser) thread() {
	b.t.Helper()
	find := "[...document.querySelectorAll('article a')].filter(x => /repl/.test(x.textContent)).at(-1)"
	b.until("a thread", find)
	b.js("(" + find + ").click()")
	b.until("the thread is open", "document.querySelector('#thread article')")
}

// form waits for the window with that title.
func (b *browser) form(title string) {
	b.t.Helper()
	b.until("the window "+title, "document.querySelector('#modal:modal #modal-title')?.textContent === "+quote(title))
}

// set fills a field of the open window by its block: text, choice or date.
func (b *browser) set(block, value string) {
	b.t.Helper()
	name := "v/" + block
	b.until("the field "+block, fmt.Sprintf(`document.querySelector('#modal [name=%s]')`, quote(name)))
	b.js(fmt.Sprintf(`(() => {
		const all = [...document.querySelectorAll('#modal [name=%s]')];
		const box = all.find(x => (x.type === 'radio' || x.type === 'checkbox') && x.value === %s);
		if (box) { if (!box.checked) box.click(); return 'ticked'; }
		all[0].value = %s;
		all[0].dispatchEvent(new Event('input', {bubbles: true}));
		all[0].dispatchEvent(new Event('change', {bubbles: true}));
		return 'set';
	})()`, quote(name), quote(value), quote(value)))
}

// choose types into a menu that suggests, and takes the one suggestion.
func (b *browser) choose(typed string) {
	b.t.Helper()
	b.keys("#modal .combo [role=combobox]", typed)
	b.until("one suggestion", "document.querySelectorAll('#modal .combo [role=option]').length === 1")
	b.keys("#modal .combo [role=combobox]", "\r")
	b.until("the suggestion is taken", "document.querySelector('#modal .combo [type=hidden]').value !== ''")
}

// send submits the open window and waits until it is gone or another.
func (b *browser) send(label, next string) {
	b.t.Helper()
	b.press(label)
	if next == "" {
		b.until("the window is gone", "!document.querySelector('#modal')")
		return
	}
	b.form(next)
}

func (b *browser) scheme(name string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) picture(name string) {
	b.t.Helper()
	b.shot++
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Logf("picture %s: %v", name, err)
		return
	}
	if err := os.WriteFile(filepath.Join(b.dir, fmt.Sprintf("%02d-%s.png", b.shot, name)), png, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

func quote(s string) string {
	raw, _ := json.Marshal(s) // a string always marshals
	return string(raw)
}

// startDemo runs `ombud demo` in this process on a port of its own.
func startDemo(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out := &lockedBuffer{}
	done := make(chan int)
	env := &environment{Streams: &Streams{In: strings.NewReader(""), Out: out, Err: out}, Getenv: func(string) string { return "" }, Now: time.Now}
	go func() {
		done <- run(ctx, append([]string{"demo", "--addr", "127.0.0.1:0", "--cases", "0"}, args...), env)
	}()
	t.Cleanup(func() {
		cancel()
		if code := <-done; code != 0 {
			t.Errorf("demo ended with %d:\n%s", code, out.String())
		}
	})
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if _, after, ok := strings.Cut(out.String(), "open http://"); ok {
			return "http://" + strings.Fields(after)[0]
		}
	}
	t.Fatalf("the demo did not start:\n%s", out.String())
	return ""
}

// lockedBuffer is written by the program and read by the test.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// The straight road on the page, as filer, officer, handler, management and
// follow-up caller.
func TestRoadInABrowser(t *testing.T) {
	b := openBrowser(t, startDemo(t, "--at", "2026-03-05T10:20"))
	const channel, number = "C0KLACHTEN", "K-2026-0001"

	b.be("U0LOTTE", "")
	b.picture("first-screen")
	b.command("/complaint")
	b.form("Record a complaint")
	b.picture("filing")
	b.set("name", "Anna de Vries")
	b.set("phone", "+31 6 12345678")
	b.set("summary", "Annual accounts delivered two months late")
	b.set("story", "The accounts were promised for September and came in November.")
	b.set("wish", "The fine back")
	b.send("Record", "On record")
	b.picture("filed")
	b.press("What may I tell the customer?")
	b.form("What you may tell")
	b.picture("what-to-tell")
	b.press("OK")
	b.form("On record")
	b.press("OK")
	b.until("the window is gone", "!document.querySelector('#modal')")

	b.be("U0LOTTE", "dm")
	b.sees(number)
	b.picture("receipt")
	b.press("Record customer's approval")
	b.form("Read the report back")
	b.picture("read-back")
	b.set("verdict", "readback_approved")
	b.set("done", "explained")
	b.send("Save", "")

	b.be("U0SANNE", channel)
	b.press("Assign handler")
	b.form("Assign " + number)
	b.choose("Milan")
	b.set("deliverers", "U0JOOST")
	b.picture("assign")
	b.send("Assign", "")
	b.sees("Milan de Wit")
	b.picture("card-assigned")

	b.be("U0MILAN", "dm")
	b.sees(number)
	b.picture("desk")
	b.press("Record first contact")
	b.form("Contact " + number)
	b.set("how", "We check the file and call back")
	b.set("day", "2026-03-20")
	b.picture("contact")
	b.send("Save", "")
	b.press("Draft answer")
	b.form("Answer " + number)
	b.set("form", "phone")
	b.set("outcome", "upheld")
	b.set("text", "You are right, the accounts came two months late. We are sorry, and we refund the fine.")
	b.set("reasons", "The file lay with us unread for two months.")
	b.picture("draft")
	b.send("Save", "")

	b.be("U0SANNE", channel)
	b.thread()
	b.sees("Approve")
	b.picture("officer")

	b.be("U0MEES", channel)
	b.thread()
	b.sees("Approve")
	b.picture("approval")
	b.press("Approve") // little of the answer is told here, so that it asks first
	b.press("Approve all the same")
	b.sees("Approved by Mees Vos")
	b.picture("approved")

	b.be("U0MILAN", "dm")
	b.press("Log delivery")
	b.form("Delivery " + number)
	b.set("via", "phone")
	b.picture("deliver")
	b.send("Save", "")

	b.be("U0LOTTE", "home")
	b.press("Record follow-up")
	b.form("Follow-up " + number)
	b.set("result", "satisfied")
	b.picture("follow-up")
	b.send("Save", "")

	b.be("U0SANNE", channel)
	b.press("Close case")
	b.form("Close " + number)
	b.set("handling", "Fine refunded, planning moved forward.")
	b.picture("close")
	b.press("Close case")
	b.sees("Closed")
	b.picture("closed")

	b.scheme("dark")
	b.be("U0SANNE", "home")
	b.sees("All cases")
	b.sees("Recorded or received by me")
	b.picture("home-dark")
	b.be("U0JOOST", "")
	if text := b.js("document.body.innerText"); strings.Contains(text, "K-2026") || strings.Contains(text, "klachten") {
		t.Errorf("Joost, who delivered the service, finds the case:\n%s", text)
	}
}
