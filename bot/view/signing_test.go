package view

import (
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

func closedDays(t *testing.T, closed ...string) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: closed})
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func TestClosedDays(t *testing.T) {
	const now = "2026-11-02 09:00"
	cal := closedDays(t, "2027-05-07", "2027-12-24 12:00")
	file := func(f *Frame) *Frame { f.File = "ombud.yml"; return f }
	this, next := YearOf(cal, 2026), YearOf(cal, 2027)
	this.Signed = complaint.Signature{Person: mees, At: at(t, "2025-11-03 10:00")}
	inLanguages(t, "calendar", now, func(f *Frame) screen { return CalendarModal(file(f), []YearList{this, next}) })
	inLanguages(t, "calendar.ask", now, func(f *Frame) screen { return CalendarAsk(f, next) })
	inLanguages(t, "calendar.signed", now, func(f *Frame) screen { return CalendarAsk(f, this) })

	c := sampleCase(t)
	if err := c.Register(sampleRegistration(t), member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	to := closedDays(t, "2026-04-02")
	moves, err := c.WouldMove(to, at(t, "2026-03-05 12:00"))
	if err != nil || len(moves) != 1 {
		t.Fatalf("it would move %v, %v", moves, err)
	}
	list := []CalendarMove{{Number: c.Number, Rules: c.Procedure, Move: moves[0], Was: c.Calendar.LastDay(moves[0].Before.Due), New: to.LastDay(moves[0].After.Due)}}
	inLanguages(t, "calendar.moves", now, func(f *Frame) screen { return CalendarMoves(f, list, 2) })
	hours := list[0]
	before, after := *hours.Before, *hours.After
	before.Hours, after.Hours = true, true
	hours.Before, hours.After = &before, &after
	for range 20 {
		list = append(list, hours)
	}
	f := sampleFrame(t, lang.EN, now)
	if text := asJSON(t, CalendarMoves(f, list, 0)); strings.Count(text, "would be") != mostMoves+2 || !strings.Contains(text, "6") || strings.Contains(text, "more cases") {
		t.Errorf("a long list: %s", text)
	}
}

// Every holiday that a set knows has its name in each language, and a year with
// every day closed but one fits.
func TestEveryClosedDayHasAName(t *testing.T) {
	for _, set := range calendar.Sets() {
		cal, err := calendar.New(calendar.Config{Set: set, First: 2020, Last: 2035})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lang.All {
			f := sampleFrame(t, l, "2026-11-02 09:00")
			for year := 2020; year <= 2035; year++ {
				y := YearOf(cal, year)
				if lines := y.lines(f); strings.Contains(lines, "[calendar") {
					t.Fatalf("%s %d: %s", set, year, lines)
				}
			}
		}
	}
	var all []string
	for d := (calendar.Day{Year: 2027, Month: 1, Day: 1}); d.Before(calendar.Day{Year: 2027, Month: 12, Day: 31}); d = d.AddDays(1) {
		all = append(all, d.String())
	}
	y := YearOf(closedDays(t, all...), 2027)
	for _, l := range lang.All {
		f := sampleFrame(t, l, "2026-11-02 09:00")
		modal := CalendarModal(f, []YearList{YearOf(closedDays(t), 2026), y})
		checkScreen(t, "whole year", modal, mustJSON(t, modal))
		ask := CalendarAsk(f, y)
		checkScreen(t, "whole year", ask, mustJSON(t, ask))
	}
}

func TestParseYear(t *testing.T) {
	y := YearOf(closedDays(t), 2027)
	if year, hash := ParseYear(y.value()); year != 2027 || hash != y.Hash {
		t.Errorf("read as %d %s", year, hash)
	}
	for _, forged := range []string{"", "2027", "next:abc", ":", "2027:"} {
		if year, hash := ParseYear(forged); hash != "" {
			t.Errorf("%q is read as %d %s", forged, year, hash)
		}
	}
}

func TestLinkTold(t *testing.T) {
	const now = "2026-04-08 09:00"
	dead := complaint.Link{Address: "https://noorderlicht.example/klachten", Checked: at(t, now), Status: "404", Dead: at(t, "2026-04-01 09:00")}
	mended := complaint.Link{Address: dead.Address, Checked: at(t, now)}
	inLanguages(t, "link.dead", now, func(f *Frame) screen { return LinkTold(f, dead, nil) })
	inLanguages(t, "link.mended", now, func(f *Frame) screen { return LinkTold(f, mended, nil) })
	inLanguages(t, "link.missing", now, func(f *Frame) screen { return LinkTold(f, complaint.Link{}, []string{"website", "download"}) })
	inLanguages(t, "link.written", now, func(f *Frame) screen {
		f.Document, f.Published = "https://noorderlicht.example/regeling.pdf", []string{dead.Address, "https://noorderlicht.example/nieuw"}
		return Written(f, registerOf(t, presetOf(t, "cygnus")), []complaint.Link{dead, {Address: f.Document, Checked: at(t, now)}}, false)
	})
	f := sampleFrame(t, lang.EN, now)
	for _, status := range []string{"unreachable", "timeout", "certificate", "redirect", "insecure", "500"} {
		l := dead
		l.Status, l.Address = status, "https://noorderlicht.example/?<!channel>&x="+strings.Repeat("y", 4000)
		m := LinkTold(f, l, nil)
		checkScreen(t, status, m, mustJSON(t, m))
	}
}
