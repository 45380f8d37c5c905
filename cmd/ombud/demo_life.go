package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/handlers"
	"ombud/playground"
)

// world is one life of the demo, from start or Reset to the next.
type world struct {
	slack   *playground.Slack
	service atomic.Pointer[service] // nil while the bot starts
	clock   *movableClock
	zone    *time.Location
	folder  string
	beat    time.Duration // the tour's, between two acts
	page    *playground.Page
	seeded  int // cases that were there at the beginning
	given   []complaint.Holder
}

// config is the configuration of the demo without the roles of deputy and follow-up
// caller. Those are returned as Home would give them, so that a visitor can change them.
func (d *demo) config() (*Config, []complaint.Holder, error) {
	cfg, err := demoConfig(d.cmd, d.env.Now())
	if err != nil {
		return nil, nil, err
	}
	cfg.path = words(cfg).T("demo.configuration")
	var given []complaint.Holder
	for _, role := range []complaint.Role{complaint.RoleDeputy, complaint.RoleFollowUp} {
		for _, user := range cfg.Roles[string(role)] {
			given = append(given, complaint.Holder{Role: role, User: user})
		}
		delete(cfg.Roles, string(role))
	}
	return cfg, given, nil
}

// give lets the people have the roles that the configuration leaves out.
func (w *world) give(ctx context.Context, s *service) error {
	err := s.store.In(s.cfg.Workspace).UpdateRoster(ctx, w.clock.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		r.Holders = append(r.Holders, w.given...)
		return nil, nil
	})
	return errors.Join(err, s.saveCompany(ctx)) // which asks Slack for their titles
}

// create makes a world: the imitated Slack first, since the bot asks it who
// it is when it starts.
func (d *demo) create(ctx context.Context) (*world, error) {
	w := &world{clock: &movableClock{machine: d.env.Now}, beat: d.cmd.Beat, seeded: d.cmd.Cases}
	var err error
	if w.folder, err = os.MkdirTemp("", "ombud-demo-"); err != nil {
		return w, err
	}
	cfg, given, err := d.config()
	if err != nil {
		return w, err
	}
	w.given = given
	if err := w.clock.start(d.cmd.At, cfg.cal); err != nil {
		return w, err
	}
	w.zone = cfg.cal.Zone()
	w.slack = playground.New(playground.Config{
		Now: w.clock.Now, Machine: d.env.Now, TeamID: cfg.Workspace, TeamName: cfg.Company,
		BotToken: "xoxb-" + rand.Text(), AppToken: "xapp-" + rand.Text(), // nobody else on this machine knows them
		NoRateLimits: true, // a visitor moves weeks within seconds
	})
	if err := populate(w.slack, cfg.Channel); err != nil {
		return w, err
	}
	w.slack.SetURL(d.url)
	return w, d.open(ctx, w, cfg)
}

// open puts page and bot on a world, in the language of the configuration.
func (d *demo) open(ctx context.Context, w *world, cfg *Config) error {
	if err := retitle(w.slack, words(cfg), cfg.rules.Lead); err != nil {
		return err
	}
	before := w.page
	w.page = demoPage(w, cfg, d.cmd.OpenTour)
	w.page.Reset = func(context.Context) error { return d.restart(ctx) } // the new world outlives the request
	w.page.Speak = func(_ context.Context, code string) error { return d.speak(ctx, w, code) }
	if before != nil {
		w.page.Keep(before)
	}
	mux := http.NewServeMux()
	for _, path := range []string{"/api/", "/upload/", "/files-pri/", "/login", "/respond/", "/link"} {
		mux.Handle(path, w.slack.Handler())
	}
	mux.Handle("/", w.page.Handler())
	d.mu.Lock()
	d.handler = mux
	d.mu.Unlock()
	set := settings{
		BotToken: w.slack.Config().BotToken, AppToken: w.slack.Config().AppToken, SlackURL: d.url + "/api/",
		Database: "sqlite:" + filepath.Join(w.folder, "ombud.db"), Pace: -1,
	}
	s := newService(set, cfg, clocks{Business: w.clock.Now, Machine: d.env.Now}, d.log)
	if err := d.start(ctx, w, s, before == nil); err != nil {
		return errors.Join(err, s.stop())
	}
	w.service.Store(s)
	return nil
}

// start gets the bot to work, on a past of invented cases at the first time.
func (d *demo) start(ctx context.Context, w *world, s *service, first bool) error {
	if err := s.prepare(ctx); err != nil {
		return err
	}
	if first {
		if err := w.give(ctx, s); err != nil {
			return err
		}
	}
	if first && w.seeded > 0 {
		if err := w.seed(ctx, s, w.seeded); err != nil {
			return err
		}
	}
	if !first { // in another language, which counts for more than what a command said
		if err := s.store.In(s.cfg.Workspace).ForgetGuesses(ctx); err != nil {
			return err
		}
	}
	if first {
		words := words(s.cfg)
		if err := w.chat(words, handlers.CommandOf(words.Language())); err != nil {
			return err
		}
	}
	if err := s.listen(ctx); err != nil {
		return err
	}
	w.slack.Wait(5*time.Second, func() bool { return w.slack.Sockets() > 0 }) // whoever presses sooner is told that nobody answers
	return nil
}

// speak lets page and bot go on in another language: the bot is started anew on
// what it knows, as if somebody had changed its configuration, and draws what
// stands in Slack again. What was said stays as it was said.
func (d *demo) speak(ctx context.Context, w *world, code string) error {
	d.restarting.Lock()
	defer d.restarting.Unlock()
	d.mu.RLock()
	current := d.world == w
	d.mu.RUnlock()
	if d.stopped || !current {
		return context.Canceled
	}
	d.cmd.Lang = code         // a Reset keeps it
	cfg, _, err := d.config() // a visitor may have changed who holds the other roles
	if err != nil {
		return err
	}
	if s := w.service.Swap(nil); s != nil {
		if err := s.stop(); err != nil {
			return err
		}
	}
	if err := d.open(ctx, w, cfg); err != nil {
		return err
	}
	ws := w.service.Load().store.In(cfg.Workspace)
	return redraw(ctx, ws, code, w.clock.Now())
}

// redraw has the standing messages of open cases drawn again.
func redraw(ctx context.Context, ws *db.Workspace, why string, now time.Time) error {
	rows, err := ws.Cases(ctx, db.Filter{Open: true, Limit: 1000})
	if err != nil {
		return err
	}
	for _, row := range rows {
		posted, err := ws.Messages(ctx, row.Number)
		if err != nil {
			return err
		}
		for _, m := range posted {
			kind, to, _ := strings.Cut(m.Purpose, "/")
			to, _, _ = strings.Cut(to, "/")
			n := complaint.Notice{Kind: complaint.NoticeKind(kind), To: to, Ref: fmt.Sprintf("%s %d", why, now.UnixMilli())}
			switch n.Kind {
			case complaint.NoticeCard, complaint.NoticeReceipt, complaint.NoticeDesk:
				err = errors.Join(err, ws.Tell(ctx, row.Number, n, now))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// end stops a world and removes what it wrote. A nil world has ended.
func (w *world) end() error {
	if w == nil {
		return nil
	}
	var errs []error
	if s := w.service.Swap(nil); s != nil {
		errs = append(errs, s.stop())
	}
	if w.slack != nil {
		w.slack.Close()
	}
	if w.folder != "" {
		errs = append(errs, os.RemoveAll(w.folder))
	}
	return errors.Join(errs...)
}
