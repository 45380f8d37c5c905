package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// own prints the company's procedure as it is in force, with its versions and
// reviews. It needs no Slack: without a token people stay ids.
func (c *ProcedureShowCmd) own(ctx context.Context, env *environment) error {
	set, err := readSettings(env.Getenv)
	if err != nil {
		return err
	}
	if set.Config == "" {
		return usageError{errors.New("name a preset or a file, or set OMBUD_CONFIG for the company's own procedure")}
	}
	cfg, err := loadConfig(set.Config, env.Now())
	if err != nil {
		return err
	}
	s := &service{set: set, cfg: cfg, clock: clocks{Business: env.Now, Machine: env.Now}}
	if err := s.open(ctx); err != nil {
		return errors.Join(err, s.stop())
	}
	say := cfg.company().Printer(lang.Language(cmp.Or(c.Lang, cfg.Language)))
	return errors.Join(s.showOwn(ctx, env.Streams, say), s.stop())
}

func (s *service) showOwn(ctx context.Context, streams *Streams, say *lang.Printer) error {
	ws := s.store.In(s.cfg.Workspace)
	g, err := ws.Register(ctx, s.clock.Business(), s.cfg.cal.Zone())
	if err != nil {
		return err
	}
	reviews, err := ws.Revisions(ctx, 100)
	if err != nil {
		return err
	}
	if err := show(streams, g.Procedure, say); err != nil {
		return err
	}
	lines := []string{""}
	for _, v := range g.Versions {
		lines = append(lines, say.T("revision.in_force", "when", say.Date(v.From)), say.T("revision.hash", "hash", v.Hash))
	}
	return printLines(streams, append(lines, s.reviewLines(ctx, say, g, reviews)...))
}

// reviewLines say when the procedure was reviewed and by whom, the last time
// first, and when it is to be reviewed next.
func (s *service) reviewLines(ctx context.Context, say *lang.Printer, g *complaint.Register, reviews []complaint.Revision) []string {
	on := func(day calendar.Day) string { return say.Date(day.Start(s.cfg.cal.Zone())) }
	lines := []string{"", say.T("revision.next", "day", on(g.Next))}
	if len(reviews) == 0 {
		return append(lines, say.T("revision.never"))
	}
	var users []string
	for _, v := range reviews {
		users = append(users, v.By)
	}
	names := map[string]string{}
	if s.set.BotToken != "" {
		names, _ = s.client.Names(ctx, users) // as far as Slack tells
	}
	for _, v := range reviews {
		line := say.T("revision.last", "day", on(v.Day), "who", cmp.Or(names[v.By], v.By), "outcome", say.T("revision.outcome."+v.Outcome))
		if v.Attested {
			line += " " + say.T("revision.attested")
		}
		lines = append(lines, line)
	}
	return lines
}

func printLines(s *Streams, lines []string) error {
	for _, line := range lines {
		if _, err := fmt.Fprintln(s.Out, line); err != nil {
			return err
		}
	}
	return nil
}
