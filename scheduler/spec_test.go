package scheduler

import (
	"strings"
	"testing"
	"time"

	"github.com/robfig/cron/v3"

	"ombud/calendar"
)

func TestCheckSpec(t *testing.T) {
	for _, tc := range []struct{ name, spec, wrong string }{
		{"Monday nine o'clock", "0 9 * * 1", ""},
		{"names of days and months", "30 8 1 jan,jul mon", ""},
		{"every quarter of an hour at work", "*/15 8-17 * * 1-5", ""},
		{"a zone without a schedule, at which the parser panics", "TZ=Europe/Amsterdam", "zone"},
		{"the same with cron's own prefix", "CRON_TZ=Europe/Amsterdam", "zone"},
		{"a zone", "TZ=UTC 0 9 * * 1", "zone"},
		{"an interval anchored to nothing", "@every 1h", "five fields"},
		{"a negative interval", "@every -1s", "five fields"},
		{"at a restart", "@reboot", "five fields"},
		{"a word", "@daily", "five fields"},
		{"in the hour that the clock skips", "30 2 * * *", "between 2 and 3"},
		{"every hour, so in that one too", "0 * * * *", "between 2 and 3"},
		{"a range over that hour", "0 1-3 * * *", "between 2 and 3"},
		{"31 February", "0 9 31 2 *", "never"},
		{"Sunday as seven", "0 9 * * 7", "a field is a number"},
		{"a range without an end", "0 9 * * 1-", "a range such as 1-5"},
		{"too few fields", "0 9 * *", "five fields"},
		{"seconds", "0 0 9 * * 1", "five fields"},
		{"nothing", "", "five fields"},
		{"a page of text", strings.Repeat("1,", 200) + " 9 * * 1", "too long"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			err := CheckSpec(tc.spec)
			if tc.wrong == "" && err != nil || tc.wrong != "" && (err == nil || !strings.Contains(err.Error(), tc.wrong)) {
				t.Errorf("CheckSpec(%q) = %v, want %q", tc.spec, err, tc.wrong)
			}
		})
	}
}

func FuzzCheckSpec(f *testing.F) {
	for _, spec := range []string{"0 9 * * 1", "TZ=", "CRON_TZ=x", "@every 1s", "*/0 1 * * *", "59-0 1 ? * 1-7/2", "1,2,, 9 * * mon"} {
		f.Add(spec)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		s, err := parseSpec(spec)
		if err != nil {
			return
		}
		from := at("2026-03-05 10:00")
		next := s.Next(from)
		if !next.IsZero() && (!next.After(from) || next.Hour() == 2) {
			t.Errorf("%q: after %v comes %v", spec, from, next)
		}
	})
}

func TestSchedulesOfTheCompany(t *testing.T) {
	for _, tc := range []struct {
		name      string
		schedules map[string]string
		wrong     string
	}{
		{"none", nil, ""},
		{"the digest on Friday", map[string]string{"digest": "0 16 * * 5"}, ""},
		{"a job that is not there", map[string]string{"digets": "0 16 * * 5"}, `"digets"`},
		{"a job that needs none", map[string]string{"remind": "0 16 * * 5"}, `"remind"`},
		{"a bad spec", map[string]string{"digest": "@reboot"}, "digest"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			err := (&Scheduler{Schedules: tc.schedules}).checkSchedules()
			if tc.wrong == "" && err != nil || tc.wrong != "" && (err == nil || !strings.Contains(err.Error(), tc.wrong)) {
				t.Errorf("got %v, want %q", err, tc.wrong)
			}
		})
	}
}

