package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/cmd/ombud/demo"
	"ombud/db/dbtest"
	"ombud/playground"
	"ombud/vault"
)

// called runs the program with arguments and an environment, as main does.
func called(ctx context.Context, vars map[string]string, now time.Time, args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = run(ctx, args, &environment{
		Getenv:  func(name string) string { return vars[name] },
		Now:     func() time.Time { return now },
		Streams: &Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr},
	})
	return code, stdout.String(), stderr.String()
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args []string
		code int
		says string
	}{
		"version":            {[]string{"version"}, 0, "ombud dev"},
		"help":               {[]string{"--help"}, 0, "Usage: ombud"},
		"help of a command":  {[]string{"serve", "--help"}, 0, "Run the bot on Slack"},
		"what a demo begins": {[]string{"demo", "--help"}, 0, "(127.0.0.1:8484)"},
		"how much it tells":  {[]string{"demo", "--help"}, 0, "(minimal)"},
		"no such level":      {[]string{"demo", "--privacy", "all"}, 2, "must be one of"},
		"what serve reads":   {[]string{"serve", "--help"}, 0, "SLACK_SIGNING_SECRET"},
		"nothing":            {nil, 0, "Try everything in the browser"},
		"help, unasked":      {[]string{"help"}, 0, "Try everything in the browser"},
		"no such command":    {[]string{"dance"}, 2, "unexpected argument dance"},
		"no such flag":       {[]string{"serve", "--fast"}, 2, "unknown flag --fast"},
		"a wrong period":     {[]string{"due", "--from", "2026-03-06T16:00", "--period", "2xx", "--calendar", "nl-office", "--zone", "Europe/Amsterdam"}, 2, "2xx"},
		"a due date":         {[]string{"due", "--from", "2026-03-06T16:00", "--period", "2bd", "--calendar", "nl-office", "--zone", "Europe/Amsterdam"}, 0, "Wed 2026-03-11"},
		"a manifest":         {[]string{"manifest"}, 0, "socket_mode_enabled: true"},
		"a manifest for url": {[]string{"manifest", "--url", "https://ombud.example"}, 0, "https://ombud.example/slack/interactions"},
		"a wrong address":    {[]string{"manifest", "--url", "ombud.example"}, 2, "is not an address like"},
		"nothing set":        {[]string{"serve"}, 2, "SLACK_BOT_TOKEN (starts with xoxb-"},
		"no such language":   {[]string{"demo", "--lang", "fr"}, 2, "must be one of"},
		"no such moment":     {[]string{"demo", "--addr", "127.0.0.1:0", "--at", "soon"}, 2, "--at"},
		"no such procedure":  {[]string{"demo", "--addr", "127.0.0.1:0", "--procedure", "none"}, 2, "no preset \"none\"; there are cygnus, exactpi, kerngroep, klachten, okonomi; a file of your own has a dot or a slash in its name\n"},
		"a tour elsewhere":   {[]string{"demo", "--addr", "127.0.0.1:0", "--procedure", "klachten", "--open-tour"}, 2, "klachten goes another road than the tour"},
		"which has a tour":   {[]string{"demo", "--help"}, 0, "the road of exactpi"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := called(t.Context(), nil, at("2026-03-05 10:00"), tc.args...)
			if code != tc.code || !strings.Contains(out+errs, tc.says) {
				t.Errorf("exit code %d, want %d; it said\n%s%s\nwant %q in it", code, tc.code, out, errs, tc.says)
			}
			if tc.code != 0 && strings.Contains(out, tc.says) {
				t.Errorf("what went wrong stands on standard output:\n%s", out)
			}
		})
	}
}

func TestNewKeyOpensWhatItSealed(t *testing.T) {
	t.Parallel()
	code, out, errs := called(t.Context(), nil, time.Now(), "key", "new")
	if _, err := vault.New([]byte(out)); code != 0 || err != nil || errs != "" {
		t.Errorf("exit code %d, %q, %v", code, errs, err)
	}
}

// office is a Slack and the environment of a program that shall serve it.
type office struct {
	t     *testing.T
	slack *playground.Slack
	vars  map[string]string
	file  string // the configuration
}

