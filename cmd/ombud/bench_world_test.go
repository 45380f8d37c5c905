package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/cmd/ombud/demo"
	"ombud/db/dbtest"
	"ombud/playground"
	"ombud/vault"
)

// benchDesk is where the filers of the benchmarks type their commands.
const (
	benchDesk   = "C0BALIE"
	benchFilers = 20
)

func filerID(i int) string { return fmt.Sprintf("U0FILER%02d", i%benchFilers) }

// benchSlack is an imitated Slack with the demo's firm and some more colleagues, all
// invented. Rate limits are off: ten channels' worth of work goes through one. Its
// machine clock stands still between ticks, so that triggers made before a run are good
// during it. Over http requests come signed, and pass the world; else by socket.
func benchSlack(b *testing.B, http bool) *benchWorld {
	b.Helper()
	w := &benchWorld{}
	w.tick()
	relay := httptest.NewServer(w)
	b.Cleanup(relay.Close)
	cfg := playground.Config{Now: time.Now, Machine: w.clock, NoRateLimits: true, KeepCalls: 16}
	if http {
		cfg.RequestURL = relay.URL + "/slack"
	}
	w.Slack = playground.New(cfg)
	b.Cleanup(w.Close)
	mustBench(b, demo.Populate(w.Slack, "C0KLACHTEN"))
	var filers []string
	for i := range benchFilers {
		filers = append(filers, filerID(i))
		mustBench(b, w.AddUser(playground.User{ID: filerID(i), RealName: fmt.Sprint("Invented Colleague ", i), TZ: "Europe/Amsterdam"}))
	}
	mustBench(b, w.AddChannel(playground.Channel{ID: benchDesk, Name: "balie", Members: filers}))
	api := httptest.NewServer(w.timed(w.Handler()))
	b.Cleanup(api.Close)
	w.SetURL(api.URL)
	return w
}

// benchWorld is the imitated Slack and the place that its requests pass.
type benchWorld struct {
	*playground.Slack
	mu      sync.Mutex
	now     time.Time // of its machine
	bot     string    // address of the bot; empty: requests are only kept
	taken   []benchRequest
	opening []time.Duration // that the imitation itself took for each views.open
}

// tick sets the machine's clock.
func (w *benchWorld) tick() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = time.Now()
}

func (w *benchWorld) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// timed measures what of an opened form is the imitation's own work: the time belongs
// to the answer, but not to the bot.
func (w *benchWorld) timed(api http.Handler) http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		start := time.Now()
		api.ServeHTTP(to, r)
		if took := time.Since(start); r.URL.Path == "/api/views.open" {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.opening = append(w.opening, took)
		}
	})
}

// opened gives how long the imitation took for each form since it was asked last.
func (w *benchWorld) opened() []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	took := w.opening
	w.opening = nil
	return took
}

// benchRequest is one that Slack sent, signed, ready to be sent again.
type benchRequest struct {
	path   string
	header http.Header
	body   []byte
}

// ServeHTTP keeps a request of Slack, and passes it on when there is a bot.
func (w *benchWorld) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(to, err.Error(), http.StatusBadRequest)
		return
	}
	kept := benchRequest{r.URL.Path, r.Header.Clone(), body}
	w.mu.Lock()
	if !strings.HasSuffix(r.URL.Path, "/events") { // which only tell the bot what it posted itself
		w.taken = append(w.taken, kept)
	}
	bot := w.bot
	w.mu.Unlock()
	if bot == "" {
		return
	}
	answer, status, err := kept.send(http.DefaultClient, bot)
	if err != nil {
		http.Error(to, err.Error(), http.StatusBadGateway)
		return
	}
	to.Header().Set("Content-Type", "application/json")
	to.WriteHeader(status)
	_, _ = to.Write(answer)
}

// send sends the request to the bot and reads the whole answer.
func (r *benchRequest) send(client *http.Client, bot string) (answer []byte, status int, err error) {
	req, err := http.NewRequest(http.MethodPost, "http://"+bot+r.path, bytes.NewReader(r.body))
	if err != nil {
		return nil, 0, err
	}
	req.Header = r.header
	resp, err := client.Do(req)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(resp.Body)
	return answer, resp.StatusCode, err
}

// to sends the next requests to that bot; to an empty address they are only kept.
func (w *benchWorld) to(bot string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.bot = bot
}

// kept gives the requests since it was asked last.
func (w *benchWorld) kept() []benchRequest {
	w.mu.Lock()
	defer w.mu.Unlock()
	taken := w.taken
	w.taken = nil
	return taken
}

// startServe runs `ombud serve` for the demo's firm and returns when it is ready.
func startServe(b *testing.B, bin string, slack *benchWorld, env map[string]string) *process {
	b.Helper()
	cfg, err := demoConfig(demo.Options{Lang: "nl", Procedure: "exactpi"}, time.Now())
	mustBench(b, err)
	path := filepath.Join(b.TempDir(), "ombud.yml")
	mustBench(b, os.WriteFile(path, cfg.src, 0o600))
	keyset, err := vault.NewKeyset()
	mustBench(b, err)
	all := map[string]string{
		"SLACK_BOT_TOKEN": slack.Config().BotToken, "SLACK_API_URL": slack.APIURL(), "OMBUD_CONFIG": path,
		"OMBUD_MASTER_KEY": string(keyset), "OMBUD_ADDR": freeAddr(b),
	}
	for name, value := range env {
		all[name] = value
	}
	if all["SLACK_APP_TOKEN"] == "" {
		all["SLACK_SIGNING_SECRET"] = slack.Config().SigningSecret
	}
	p := startProcess(b, bin, all, "serve")
	p.addr = all["OMBUD_ADDR"]
	waitFor(b, p, "http://"+p.addr+"/readyz", http.StatusNoContent)
	return p
}

// benchPostgres gives the address of an empty Postgres database that waits for the disk: a
// success that a power cut undoes would be none.
func benchPostgres(b *testing.B) string {
	b.Helper()
	url := dbtest.Postgres(b)
	pool, err := sql.Open("postgres", url)
	mustBench(b, err)
	defer pool.Close()
	for _, setting := range []string{"fsync", "synchronous_commit"} {
		var is string
		mustBench(b, pool.QueryRow("SHOW "+setting).Scan(&is))
		if is != "on" {
			b.Fatalf("%s is %s: use `make bench`, which starts a Postgres that waits for the disk", setting, is)
		}
	}
	return url
}
