package procedure

import (
	"strings"
	"testing"
	"time"

	"ombud/calendar"
)

func dayOf(t *testing.T, s string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every preset is reviewed within a year by management; only of one of them that
// is the company's own promise.
func TestReviewOfThePresets(t *testing.T) {
	for name, clause := range map[string]string{"okonomi": "OK-18", "klachten": "", "cygnus": "", "kerngroep": "", "exactpi": ""} {
		r := preset(t, name).Review
		if r.Clause != clause || r.House != (clause == "") || r.By != "management" {
			t.Errorf("%s is reviewed so: %+v", name, r)
		}
		if next := r.Next(dayOf(t, "2026-03-05")).String(); next != "2027-03-05" {
			t.Errorf("%s: reviewed on 5 March, next by %s", name, next)
		}
	}
}

// Where customers find the procedure is promised by two of them.
func TestPublicationOfThePresets(t *testing.T) {
	for name, want := range map[string]string{"okonomi": "", "klachten": "", "cygnus": "website CY-13", "kerngroep": "download KG-31", "exactpi": ""} {
		p := preset(t, name).Publish
		if got := strings.TrimSpace(strings.Join(p.On, " ") + " " + p.Clause); got != want {
			t.Errorf("%s says %q, want %q", name, got, want)
		}
	}
}

func TestReviewIsSaidOrAHouseRule(t *testing.T) {
	for _, tc := range []struct {
		says, within, by string
		house            bool
	}{
		{"", "12mo", "management", true},
		{"review: {by: officer}\n", "12mo", "officer", true},
		{"review: {within: 2y}\n", "2y", "management", false},
		{"review: {within: 26w, house: true}\n", "26w", "management", true},
	} {
		p, err := Parse([]byte(good + tc.says))
		if err != nil {
			t.Fatal(err)
		}
		if r := p.Review; r.Within.String() != tc.within || r.By != tc.by || r.House != tc.house {
			t.Errorf("%q is read as %s by %s, house rule %v", tc.says, r.Within, r.By, r.House)
		}
	}
	for says, want := range map[string]string{
		"review: {within: 10bd}\n":         "write days, weeks, months or years",
		"review: {within: 48h}\n":          "write days, weeks, months or years",
		"review: {by: boss}\n":             `unknown word "boss"`,
		"review: {every: 1y}\n":            "unknown field",
		"publication: {on: [noticeboard]}": `unknown word "noticeboard"; one of website, download`,
	} {
		if _, err := Parse([]byte(good + says)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v, want %q", says, err, want)
		}
	}
}

func TestNextReview(t *testing.T) {
	for _, tc := range []struct{ within, last, next string }{
		{"1y", "2022-04-08", "2023-04-08"},
		{"12mo", "2024-02-29", "2025-02-28"},
		{"6mo", "2026-08-31", "2027-02-28"},
		{"26w", "2026-03-05", "2026-09-03"},
		{"90d", "2026-12-31", "2027-03-31"},
	} {
		period, err := calendar.ParsePeriod(tc.within)
		if err != nil {
			t.Fatal(err)
		}
		if next := (&Review{Within: &period}).Next(dayOf(t, tc.last)).String(); next != tc.next {
			t.Errorf("%s after %s is %s, want %s", tc.within, tc.last, next, tc.next)
		}
	}
}

// A promise counts from the document's own date, however long ago that was; a
// house rule owes nothing for the time before it held.
func TestWhereTheFirstReviewCountsFrom(t *testing.T) {
	for _, tc := range []struct {
		dated   string
		house   bool
		inForce string
		want    string
	}{
		{"2022-04-08", false, "2026-03-05", "2022-04-08"},
		{"2022-04-08", true, "2026-03-05", "2026-03-05"},
		{"2026-06-01", true, "2026-03-05", "2026-06-01"}, // put in before its day
		{"", false, "2026-03-05", "2026-03-05"},
		{"", true, "2026-03-05", "2026-03-05"},
	} {
		p := &Procedure{Dated: tc.dated, Review: Review{House: tc.house}}
		if got := p.ReviewFrom(dayOf(t, tc.inForce)).String(); got != tc.want {
			t.Errorf("dated %q, house rule %v: from %s, want %s", tc.dated, tc.house, got, tc.want)
		}
	}
}

// The review is due on Easter Monday 2026, 6 April.
func TestReviewReminders(t *testing.T) {
	cal, err := calendar.New(calendar.Config{Set: "nl-office", First: 2024, Last: 2030})
	if err != nil {
		t.Fatal(err)
	}
	next := dayOf(t, "2026-04-06")
	for today, want := range map[string]string{
		"2026-03-05": "",
		"2026-03-06": "2026-03-06", // 30 days before is Saturday 7 March
		"2026-03-09": "2026-03-06",
		"2026-03-29": "2026-03-06",
		"2026-03-30": "2026-03-30", // 7 days before
		"2026-04-01": "2026-03-30",
		"2026-04-03": "2026-04-03", // the day itself is closed: on the Friday before
		"2026-04-12": "2026-04-03",
		"2026-04-13": "2026-04-13", // a week late
		"2026-04-26": "2026-04-20",
		"2026-04-27": "2026-04-20", // King's Day: three weeks late on the day after
		"2026-04-28": "2026-04-28",
		"2027-04-06": "2027-04-05", // a year late: Mondays still
		"2031-01-15": "2031-01-13", // beyond the calendar there are no holidays
	} {
		day, due := ReviewReminder(next, dayOf(t, today), cal)
		if got := day.String(); got != want || due != (want != "") {
			t.Errorf("on %s the newest reminder is %q, want %q", today, got, want)
		}
	}
	if day, due := ReviewReminder(dayOf(t, "2023-04-08"), dayOf(t, "2026-03-05"), cal); !due || day.String() != "2026-02-28" && day.String() != "2026-03-02" {
		t.Errorf("three years late the newest is %s", day)
	}
}

// Over two years no reminder is on a closed day, none comes twice, and none is
// missing, whatever the day on which the review falls due.
func TestReviewRemindersOverTheYears(t *testing.T) {
	cal, err := calendar.New(calendar.Config{Set: "dk-office", First: 2025, Last: 2030})
	if err != nil {
		t.Fatal(err)
	}
	for next := dayOf(t, "2026-01-01"); next.Before(dayOf(t, "2027-01-01")); next = next.AddDays(1) {
		var days []calendar.Day
		for today := next.AddDays(-40); today.Before(next.AddDays(60)); today = today.AddDays(1) {
			day, due := ReviewReminder(next, today, cal)
			if due && (len(days) == 0 || days[len(days)-1] != day) {
				days = append(days, day)
			}
		}
		if len(days) < 3 || !days[0].Before(next.AddDays(-29)) || days[2].After(next) {
			t.Fatalf("due %s: %v", next, days)
		}
		for i, day := range days {
			if !cal.IsBusinessDay(day) {
				t.Errorf("due %s: reminded on %s %s", next, day.Weekday(), day)
			}
			if i > 2 && !day.After(days[i-1]) {
				t.Errorf("due %s: %v", next, days)
			}
			if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
				t.Errorf("due %s: reminded at the weekend, %s", next, day)
			}
		}
		if n := len(days); n < 10 || n > 11 { // three before, and eight weeks
			t.Errorf("due %s: %d reminders %v", next, n, days)
		}
	}
}

func TestLookAgain(t *testing.T) {
	for _, tc := range []struct {
		last, today string
		dead, want  bool
	}{
		{"", "2026-03-05", false, true},
		{"2026-03-02", "2026-03-31", false, false},
		{"2026-03-31", "2026-04-01", false, true},
		{"2025-12-31", "2026-01-01", false, true},
		{"2026-03-02", "2026-03-08", true, false},
		{"2026-03-02", "2026-03-09", true, true},
		{"2026-03-30", "2026-04-01", true, true}, // a month began
	} {
		var last calendar.Day
		if tc.last != "" {
			last = dayOf(t, tc.last)
		}
		if got := LookAgain(last, dayOf(t, tc.today), tc.dead); got != tc.want {
			t.Errorf("last %s, dead %v: on %s it is %v", tc.last, tc.dead, tc.today, got)
		}
	}
}
