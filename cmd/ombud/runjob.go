package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"ombud/calendar"
	"ombud/scheduler"
)

// RunCmd is `ombud run`.
type RunCmd struct {
	Job string `arg:"" enum:"${jobs}" help:"${enum}."`
	At  string `help:"As if it were this moment, 2026-03-06T16:00 in the company's zone; left out: now. A moment to come needs --dry." placeholder:"TIME"`
	Dry bool   `help:"Say what it would do and change nothing."`
}

// Run runs one job of the schedule once and prints what it did. It fails when it was
// interrupted: something may not be done.
func (c *RunCmd) Run(ctx context.Context, env *environment) error {
	err := c.run(ctx, env)
	if ctx.Err() != nil {
		return errors.New("interrupted; what was not done is done when the job runs again")
	}
	return err
}

func (c *RunCmd) run(ctx context.Context, env *environment) error {
	set, cfg, err := configured(ctx, env)
	if err != nil {
		return err
	}
	at := env.Now()
	if c.At != "" {
		if at, err = calendar.ParseMoment(c.At, cfg.cal.Zone()); err != nil {
			return usageError{fmt.Errorf("--at: %w", err)}
		}
		if !c.Dry && at.After(env.Now()) {
			return usageError{errors.New("--at: nothing is told, written or erased before its time; with --dry it says what will be")}
		}
	}
	if err := set.checkThere(); err != nil {
		return err
	}
	set.Dry = c.Dry
	log := slog.New(slog.NewJSONHandler(env.Err, logFrom(slog.LevelInfo)))
	s := newService(set, cfg, clocks{Business: func() time.Time { return at }, Machine: env.Now}, log)
	err = s.open(ctx)
	if err == nil && !c.Dry {
		err = s.checkSlack(ctx) // what one workspace is owed is told in no other
	}
	if err != nil {
		return errors.Join(err, s.stop())
	}
	job := &scheduler.Scheduler{
		Store: s.store.In(cfg.Workspace), Slack: s.client, Company: cfg.company(), Now: s.clock.Business, Machine: s.clock.Machine,
		Schedules: cfg.Schedules, Wake: s.store.Wake(), Look: set.Look, Home: s.handlers().HomeOf, Log: s.log,
	}
	report, err := job.Run(ctx, c.Job, at, c.Dry)
	if report == "" && err == nil {
		report = "nothing is due"
	}
	if report != "" {
		_, _ = fmt.Fprintln(env.Out, report)
	}
	return errors.Join(err, s.stop())
}
