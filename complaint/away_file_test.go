package complaint

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// tells names who is told what, in order.
func tells(notices []Notice) string {
	var all []string
	for _, n := range notices {
		all = append(all, fmt.Sprintf("%s %s", n.Kind, n.To))
	}
	return strings.Join(all, ", ")
}

// The deputy of an absence in the configuration is asked once and answers it, and whoever
// is back reads once what happened, whatever number of starts lies between.
func TestAnAbsenceOfTheConfigurationIsToldOnce(t *testing.T) {
	day := func(s string) time.Time { return at(t, "2026-03-"+s) }
	leave := Absence{User: milan, From: day("09 00:00"), Until: day("14 00:00"), Deputy: lotte, File: true}
	file := func(change ...func(*Absence)) *Roster {
		r := sampleRoster()
		a := leave
		for _, do := range change {
			do(&a)
		}
		r.Away = []Absence{a}
		return r
	}
	working := func(string) bool { return true }
	r := file().Over(&Roster{}, day("05 10:00"))
	if got := tells(r.Asks(day("05 10:01"))); got != "away U0LOTTE" {
		t.Errorf("at the first start: %q", got)
	}
	again := func(now string, with *Roster) { r = with.Over(r, day(now)) }
	again("05 11:00", file())
	if got := tells(r.Asks(day("05 11:01"))); got != "" {
		t.Errorf("at the next start: %q", got)
	}
	_, err := r.AnswerAway(r.Away[0].ID, DeputyTakes, member(lotte), day("05 12:00"))
	must(t, err)
	again("06 10:00", file())
	if a := r.Away[0]; a.Answer != DeputyTakes || a.Rev != 1 {
		t.Errorf("the answer is gone: %+v", a)
	}
	again("06 11:00", file(func(a *Absence) { a.Deputy = "" }))
	if got := tells(r.Asks(day("06 11:01"))); got != "away U0FATIMA" || r.Away[0].Answer != "" {
		t.Errorf("with no deputy named who stands in as a rule is asked: %q, %+v", got, r.Away[0])
	}
	again("06 12:00", file(func(a *Absence) { a.Until = day("21 00:00") }))
	if got := tells(r.Asks(day("06 12:01"))); got != "away U0LOTTE" {
		t.Errorf("for other days: %q", got)
	}
	again("10 12:00", file())
	if got := tells(r.Returned(day("14 09:00"), working)); got != "return U0MILAN" {
		t.Errorf("back: %q", got)
	}
	again("14 10:00", file())
	if got := tells(append(r.Returned(day("14 11:00"), working), r.Asks(day("14 11:00"))...)); got != "" {
		t.Errorf("told again: %q", got)
	}
}

// What the configuration says no more, of somebody who is away, is over then; what was
// over or had not begun when it was first or last read tells nobody anything.
func TestAnAbsenceThatTheConfigurationDrops(t *testing.T) {
	now := at(t, "2026-03-10 10:00")
	working := func(string) bool { return true }
	days := func(from, until int) Absence {
		return Absence{User: milan, From: now.AddDate(0, 0, from), Until: now.AddDate(0, 0, until), Deputy: lotte, File: true}
	}
	for _, tc := range []struct {
		name       string
		was, is    []Absence
		back, away string
	}{
		{"while it runs", []Absence{days(-2, 3)}, nil, "return U0MILAN", ""},
		{"before it began", []Absence{days(2, 3)}, nil, "", ""},
		{"moved while it runs: they are still away", []Absence{days(-2, 3)}, []Absence{days(-1, 4)}, "", "away U0LOTTE"},
		{"ended yesterday, as they were back early", []Absence{days(-2, 3)}, []Absence{days(-2, 0)}, "return U0MILAN", ""},
		{"over long ago when it is first read", nil, []Absence{days(-9, -3)}, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			read := func(list []Absence, old *Roster, when time.Time) *Roster {
				r := sampleRoster()
				r.Away = append([]Absence(nil), list...)
				return r.Over(old, when)
			}
			first := read(tc.was, &Roster{}, now.AddDate(0, 0, -3))
			first.Asks(now.AddDate(0, 0, -3))
			r := read(tc.is, first, now)
			if got := tells(r.Returned(now, working)); got != tc.back {
				t.Errorf("back: %q, want %q", got, tc.back)
			}
			if got := tells(r.Asks(now)); got != tc.away {
				t.Errorf("asked: %q, want %q", got, tc.away)
			}
			if again := read(tc.is, r, now.Add(time.Hour)); tells(again.Returned(now.Add(time.Hour), working))+tells(again.Asks(now.Add(time.Hour))) != "" {
				t.Error("told again at the next start")
			}
		})
	}
}
