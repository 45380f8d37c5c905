package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// settings is what the environment says. Each secret may instead lie in a
// file, named by the same variable with _FILE behind it.
type settings struct {
	BotToken      string
	AppToken      string
	SigningSecret string
	SlackURL      string // another root of Slack's API, for tests and the demo
	Database      string
	Addr          string // where the HTTP side listens; empty: nowhere
	MasterKey     string
	Config        string // path of the company's configuration
	// Look tells whether an address of the company's answers; nil: nobody looks.
	Look func(ctx context.Context, address string) string
	// Dry opens the database to look only.
	Dry bool
	// Pace is the time between two messages to one place; zero: what Slack asks.
	Pace time.Duration
	// ByHand runs jobs only when time is moved, not each minute.
	ByHand bool
}

// readSettings reads the environment. It fails, as wrong usage, when a file
// that a variable names cannot be read.
func readSettings(getenv func(string) string) (settings, error) {
	var problems []string
	secret := func(name string) string {
		file := getenv(name + "_FILE")
		if file == "" {
			return strings.TrimSpace(getenv(name))
		}
		text, err := os.ReadFile(file)
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s_FILE: %v", name, err))
		}
		return strings.TrimSpace(string(text))
	}
	s := settings{
		BotToken:      secret("SLACK_BOT_TOKEN"),
		AppToken:      secret("SLACK_APP_TOKEN"),
		SigningSecret: secret("SLACK_SIGNING_SECRET"),
		SlackURL:      getenv("SLACK_API_URL"),
		Database:      secret("DATABASE_URL"),
		Addr:          getenv("OMBUD_ADDR"),
		MasterKey:     secret("OMBUD_MASTER_KEY"),
		Config:        getenv("OMBUD_CONFIG"),
	}
	if s.Database == "" {
		s.Database = "sqlite:ombud.db"
	}
	if len(problems) > 0 {
		return s, usageError{fmt.Errorf("environment: %s", strings.Join(problems, "; "))}
	}
	return s, nil
}

// checkServe names every variable that serve misses, all at once.
func (s *settings) checkServe() error {
	var missing []string
	if s.BotToken == "" {
		missing = append(missing, "SLACK_BOT_TOKEN (starts with xoxb-, from OAuth & Permissions)")
	}
	if s.AppToken == "" && s.SigningSecret == "" {
		missing = append(missing, "SLACK_APP_TOKEN (starts with xapp-, for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP)")
	}
	if s.AppToken == "" && s.SigningSecret != "" && s.Addr == "" {
		missing = append(missing, "OMBUD_ADDR (where to listen for Slack, as in :8080)")
	}
	if len(missing) > 0 {
		return usageError{fmt.Errorf("not set: %s", strings.Join(missing, "; "))}
	}
	return errors.Join(s.checkDatabase(), s.checkAddr())
}

// checkDatabase says nothing of the address itself: a password may stand in it.
func (s *settings) checkDatabase() error {
	scheme, _, _ := strings.Cut(s.Database, "://")
	if strings.HasPrefix(s.Database, "sqlite:") || scheme == "postgres" || scheme == "postgresql" || strings.HasPrefix(s.Database, "host=") {
		return nil
	}
	return usageError{errors.New("DATABASE_URL: only sqlite:FILE, postgres://USER@HOST/NAME and host=HOST dbname=NAME are known")}
}

// checkThere refuses a file that is not there: a database made by what only looks after
// one would pass for one with nothing in it.
func (s *settings) checkThere() error {
	path, isFile := strings.CutPrefix(s.Database, "sqlite:")
	if !isFile {
		return nil
	}
	if _, err := os.Stat(path); err != nil {
		return usageError{fmt.Errorf("DATABASE_URL: there is no database (%w); `ombud serve` makes one", err)}
	}
	return nil
}

func (s *settings) checkAddr() error {
	if s.Addr == "" {
		return nil
	}
	_, port, err := net.SplitHostPort(s.Addr)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return usageError{fmt.Errorf("OMBUD_ADDR: %q is no address to listen on; write :8080 or 127.0.0.1:8080", s.Addr)}
	}
	return nil
}
