package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"ombud/bot"
)

// ServeCmd is `ombud serve`.
type ServeCmd struct{}

// Help names what serve reads from the environment.
func (ServeCmd) Help() string {
	return `Environment:

  SLACK_BOT_TOKEN       the bot token, xoxb-…
  SLACK_APP_TOKEN       the app-level token for Socket Mode, xapp-…
  SLACK_SIGNING_SECRET  instead of it, to hear Slack over HTTP at OMBUD_ADDR
  OMBUD_CONFIG          path of the configuration; without it one is printed to begin with
  OMBUD_ADDR            where to listen, as in :8080; needed for HTTP, else for health only
  DATABASE_URL          sqlite:FILE or postgres://USER@HOST/NAME; default sqlite:ombud.db
  OMBUD_MASTER_KEY      from "ombud key new"; with SQLite a file beside the database will do

Tokens, secrets, key and DATABASE_URL may lie in a file, named by the same variable with _FILE behind it.`
}

// Run runs the bot until the context ends.
func (ServeCmd) Run(ctx context.Context, env *environment) error {
	set, cfg, err := configured(ctx, env)
	if err != nil {
		return err
	}
	settle(set.Database)
	log := slog.New(slog.NewJSONHandler(env.Err, logFrom(slog.LevelInfo)))
	s, err := startService(ctx, set, cfg, clocks{Business: env.Now, Machine: env.Now}, log)
	if err != nil {
		return errors.Join(err, s.stop())
	}
	return errors.Join(s.wait(ctx), s.stop())
}

// configured reads environment and configuration for a start on real Slack.
func configured(ctx context.Context, env *environment) (settings, *Config, error) {
	set, err := readSettings(env.Getenv)
	if err != nil {
		return set, nil, err
	}
	if err := set.checkServe(); err != nil {
		return set, nil, err
	}
	if set.Config == "" {
		return set, nil, usageError{fmt.Errorf("OMBUD_CONFIG is not set; save this as ombud.yml, fill in your people and name it there:\n\n%s", template(ctx, set, env.Now))}
	}
	set.Look = newLooker(nil, lookTime, lookAgain).look
	cfg, err := loadConfig(set.Config, env.Now())
	return set, cfg, err
}

// template is a configuration to start from, with the workspace's id filled
// in when Slack tells it.
func template(ctx context.Context, set settings, now func() time.Time) string {
	workspace := "T0123ABCD              # ask in Slack: Settings, Workspace ID"
	client := bot.NewClient(bot.Config{BotToken: set.BotToken, URL: set.SlackURL, Now: now})
	if self, err := client.Self(ctx); err == nil {
		workspace = self.Team
	}
	return fmt.Sprintf(configTemplate, workspace)
}

const configTemplate = `workspace: %s
company: Your company
zone: Europe/Amsterdam
language: nl                   # nl, da or en
procedure: exactpi             # a preset, or the path of your own file
calendar: nl-office
hours: 08:30-17:30
channel: C0123ABCD             # the private management channel; invite the app there
roles:                         # Slack member ids: profile, ..., Copy member ID
                               # an admin is enough; the roles you leave out are given in Home
  officer: [U0123ABCD]
  deputy: [U0123ABCE]
  management: [U0123ABCD, U0123ABCF]
  handler: [U0123ABCG, U0123ABCE]
  follow_up: [U0123ABCH]
  admin: [U0123ABCD]
  fallback: [U0123ABCF]
  # reader: [U0123ABCJ]          # reads for privacy and audit, and does nothing
people:
  U0123ABCG: {title: Head of accounts, deputy: U0123ABCE}
# privacy: minimal             # may be said too: how much cards tell, minimal or standard
# contact: care@firm.example   # address where outsiders may write
# document: https://firm.example/complaints.pdf   # where the written procedure can be read
# publication: [https://firm.example/complaints]  # pages that mention it; looked at every month
# alone: true                  # a firm of one: who is all who could agree does so alone, marked each time
# closed: [2026-12-24]         # holidays of your own
# open: [ascension day]        # holidays of the calendar on which you work
# schedules: {digest: "0 9 * * 1"}  # hours of the jobs
`
