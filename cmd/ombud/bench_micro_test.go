package main

import (
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/cmd/ombud/demo"
	"ombud/complaint"
	"ombud/lang"
)

// BenchmarkDue derives due instants, steps included.
func BenchmarkDue(b *testing.B) {
	cfg := benchConfig(b)
	for _, period := range []string{"2bd", "24bh", "4wh", "4w"} {
		b.Run(period, func(b *testing.B) {
			p, err := calendar.ParsePeriod(period)
			mustBench(b, err)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := cfg.cal.Due(benchReceived, p, calendar.RollForward); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCase derives the duties of a case that was filed a day ago, and draws its
// card with them.
func BenchmarkCase(b *testing.B) {
	cfg := benchConfig(b)
	c := complaint.New(cfg.Workspace, cfg.rules, cfg.cal, cfg.roster())
	c.Number = "K-2026-0042"
	mustBench(b, registerBench(c))
	frame := &view.Frame{
		Company: cfg.company(), P: lang.New(cfg.company().Language, "", cfg.cal.Zone()), Now: benchReceived.Add(22 * time.Hour),
		Names: map[string]string{"U0LOTTE": "Lotte Jansen", "U0SANNE": "Sanne Bakker"},
	}
	b.Run("duties", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := c.Duties(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("card", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := view.Card(frame, c).JSON(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func benchConfig(b *testing.B) *Config {
	b.Helper()
	cfg, err := demoConfig(demo.Options{Lang: "nl", Procedure: "exactpi"}, benchReceived)
	mustBench(b, err)
	return cfg
}
