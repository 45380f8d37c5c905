package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ombud/bot"
	"ombud/cmd/ombud/demo"
	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
	"ombud/handlers"
	"ombud/playground"
	"ombud/vault"
)

func TestMain(m *testing.M) {
	if later := os.Getenv(childMark); later != "" {
		os.Exit(childMain(later))
	}
	dbtest.Main(m)
}

// The places and the people of the invented firm, see package demo.
const (
	general  = "C0ALGEMEEN"
	klachten = "C0KLACHTEN" // the management channel
	app      = "U0OMBUD"

	lotte, sanne, milan, mees, fatima, joost, ruben = "U0LOTTE", "U0SANNE", "U0MILAN", "U0MEES", "U0FATIMA", "U0JOOST", "U0RUBEN"
)

// patience bounds every wait of a story.
const patience = 60 * time.Second

var amsterdam = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return zone
}()

// at reads a moment of the firm: "2026-03-05 10:00".
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, amsterdam)
	if err != nil {
		panic(err)
	}
	return t
}

// stage is one firm for one story: an imitated Slack, a database and the bot
// as serve wires it. Business time stands still until it is moved.
type stage struct {
	t     *testing.T
	play  play
	slack *playground.Slack
	clock *demo.Clock // business time
	tick  *demo.Clock // machine time: the real one, unless it is moved ahead
	cfg   *Config
	set   settings
	front *front // takes Slack's requests; nil for sockets
	log   *logbook
	bot   *service // nil when it runs as a process of its own
	store *db.Store
	twice bool // every form and every decision reaches the bot twice

	lotte, sanne, milan, mees, fatima, joost, guest, external *person
}

// play says how a stage is set.
type play struct {
	url     string // of an empty database
	http    bool   // requests come over HTTP, else over sockets
	at      string // business time, default Thursday 5 March 2026, 10:00
	members []string
	slack   func(*playground.Config)
	config  func(yaml string) string
	limits  bool // keep to Slack's pace and rate limits
	process bool // nothing is started, and both clocks are the real one
}

func newStage(t *testing.T, p play) *stage {
	t.Helper()
	s := &stage{t: t, play: p, log: &logbook{}}
	if p.at == "" {
		s.play.at = "2026-03-05 10:00"
	}
	begin := at(s.play.at)
	s.clock = &demo.Clock{Machine: func() time.Time { return begin }}
	s.tick = &demo.Clock{Machine: time.Now}
	if p.process {
		begin, s.clock = time.Now(), s.tick
	}
	s.configure(begin)
	s.openSlack()
	s.set = settings{BotToken: "xoxb-playground", SlackURL: s.slack.APIURL(), Database: p.url, MasterKey: newKeyset(t), ByHand: true}
	if !p.limits {
		s.set.Pace = -1
	}
	if p.http {
		s.set.SigningSecret, s.set.Addr = "playground-signing-secret", "127.0.0.1:0"
	} else {
		s.set.AppToken = "xapp-playground"
	}
	s.cast()
	if !p.process {
		s.start()
		t.Cleanup(s.end)
	}
	return s
}

// onBoth plays a story on both databases, each on a stage of its own.
func onBoth(t *testing.T, p play, story func(*stage)) {
	t.Helper()
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, url string) {
		t.Parallel()
		on := p
		on.url = url
		story(newStage(t, on))
	})
}

func newKeyset(t *testing.T) string {
	t.Helper()
	keys, err := vault.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	return string(keys)
}

func (s *stage) configure(now time.Time) {
	s.t.Helper()
	cfg, err := demoConfig(demo.Options{Procedure: "exactpi", Lang: "en"}, now)
	if err == nil && s.play.config != nil {
		cfg, err = parseConfig("ombud.yml", []byte(s.play.config(string(cfg.src))), now)
	}
	s.do("configuration", err)
	s.cfg = cfg
}

func (s *stage) openSlack() {
	s.t.Helper()
	c := playground.Config{
		Now: s.clock.Now, Machine: s.tick.Now, TeamID: s.cfg.Workspace, TeamName: s.cfg.Company, NoRateLimits: !s.play.limits, KeepCalls: 20000,
		EventRetry: []time.Duration{0}, Scopes: bot.Scopes, Events: (&handlers.Handlers{}).Routes().Names(bot.KindEvent),
	}
	if s.play.http {
		s.front = newFront(s.t)
		c.RequestURL = s.front.server.URL + "/slack"
	}
	if s.play.slack != nil {
		s.play.slack(&c)
	}
	s.slack = playground.New(c)
	s.t.Cleanup(s.slack.Close)
	s.do("people", demo.Populate(s.slack, klachten))
	s.do("a handler in the channel", s.slack.Join(klachten, "U0MILAN"))
	s.do("external", s.slack.AddUser(playground.User{ID: "U0EXTERN", TeamID: "T0OTHER", RealName: "Xander Extern", TZ: "Europe/Amsterdam"}))
	s.do("external joins", s.slack.Join(general, "U0EXTERN"))
	for _, m := range s.play.members {
		s.do("member", s.slack.Join(klachten, m))
	}
	_, err := s.slack.Start("127.0.0.1:0")
	s.do("Slack", err)
}

