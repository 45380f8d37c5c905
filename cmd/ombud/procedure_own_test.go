package main

import (
	"strings"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

// TestShowTheCompanysOwnProcedure: without a name it is the one in force, with its
// versions, who reviewed it when, and when that is due next.
func TestShowTheCompanysOwnProcedure(t *testing.T) {
	t.Parallel()
	o := newOffice(t, playground.Config{Now: time.Now, Machine: time.Now})
	show := func(args ...string) (int, string) {
		code, out, errs := called(t.Context(), o.vars, at("2026-03-05 10:00"), append([]string{"procedure", "show"}, args...)...)
		return code, out + errs
	}
	if code, said := show(); code != 1 || !strings.Contains(said, "no procedure, calendar or roster saved") {
		t.Fatalf("before the first start: %d\n%s", code, said)
	}
	o.keep(func(ws *db.Workspace, cfg *Config) error {
		return ws.SaveProcedure(t.Context(), cfg.yaml, at("2026-01-05 09:00"))
	})
	code, said := show()
	for _, want := range []string{"Klachtenprocedure (exactpi), version 1", "In force here since Mon 5 January 2026\nMark of this text: ", "Next review by Tue 5 January 2027\nNo review was recorded yet."} {
		if code != 0 || !strings.Contains(said, want) {
			t.Errorf("%d; want %q in\n%s", code, want, said)
		}
	}
	o.keep(func(ws *db.Workspace, _ *Config) error {
		return ws.AddRevision(t.Context(), complaint.Revision{
			N: 1, Version: 1, Day: calendar.Day{Year: 2026, Month: 2, Day: 27}, By: "U0MEES", Recorded: at("2026-02-27 15:00"),
			Outcome: complaint.RevisionSame, Attested: true, Words: complaint.RevisionWords{Findings: "Nobody else's to read."},
		})
	})
	if _, said := show("--lang", "nl"); !strings.Contains(said, "Volgende herziening uiterlijk za 27 februari 2027\nLaatste herziening: vr 27 februari 2026, door Mees Vos. De procedure werkt") || strings.Contains(said, "Nobody") {
		t.Errorf("after a review:\n%s", said)
	}
	o.vars["SLACK_BOT_TOKEN"] = ""
	if code, said := show(); code != 0 || !strings.Contains(said, "Last review: Fri 27 February 2026, by U0MEES. It works as intended") {
		t.Errorf("without a token: %d\n%s", code, said)
	}
	delete(o.vars, "OMBUD_CONFIG")
	if code, said := show(); code != 2 || !strings.Contains(said, "set OMBUD_CONFIG") {
		t.Errorf("without a configuration: %d\n%s", code, said)
	}
}

// keep writes into the office's database as a start would.
func (o *office) keep(write func(*db.Workspace, *Config) error) {
	o.t.Helper()
	cfg, err := loadConfig(o.file, at("2026-03-05 10:00"))
	if err != nil {
		o.t.Fatal(err)
	}
	s := &service{set: settings{Database: o.vars["DATABASE_URL"]}, cfg: cfg, clock: clocks{Business: time.Now, Machine: time.Now}}
	if err := s.open(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	if err := write(s.store.In(cfg.Workspace), cfg); err != nil {
		o.t.Fatal(err)
	}
	if err := s.stop(); err != nil {
		o.t.Fatal(err)
	}
}
