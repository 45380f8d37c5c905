package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"ombud/calendar"
)

// DemoCmd is `ombud demo`.
type DemoCmd struct {
	Addr      string `help:"Where the page listens (${default}); it opens on this machine only." default:"127.0.0.1:8484" placeholder:"ADDR"`
	Procedure string `help:"A preset, or the path of a procedure (${default})." default:"exactpi" placeholder:"NAME"`
	Lang      string `help:"nl, da or en; left out, English, and of another procedure its own." default:"" enum:"nl,da,en," placeholder:"LANG"`
	Privacy   string `help:"How much the messages tell: minimal, or standard with what a case is about (${default})." default:"minimal" enum:"minimal,standard" placeholder:"LEVEL"`
	Cases     int    `help:"How many invented cases are there at the beginning (${default})." default:"12" placeholder:"N"`
	OpenTour  bool   `help:"Begin with the tour open. It goes the road of exactpi, and is offered with that one."`
	At        string `help:"Begin at this moment, 2026-03-06T16:00; left out: the next working moment." placeholder:"TIME"`

	Beat time.Duration `hidden:"" default:"330ms" help:"How long the tour rests between two acts."`
}

// Run serves the demo until the context ends. Everything lies in a temporary
// folder that is removed at the end.
func (c *DemoCmd) Run(ctx context.Context, env *environment) error {
	d := &demo{cmd: c, env: env, log: slog.New(slog.NewTextHandler(env.Err, logFrom(slog.LevelWarn)))}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; choose another with --addr", c.Addr, err)
	}
	d.url = "http://" + pageAddress(listener.Addr())
	server := &http.Server{Handler: d, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	if err := d.restart(ctx); err != nil {
		return errors.Join(err, server.Close(), d.stop())
	}
	_, _ = fmt.Fprintf(env.Out, "Ombud demo: open %s\nEverybody in it is invented. Ctrl-C ends it and forgets everything.\n", d.url)
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
	}
	return errors.Join(err, server.Close(), d.stop())
}

// pageAddress is where a browser on this machine finds the page, which answers to no
// name but this machine's: also when it listens on every address.
func pageAddress(listens net.Addr) string {
	if a, ok := listens.(*net.TCPAddr); ok && a.IP.IsUnspecified() {
		return fmt.Sprintf("localhost:%d", a.Port)
	}
	return listens.String()
}

// demo is the imitated Slack, its page and the real bot beside it.
type demo struct {
	cmd *DemoCmd
	env *environment
	url string
	log *slog.Logger

	restarting sync.Mutex // held while a world is made or ended
	stopped    bool       // no further world is made

	mu      sync.RWMutex
	handler http.Handler // of the world there is now; nil: none yet
	world   *world
}

// ServeHTTP hands a request to the world there is now.
func (d *demo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.RLock()
	handler := d.handler
	d.mu.RUnlock()
	if handler == nil {
		http.Error(w, "the demo is starting; reload in a second", http.StatusServiceUnavailable)
		return
	}
	handler.ServeHTTP(w, r)
}

// restart ends the world there is and makes a new one, at the beginning.
func (d *demo) restart(ctx context.Context) error {
	d.restarting.Lock()
	defer d.restarting.Unlock()
	if d.stopped {
		return context.Canceled
	}
	if err := d.endWorld(); err != nil {
		return err
	}
	w, err := d.create(ctx)
	if err != nil {
		return errors.Join(err, w.end())
	}
	d.mu.Lock()
	d.world = w
	d.mu.Unlock()
	return nil
}

// stop ends the world there is, for good: a Reset that is under way is waited
// for, and one that comes later makes nothing.
func (d *demo) stop() error {
	d.restarting.Lock()
	defer d.restarting.Unlock()
	d.stopped = true
	return d.endWorld()
}

func (d *demo) endWorld() error {
	d.mu.Lock()
	old := d.world
	d.world = nil
	d.mu.Unlock()
	return old.end()
}

// movableClock is business time in the demo: machine time and how far the
// clock buttons moved it.
type movableClock struct {
	machine func() time.Time
	mu      sync.Mutex
	offset  time.Duration
}

// Now is business time, UTC.
func (c *movableClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.machine().Add(c.offset).UTC()
}

// Set moves the clock to t, from where it runs on.
func (c *movableClock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset = t.Sub(c.machine())
}

// start sets the clock to the moment asked for, else to the next working one,
// so that nobody's first look falls into a quiet night.
func (c *movableClock) start(at string, cal *calendar.Calendar) error {
	if at == "" {
		t, err := cal.NextWorking(c.machine())
		if err != nil {
			return err
		}
		c.Set(t)
		return nil
	}
	t, err := calendar.ParseMoment(at, cal.Zone())
	if err != nil {
		return usageError{fmt.Errorf("--at: %w", err)}
	}
	c.Set(t)
	return nil
}
