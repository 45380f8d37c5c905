package playground

import (
	"bufio"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func wantHTML(t *testing.T, page string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(page, p) {
			t.Errorf("page lacks %q", p)
		}
	}
}

func wantNone(t *testing.T, page string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(page, p) {
			t.Errorf("page has %q", p)
		}
	}
}

func TestPageHeaders(t *testing.T) {
	o := newPageOffice(t)
	for _, path := range []string{"/", "/page/app.js", "/page/app.css", as(sanne) + "c/" + klachten} {
		status, h, body := o.get(path)
		if status != http.StatusOK || h.Get("Content-Security-Policy") != policy || h.Get("Cache-Control") != "no-store" ||
			h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v", path, status, h)
		}
		if strings.HasPrefix(path, "/page") {
			continue
		}
		inline := regexp.MustCompile(`(?i)<[^>]*\s(on[a-z]+|style)=|<style|<script[^>]*>[^<]|(src|href)="(https?:)?//`)
		if bad := inline.FindString(body); bad != "" {
			t.Errorf("%s has %q, which the policy forbids", path, bad)
		}
	}
	wantHTML(t, policy, "default-src 'none'", "script-src 'self'")
	wantNone(t, policy, "unsafe")
}

func TestPageIsForThisMachineAndSite(t *testing.T) {
	o := newPageOffice(t)
	say := url.Values{"channel": {algemeen}, "text": {"van elders"}}
	for name, c := range map[string]struct {
		header []string
		want   int
	}{
		"cross-site post":        {[]string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"other origin":           {[]string{"Origin", "https://evil.example"}, http.StatusForbidden},
		"name of a foreign site": {[]string{"Host", "evil.example"}, http.StatusForbidden},
		"name like localhost":    {[]string{"Host", "localhost.evil.example"}, http.StatusForbidden},
		"localhost":              {[]string{"Host", "localhost:8484"}, http.StatusOK},
		"IPv6":                   {[]string{"Host", "[::1]:8484"}, http.StatusOK},
		"same origin":            {[]string{"Sec-Fetch-Site", "same-origin"}, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			before := len(o.As(sanne).Messages(algemeen))
			status, _, _ := o.post(as(sanne)+"say", say, c.header...)
			said := len(o.As(sanne).Messages(algemeen)) - before
			if status != c.want || (said == 1) != (c.want == http.StatusOK) {
				t.Errorf("status %d and %d messages, want %d", status, said, c.want)
			}
		})
	}
	if status, _, _ := o.get("/", "Host", "evil.example"); status != http.StatusForbidden {
		t.Errorf("read through a foreign name: %d", status)
	}
	page := o.page.Handler()
	for from, want := range map[string]int{"192.0.2.7:1234": http.StatusForbidden, "[::1]:1234": http.StatusSeeOther, "127.0.0.1:1234": http.StatusSeeOther} {
		r, w := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost:8484/", nil), httptest.NewRecorder()
		r.RemoteAddr = from // whatever name it gives
		if page.ServeHTTP(w, r); w.Code != want {
			t.Errorf("from %s: %d, want %d", from, w.Code, want)
		}
	}
}

func TestPageShowsWhatTheViewerMaySee(t *testing.T) {
	o := newPageOffice(t)
	o.ok("chat.postMessage", "channel", klachten, "text", "geheim", "blocks", caseCard("Nieuw"))
	o.ok("chat.postEphemeral", "channel", klachten, "user", sanne, "text", "alleen Sanne")
	_, _, page := o.get(as(sanne) + "c/" + klachten)
	wantHTML(t, page, "K-2026-0042 · Nieuw", "alleen Sanne", "Alleen jij ziet dit", `aria-label="Behandelaar kiezen voor K-2026-0042"`)
	_, _, page = o.get(as(milan) + "c/" + klachten)
	wantHTML(t, page, "K-2026-0042 · Nieuw")
	wantNone(t, page, "alleen Sanne")
	for _, who := range []string{lotte, gast, buiten} {
		_, _, page = o.get(as(who) + "c/" + klachten)
		wantNone(t, page, "K-2026-0042", "klachten</span>")
	}
	for path, want := range map[string]int{
		as("U0NIEMAND"): http.StatusNotFound, as("U0OMBUD"): http.StatusNotFound, "/as/": http.StatusNotFound,
		as(sanne) + "file/F0": http.StatusNotFound, "/page/page.tmpl": http.StatusNotFound,
	} {
		if status, _, _ := o.get(path); status != want {
			t.Errorf("%s: %d, want %d", path, status, want)
		}
	}
}

