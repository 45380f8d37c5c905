package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"ombud/cmd/ombud/demo"
	"ombud/playground"
)

// DemoCmd is `ombud demo`.
type DemoCmd struct {
	Addr string `help:"Where the page listens (${default}); it opens on this machine only." default:"127.0.0.1:8484" placeholder:"ADDR"`
	demo.Options
}

// Run serves the demo until the context ends. Everything lies in a temporary
// folder that is removed at the end.
func (c *DemoCmd) Run(ctx context.Context, env *environment) error {
	d := newDemo(c.Options, env.Now, slog.New(slog.NewTextHandler(env.Err, logFrom(slog.LevelWarn))))
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; choose another with --addr", c.Addr, err)
	}
	host, err := pageAddress(listener.Addr())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	d.URL = "http://" + host
	server := &http.Server{Handler: playground.Guarded(d), ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	if err := d.Restart(ctx); err != nil {
		return errors.Join(err, server.Close(), d.Stop())
	}
	_, _ = fmt.Fprintf(env.Out, "Ombud demo: open %s\nEverybody in it is invented. Ctrl-C ends it and forgets everything.\n", d.URL)
	select {
	case <-ctx.Done():
		err = nil
	case err = <-failed:
	}
	return errors.Join(err, server.Close(), d.Stop())
}

// pageAddress is where a browser on this machine finds the page, which answers nobody
// else: also when it listens on every address. One of the network's alone is wrong usage.
func pageAddress(listens net.Addr) (string, error) {
	a, ok := listens.(*net.TCPAddr)
	switch {
	case ok && a.IP.IsUnspecified():
		return fmt.Sprintf("localhost:%d", a.Port), nil
	case ok && a.IP.IsLoopback():
		return a.String(), nil
	}
	return "", usageError{fmt.Errorf("--addr: %s is not this machine's alone, and the page opens on this machine only; write 127.0.0.1:8484", listens)}
}

// newDemo is a demo whose bot is the one that serve runs.
func newDemo(o demo.Options, machine func() time.Time, log *slog.Logger) *demo.Demo {
	return &demo.Demo{Options: o, Machine: machine, Log: log, Configure: func(o demo.Options) (*demo.Firm, error) {
		cfg, err := demoConfig(o, machine())
		if err != nil {
			return nil, err
		}
		company := cfg.company()
		cfg.path = company.Printer(company.Language).T("demo.configuration")
		for _, given := range demo.GivenInHome() {
			delete(cfg.Roles, string(given.Role))
		}
		return &demo.Firm{
			Workspace: cfg.Workspace, Company: cfg.company(), Rules: cfg.rules, Calendar: cfg.cal,
			Open: func(ctx context.Context, at demo.Setting) (*demo.Bot, error) {
				return openDemo(ctx, cfg, at, machine, log)
			},
		}, nil
	}}
}

// demoConfig is the configuration of the demo's invented firm.
func demoConfig(o demo.Options, now time.Time) (*Config, error) {
	p, err := procedureOf(o.Procedure)
	if err != nil {
		return nil, err
	}
	src, err := demo.Config(o, p)
	if err != nil {
		return nil, err
	}
	return parseConfig("demo", []byte(src), now)
}

// openDemo opens the bot of the demo.
func openDemo(ctx context.Context, cfg *Config, at demo.Setting, machine func() time.Time, log *slog.Logger) (*demo.Bot, error) {
	set := settings{BotToken: at.BotToken, AppToken: at.AppToken, SlackURL: at.SlackURL, Database: at.Database, Pace: -1}
	s := newService(set, cfg, clocks{Business: at.Now, Machine: machine}, log)
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.stop())
	}
	return &demo.Bot{
		Store: s.store.In(cfg.Workspace), Client: s.client, Learn: s.saveCompany, Listen: s.listen, Stop: s.stop,
		Advance: func(ctx context.Context, from, to time.Time, set func(time.Time)) error {
			return s.sched.Advance(ctx, from, to, set)
		},
		NextStep: func(ctx context.Context, from, to time.Time) (time.Time, error) {
			return s.sched.NextStep(ctx, from, to)
		},
	}, nil
}
