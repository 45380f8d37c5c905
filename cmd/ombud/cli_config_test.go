package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db/dbtest"
	"ombud/playground"
	"ombud/procedure"
	"ombud/scheduler"
)

// TestWrongConfiguration: what is wrong is named by file, line and key, with
// what to write instead.
func TestWrongConfiguration(t *testing.T) {
	t.Parallel()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
	right, err := os.ReadFile(o.file)
	if err != nil {
		t.Fatal(err)
	}
	right = regexp.MustCompile(`(?m)^document: .*\n`).ReplaceAll(right, nil) // a row has one of its own
	for name, tc := range map[string]struct {
		old, with string
		says      []string
	}{
		"a wrong key":           {"company:", "companny:", []string{"unknown field", "companny", "2 |", "did you mean company?"}},
		"nearly the zone":       {"zone:", "timezone:", []string{"unknown field", "timezone", "4 |", "did you mean zone?"}},
		"a wrong zone":          {"Europe/Amsterdam", "Amsterdam", []string{"zone", "write it as Europe/Amsterdam", "4 |"}},
		"the machine's zone":    {"Europe/Amsterdam", "Local", []string{"zone: ", ">  4 |"}},
		"a wrong procedure":     {"exactpi", "exactly", []string{"ombud.yml: procedure: no preset \"exactly\"", "6 |"}},
		"a wrong language":      {"language: en", "language: fr", []string{"language: nl, da or en", "5 |"}},
		"wrong hours":           {"08:30-17:30", "9 to 5", []string{"hours", "7 |"}},
		"a public channel name": {"channel: C0KLACHTEN", "channel: klachten", []string{"channel: write the Slack id", "8 |"}},
		"a role nobody knows":   {"officer:", "oficer:", []string{"unknown role", "officer", "10 |"}},
		"a name for a person":   {"[U0FATIMA]", "[Fatima]", []string{`"Fatima" is no Slack user id`, "Copy member ID"}},
		"nobody to begin with":  {"  admin: [U0SANNE]\n  fallback: [U0MEES]\n", "  admin: []\n", []string{"roles", "name at least one admin"}},
		"a list for a text":     {"workspace: T0FIRM", "workspace: [T0FIRM]", []string{"[1:", "here belongs a text, not a list", "1 |"}},
		"a text for a list":     {"[U0FATIMA]", "U0FATIMA", []string{"here belongs a list (- …), not a text", "U0FATIMA"}},
		"a text for keys":       {"{deputy: U0FATIMA}", "U0FATIMA", []string{"here belong keys with values (key: …), not a text"}},
		"a wrong workspace":     {"workspace: T0FIRM", "workspace: firm", []string{"workspace", "T0123ABCD", "1 |"}},
		"no company":            {"company: Noorderlicht Advies\n", "", []string{"company: write the company's name", "  20 | ", "> 21 | company: …"}},
		"no channel":            {"channel: C0KLACHTEN\n", "", []string{"channel: write the Slack id", "> 21 | channel: …"}},
		"no workspace":          {"workspace: T0FIRM\n", "", []string{"workspace: write the workspace's Slack id", "> 21 | workspace: …"}},
		"a wrong schedule":      {"roles:", "schedules: {digest: \"every day\"}\nroles:", []string{"schedules.digest", "9 |"}},
		"a quiet hour":          {"roles:", "schedules: {digest: \"30 2 * * *\"}\nroles:", []string{"schedules.digest"}},
		"an unknown job":        {"roles:", "schedules: {dijest: \"0 9 * * 1\"}\nroles:", []string{"schedules.dijest", "one of followup, tidy, cover, digest", "> 10 |"}},
		"a job without slots":   {"roles:", "schedules: {remind: \"0 9 * * 1\"}\nroles:", []string{"schedules.remind", "one of followup, tidy, cover, digest", "> 10 |"}},
		"a job with a dot":      {"roles:", "schedules: {a.b: \"0 9 * * 1\"}\nroles:", []string{"a.b", "one of followup, tidy, cover, digest", "> 10 |"}},
		"hours beside closed":   {"hours: 08:30-17:30", "closed: [2026-12-24]\nhours: 9 to 5", []string{"hours: ", ">  8 | hours"}},
		"open when it is open":  {"hours:", "open: [2026-03-10]\nhours:", []string{"open: ", "does not close then", ">  7 | open"}},
		"closed before opening": {"hours:", "closed: ['2026-12-24 07:00']\nhours:", []string{"closed: ", "before working hours begin", ">  7 | closed"}},
		"a profile by name":     {"U0MILAN: {deputy", "Milan: {deputy", []string{`people.Milan: "Milan" is no Slack user id`, "> 21 |"}},
		"a deputy by name":      {"{deputy: U0FATIMA}", "{deputy: Fatima}", []string{`people.U0MILAN.deputy: "Fatima" is no Slack user id`, "> 21 |"}},
		"their own deputy":      {"{deputy: U0FATIMA}", "{deputy: U0MILAN}", []string{"people.U0MILAN.deputy: U0MILAN > U0MILAN: they stand in", "> 21 |"}},
		"deputies in a circle": {"{deputy: U0FATIMA}", "{deputy: U0FATIMA}\n  U0FATIMA: {deputy: U0JOOST}\n  U0JOOST: {deputy: U0FATIMA}",
			[]string{"people.U0FATIMA.deputy: U0FATIMA > U0JOOST > U0FATIMA: they stand in", "> 22 |"}},
		"an absence of nobody":     {"people:", "away: [{who: Milan, from: 2026-03-09, until: 2026-03-13}]\npeople:", []string{`away[0].who: "Milan" is no Slack user id`, "> 20 |"}},
		"an absence without a day": {"people:", "away:\n  - {who: U0MILAN, until: 2026-03-13}\npeople:", []string{"away[0].from: write the first day as"}},
		"a last day that is none":  {"people:", "away:\n  - {who: U0MILAN, from: 2026-03-09, until: Friday}\npeople:", []string{"away[0].until: write the last day as", "> 21 |"}},
		"an absence backwards":     {"people:", "away:\n  - {who: U0MILAN, from: 2026-03-09, until: 2026-03-08}\npeople:", []string{"away[0].until: the last day lies before", "> 21 |"}},
		"away twice": {"people:", "away:\n  - {who: U0MILAN, from: 2026-03-09, until: 2026-03-13}\n  - {who: U0MILAN, from: 2026-03-13, until: 2026-03-16}\npeople:",
			[]string{"away[1].from: U0MILAN is away then already", "> 22 |"}},
		"a deputy who is away": {"people:", "away:\n  - {who: U0MILAN, from: 2026-03-09, until: 2026-03-13, deputy: U0FATIMA}\n  - {who: U0FATIMA, from: 2026-03-13, until: 2026-03-16}\npeople:",
			[]string{"away[0].deputy: U0FATIMA is away then too", "> 21 |"}},
		"an absence with a strange key": {"people:", "away:\n  - {user: U0MILAN, from: 2026-03-09}\npeople:", []string{"unknown field", "21 |"}},
		"their own stand-in":            {"people:", "away: [{who: U0MILAN, from: 2026-03-09, until: 2026-03-13, deputy: U0MILAN}]\npeople:", []string{"away[0].deputy: name somebody else", "> 20 |"}},
		"an unknown command":            {"roles:", "commands: [/complain]\nroles:", []string{"commands: \"/complain\": any of /complaint, /klacht, /klage", "> 10 |"}},
		"no command":                    {"roles:", "commands: []\nroles:", []string{"commands: keep at least one of /complaint", "> 10 |"}},
		"a document without an address": {"hours:", "document: klachten.pdf\nhours:", []string{"document: write an address that a browser can open"}},
		"a half day on a Saturday":      {"hours:", "closed: [2026-12-24, '2026-12-26 12:00']\nhours:", []string{"closed[1]: 2026-12-26 is closed as a whole", ">  7 | closed"}},
		"a half day on a holiday":       {"hours:", "closed:\n  - 2026-12-24\n  - '2026-12-25 12:00'\nhours:", []string{"closed[1]: 2026-12-25 is closed as a whole (christmas day)", ">  9 |"}},
		"a half day when work is over":  {"hours:", "closed: ['2026-12-24 17:30']\nhours:", []string{"closed[0]: working hours are over by 17:30; write an earlier time", ">  7 | closed"}},
		"closed after the last year":    {"hours:", "closed: [2099-12-24]\nhours:", []string{`closed: "2099-12-24": 2099-12-24 lies outside the listed years`, ">  7 | closed"}},
		"a key without a value":         {"hours:", "closed:\nhours:", []string{"ombud.yml:7:1: closed has no value; write one, or leave the key out", ">    7 | closed:"}},
		"a number for a name":           {"company: Noorderlicht Advies", "company: 2.10", []string{`here belongs a text, and 2.10 is none; write it between quotes: "2.10"`, ">    2 | company"}},
		"a number for a telephone":      {"{deputy: U0FATIMA}", "{deputy: U0FATIMA, phone: 0201234567}", []string{`write it between quotes: "0201234567"`, ">   21 |"}},
		"a person twice in a role":      {"[U0FATIMA]", "[U0FATIMA, U0FATIMA]", []string{`"U0FATIMA" stands here twice`}},
		"a tab":                         {"  admin:", "\tadmin:", []string{"a tab stands here; indent with spaces"}},
		"erasure every four years":      {"roles:", "schedules: {retention: \"0 9 29 2 *\"}\nroles:", []string{"schedules.retention: a case would be erased up to 1460 days late", `such as "15 4 * * *"`, "> 10 |"}},
		"a wrong day":                   {"hours:", "closed: [2026-02-30]\nhours:", []string{"closed", "2026-02-30"}},
		"no YAML":                       {"roles:", "roles: [", []string{"ombud.yml"}},
		"two documents":                 {"roles:", "---\nroles:", []string{"ombud.yml"}},
		"nothing":                       {string(right), "", []string{"the file is empty"}},
	} {
		changed := strings.Replace(string(right), tc.old, tc.with, 1)
		if changed == string(right) {
			t.Fatalf("%s: the configuration has no %q", name, tc.old)
		}
		o.write(changed)
		code, said := o.serve()
		if code != 2 || !strings.Contains(said, o.file) {
			t.Errorf("%s: exit code %d; it said\n%s", name, code, said)
		}
		for _, part := range tc.says {
			if !strings.Contains(said, part) {
				t.Errorf("%s: it said\n%s\nwant %q in it", name, said, part)
			}
		}
	}
}