func TestPageFirstScreen(t *testing.T) {
	for lang, want := range map[string][]string{
		"nl": {`<html lang="nl">`, "Je bent Sanne", "Typ <code>/klacht</code> of druk op <em>Klacht vastleggen</em>", "vr 20 nov 2026", "10:15"},
		"da": {`<html lang="da">`, "Du er Sanne", "Skriv <code>/klacht</code> eller tryk på", "fre. 20. nov. 2026"},
		"en": {`<html lang="en">`, "You are Sanne", "Type <code>/klacht</code> or press", "Fri 20 Nov 2026"},
	} {
		o := newPageOffice(t)
		o.page.Lang = lang
		_, _, page := o.get("/")
		wantHTML(t, page, append(want, "klachtenfunctionaris", "Je ziet alle zaken.", "Noorderlicht Advies")...)
	}
}

func TestPageEscapesWhatPeopleTyped(t *testing.T) {
	o := newPageOffice(t)
	hostile := `"><script>alert(1)</script><img src=x onerror=alert(1)>{{.Me}}`
	o.must(o.ChangeUser(milan, func(u *User) { u.RealName = hostile }))
	o.page.People[1].Name, o.page.People[1].Role = hostile, hostile
	o.post(as(milan)+"say", url.Values{"channel": {klachten}, "text": {hostile + " @" + hostile}})
	story, form := strings.ReplaceAll(hostile, `"`, `\"`), ""
	form = fileForm("", story)
	o.ok("chat.postMessage", "channel", klachten, "text", hostile, "blocks",
		`[{"type":"header","text":{"type":"plain_text","text":"`+story+`"}},{"type":"section","text":{"type":"mrkdwn","text":"`+story+`"}},
		{"type":"actions","elements":[{"type":"button","action_id":"\"x","value":"`+story+`","text":{"type":"plain_text","text":"`+story[:40]+`"}}]},
		{"type":"image","image_url":"https://evil.example/x.png","alt_text":"`+story+`"}]`)
	o.app.says(func(g got, _ http.ResponseWriter) {
		if g.path == "/slack/commands" {
			o.ok("views.open", "trigger_id", g.form.Get("trigger_id"), "view", form)
		}
	})
	_, _, page := o.post(as(sanne)+"say", url.Values{"channel": {klachten}, "text": {"/klacht"}, "back": {as(sanne) + "c/" + klachten}})
	wantHTML(t, page, "&lt;script&gt;alert(1)&lt;/script&gt;", "{{.Me}}", "Wat mag ik de klant zeggen?")
	wantNone(t, page, "<script>alert", "<img src=x", "https://evil.example")
}

func TestPageSaysMentions(t *testing.T) {
	o := newPageOffice(t)
	_, _, page := o.post(as(sanne)+"say", url.Values{"channel": {algemeen}, "text": {"@Milan de Wit & <b>: kijk @Ombud"}, "back": {as(sanne) + "c/" + algemeen}})
	if got := o.As(milan).Messages(algemeen)[0].Text; got != "<@U0MILAN> &amp; &lt;b&gt;: kijk <@U0OMBUD>" {
		t.Errorf("stored %q", got)
	}
	wantHTML(t, page, `<span class="mention">@Milan de Wit</span> &amp; &lt;b&gt;: kijk`)
	ts := o.As(sanne).Messages(algemeen)[0].TS
	_, _, page = o.post(as(milan)+"say", url.Values{"channel": {algemeen}, "thread": {ts}, "text": {"gezien"}, "back": {as(milan) + "c/" + algemeen + "/" + ts}})
	wantHTML(t, page, `<aside id="thread"`, "gezien", "1 antwoord")
	_, _, page = o.get(as(lotte) + "c/" + algemeen)
	wantHTML(t, page, "1 antwoord")
}