func sampleCalendar(t testing.TB, closed ...string) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: closed})
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func TestSlots(t *testing.T) {
	for _, tc := range []struct {
		name, spec, after string
		workdays          bool
		closed            []string
		want              []string
	}{
		{"weekly", "0 9 * * 1", "2026-03-05 10:00", true, nil, []string{"2026-03-09 09:00", "2026-03-16 09:00"}},
		{"Easter Monday moves to Tuesday", "0 9 * * 1", "2026-04-01 10:00", true, nil, []string{"2026-04-07 09:00", "2026-04-13 09:00"}},
		{"asked on Easter Monday itself", "0 9 * * 1", "2026-04-06 10:00", true, nil, []string{"2026-04-07 09:00"}},
		{"asked on Tuesday after the moved one", "0 9 * * 1", "2026-04-07 09:00", true, nil, []string{"2026-04-13 09:00"}},
		{"a company closed for a week", "0 9 * * 1", "2026-07-10 10:00", true,
			[]string{"2026-07-13", "2026-07-14", "2026-07-15", "2026-07-16", "2026-07-17"}, []string{"2026-07-20 09:00", "2026-07-27 09:00"}},
		{"daily on working days is one slot after a weekend", "0 9 * * *", "2026-03-06 10:00", true, nil, []string{"2026-03-09 09:00", "2026-03-10 09:00"}},
		{"daily at any day", "0 9 * * *", "2026-03-06 10:00", false, nil, []string{"2026-03-07 09:00", "2026-03-08 09:00"}},
		{"over the spring change", "0 9 * * *", "2026-03-28 10:00", false, nil, []string{"2026-03-29 09:00", "2026-03-30 09:00"}},
		{"over the autumn change", "0 9 * * *", "2026-10-24 10:00", false, nil, []string{"2026-10-25 09:00", "2026-10-26 09:00"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			spec, err := parseSpec(tc.spec)
			if err != nil {
				t.Fatal(err)
			}
			var schedule cron.Schedule = spec
			if tc.workdays {
				schedule = workdays{spec, sampleCalendar(t, tc.closed...)}
			}
			when := at(tc.after)
			for _, want := range tc.want {
				when = schedule.Next(when)
				if !when.Equal(at(want)) {
					t.Fatalf("got %v, want %s", when, want)
				}
			}
		})
	}
}

func TestOnlyTheNewestMissedSlotIsLeft(t *testing.T) {
	spec, err := parseSpec("0 9 * * 1")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ name, last, now, want string }{
		{"none came", "2026-03-09 09:00", "2026-03-16 08:59", ""},
		{"at the very minute", "2026-03-09 09:00", "2026-03-16 09:00", "2026-03-16 09:00"},
		{"three weeks away", "2026-03-09 09:00", "2026-03-31 12:00", "2026-03-30 09:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := newest(spec, at(tc.last), at(tc.now))
			if tc.want == "" != got.IsZero() || tc.want != "" && !got.Equal(at(tc.want)) {
				t.Errorf("got %v, want %q", got, tc.want)
			}
		})
	}
}

func TestWeekIsTheLastWholeOne(t *testing.T) {
	s := &Scheduler{}
	s.Company.Zone = amsterdam
	for _, tc := range []struct{ name, at, from, to string }{
		{"on Monday", "2026-03-09 09:00", "2026-03-02 00:00", "2026-03-09 00:00"},
		{"on Tuesday after Easter", "2026-04-07 09:00", "2026-03-30 00:00", "2026-04-06 00:00"},
		{"on Sunday", "2026-03-15 23:00", "2026-03-02 00:00", "2026-03-09 00:00"},
		{"over the spring change", "2026-03-30 09:00", "2026-03-23 00:00", "2026-03-30 00:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			from, to := s.week(at(tc.at))
			if !from.Equal(at(tc.from)) || !to.Equal(at(tc.to)) {
				t.Errorf("got %v to %v, want %s to %s", from, to, tc.from, tc.to)
			}
		})
	}
}

func TestBackoff(t *testing.T) {
	for _, tc := range []struct {
		tries int
		want  time.Duration
	}{{1, 2 * second}, {2, 4 * second}, {3, 8 * second}, {8, 256 * second}, {9, maxWait}, {5000, maxWait}} {
		if got := backoff(tc.tries, firstWait, maxWait); got != tc.want {
			t.Errorf("try %d: %v, want %v", tc.tries, got, tc.want)
		}
	}
}

// The days between two runs at the worst: over a leap year, over the end of a month.
func TestLongestWait(t *testing.T) {
	for spec, want := range map[string]int{
		"15 4 * * *": 1, "*/15 8-17 * * *": 1, "0 9 * * 1-5": 3, "0 9 * * 1": 7, "0 9 1 * *": 31, "0 9 31 * *": 61, "0 9 1 1 *": 366, "0 9 29 2 *": 1461, "@daily": 0,
	} {
		if got := LongestWait(spec); got != want {
			t.Errorf("%s waits %d days at most, want %d", spec, got, want)
		}
	}
}
