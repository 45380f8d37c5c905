package view

import (
	"strings"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
)

// Each step of a derivation is a line that a person can follow with a calendar on the
// wall, in their language.
func TestWhyLines(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	day := func(s string) calendar.Day {
		d, err := calendar.ParseDay(s)
		must(t, err)
		return d
	}
	christmas, when := day("2026-12-25"), at(t, "2026-12-24 15:00")
	duty := &complaint.Duty{Kind: "decision", From: complaint.Received}
	hours := &complaint.Duty{Kind: "contact", From: complaint.Received, Hours: true}
	for _, tc := range []struct {
		l    lang.Language
		d    *complaint.Duty
		s    calendar.Step
		want string
	}{
		{lang.EN, duty, calendar.Step{Code: calendar.StepEvent, Day: day("2026-12-24"), At: when}, "Thu 24 December at 15:00: Complaint received. The time runs from then."},
		{lang.NL, duty, calendar.Step{Code: calendar.StepClosed, Day: christmas, Last: christmas, Name: "christmas day"}, "vr 25 december: eerste kerstdag, telt niet mee"},
		{lang.DA, duty, calendar.Step{Code: calendar.StepClosed, Day: day("2026-12-26"), Last: day("2026-12-27"), Name: calendar.Weekend}, "lør. 26. december til og med søn. 27. december: weekend, tæller ikke med"},
		{lang.NL, duty, calendar.Step{Code: calendar.StepClosed, Day: christmas, Last: christmas, Name: calendar.CompanyClosed}, "vr 25 december: gesloten, telt niet mee"},
		{lang.EN, duty, calendar.Step{Code: calendar.StepCounted, Day: day("2026-12-28"), Last: day("2026-12-29"), N: 2}, "Mon 28 December to Tue 29 December: up to working day 2"},
		{lang.EN, duty, calendar.Step{Code: calendar.StepCounted, Day: day("2026-12-28"), Last: day("2026-12-28"), N: 1}, "Mon 28 December: working day 1"},
		{lang.EN, hours, calendar.Step{Code: calendar.StepRan, Day: day("2026-12-24"), Run: 8*time.Hour + 30*time.Minute}, "Thu 24 December: 8 hours and 30 minutes counted"},
		{lang.NL, hours, calendar.Step{Code: calendar.StepRan, Day: day("2026-12-24"), Run: 4 * time.Hour}, "do 24 december: 4 uur geteld"},
		{lang.DA, hours, calendar.Step{Code: calendar.StepRan, Day: day("2026-12-24"), Run: 24 * time.Minute}, "tor. 24. december: 24 minutter talt med"},
		{lang.DA, hours, calendar.Step{Code: calendar.StepRan, Day: day("2026-12-24"), Run: 4 * time.Hour, At: when}, "tor. 24. december: 4 timer talt med, fra kl. 11.00 til 15.00"},
		{lang.DA, hours, calendar.Step{Code: calendar.StepElapsed, N: 72, At: when}, "72 timer, dag og nat"},
		{lang.EN, duty, calendar.Step{Code: calendar.StepAdded, Day: day("2027-02-28"), N: 1, Name: "mo"}, "Sun 28 February: 1 month later"},
		{lang.EN, duty, calendar.Step{Code: calendar.StepClamped, Day: day("2027-02-28")}, "Sun 28 February: that month has no such date, so its last day counts"},
		{lang.NL, duty, calendar.Step{Code: calendar.StepRolled, Day: day("2027-03-01")}, "ma 1 maart: de volgende werkdag; de termijn schuift daarheen op"},
		{lang.EN, duty, calendar.Step{Code: calendar.StepDue, Day: day("2026-12-29"), At: when}, "In time until the end of Tue 29 December."},
		{lang.EN, hours, calendar.Step{Code: calendar.StepDue, Day: day("2026-12-24"), At: when}, "In time until Thu 24 December at 15:00."},
		{lang.NL, duty, calendar.Step{Code: complaint.StepAgreed, Day: day("2026-12-29"), At: when}, "di 29 december: zo afgesproken of ingevuld, do 24 december om 15:00"},
		{lang.EN, duty, calendar.Step{Code: complaint.StepExtended, Day: day("2027-01-14"), At: when}, "Extended to Thu 14 January: the customer was told in time, Thu 24 December at 15:00."},
		{lang.DA, duty, calendar.Step{Code: complaint.StepTooLate, Day: day("2027-01-14"), At: when}, "Kunden hørte for sent om tor. 14. januar, tor. 24. december kl. 15.00: datoen står ved magt."},
		{lang.EN, duty, calendar.Step{Code: complaint.StepCapped, Day: day("2027-01-05"), Name: "decision"}, "Brought forward to Tue 5 January: it cannot be due after \"Answer the complaint\"."},
		{lang.EN, duty, calendar.Step{Code: complaint.StepGaveWay, Day: day("2027-01-14"), At: when}, "In place of that term: Thu 14 January, as agreed with the customer, Thu 24 December at 15:00."},
		{lang.NL, duty, calendar.Step{Code: complaint.StepGaveWay, Day: day("2027-01-14"), At: when}, "In plaats van die termijn: do 14 januari, zo afgesproken met de klant, do 24 december om 15:00."},
		{lang.DA, duty, calendar.Step{Code: complaint.StepOwnTerm, Day: day("2027-01-14"), At: when}, "tor. 14. januar: fristen gælder igen, fordi en tidligere dag er aftalt, tor. 24. december kl. 15.00."},
		{lang.NL, duty, calendar.Step{Code: complaint.StepNotice, Day: day("2027-01-05")}, "Vervroegd naar di 5 januari: daarna hoort de klant te laat dat het langer duurt."},
		{lang.EN, duty, calendar.Step{Code: complaint.StepMerged, Day: day("2027-01-05"), Name: "K-2026-0043", At: when}, "Brought forward to Tue 5 January: K-2026-0043, merged into this case Thu 24 December at 15:00, was due then."},
		{lang.EN, duty, calendar.Step{Code: complaint.StepMerged, Day: day("2027-01-05"), Name: "K-2026-0044", At: when}, "Brought forward to Tue 5 January: a case merged into this one Thu 24 December at 15:00 was due then."},
		{lang.EN, duty, calendar.Step{Code: complaint.StepBrought, Day: day("2027-01-05"), Name: "K-2026-0043", At: when}, "Now Tue 5 January: K-2026-0043, merged into this case Thu 24 December at 15:00, was due then and concerns somebody who had yet to be told."},
		{lang.NL, duty, calendar.Step{Code: complaint.StepBrought, Day: day("2027-01-05"), Name: "K-2026-0044", At: when}, "Nu di 5 januari: dat was de termijn van een zaak die do 24 december om 15:00 met deze is samengevoegd. Die zaak gaat over iemand die het nog moest horen."},
	} {
		f := sampleFrame(t, tc.l, "2026-12-24 16:00")
		f.Others = map[string]bool{"K-2026-0043": true}
		if got := whyLine(f, c, tc.d, tc.s); got != tc.want {
			t.Errorf("%s:\n%q, want\n%q", tc.s.Code, got, tc.want)
		}
	}
}