func TestPageCountsUnread(t *testing.T) {
	o := newPageOffice(t)
	o.get(as(milan) + "c/" + algemeen)
	for range 2 {
		_, err := o.As(sanne).Say(algemeen, "hoi", "")
		o.must(err)
		o.clk.add(time.Minute)
	}
	unread := regexp.MustCompile(`(?s)<b>Milan</b>.{0,80}class="unread">2<`)
	if _, _, page := o.get(as(sanne) + "c/" + klachten); !unread.MatchString(page) {
		t.Error("two messages of Sanne are not counted for Milan")
	}
	o.get(as(milan) + "c/" + algemeen)
	if _, _, page := o.get(as(sanne) + "c/" + klachten); unread.MatchString(page) {
		t.Error("what Milan has seen is still counted")
	}
}

func TestPageShortcutsJoinAndHome(t *testing.T) {
	o := newPageOffice(t)
	o.post(as(lotte)+"shortcut", url.Values{"callback": {"case.file.global"}})
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"type": "shortcut", "user.id": lotte})
	m, err := o.As(sanne).Say(algemeen, "klant boos", "")
	o.must(err)
	_, _, page := o.get(as(milan) + "c/" + algemeen)
	wantHTML(t, page, "Als klacht vastleggen", "Toevoegen aan dossier")
	signs := regexp.MustCompile(`name="callback" value="case[^>]*message"[^>]*>(<svg.*?</svg>)`).FindAllStringSubmatch(page, -1)
	if len(signs) != 2 || signs[0][1] == signs[1][1] {
		t.Errorf("the two shortcuts look alike: %q", signs)
	}
	o.post(as(milan)+"shortcut", url.Values{"callback": {"case.file.message"}, "channel": {algemeen}, "ts": {m.TS}})
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"type": "message_action", "message.text": "klant boos"})
	_, _, page = o.get(as(lotte) + "c/" + elders)
	wantHTML(t, page, "Je bent geen lid van dit kanaal.", "Lid worden")
	_, _, page = o.post(as(lotte)+"join", url.Values{"channel": {elders}, "back": {as(lotte) + "c/" + elders}})
	wantHTML(t, page, "Bericht in #elders")
	o.post(as(lotte)+"join", url.Values{"channel": {prive}})
	if ch, _ := o.Channel(prive); len(ch.Members) != 1 {
		t.Error("joined a private channel")
	}
	_, err = o.As(milan).CloseView()
	o.must(err)
	_, _, page = o.get(as(milan) + "home")
	wantHTML(t, page, "Goedemorgen, Sanne.", `<h3 class="b-header">Over tijd</h3>`, "Welke zaken")
	n := len(o.app.events("app_home_opened"))
	o.get(as(milan)+"home", "X-Refresh", "1")
	o.post(as(milan)+"home", url.Values{"do": {"press/top/home.filter"}, "a/top/home.filter": {"mine"}, "back": {as(milan) + "home"}}, "X-Refresh", "1")
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"actions.0.selected_option.value": "mine", "view.type": "home"})
	if got := len(o.app.events("app_home_opened")); got != n {
		t.Errorf("a refresh opened Home again: %d events after %d", got, n)
	}
	_, _, page = o.get(as(gast) + "dm")
	wantHTML(t, page, "Hier komen berichten van de app aan jou.")
}

func TestPageClockAndReset(t *testing.T) {
	o := newPageOffice(t)
	_, _, page := o.get("/")
	wantNone(t, page, "1 uur", "Opnieuw beginnen")
	var asked []string
	o.page.Advance = func(_ context.Context, step string) (time.Time, error) {
		asked = append(asked, step)
		if step == StepMessage {
			return time.Time{}, errors.New("nothing ahead")
		}
		o.clk.add(time.Hour)
		return o.clk.now(), nil
	}
	o.page.Reset = func(context.Context) error { asked = append(asked, "reset"); return nil }
	_, _, page = o.post(as(sanne)+"clock", url.Values{"step": {StepHour}, "back": {as(sanne)}})
	wantHTML(t, page, "<b>11:15</b>", "&#43;1 uur", "&#43;1 werkdag", "Naar volgend bericht", "Opnieuw beginnen")
	_, _, page = o.post(as(sanne)+"clock", url.Values{"step": {StepMessage}, "back": {as(sanne)}})
	wantHTML(t, page, "De app antwoordde niet zoals het hoort.")
	o.post(as(lotte)+"reset", nil)
	if got := strings.Join(asked, " "); got != "hour message reset" {
		t.Errorf("asked %q", got)
	}
}

