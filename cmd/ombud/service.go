package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"ombud/bot"
	"ombud/db"
	"ombud/handlers"
	"ombud/scheduler"
)

// clocks are the two kinds of time: business time, which the demo may move,
// decides receipts, dues and reminders; machine time, which nobody moves,
// decides signatures, trigger ids, leases and retries.
type clocks struct {
	Business func() time.Time
	Machine  func() time.Time
}

// service is the bot with everything it runs on.
type service struct {
	set   settings
	cfg   *Config
	clock clocks
	log   *slog.Logger

	store  *db.Store
	client *bot.Client
	router *bot.Router
	socket *bot.Socket // nil over HTTP
	sched  *scheduler.Scheduler
	server *http.Server // nil without a listen address
	addr   string

	background sync.WaitGroup
	cancel     context.CancelFunc
	patience   time.Duration // how long stop waits for what runs; zero: stopTime
	failed     chan error    // an end that nobody asked for
	ready      chan struct{} // closed once Slack can reach us
}

// startService opens the database, checks Slack, and starts to listen and to
// work. What it started is ended by stop, also after an error.
func startService(ctx context.Context, set settings, cfg *Config, clock clocks, log *slog.Logger) (*service, error) {
	s := newService(set, cfg, clock, log)
	if err := s.prepare(ctx); err != nil {
		return s, err
	}
	return s, s.listen(ctx)
}

func newService(set settings, cfg *Config, clock clocks, log *slog.Logger) *service {
	return &service{set: set, cfg: cfg, clock: clock, log: log, failed: make(chan error, 3), ready: make(chan struct{})}
}

// prepare opens the database, checks Slack and writes what cases are judged by.
// Nothing listens or works yet.
func (s *service) prepare(ctx context.Context) error {
	if err := s.open(ctx); err != nil {
		return err
	}
	if err := s.checkSlack(ctx); err != nil {
		return err
	}
	return s.saveCompany(ctx)
}

func (s *service) open(ctx context.Context) error {
	v, err := masterKey(s.set.MasterKey, s.set.Database)
	if err != nil {
		return err
	}
	open := db.Open
	if s.set.Dry {
		open = db.OpenToLook
	}
	if s.store, err = open(ctx, s.set.Database, v); err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	s.client = bot.NewClient(bot.Config{
		BotToken: s.set.BotToken, AppToken: s.set.AppToken, URL: s.set.SlackURL, Now: s.clock.Machine,
	})
	return nil
}

// checkSlack ends the start, by name of what is wrong, for tokens of the
// wrong kind, missing scopes and another workspace than the configured one.
func (s *service) checkSlack(ctx context.Context) error {
	if err := s.client.CheckStart(ctx); err != nil {
		return err
	}
	self, err := s.client.Self(ctx)
	if err != nil {
		return fmt.Errorf("slack: %w", err)
	}
	if self.Team != s.cfg.Workspace {
		return usageError{s.cfg.wrong("workspace", "it is "+s.cfg.Workspace+", but the token belongs to "+self.Team)}
	}
	return nil
}

// handlers are what people can do in Slack, in the one workspace that is served.
func (s *service) handlers() *handlers.Handlers {
	return &handlers.Handlers{
		Store: s.store.In(s.cfg.Workspace), Slack: s.client, Company: s.cfg.company(), Now: s.clock.Business, Log: s.log,
	}
}

// listen starts what takes requests in and what works by the clock.
func (s *service) listen(ctx context.Context) error {
	ctx, s.cancel = context.WithCancel(ctx)
	ws, company := s.store.In(s.cfg.Workspace), s.cfg.company()
	h := s.handlers()
	s.router = &bot.Router{
		Team: s.cfg.Workspace, Routes: s.cfg.routes(h.Routes()), Client: s.client, Explain: h.Explain, Log: s.log,
	}
	s.sched = &scheduler.Scheduler{
		Store: ws, Slack: s.client, Company: company, Now: s.clock.Business, Machine: s.clock.Machine,
		Schedules: s.cfg.Schedules, Wake: s.store.Wake(), Pace: s.set.Pace, ByHand: s.set.ByHand, Look: s.set.Look, Home: h.HomeOf, Log: s.log,
	}
	if s.set.AppToken != "" {
		s.socket = &bot.Socket{Router: s.router, Client: s.client, Log: s.log, Greeted: func() { close(s.ready) }}
	}
	if err := s.serveHTTP(ctx); err != nil {
		return err
	}
	if err := s.sched.Start(ctx); err != nil {
		return fmt.Errorf("start the schedule: %w", err)
	}
	if s.socket == nil {
		close(s.ready)
		return nil
	}
	s.background.Go(func() { s.report(s.socket.Run(ctx)) })
	return nil
}

// serveHTTP listens on the configured address: health and figures always,
// Slack's requests when there is a signing secret and no app token.
func (s *service) serveHTTP(ctx context.Context) error {
	if s.set.Addr == "" {
		return nil
	}
	mux := http.NewServeMux()
	s.health(mux)
	if s.socket == nil {
		slack := &bot.HTTP{Router: s.router, Secret: s.set.SigningSecret, Now: s.clock.Machine}
		mux.Handle("/slack/", slack.Handler())
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.set.Addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	s.addr = listener.Addr().String()
	s.server = &http.Server{
		Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	s.background.Go(func() {
		if err := s.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.report(fmt.Errorf("serve: %w", err))
		}
	})
	return nil
}

// wait returns when the context ends, or with the error that ends the service before.
// It logs when Slack can reach us.
func (s *service) wait(ctx context.Context) error {
	select {
	case <-s.ready:
		s.log.InfoContext(ctx, "ombud is ready", "workspace", s.cfg.Workspace, "database", s.store.Name(), "address", s.addr)
	case <-ctx.Done():
		return nil
	case err := <-s.failed:
		return err
	}
	select {
	case <-ctx.Done():
		return nil
	case err := <-s.failed:
		return err
	}
}

func (s *service) report(err error) {
	if err != nil {
		s.failed <- err
	}
}

// How long an end may take: what runs is waited for, and then the database to be closed.
// Together it is less than the half minute after which most supervisors kill.
const (
	stopTime  = 20 * time.Second
	closeTime = 5 * time.Second
)

// stop ends everything in the order that loses nothing: no new work by the clock, requests
// on their way taken and answered, what was to be said afterwards said, the sender at rest,
// the database closed. What takes longer than its time is left as a kill would leave it:
// the next start looks for what was sent, and goes on.
func (s *service) stop() error {
	ctx, done := context.WithTimeout(context.Background(), cmp.Or(s.patience, stopTime))
	defer done()
	var errs []error
	if s.cancel != nil {
		s.cancel()
	}
	if s.server != nil {
		errs = append(errs, s.server.Shutdown(ctx))
	}
	errs = append(errs, within(ctx, "the connections", func() error { s.background.Wait(); return nil }))
	if s.router != nil {
		errs = append(errs, s.router.Stop(ctx))
	}
	if s.sched != nil {
		errs = append(errs, within(ctx, "the sender", func() error { s.sched.Stop(); return nil }))
	}
	if s.store != nil {
		closing, closed := context.WithTimeout(context.Background(), closeTime)
		defer closed()
		errs = append(errs, within(closing, "the database", s.store.Close))
	}
	return errors.Join(errs...)
}

// within waits for the end of something, but not longer than the context.
func within(ctx context.Context, what string, wait func() error) error {
	done := make(chan error, 1)
	go func() { done <- wait() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("stop %s: %w", what, ctx.Err())
	}
}