// The page lists every deadline of the procedure, open or over, and names the calendar
// and the version that the case keeps.
func TestThePageOfDeadlines(t *testing.T) {
	c, f := caseAt(t, complaint.FaceInProgress), sampleFrame(t, lang.EN, "2026-03-06 12:00")
	text := ""
	for from := 1; from < 20; from += tabSize[TabDates] {
		text += jsonText(asJSON(t, CaseFile(f, c, TabDates, from)))
	}
	for _, want := range []string{
		"holds for what came in on Thu 5 March 2026 (calendar version " + c.CalendarVersion()[:6] + "): Dutch holidays and the days on which the company is closed", c.Procedure.Title, ", version 1 of 1 January 2020.", "Time allowed: 2 working days", "In time until the end of", "house rule", ":white_check_mark:",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not there:\n%s", want, text)
		}
	}
	if strings.Contains(text, "nl-office") {
		t.Error("the calendar is named as programs name it")
	}
	other := sampleFrame(t, lang.EN, "2026-03-06 12:00")
	other.Viewer = member(joost)
	if text := jsonText(asJSON(t, CaseFile(other, c, TabDates, 1))); strings.Contains(text, "In time until") {
		t.Errorf("who is kept out reads %s", text)
	}
}

// Each holiday set has a name that people know it by.
func TestCalendarsHaveNames(t *testing.T) {
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		names := map[string]bool{}
		for _, set := range calendar.Sets() {
			names[sampleFrame(t, l, "2026-03-06 12:00").P.T("calendar.set."+strings.ReplaceAll(set, "-", "_"))] = true
		}
		if len(names) != len(calendar.Sets()) {
			t.Errorf("%s: %d names of %d sets: %v", l, len(names), len(calendar.Sets()), names)
		}
	}
}

