package calendar

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestNewRefuses(t *testing.T) {
	var all []string
	for d := (Day{2026, 1, 1}); d.Year == 2026; d = d.AddDays(1) {
		all = append(all, d.String())
	}
	for _, tt := range []struct {
		name string
		cfg  Config
		want string
	}{
		{"unknown set", Config{Set: "de-office"}, "unknown holiday set"},
		{"unknown zone", Config{Set: "nl-office", Zone: "Europe/Atlantis"}, "unknown zone"},
		{"the machine's zone", Config{Set: "nl-office", Zone: "Local"}, "zone"},
		{"unreadable hours", Config{Set: "nl-office", Hours: "half past eight"}, "working hours"},
		{"hours over midnight", Config{Set: "nl-office", Hours: "22:00-06:00"}, "end before they begin"},
		{"unreadable closed day", Config{Set: "nl-office", Closed: []string{"24-12-2026"}}, "closed"},
		{"unreadable closed time", Config{Set: "nl-office", Closed: []string{"2026-12-24 noon"}}, "closed"},
		{"a holiday that the country has not", Config{Set: "nl-office", Closed: []string{"great prayer day"}}, "no holiday of the country: ascension day"},
		{"a day of one decree each year", Config{Set: "nl-atw", Closed: []string{"decree day"}}, "no holiday of the country"},
		{"open when it is open", Config{Set: "nl-office", Open: []string{"2026-03-10"}}, `open "2026-03-10": nl-office does not close then`},
		{"open at the weekend", Config{Set: "nl-office", Open: []string{"2026-03-07"}}, "nl-office does not close then"},
		{"open for half a day", Config{Set: "dk-office", Open: []string{"2026-12-24 12:00"}}, "dk-office does not close then"},
		{"open on a holiday that the set has not", Config{Set: "nl-office", Open: []string{"good friday"}}, "or one of new year's day, easter monday"},
		{"open on a holiday of other years", Config{Set: "nl-office", Open: []string{"liberation day"}}, "nl-office does not close then"},
		{"open after the years", Config{Set: "nl-office", Open: []string{"2062-12-25"}}, "outside the listed years"},
		{"open and closed", Config{Set: "nl-office", Open: []string{"ascension day"}, Closed: []string{"2026-05-14"}}, "2026-05-14 is open and closed"},
		{"open and closed by name", Config{Set: "dk-office", Open: []string{"2026-12-24"}, Closed: []string{"christmas eve"}}, "2026-12-24 is open and closed"},
		{"half day before hours", Config{Set: "nl-office", Closed: []string{"2026-12-24 08:30"}}, "before working hours begin"},
		{"closed day after the years", Config{Set: "nl-office", Closed: []string{"2062-12-24"}}, "outside the listed years"},
		{"no business day in a year", Config{Set: "nl-office", Closed: all}, "2026 has no business day"},
		{"years in the wrong order", Config{Set: "nl-office", First: 2027, Last: 2026}, "years"},
		{"years too early", Config{Set: "nl-office", First: 1999, Last: 2026}, "years"},
		{"years too late", Config{Set: "nl-office", First: 2026, Last: 9999}, "years"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.cfg.First == 0 {
				tt.cfg.First, tt.cfg.Last = 2026, 2027
			}
			c, err := New(tt.cfg)
			if err == nil || !strings.Contains(err.Error(), tt.want) || c != nil {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestNewDefaults(t *testing.T) {
	for set, zone := range map[string]string{"nl-office": "Europe/Amsterdam", "dk-bank": "Europe/Copenhagen"} {
		c, err := New(Config{Set: set, First: 2026, Last: 2026})
		if err != nil {
			t.Fatal(err)
		}
		from, to, ok := c.WorkingHours(Day{2026, 3, 10})
		if c.Zone().String() != zone || !ok || from.Format("15:04")+"-"+to.Format("15:04") != DefaultHours {
			t.Errorf("%s: zone %s, hours %s to %s", set, c.Zone(), from, to)
		}
	}
}

func TestOwnClosedDays(t *testing.T) {
	c := cal8(t, "nl-office", "2019-12-24", "2026-12-24", "2026-12-24 12:00", "2026-12-25", "2026-12-28 15:00", "2026-12-28 12:00")
	var got []Holiday
	for _, h := range c.Closed(2026) {
		if h.Day.Month == time.December {
			got = append(got, h)
		}
	}
	want := []Holiday{
		{Day{2026, 12, 24}, CompanyClosed, 0},
		{Day{2026, 12, 25}, "christmas day", 0},
		{Day{2026, 12, 26}, "second christmas day", 0},
		{Day{2026, 12, 28}, CompanyClosed, 12 * 60},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A company works on some holidays of its set, on others of the country it does not.
func TestOwnHolidays(t *testing.T) {
	for name, tt := range map[string]struct {
		cfg          Config
		closed, open []string
	}{
		"liberation day always":             {Config{Set: "nl-office", Closed: []string{"liberation day"}}, []string{"2025-05-05", "2026-05-05", "2027-05-05"}, nil},
		"liberation day never":              {Config{Set: "nl-office", Open: []string{"liberation day"}}, []string{"2026-12-25"}, []string{"2025-05-05", "2026-05-05"}},
		"liberation day every five years":   {Config{Set: "nl-office"}, []string{"2025-05-05"}, []string{"2026-05-05"}},
		"a holiday that moves":              {Config{Set: "nl-office", Open: []string{"ascension day"}}, []string{"2026-05-25"}, []string{"2025-05-29", "2026-05-14", "2027-05-06"}},
		"one date":                          {Config{Set: "dk-office", Open: []string{"2026-12-24"}}, []string{"2025-12-24"}, []string{"2026-12-24"}},
		"a date of before":                  {Config{Set: "dk-office", Open: []string{"2019-12-24"}}, []string{"2026-12-24"}, nil},
		"the morning":                       {Config{Set: "dk-office", Open: []string{"2026-12-24"}, Closed: []string{"2026-12-24 12:00"}}, nil, []string{"2026-12-24"}},
		"two holidays on one day, one kept": {Config{Set: "nl-atw", Open: []string{"decree day"}}, []string{"2026-12-25"}, []string{"2026-01-02"}},
	} {
		tt.cfg.First, tt.cfg.Last = 2025, 2028
		c, err := New(tt.cfg)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for want, days := range map[bool][]string{false: tt.closed, true: tt.open} {
			for _, text := range days {
				day, _ := ParseDay(text)
				if c.IsBusinessDay(day) != want {
					t.Errorf("%s: %s open %v, want %v", name, text, !want, want)
				}
			}
		}
	}
	c, _ := New(Config{Set: "dk-office", First: 2026, Last: 2026, Open: []string{"2026-12-24"}, Closed: []string{"2026-12-24 12:00"}})
	if _, to, ok := c.WorkingHours(Day{2026, 12, 24}); !ok || to.Format("15:04") != "12:00" {
		t.Errorf("the morning of Christmas Eve ends at %s, %v", to, ok)
	}
	plain, _ := New(Config{Set: "dk-office", First: 2026, Last: 2026})
	opened, _ := New(Config{Set: "dk-office", First: 2026, Last: 2026, Open: []string{"2026-12-24"}, Closed: []string{"2026-12-31"}})
	if plain.Version() == opened.Version() || len(opened.Closed(2026)) != len(plain.Closed(2026))-1 {
		t.Errorf("an open day does not change the calendar: %v", opened.Closed(2026))
	}
}

func TestLoadGivesTheSameCalendar(t *testing.T) {
	c := cal8(t, "dk-office", "2026-12-23 12:00", "2026-07-20")
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Load(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c, got, cmp.AllowUnexported(Calendar{}, content{}), cmp.Comparer(sameZone)); diff != "" {
		t.Error(diff)
	}
}

func sameZone(a, b *time.Location) bool { return a.String() == b.String() }

func TestLoadKeepsOldRules(t *testing.T) {
	old := `{"set":"nl-before-the-reform","zone":"Europe/Amsterdam","hours":"09:00-17:00","first":2026,"last":2026,
		"closed":[{"day":"2026-03-10","name":"old holiday"}]}`
	c, err := Load([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	if c.ClosedName(Day{2026, 3, 10}) != "old holiday" || !c.IsBusinessDay(Day{2026, 4, 27}) {
		t.Error("the list was not taken as it stands")
	}
}

func TestLoadRefuses(t *testing.T) {
	const good = `{"set":"nl-office","zone":"Europe/Amsterdam","hours":"09:00-17:00","first":2026,"last":2026,` +
		`"closed":[{"day":"2026-03-10","name":"holiday"}]}`
	if _, err := Load([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, old, new string }{
		{"not JSON", good, "version 3"},
		{"zone", "Europe/Amsterdam", "Europe/Atlantis"},
		{"hours", "09:00-17:00", "17:00-09:00"},
		{"years", `"last":2026`, `"last":2025`},
		{"day", "2026-03-10", "2026-02-30"},
		{"no day", "2026-03-10", ""},
		{"day beyond the years", "2026-03-10", "2027-03-10"},
		{"no name", `"name":"holiday"`, `"name":""`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Load([]byte(strings.Replace(good, tt.old, tt.new, 1))); err == nil {
				t.Error("it was loaded")
			}
		})
	}
}

func TestVersion(t *testing.T) {
	base := Config{Set: "nl-office", First: 2026, Last: 2027, Closed: []string{"2026-12-24", "2026-12-28"}}
	version := func(change func(*Config)) string {
		cfg := base
		change(&cfg)
		c, err := New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		return c.Version()
	}
	want := version(func(*Config) {})
	if len(want) != 16 {
		t.Errorf("version %q is not 16 digits", want)
	}
	for name, change := range map[string]func(*Config){
		"defaults written out": func(c *Config) { c.Zone, c.Hours = "Europe/Amsterdam", "8:30 - 17:30" },
		"closed in any order":  func(c *Config) { c.Closed = []string{"2026-12-28", "2026-12-24", "2026-12-28"} },
		"closed years ago":     func(c *Config) { c.Closed = append([]string{"2020-12-24"}, c.Closed...) },
	} {
		if got := version(change); got != want {
			t.Errorf("%s: version %s, want the same %s", name, got, want)
		}
	}
	for name, change := range map[string]func(*Config){
		"zone":   func(c *Config) { c.Zone = "Europe/Brussels" },
		"hours":  func(c *Config) { c.Hours = "09:00-17:30" },
		"closed": func(c *Config) { c.Closed = []string{"2026-12-24"} },
		"half":   func(c *Config) { c.Closed = []string{"2026-12-24 12:00", "2026-12-28"} },
		"years":  func(c *Config) { c.Last = 2028 },
	} {
		if got := version(change); got == want {
			t.Errorf("%s: the version did not change", name)
		}
	}
}

func TestLastDay(t *testing.T) {
	c := cal8(t, "nl-office")
	for due, want := range map[string]string{
		"2026-03-11T00:00": "2026-03-10",
		"2026-03-11T00:01": "2026-03-11",
		"2026-03-30T00:00": "2026-03-29",
		"2026-03-09T16:00": "2026-03-09",
	} {
		if got := c.LastDay(when(t, c, due)); got.String() != want {
			t.Errorf("%s: got %s, want %s", due, got, want)
		}
	}
}

// Beyond its list the calendar knows weekends and hours; what it lists stays.
func TestOnward(t *testing.T) {
	c, err := New(Config{Set: "nl-office", Hours: "09:00-17:00", Closed: []string{"2026-12-24"}, First: 2025, Last: 2026})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ from, want string }{
		{"2026-12-23", "2026-12-28"}, // the company's own day, Christmas and a weekend
		{"2026-12-31", "2027-01-01"}, // New Year's Day is not known any more
		{"2027-12-23", "2027-12-24"},
		{"2031-08-01", "2031-08-04"},
	} {
		day, err := ParseDay(tc.from)
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Onward().NextBusinessDay(day)
		if err != nil || got.String() != tc.want {
			t.Errorf("after %s comes %s, %v; want %s", tc.from, got, err, tc.want)
		}
		if _, _, ok := c.Onward().WorkingHours(got); !ok {
			t.Errorf("nobody works on %s", got)
		}
	}
	if _, last := c.Years(); last != 2026 || c.Covers(Day{2027, 1, 4}) {
		t.Errorf("the calendar itself goes on to %d", last)
	}
}