// TestStartWithAProcedureThatCannotBeKept: what `procedure check` finds ends the start.
func TestStartWithAProcedureThatCannotBeKept(t *testing.T) {
	t.Parallel()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
	right, err := os.ReadFile(o.file)
	if err != nil {
		t.Fatal(err)
	}
	src, err := procedure.Preset("exactpi")
	if err != nil {
		t.Fatal(err)
	}
	forever := regexp.MustCompile(`(?m)^retention:.*\n(?:[ ]+.*\n)*`).ReplaceAll(src, nil)
	if err := os.WriteFile(filepath.Join(filepath.Dir(o.file), "own.yml"), forever, 0o600); err != nil {
		t.Fatal(err)
	}
	o.write(strings.Replace(string(right), "procedure: exactpi", "procedure: ./own.yml", 1))
	if code, said := o.serve(); code != 2 || !strings.Contains(said, "retention is missing") {
		t.Errorf("exit code %d; it said\n%s", code, said)
	}
}

// TestRunOnceDry: a job can be asked what it would do, and then does nothing.
func TestRunOnceDry(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, url string) {
		t.Parallel()
		s := newStage(t, play{url: url})
		number := s.onMilansDesk()
		o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
		o.vars["SLACK_API_URL"] = s.slack.APIURL()
		o.vars["DATABASE_URL"], o.vars["OMBUD_MASTER_KEY"] = s.set.Database, s.set.MasterKey
		ask := func(args ...string) (int, string) {
			code, out, errs := called(t.Context(), o.vars, s.clock.Now(), append([]string{"run"}, args...)...)
			return code, out + errs
		}
		s.unchanged("a dry run", func() {
			for _, job := range scheduler.Jobs() {
				code, said := ask(job, "--at", "2026-03-10T08:30", "--dry")
				if code != 0 || said == "" || job == "followup" && said != "nothing is due\n" || job == "remind" && !strings.Contains(said, number+" reminded contact due 2026-03-09T23:00:00Z: overdue to U0MILAN U0SANNE") {
					s.fail("run %s: exit code %d; it said %q", job, code, said)
				}
			}
		})
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if code, _, errs := called(gone, o.vars, s.clock.Now(), "run", "remind"); code != 1 || !strings.Contains(errs, "interrupted") {
			s.fail("run that was interrupted: exit code %d; it said %q", code, errs)
		}
		if code, said := ask("dance"); code != 2 || !strings.Contains(said, "remind") {
			s.fail("run dance: exit code %d; it said %q", code, said)
		}
		if code, said := ask("remind", "--at", "tomorrow"); code != 2 || !strings.Contains(said, "--at") {
			s.fail("run at no moment: exit code %d; it said %q", code, said)
		}
		s.unchanged("a moment to come", func() {
			for _, job := range scheduler.Jobs() {
				if code, said := ask(job, "--at", "2026-03-10T08:30"); code != 2 || !strings.Contains(said, "--dry") {
					s.fail("run %s ahead of time: exit code %d; it said %q", job, code, said)
				}
			}
		})
		s.clock.Set(at("2026-03-10 08:30"))
		if code, said := ask("remind", "--at", "2026-03-10T08:30"); code != 0 || !strings.Contains(said, "overdue to") {
			s.fail("run remind: exit code %d; it said %q", code, said)
		}
		_, err := s.ws().UpdateCase(t.Context(), number, func(c *complaint.Case) error {
			return c.MarkFiledInError("twice", complaint.Person{ID: "U0SANNE", Member: true}, s.clock.Now())
		})
		s.do("end", err)
		s.unchanged("a dry erasure", func() {
			if code, said := ask("retention", "--at", "2028-06-01T04:15", "--dry"); code != 0 || !strings.Contains(said, "would erase "+number+", which closed on 2026-03-") {
				s.fail("run retention: exit code %d; it said %q", code, said)
			}
		})
		elsewhere := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now, TeamID: "T0ELSEWHERE"})
		elsewhere.vars["DATABASE_URL"], elsewhere.vars["OMBUD_MASTER_KEY"] = s.set.Database, s.set.MasterKey
		code, _, said := called(t.Context(), elsewhere.vars, s.clock.Now(), "run", "send")
		if code != 2 || !strings.Contains(said, "it is T0FIRM, but the token belongs to T0ELSEWHERE\n>  1 | workspace: T0FIRM") {
			s.fail("run send with the token of another workspace: exit code %d; it said %q", code, said)
		}
		if n := len(s.rows()["notice"]); n == 0 || !strings.Contains(strings.Join(s.rows()["event"], "\n"), "|reminded|") {
			s.fail("the job did nothing")
		}
	})
}