func newOffice(t *testing.T, c playground.Config) *office {
	t.Helper()
	o := &office{t: t, slack: playground.New(c), file: filepath.Join(t.TempDir(), "ombud.yml")}
	t.Cleanup(o.slack.Close)
	cfg, err := demoConfig(demo.Options{Procedure: "exactpi", Lang: "en"}, at("2026-03-05 10:00"))
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Populate(o.slack, klachten); err != nil {
		t.Fatal(err)
	}
	root, err := o.slack.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.write(string(cfg.src))
	o.vars = map[string]string{
		"SLACK_BOT_TOKEN": "xoxb-playground", "SLACK_APP_TOKEN": "xapp-playground", "SLACK_API_URL": root,
		"DATABASE_URL": dbtest.EmptySQLite(t), "OMBUD_CONFIG": o.file,
	}
	return o
}

func (o *office) write(config string) {
	o.t.Helper()
	if err := os.WriteFile(o.file, []byte(config), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) serve() (code int, said string) {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(o.t.Context(), patience)
	defer cancel()
	code, out, errs := called(ctx, o.vars, at("2026-03-05 10:00"), "serve")
	if ctx.Err() != nil {
		o.t.Errorf("serve did not end by itself")
	}
	if strings.Contains(out+errs, "playground") && !strings.Contains(out+errs, "xoxb-…") {
		o.t.Errorf("a secret stands in what it said:\n%s%s", out, errs)
	}
	return code, out + errs
}

// TestServeWithoutConfiguration prints a template to begin with, in which the
// workspace is filled in.
func TestServeWithoutConfiguration(t *testing.T) {
	t.Parallel()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now, TeamID: "T0ELSEWHERE"})
	delete(o.vars, "OMBUD_CONFIG")
	code, said := o.serve()
	if code != 2 || !strings.Contains(said, "workspace: T0ELSEWHERE\n") || !strings.Contains(said, "OMBUD_CONFIG is not set") {
		t.Errorf("exit code %d; it said\n%s", code, said)
	}
	_, template, _ := strings.Cut(said, "\n\n")
	for _, key := range []string{"privacy", "contact", "closed", "schedules"} {
		if !strings.Contains(template, "\n# "+key+": ") {
			t.Errorf("the template does not name %s", key)
		}
	}
	if _, err := parseConfig("template.yml", []byte(strings.ReplaceAll(template, "\n# ", "\n")), time.Now()); err != nil {
		t.Errorf("the template is no configuration with what it leaves out: %v", err)
	}
	if _, err := parseConfig("template.yml", []byte(template), time.Now()); err != nil {
		t.Errorf("the template is no configuration: %v", err)
	}
}

// TestStartEndsByName: what is wrong with tokens, scopes, keys and addresses
// is said by name, before anything is served.
func TestStartEndsByName(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		set  map[string]string
		code int
		says string
	}{
		"a user token":              {map[string]string{"SLACK_BOT_TOKEN": "xoxp-1"}, 1, "SLACK_BOT_TOKEN is a user token"},
		"tokens exchanged":          {map[string]string{"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"}, 1, "SLACK_BOT_TOKEN is an app-level token"},
		"bot token for the app":     {map[string]string{"SLACK_APP_TOKEN": "xoxb-1"}, 1, "SLACK_APP_TOKEN is a bot token"},
		"a token that is refused":   {map[string]string{"SLACK_BOT_TOKEN": "xoxb-other"}, 1, "SLACK_BOT_TOKEN is refused"},
		"no way in":                 {map[string]string{"SLACK_APP_TOKEN": ""}, 2, "SLACK_APP_TOKEN (starts with xapp-, for Socket Mode) or SLACK_SIGNING_SECRET"},
		"a secret without address":  {map[string]string{"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "s"}, 2, "OMBUD_ADDR"},
		"a file that is not there":  {map[string]string{"SLACK_BOT_TOKEN_FILE": "/no/such/file"}, 2, "SLACK_BOT_TOKEN_FILE: open /no/such/file"},
		"Postgres without key":      {map[string]string{"DATABASE_URL": "postgres://localhost/none"}, 2, "OMBUD_MASTER_KEY is not set"},
		"a strange database":        {map[string]string{"DATABASE_URL": "mysql://me:hidden@localhost"}, 2, "DATABASE_URL: only sqlite:FILE, postgres://USER@HOST/NAME and host=HOST dbname=NAME are known\n"},
		"libpq's way":               {map[string]string{"DATABASE_URL": "host=localhost dbname=none"}, 2, "OMBUD_MASTER_KEY is not set"},
		"a port without a colon":    {map[string]string{"OMBUD_ADDR": "8080", "SLACK_BOT_TOKEN": "xoxb-other"}, 2, `OMBUD_ADDR: "8080" is no address to listen on; write :8080 or 127.0.0.1:8080`},
		"a port that is none":       {map[string]string{"OMBUD_ADDR": ":80800", "SLACK_BOT_TOKEN": "xoxb-other"}, 2, `OMBUD_ADDR: ":80800" is no address`},
		"no network":                {map[string]string{"SLACK_API_URL": "http://127.0.0.1:1/api/"}, 1, "ombud: cannot reach 127.0.0.1:1: connect: connection refused\n"},
		"a configuration not there": {map[string]string{"OMBUD_CONFIG": "/no/such/file"}, 2, "OMBUD_CONFIG: open /no/such/file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
			for key, value := range tc.set {
				o.vars[key] = value
			}
			if code, said := o.serve(); code != tc.code || !strings.Contains(said, tc.says) {
				t.Errorf("exit code %d, want %d; it said\n%s\nwant %q in it", code, tc.code, said, tc.says)
			}
		})
	}
}