// start starts the bot and waits until Slack can reach it.
func (s *stage) start() {
	s.t.Helper()
	log := slog.New(slog.NewJSONHandler(s.log, logFrom(slog.LevelDebug)))
	started, err := startService(context.Background(), s.set, s.cfg, clocks{Business: s.clock.Now, Machine: s.tick.Now}, log)
	s.bot, s.store = started, started.store
	if err != nil {
		_ = started.stop()
		s.t.Fatalf("start the bot: %v\n%s", err, s.log)
	}
	if s.front != nil {
		s.front.to(started.addr)
		return
	}
	if !s.slack.Wait(patience, func() bool { return s.slack.Sockets() > 0 }) {
		s.t.Fatalf("the bot opened no socket\n%s", s.log)
	}
}

// stop ends the bot as a deployment does.
func (s *stage) stop() {
	s.t.Helper()
	if s.bot != nil {
		s.do("stop", s.bot.stop())
		s.bot = nil
	}
}

// end stops the bot and fails the story for anything that went wrong behind
// its back: no story expects a panic.
func (s *stage) end() {
	s.stop()
	if log := s.log.String(); strings.Contains(log, "panic") {
		s.t.Errorf("something panicked:\n%s", log)
	}
}

func (s *stage) do(what string, err error) {
	s.t.Helper()
	if err != nil {
		s.fail("%s: %v", what, err)
	}
}

// fail ends the story with what everybody sees.
func (s *stage) fail(format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("%s\n%s", fmt.Sprintf(format, args...), s.everybody())
}

// until waits for something that needs no further act.
func (s *stage) until(what string, ok func() bool) {
	s.t.Helper()
	limit, ask := time.NewTimer(patience), time.NewTicker(5*time.Millisecond)
	defer limit.Stop()
	defer ask.Stop()
	for !ok() {
		select {
		case <-ask.C:
		case <-limit.C:
			s.fail("this did not come: %s", what)
		}
	}
}

// rest waits until every event is answered and everything that was to be told
// is told.
func (s *stage) rest() {
	s.t.Helper()
	if !s.slack.Settle(patience) {
		s.fail("an event was not answered")
	}
	s.until("an empty outbox", func() bool { return s.backlog().Waiting == 0 })
}

func (s *stage) backlog() db.Backlog {
	s.t.Helper()
	b, err := s.ws().Backlog(context.Background())
	s.do("backlog", err)
	return b
}

func (s *stage) ws() *db.Workspace { return s.store.In(s.cfg.Workspace) }

// at moves the clock without running anything on the way, and rests.
func (s *stage) at(moment string) {
	s.t.Helper()
	s.clock.Set(at(moment))
}

// advance moves the clock as the demo's buttons do: whatever falls due on the
// way is done at its moment.
func (s *stage) advance(moment string) {
	s.t.Helper()
	s.rest()
	s.do("advance to "+moment, s.bot.sched.Advance(context.Background(), s.clock.Now(), at(moment), s.clock.Set))
	s.rest()
}

// later lets machine time go on, for what is tried again after a while.
func (s *stage) later(d time.Duration) { s.tick.Set(s.tick.Now().Add(d)) }

// kase reads a case as it is stored.
func (s *stage) kase(number string) *complaint.Case {
	s.t.Helper()
	c, err := s.ws().Case(context.Background(), number)
	s.do("read "+number, err)
	return c
}

// front stands before the bot, so that Slack's request URL is known before
// the bot listens and stays the same when it starts anew.
type front struct {
	server *httptest.Server
	addr   atomic.Value // string
}

func newFront(t *testing.T) *front {
	f := &front{}
	f.addr.Store("127.0.0.1:1") // nobody listens there
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: f.addr.Load().(string)})
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	f.server = httptest.NewServer(proxy)
	t.Cleanup(f.server.Close)
	return f
}

func (f *front) to(addr string) { f.addr.Store(addr) }

// logbook keeps what the bot logs.
type logbook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

var _ io.Writer = (*logbook)(nil)

// Write keeps a line.
func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String gives all that was logged.
func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