// TestRunNeedsADatabase: one that is not there is not made, whatever is asked, nor are
// older tables brought up to date by looking.
func TestRunNeedsADatabase(t *testing.T) {
	t.Parallel()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
	path := strings.TrimPrefix(o.vars["DATABASE_URL"], "sqlite:")
	for _, args := range [][]string{{"run", "remind", "--dry"}, {"run", "remind"}} {
		code, out, said := called(t.Context(), o.vars, at("2026-03-05 10:00"), args...)
		if code != 2 || out != "" || !strings.Contains(said, "DATABASE_URL") || !strings.Contains(said, path) {
			t.Errorf("%v: exit code %d; it said %q%q", args, code, out, said)
		}
	}
	if there, err := os.ReadDir(filepath.Dir(path)); err != nil || len(there) > 0 {
		t.Errorf("made %v, %v", there, err)
	}
	o.vars["OMBUD_MASTER_KEY"] = newKeyset(t)
	dbtest.EachEmpty(t, func(t *testing.T, url string) {
		o.vars["DATABASE_URL"] = url
		if file, isFile := strings.CutPrefix(url, "sqlite:"); isFile {
			if err := os.WriteFile(file, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if code, _, said := called(t.Context(), o.vars, at("2026-03-05 10:00"), "run", "remind", "--dry"); code != 1 || !strings.Contains(said, "of another version") {
			t.Errorf("without tables: exit code %d; it said %q", code, said)
		}
	})
}

// TestServeUntilStopped: the program serves, tells operators how it is, and
// ends without an error when it is asked to.
func TestServeUntilStopped(t *testing.T) {
	t.Parallel()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
	o.vars["OMBUD_ADDR"] = "127.0.0.1:0"
	ctx, cancel := context.WithCancel(t.Context())
	log, code := &logbook{}, 0
	var done sync.WaitGroup
	done.Go(func() {
		code = run(ctx, []string{"serve"}, &environment{
			Getenv: func(name string) string { return o.vars[name] }, Now: time.Now,
			Streams: &Streams{In: strings.NewReader(""), Out: log, Err: log},
		})
	})
	if !o.slack.Wait(patience, func() bool { return o.slack.Sockets() > 0 }) {
		t.Error("no socket was opened")
	}
	for end := time.Now().Add(patience); address(log) == "" && time.Now().Before(end); { // until it heard Slack's greeting
		time.Sleep(5 * time.Millisecond)
	}
	for path, want := range map[string]int{"/healthz": 204, "/readyz": 204, "/metrics": 200, "/slack/commands": 404, "/": 404} {
		if got := status(t, "http://"+address(log)+path); got != want {
			t.Errorf("%s answers %d, want %d", path, got, want)
		}
	}
	cancel()
	done.Wait()
	if code != 0 || strings.Contains(log.String(), `"level":"ERROR"`) {
		t.Errorf("exit code %d; it said\n%s", code, log)
	}
}

func status(t *testing.T, url string) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

// address is where the program says that it listens.
func address(log *logbook) string {
	for line := range strings.Lines(log.String()) {
		var entry struct{ Address string }
		if json.Unmarshal([]byte(line), &entry) == nil && entry.Address != "" {
			return entry.Address
		}
	}
	return ""
}
