package lang

import (
	"strings"
	"testing"
	"time"
)

func amsterdam(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestDates(t *testing.T) {
	zone := amsterdam(t)
	winter := time.Date(2026, 3, 10, 13, 5, 0, 0, time.UTC)
	tests := []struct {
		language                                Language
		day, date, dated, long, clock, dayClock string
		token                                   string
	}{
		{NL, "di 10 maart", "di 10 maart 2026", "10 maart 2026", "dinsdag 10 maart 2026", "14:05", "di 10 maart om 14:05",
			"<!date^1773147900^{date_short_pretty} om {time}|di 10 maart 2026 om 14:05 CET>"},
		{DA, "tir. 10. marts", "tir. 10. marts 2026", "10. marts 2026", "tirsdag den 10. marts 2026", "14.05", "tir. 10. marts kl. 14.05",
			"<!date^1773147900^{date_short_pretty} kl. {time}|tir. 10. marts 2026 kl. 14.05 CET>"},
		{EN, "Tue 10 March", "Tue 10 March 2026", "10 March 2026", "Tuesday 10 March 2026", "14:05", "Tue 10 March at 14:05",
			"<!date^1773147900^{date_short_pretty} at {time}|Tue 10 March 2026 at 14:05 CET>"},
	}
	for _, test := range tests {
		t.Run(string(test.language), func(t *testing.T) {
			p := New(test.language, "", zone)
			for name, pair := range map[string][2]string{
				"Day":       {p.Day(winter), test.day},
				"Date":      {p.Date(winter), test.date},
				"Dated":     {p.Dated(winter), test.dated},
				"Long":      {p.Long(winter), test.long},
				"Clock":     {p.Clock(winter), test.clock},
				"DayClock":  {p.DayClock(winter), test.dayClock},
				"DateClock": {p.DateClock(winter), test.date + strings.TrimPrefix(test.dayClock, test.day)},
				"Token":     {p.Token(winter), test.token},
				"hour":      {p.ClockToken(winter), "<!date^1773147900^{time}|" + test.clock + " CET>"},
			} {
				if pair[0] != pair[1] {
					t.Errorf("%s: got %q, want %q", name, pair[0], pair[1])
				}
			}
		})
	}
}

func TestDatesFollowTheZone(t *testing.T) {
	newYear := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	p := New(EN, "", amsterdam(t))
	if got := p.Date(newYear); got != "Fri 1 January 2027" {
		t.Errorf("got %q", got)
	}
	if got := p.Clock(newYear); got != "00:30" {
		t.Errorf("got %q", got)
	}
	summer := time.Date(2026, 7, 1, 7, 0, 0, 0, time.UTC)
	if got := p.Clock(summer); got != "09:00" {
		t.Errorf("summer time: got %q", got)
	}
}

func TestEveryMonthAndWeekday(t *testing.T) {
	for _, l := range All {
		seen := map[string]bool{}
		for month := time.January; month <= time.December; month++ {
			seen[locals[l].locale.MonthWide(month)] = true
		}
		for day := time.Sunday; day <= time.Saturday; day++ {
			seen[locals[l].locale.WeekdayAbbreviated(day)] = true
			seen[locals[l].locale.WeekdayWide(day)] = true
		}
		if len(seen) != 12+7+7 || seen[""] {
			t.Errorf("%s: names missing or double: %v", l, seen)
		}
	}
}
