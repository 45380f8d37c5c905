// Package demo is what `ombud demo` shows: an invented firm with its people and its past,
// in an imitated Slack with a page, and the real bot beside it, which package main hands
// over as it runs it for serve.
package demo

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/db"
	"ombud/playground"
	"ombud/procedure"
)

// Options are what a visitor may ask for on the command line.
type Options struct {
	Procedure string `help:"A preset, or the path of a procedure (${default})." default:"exactpi" placeholder:"NAME"`
	Lang      string `help:"nl, da or en; left out, English, and of another procedure its own." default:"" enum:"nl,da,en," placeholder:"LANG"`
	Privacy   string `help:"How much the messages tell: minimal, or standard with what a case is about (${default})." default:"minimal" enum:"minimal,standard" placeholder:"LEVEL"`
	Cases     int    `help:"How many invented cases are there at the beginning (${default})." default:"12" placeholder:"N"`
	OpenTour  bool   `help:"Begin with the tour open. It goes the road of exactpi, and is offered with that one."`
	At        string `help:"Begin at this moment, 2026-03-06T16:00; left out: the next working moment." placeholder:"TIME"`

	Beat time.Duration `hidden:"" default:"330ms" help:"How long the tour rests between two acts."`
}

// wrongOption says that an option was not understood.
type wrongOption struct{ error }

// Unwrap returns the error within.
func (e wrongOption) Unwrap() error { return e.error }

// ExitCode returns 2, for wrong usage.
func (wrongOption) ExitCode() int { return 2 }

// Firm is the invented firm as the program read its configuration, see [Config].
type Firm struct {
	Workspace string
	Company   view.Company
	Rules     *procedure.Procedure
	Calendar  *calendar.Calendar
	// Open opens the bot of this firm, which then knows its company and does nothing
	// yet. What a failed Open began it has ended.
	Open func(context.Context, Setting) (*Bot, error)
}

// Setting is where a bot finds its Slack and its database, and what time it is in the
// world that it works in.
type Setting struct {
	BotToken, AppToken, SlackURL, Database string
	Now                                    func() time.Time
}

// Bot is the bot that serve runs, at the demo's command.
type Bot struct {
	Store  *db.Workspace
	Client *bot.Client
	// Learn asks Slack again about the people of the roster.
	Learn func(context.Context) error
	// Listen starts to take what people press and type, and to work by the clock.
	Listen func(context.Context) error
	// Advance runs each job of the schedule from one moment to another, at its own moment,
	// to which it sets the clock.
	Advance func(ctx context.Context, from, to time.Time, set func(time.Time)) error
	// NextStep is the first moment after the first, and not after the second, at which the
	// bot could have something to do.
	NextStep func(ctx context.Context, from, to time.Time) (time.Time, error)
	// Stop ends it, whatever was started.
	Stop func() error
}

// Demo is the imitated Slack, its page and the real bot beside it. It answers the page's
// requests and Slack's.
type Demo struct {
	Options
	// Configure reads the configuration of the firm, in the language that the options name.
	Configure func(Options) (*Firm, error)
	URL       string           // under which the page is reached; set before Restart
	Machine   func() time.Time // the time that nobody moves
	Log       *slog.Logger

	restarting sync.Mutex // held while a world is made or ended
	stopped    bool       // no further world is made

	mu      sync.RWMutex
	handler http.Handler // of the world there is now; nil: none yet
	world   *world
}

// ServeHTTP hands a request to the world there is now.
func (d *Demo) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.RLock()
	handler := d.handler
	d.mu.RUnlock()
	if handler == nil {
		http.Error(w, "the demo is starting; reload in a second", http.StatusServiceUnavailable)
		return
	}
	handler.ServeHTTP(w, r)
}

// Page is the page of the world there is now; nil before Restart.
func (d *Demo) Page() *playground.Page {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.world == nil {
		return nil
	}
	return d.world.page
}

// Restart ends the world there is and makes a new one, at the beginning.
func (d *Demo) Restart(ctx context.Context) error {
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

// Stop ends the world there is, for good: a Reset that is under way is waited
// for, and one that comes later makes nothing.
func (d *Demo) Stop() error {
	d.restarting.Lock()
	defer d.restarting.Unlock()
	d.stopped = true
	return d.endWorld()
}

func (d *Demo) endWorld() error {
	d.mu.Lock()
	old := d.world
	d.world = nil
	d.mu.Unlock()
	return old.end()
}

// Clock is business time in the demo: machine time and how far the
// clock buttons moved it.
type Clock struct {
	Machine func() time.Time
	mu      sync.Mutex
	offset  time.Duration
}

// Now is business time, UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Machine().Add(c.offset).UTC()
}

// Set moves the clock to t, from where it runs on.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset = t.Sub(c.Machine())
}

// start sets the clock to the moment asked for, else to the next working one,
// so that nobody's first look falls into a quiet night.
func (c *Clock) start(at string, cal *calendar.Calendar) error {
	if at == "" {
		t, err := cal.NextWorking(c.Machine())
		if err != nil {
			return err
		}
		c.Set(t)
		return nil
	}
	t, err := calendar.ParseMoment(at, cal.Zone())
	if err != nil {
		return wrongOption{fmt.Errorf("--at: %w", err)}
	}
	c.Set(t)
	return nil
}
