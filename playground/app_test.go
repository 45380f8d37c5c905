package playground

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// clock is a machine clock that tests move.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// office is a workspace with invented people and, when asked, an app behind it.
type office struct {
	*Slack
	t   *testing.T
	clk *clock
	app *app
}

const (
	sanne, milan, lotte, gast = "U0SANNE", "U0MILAN", "U0LOTTE", "U0GAST"
	buiten, weg               = "U0BUITEN", "U0WEG"
	klachten, algemeen        = "C0KLACHTEN", "C0ALGEMEEN"
	elders, prive             = "C0ELDERS", "C0PRIVE"
)

func newOffice(t *testing.T, cfg Config) *office {
	t.Helper()
	o := &office{t: t, clk: &clock{t: time.Date(2026, 11, 20, 9, 15, 0, 0, time.UTC)}}
	if cfg.Machine == nil {
		cfg.Machine = o.clk.now
	}
	cfg.Now = o.clk.now
	if cfg.EventRetry == nil {
		cfg.EventRetry = []time.Duration{0, 10 * time.Millisecond, 20 * time.Millisecond}
	}
	if cfg.Events == nil { // also what the app's manifest does not ask for
		cfg.Events = append([]string{"member_left_channel", "app_uninstalled", "tokens_revoked"}, DefaultEvents...)
	}
	o.app = &app{t: t, secret: "playground-signing-secret"}
	if cfg.RequestURL == "http" {
		srv := httptest.NewServer(o.app)
		t.Cleanup(srv.Close)
		cfg.RequestURL = srv.URL + "/slack"
	}
	o.Slack = New(cfg)
	if _, err := o.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Close)
	o.furnish()
	return o
}

func (o *office) furnish() {
	for _, u := range []User{
		{ID: sanne, Name: "sanne", RealName: "Sanne Bakker", Title: "Klachtenfunctionaris", Admin: true},
		{ID: milan, Name: "milan", RealName: "Milan de Wit"},
		{ID: lotte, Name: "lotte", RealName: "Lotte Jansen", TZ: "America/New_York", Locale: "en-US"},
		{ID: gast, Name: "gast", RealName: "Gast", UltraRestricted: true},
		{ID: buiten, Name: "buiten", RealName: "Bo Buiten", TeamID: "T0ANDERS", Stranger: true},
		{ID: weg, Name: "weg", RealName: "Wim Weg", Deleted: true},
	} {
		o.must(o.AddUser(u))
	}
	bot := "U0OMBUD"
	for _, c := range []Channel{
		{ID: klachten, Name: "klachten", Private: true, Members: []string{sanne, milan, bot}},
		{ID: algemeen, Name: "algemeen", Members: []string{sanne, milan, lotte, bot}},
		{ID: elders, Name: "elders", Members: []string{sanne}},
		{ID: prive, Name: "prive", Private: true, Members: []string{sanne}},
	} {
		o.must(o.AddChannel(c))
	}
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// api calls a method with a form and the bot token in it.
func (o *office) api(method string, pairs ...string) obj {
	o.t.Helper()
	f := url.Values{"token": {"xoxb-playground"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Set(pairs[i], pairs[i+1])
	}
	_, _, answer := o.request(method, formType, f.Encode(), "")
	return answer
}

// ok is api for a call that must succeed.
func (o *office) ok(method string, pairs ...string) obj {
	o.t.Helper()
	a := o.api(method, pairs...)
	if a["ok"] != true {
		o.t.Fatalf("%s %v: %v", method, pairs, a)
	}
	return a
}

// refused is api for a call that must answer an error code.
func (o *office) refused(code, method string, pairs ...string) obj {
	o.t.Helper()
	a := o.api(method, pairs...)
	if a["ok"] != false || a["error"] != code {
		o.t.Fatalf("%s %v: got %v, want error %s", method, pairs, a, code)
	}
	return a
}

func (o *office) request(method, contentType, body, bearer string) (int, http.Header, obj) {
	o.t.Helper()
	req, _ := http.NewRequest(http.MethodPost, o.APIURL()+method, strings.NewReader(body))
	req.Header.Set("Content-Type", contentType)
	if bearer != "" {
		req.Header.Set("Authorization", "Bearer "+bearer)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, nil
	}
	defer resp.Body.Close()
	raw, _ := io.ReadAll(resp.Body)
	v, _ := decode(raw)
	answer, _ := v.(obj)
	return resp.StatusCode, resp.Header, answer
}

// got is one request the app received.
type got struct {
	path    string
	header  http.Header
	form    url.Values
	payload obj // of an interaction, an event or, flat, a command
}

// app is a tiny app: it checks signatures, keeps what it gets and answers as told.
type app struct {
	t      *testing.T
	secret string
	mu     sync.Mutex
	all    []got
	answer func(g got, w http.ResponseWriter) // nil acknowledges with an empty 200
}

func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	ts := r.Header.Get("X-Slack-Request-Timestamp")
	if r.Header.Get("X-Slack-Signature") != Sign(a.secret, ts, body) {
		http.Error(w, "bad signature", http.StatusUnauthorized)
		return
	}
	g := got{path: r.URL.Path, header: r.Header}
	if bytes.HasPrefix(body, []byte("{")) {
		v, _ := decode(body)
		g.payload = v.(obj)
	} else {
		g.form, _ = url.ParseQuery(string(body))
		if p := g.form.Get("payload"); p != "" {
			v, _ := decode([]byte(p))
			g.payload = v.(obj)
		}
	}
	a.mu.Lock()
	a.all = append(a.all, g)
	answer := a.answer
	a.mu.Unlock()
	if answer != nil {
		answer(g, w)
	}
}

func (a *app) says(answer func(g got, w http.ResponseWriter)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.answer = answer
}

func (a *app) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = nil
}

// got tells whether anything came to a path.
func (a *app) got(path string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.ContainsFunc(a.all, func(g got) bool { return g.path == path })
}

// last returns the newest request to a path.
func (a *app) last(path string) got {
	a.t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	for i := len(a.all) - 1; i >= 0; i-- {
		if a.all[i].path == path {
			return a.all[i]
		}
	}
	a.t.Fatalf("app got nothing at %s", path)
	return got{}
}

// events returns the inner events of a type, in order of arrival.
func (a *app) events(kind string) []obj {
	a.mu.Lock()
	defer a.mu.Unlock()
	var es []obj
	for _, g := range a.all {
		if e := child(g.payload, "event"); text(e, "type") == kind {
			es = append(es, e)
		}
	}
	return es
}

// at walks JSON by keys and indexes, "a.0.b".
func at(v any, path string) any {
	for _, k := range strings.Split(path, ".") {
		switch c := v.(type) {
		case obj:
			v = c[k]
		case []any:
			i, err := strconv.Atoi(k)
			if err != nil || i >= len(c) {
				return nil
			}
			v = c[i]
		default:
			return nil
		}
	}
	if n, ok := v.(json.Number); ok {
		return n.String()
	}
	return v
}

func wantAt(t *testing.T, v any, want map[string]any) {
	t.Helper()
	for path, w := range want {
		if g := at(v, path); g != w {
			t.Errorf("%s = %v, want %v", path, g, w)
		}
	}
}