func TestStartWithMissingScopes(t *testing.T) {
	t.Parallel()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now, Scopes: []string{"commands", "chat:write", "users:read", "groups:read"}})
	code, said := o.serve()
	if code != 1 || !strings.Contains(said, "lacks the scopes im:write im:history groups:history channels:read files:read") {
		t.Errorf("exit code %d; it said\n%s", code, said)
	}
}

func TestStartInAnotherWorkspace(t *testing.T) {
	t.Parallel()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now, TeamID: "T0ELSEWHERE"})
	code, said := o.serve()
	if code != 2 || !strings.Contains(said, "workspace: it is T0FIRM, but the token belongs to T0ELSEWHERE") {
		t.Errorf("exit code %d; it said\n%s", code, said)
	}
}

// TestWrongMasterKey: a database that was written with another key is left as
// it is.
func TestWrongMasterKey(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t)})
	s.lotte.files()
	before := s.rows()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
	o.vars["DATABASE_URL"], o.vars["OMBUD_MASTER_KEY"] = s.set.Database, newKeyset(t)
	code, said := o.serve()
	if code != 1 || !strings.Contains(said, "check OMBUD_MASTER_KEY, nothing was changed") {
		t.Errorf("exit code %d; it said\n%s", code, said)
	}
	for table, lines := range s.rows() {
		if len(lines) != len(before[table]) {
			t.Errorf("table %s was changed", table)
		}
	}
}

// TestLostKey: beside a database that exists no new key is made, which would
// read nothing of it and hide that the right one is lost.
func TestLostKey(t *testing.T) {
	t.Parallel()
	s := newStage(t, play{url: dbtest.SQLite(t)})
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
	o.vars["DATABASE_URL"] = s.set.Database
	key := strings.TrimSuffix(strings.TrimPrefix(s.set.Database, "sqlite:"), ".db") + ".key"
	code, said := o.serve()
	if code != 2 || !strings.Contains(said, key+" is missing, the master key of ") || !strings.Contains(said, "nothing in there can be read") {
		t.Errorf("exit code %d; it said\n%s", code, said)
	}
	if _, err := os.Stat(key); err == nil {
		t.Error("a new key was made")
	}
}

// TestFirstKey: the first start makes the key, for nobody else to read, and
// the next one uses it.
func TestFirstKey(t *testing.T) {
	t.Parallel()
	url := dbtest.EmptySQLite(t)
	made, err := masterKey("", url)
	if err != nil {
		t.Fatal(err)
	}
	file := strings.TrimSuffix(strings.TrimPrefix(url, "sqlite:"), ".db")
	if info, err := os.Stat(file + ".key"); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	before, _ := os.ReadFile(file + ".key")
	if err := os.WriteFile(file+".db", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := masterKey("", url)
	after, _ := os.ReadFile(file + ".key")
	if err != nil || made == nil || again == nil || !bytes.Equal(before, after) {
		t.Errorf("%v; the key was changed: %t", err, !bytes.Equal(before, after))
	}
}

// TestOneKeyOfManyFirstStarts: whoever starts at the same moment seals with the same
// key, the one that is kept.
func TestOneKeyOfManyFirstStarts(t *testing.T) {
	t.Parallel()
	for range 20 {
		url := dbtest.EmptySQLite(t)
		made := make([]*vault.Vault, 8)
		var wg sync.WaitGroup
		for i := range made {
			wg.Go(func() {
				var err error
				if made[i], err = masterKey("", url); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		folder := filepath.Dir(strings.TrimPrefix(url, "sqlite:"))
		if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
			t.Fatalf("left are %v, %v", left, err)
		}
		kept, err := masterKey("", url)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range made {
			if v == nil || v.Fingerprint() != kept.Fingerprint() {
				t.Fatal("somebody seals with a key that nobody kept")
			}
		}
	}
}
