package playground

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Slack is one imitated workspace with one app installed. All methods may be
// called from several goroutines.
type Slack struct {
	cfg    Config
	ctx    context.Context // ends with Close; pending retries and pings stop
	cancel context.CancelFunc
	work   sync.WaitGroup
	client *http.Client // for deliveries to the app

	mu        sync.Mutex
	url       string
	server    *http.Server
	counter   int64 // behind every made-up id
	lastMicro int64 // of the newest message time
	users     ordered[*User]
	channels  ordered[*channel]
	screens   map[string]*screen // by user: what is open on their screen
	views     map[string]*view
	files     map[string]*file
	triggers  map[string]*trigger
	hooks     map[string]*hook // response URLs by their secret
	buckets   map[string]*bucket
	faults    []*Fault
	twice     int
	unheard   func() // between the two deliveries of the next payload, nil: there is one
	inflight  int    // events with a first attempt not yet answered
	app       install
	sockets   socketSet
	calls     []Call
	callSeq   int64
	feed      feed
}

// install is the state of the app's installation.
type install struct {
	revoked, removed bool
}

// New returns a workspace that holds only the app's bot user and Slackbot.
func New(cfg Config) *Slack {
	s := &Slack{
		cfg: cfg.withDefaults(), screens: map[string]*screen{}, views: map[string]*view{},
		files: map[string]*file{}, triggers: map[string]*trigger{}, hooks: map[string]*hook{},
		buckets: map[string]*bucket{},
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.client = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 8},
		CheckRedirect: atMostTwoRedirects,
	}
	s.users.put("USLACKBOT", &User{ID: "USLACKBOT", TeamID: s.cfg.TeamID, Name: "slackbot", RealName: "Slackbot", TZ: "UTC"})
	s.users.put(s.cfg.BotUserID, &User{
		ID: s.cfg.BotUserID, TeamID: s.cfg.TeamID, Name: "ombud", RealName: s.cfg.AppName, Bot: true, TZ: "UTC",
	})
	return s
}

func atMostTwoRedirects(_ *http.Request, via []*http.Request) error {
	if len(via) > 2 {
		return errors.New("too many redirects")
	}
	return nil
}

// Handler serves the web API, uploads, downloads, response URLs and the socket
// link. Tell SetURL the address it is served at.
func (s *Slack) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("POST /upload/{ticket}", s.serveUpload)
	mux.HandleFunc("GET /files-pri/{file}/{name}", s.serveDownload)
	mux.HandleFunc("GET /login", serveLogin)
	mux.HandleFunc("POST /respond/{secret}", s.serveRespond)
	mux.HandleFunc("GET /link", s.serveLink)
	return mux
}

// SetURL tells the address at which Handler is served, such as
// http://127.0.0.1:8484; it begins upload, download, response and socket URLs.
func (s *Slack) SetURL(base string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.url = base
}

// Start serves Handler on addr (127.0.0.1:0 picks a port) until Close and returns
// the API root to give to a client, ending in /api/.
func (s *Slack) Start(addr string) (string, error) {
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", addr)
	if err != nil {
		return "", fmt.Errorf("playground listens on %s: %w", addr, err)
	}
	s.SetURL("http://" + l.Addr().String())
	srv := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}
	s.mu.Lock()
	s.server = srv
	s.work.Go(func() { _ = srv.Serve(l) })
	s.mu.Unlock()
	return s.APIURL(), nil
}

// APIURL returns the API root to give to a client, ending in /api/.
func (s *Slack) APIURL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.url + "/api/"
}

// Config returns the configuration with its defaults filled in.
func (s *Slack) Config() Config { return s.cfg }

// Close cuts all sockets, drops pending event retries and stops what Start began.
// It returns when the last goroutine has ended.
func (s *Slack) Close() {
	s.mu.Lock()
	s.cancel() // under the lock: nothing starts work afterwards
	s.mu.Unlock()
	s.CutSockets()
	s.mu.Lock()
	srv := s.server
	s.mu.Unlock()
	if srv != nil {
		_ = srv.Close()
	}
	s.client.CloseIdleConnections()
	s.work.Wait()
}
