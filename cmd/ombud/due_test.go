package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// runDue parses the arguments of `ombud due` as main does and runs it.
func runDue(t *testing.T, in string, args ...string) (out string, err error) {
	t.Helper()
	var cmd DueCmd
	parser, err := kong.New(&cmd, kong.Name("due"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(args); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	err = cmd.Run(&Streams{In: strings.NewReader(in), Out: &stdout, Err: &stderr})
	if stderr.Len() > 0 {
		err = errors.Join(err, errors.New(stderr.String()))
	}
	return stdout.String(), err
}

func TestDueText(t *testing.T) {
	got, err := runDue(t, "", "--from", "2026-03-01T20:00", "--period", "2w", "--calendar", "nl-office", "--zone", "Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	before, version, _ := strings.Cut(got, "version ")
	want := `due         Tue 2026-03-17 00:00:00 +01:00 (exclusive)
literal     Mon 2026-03-16 00:00:00 +01:00 (exclusive): the period by itself, before it is moved to a working day
last day    Mon 2026-03-16
derivation  Sun 2026-03-01 20:00 +01:00: the event; its day is day 0
            Sun 2026-03-15: 2 weeks later
            Sun 2026-03-15: closed (weekend)
            Mon 2026-03-16: the next business day, to which the end moves
            Tue 2026-03-17 00:00 +01:00: due; done before this instant is in time
calendar    nl-office, Europe/Amsterdam, `
	if before != want || len(strings.TrimSpace(version)) != 16 {
		t.Errorf("got:\n%s\nwant:\n%sversion ...", got, want)
	}
}

func TestDueJSON(t *testing.T) {
	for _, tt := range []struct {
		name               string
		args               []string
		due, literal, last string
	}{
		{
			"business days", []string{"--from", "2026-03-06T16:00", "--period", "2bd"},
			"2026-03-11T00:00:00+01:00", "2026-03-11T00:00:00+01:00", "2026-03-10",
		},
		{
			"rolled", []string{"--from", "2026-03-01T20:00", "--period", "2w"},
			"2026-03-17T00:00:00+01:00", "2026-03-16T00:00:00+01:00", "2026-03-16",
		},
		{
			"not rolled", []string{"--from", "2026-03-01T20:00", "--period", "2w", "--roll", "none"},
			"2026-03-16T00:00:00+01:00", "2026-03-16T00:00:00+01:00", "2026-03-15",
		},
		{
			"an offset is absolute", []string{"--from", "2026-03-06T23:30:00Z", "--period", "24bh"},
			"2026-03-10T00:00:00+01:00", "2026-03-10T00:00:00+01:00", "2026-03-09",
		},
		{
			"the calendar's own zone", []string{"--from", "2026-12-24T10:00", "--period", "2bd", "--calendar", "dk-office"},
			"2026-12-30T00:00:00+01:00", "2026-12-30T00:00:00+01:00", "2026-12-29",
		},
		{
			"another zone", []string{"--from", "2026-03-06T16:00", "--period", "2bd", "--zone", "America/Curacao"},
			"2026-03-11T00:00:00-04:00", "2026-03-11T00:00:00-04:00", "2026-03-10",
		},
		{
			"the first of two autumn hours", []string{"--from", "2026-10-25T02:30", "--period", "1h"},
			"2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00", "2026-10-25",
		},
		{
			"working hours as given", []string{"--from", "2026-03-09T09:00", "--period", "9wh", "--hours", "09:00-17:00"},
			"2026-03-10T10:00:00+01:00", "2026-03-10T10:00:00+01:00", "2026-03-10",
		},
		{
			"longer than five years", []string{"--from", "2026-03-02T09:00", "--period", "40y"},
			"2066-03-03T00:00:00+01:00", "2066-03-03T00:00:00+01:00", "2066-03-02",
		},
		{
			"the first year of all", []string{"--from", "2014-01-01T09:00", "--period", "1bd"},
			"2014-01-03T00:00:00+01:00", "2014-01-03T00:00:00+01:00", "2014-01-02",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := runDue(t, "", append(tt.args, "--json")...)
			if err != nil {
				t.Fatal(err)
			}
			var got struct {
				Due, Literal string
				LastDay      string `json:"last_day"`
				Derivation   []string
				Version      string `json:"calendar_version"`
			}
			if err := json.Unmarshal([]byte(out), &got); err != nil {
				t.Fatalf("%v in %s", err, out)
			}
			if got.Due != tt.due || got.Literal != tt.literal || got.LastDay != tt.last {
				t.Errorf("got %s, %s, %s, want %s, %s, %s", got.Due, got.Literal, got.LastDay, tt.due, tt.literal, tt.last)
			}
			if len(got.Derivation) < 3 || len(got.Version) != 16 {
				t.Errorf("derivation %q, version %q", got.Derivation, got.Version)
			}
		})
	}
}

func TestDueStdin(t *testing.T) {
	in := "2026-03-06T16:00\t2bd\tnl-office\tEurope/Amsterdam\n" +
		"2026-12-24T10:00\t24bh\tdk-statutory\tEurope/Copenhagen\r\n" +
		"2026-03-01T20:00\t2w\tnl-office\tEurope/Amsterdam"
	got, err := runDue(t, in, "--stdin")
	want := "2026-03-10T23:00:00Z\t2026-03-10T23:00:00Z\n" +
		"2026-12-28T09:00:00Z\t2026-12-28T09:00:00Z\n" +
		"2026-03-16T23:00:00Z\t2026-03-15T23:00:00Z\n"
	if err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestDueStdinBadLine(t *testing.T) {
	good := "2026-03-06T16:00\t2bd\tnl-office\tEurope/Amsterdam\n"
	for name, bad := range map[string]string{
		"too few fields":       "2026-03-06T16:00\t2bd\tnl-office",
		"period":               "2026-03-06T16:00\t2xd\tnl-office\tEurope/Amsterdam",
		"calendar":             "2026-03-06T16:00\t2bd\tnl\tEurope/Amsterdam",
		"zone":                 "2026-03-06T16:00\t2bd\tnl-office\tAmsterdam",
		"moment":               "yesterday\t2bd\tnl-office\tEurope/Amsterdam",
		"skipped spring hour":  "2026-03-29T02:30\t2bd\tnl-office\tEurope/Amsterdam",
		"before any calendar":  "1999-03-06T16:00\t2bd\tnl-office\tEurope/Amsterdam",
		"an endless line":      strings.Repeat("x", 100000),
		"an empty line within": "\n" + good,
	} {
		t.Run(name, func(t *testing.T) {
			out, err := runDue(t, good+bad+"\n"+good, "--stdin")
			var usage usageError
			if err == nil || !strings.Contains(err.Error(), "line 2: ") || name != "an endless line" && !errors.As(err, &usage) {
				t.Errorf("got %v, want an error of usage naming line 2", err)
			}
			answer := "2026-03-10T23:00:00Z\t2026-03-10T23:00:00Z\n"
			want := answer + "-\n" + answer
			switch name {
			case "an endless line": // nobody knows where it ends
				want = answer
			case "an empty line within": // and the good one that it holds
				want = answer + "-\n" + answer + "-\n" + answer
			}
			if out != want {
				t.Errorf("printed %q, want %q", out, want)
			}
		})
	}
}

func TestDueErrors(t *testing.T) {
	for _, tt := range []struct {
		name  string
		args  []string
		want  string
		usage bool
	}{
		{"no moment", []string{"--period", "2bd"}, "--from", true},
		{"no period", []string{"--from", "2026-03-06"}, "--period", true},
		{"unreadable moment", []string{"--from", "now", "--period", "2bd"}, "not a moment", true},
		{"skipped spring hour", []string{"--from", "2026-03-29T02:30", "--period", "2bd"}, "does not exist", true},
		{"unreadable period", []string{"--from", "2026-03-06", "--period", "2"}, "not a period", true},
		{"unknown calendar", []string{"--from", "2026-03-06", "--period", "2bd", "--calendar", "xx"}, "holiday set", true},
		{"unknown zone", []string{"--from", "2026-03-06", "--period", "2bd", "--zone", "Mars"}, "zone", true},
		{"unknown roll", []string{"--from", "2026-03-06", "--period", "2bd", "--roll", "back"}, "roll", true},
		{"unreadable hours", []string{"--from", "2026-03-06", "--period", "2bd", "--hours", "9"}, "hours", true},
		{"stdin and a moment", []string{"--stdin", "--from", "2026-03-06"}, "--stdin", true},
		{"too early for any calendar", []string{"--from", "1999-03-06", "--period", "2bd"}, "listed years", false},
		{"too late for any calendar", []string{"--from", "2299-12-30", "--period", "9bd"}, "listed years", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			out, err := runDue(t, "", tt.args...)
			if err == nil || !strings.Contains(err.Error(), tt.want) || out != "" {
				t.Fatalf("got %q, %v, want an error with %q", out, err, tt.want)
			}
			var usage usageError
			if errors.As(err, &usage) != tt.usage {
				t.Errorf("usage error = %v, want %v", !tt.usage, tt.usage)
			}
			if tt.usage && usage.ExitCode() != 2 {
				t.Errorf("exit code %d, want 2", usage.ExitCode())
			}
		})
	}
}