func TestPageHints(t *testing.T) {
	o := newPageOffice(t)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, o.url+as(sanne)+"events", nil)
	o.must(err)
	resp, err := http.DefaultClient.Do(req)
	o.must(err)
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	lines.Scan()
	if lines.Text() != "retry: 1000" {
		t.Fatalf("began with %q", lines.Text())
	}
	o.ok("auth.test")                                                           // a call is no news
	o.ok("chat.postEphemeral", "channel", klachten, "user", milan, "text", "x") // nor what another sees alone
	_, err = o.As(milan).Say(algemeen, "hoi", "")
	o.must(err)
	var hints int
	go func() { time.Sleep(200 * time.Millisecond); o.Close() }() // the stream ends with the workspace
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "data:") {
			hints++
		}
		wantNone(t, lines.Text(), "hoi")
	}
	if hints != 1 {
		t.Errorf("%d hints, want one for the message", hints)
	}
}

func TestPageWordsAreComplete(t *testing.T) {
	for code, w := range languages {
		for i, e := range fieldsOf(w) {
			if e == "" {
				t.Errorf("%s: text %d is missing", code, i)
			}
		}
	}
}

// TestPageSaysWhyNotInItsLanguage: what is not possible, and what failed, is said in the
// language of the page; how it failed is for the log.
func TestPageSaysWhyNotInItsLanguage(t *testing.T) {
	o := newPageOffice(t)
	var log strings.Builder
	o.page.Log = slog.New(slog.NewTextHandler(&log, nil))
	fault := errors.New("job remind: a case is gone")
	o.page.Advance = func(context.Context, string) (time.Time, error) { return time.Time{}, fault }
	o.page.Reset = func(context.Context) error { return fault }
	o.page.Speak = func(context.Context, string) error { return fault }
	say := func(channel, text string) func() (int, http.Header, string) {
		return func() (int, http.Header, string) {
			return o.post(as(lotte)+"say", url.Values{"channel": {channel}, "text": {text}})
		}
	}
	send := func(what string, form url.Values) func() (int, http.Header, string) {
		return func() (int, http.Header, string) { return o.post(as(lotte)+what, form) }
	}
	for lang, w := range languages {
		o.page.Lang = lang
		other := "nl"
		if lang == "nl" {
			other = "da"
		}
		for name, c := range map[string]struct {
			act   func() (int, http.Header, string)
			shown []string
		}{
			"too long":          {say(algemeen, strings.Repeat("x", 40_001)), []string{w.NotPossible, w.Shorter}},
			"not in the list":   {say(klachten, "hallo"), []string{w.NotPossible}},
			"no such message":   {send("press", url.Values{"channel": {algemeen}, "ts": {"1.1"}, "do": {"press/b/a"}}), []string{w.NotPossible}},
			"the clock fails":   {send("clock", url.Values{"step": {StepHour}}), []string{w.Failed}},
			"no new beginning":  {send("reset", nil), []string{w.Failed}},
			"no other language": {send("speak", url.Values{"lang": {other}}), []string{w.Failed}},
			"no such shortcut":  {send("shortcut", url.Values{"callback": {"none"}}), []string{w.NotPossible}},
		} {
			t.Run(lang+" "+name, func(t *testing.T) {
				log.Reset()
				c.act()
				_, _, page := o.get(as(lotte))
				wantHTML(t, page, c.shown...)
				wantNone(t, page, fault.Error(), "message is too long", "is not in their list", "no message 1.1", "no global shortcut")
				if failed := slices.Contains(c.shown, w.Failed); failed != strings.Contains(log.String(), fault.Error()) {
					t.Errorf("the log: %s", &log)
				}
			})
		}
	}
	o.must(o.Archive(algemeen))
	o.page.Lang = "nl"
	say(algemeen, "hallo")()
	_, _, page := o.get(as(lotte) + "c/" + algemeen)
	wantHTML(t, page, `<span class="detail">Dit kanaal is gearchiveerd.`)
}