// Where the customer must hear of a delay by a day, the page of deadlines says so until
// that day, and until then the answer is owed as it was.
func TestThePageOfDeadlinesSaysUntilWhenADelayIsTold(t *testing.T) {
	c := presetCase(t, "kerngroep")
	for now, want := range map[string]bool{"2026-03-05 10:40": true, "2026-03-26 16:00": true, "2026-03-27 09:00": false} {
		f := sampleFrame(t, lang.EN, now)
		text := ""
		for from := 1; from < 20; from += tabSize[TabDates] {
			text += jsonText(asJSON(t, CaseFile(f, c, TabDates, from)))
		}
		if says := strings.Contains(text, "Answer the complaint by Thu 2 April · extension notice no later than Thu 26 March"); says != want {
			t.Errorf("at %s it says so: %v\n%s", now, says, text)
		}
	}
}

// A clock of hours that ends today is told by the hour behind the word for today, and by
// day and hour on any other day.
func TestTodayIsSaidOnce(t *testing.T) {
	c := presetCase(t, "kerngroep")
	duty := func(kind string) *complaint.Duty {
		for _, d := range openDuties(c, 20) {
			if d.Kind == kind {
				return &d
			}
		}
		t.Fatalf("no %s is owed", kind)
		return nil
	}
	for _, tc := range []struct{ kind, now, want string }{
		{"take_over", "2026-03-05 10:40", "*Due today* · Take the complaint over by <!date^1772715600^{time}|14:00 CET> ⌂"},
		{"contact", "2026-03-05 10:40", "*Due in 1 working day* · Contact the customer by <!date^1772787600^{date_short_pretty} at {time}|Fri 6 March 2026 at 10:00 CET>"},
		{"contact", "2026-03-06 09:00", "*Due today* · Contact the customer by <!date^1772787600^{time}|10:00 CET>"},
		{"contact", "2026-03-06 10:00", "*Overdue* · Contact the customer by <!date^1772787600^{date_short_pretty} at {time}|Fri 6 March 2026 at 10:00 CET>"},
		{"assign", "2026-03-06 09:00", "*Due today* · Assign a handler by Fri 6 March ⌂"},
	} {
		if got := owedToday(sampleFrame(t, lang.EN, tc.now), c, duty(tc.kind)); !strings.HasSuffix(got, ": "+tc.want) {
			t.Errorf("%s at %s: %s, want\n%s", tc.kind, tc.now, got, tc.want)
		}
	}
}

// A duration names hours and minutes, each where there are any, and never nothing.
func TestDurations(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-20 12:00")
	for run, want := range map[time.Duration]string{
		0: "0 minutes", 40 * time.Second: "0 minutes", time.Minute: "1 minute", 2 * time.Hour: "2 hours", 2*time.Hour + 5*time.Minute: "2 hours and 5 minutes",
	} {
		if got := f.duration(run); got != want {
			t.Errorf("%v is %q, want %q", run, got, want)
		}
	}
}

// A case that was over within a day took no nought of days; of one that closed beyond its
// calendar nobody knows.
func TestACaseOfOneDay(t *testing.T) {
	f, c := sampleFrame(t, lang.NL, "2026-03-20 12:00"), caseAt(t, complaint.FaceClosed)
	for closed, want := range map[string]string{"2026-03-05 16:00": "Afgehandeld binnen een werkdag", "2026-03-06 09:00": "Afgehandeld in 1 werkdag", "2026-03-09 09:00": "Afgehandeld in 2 werkdagen", "2099-03-09 09:00": ""} {
		c.ClosedAt = at(t, closed)
		if got := closedWithin(f, c); got != want {
			t.Errorf("closed at %s: %s, want %s", closed, got, want)
		}
	}
}
