package calendar

import "testing"

func mustNew(t *testing.T, cfg Config) *Calendar {
	t.Helper()
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustDay(t *testing.T, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestSignOff(t *testing.T) {
	cal := mustNew(t, Config{Set: "nl-office", First: 2024, Last: 2029, Closed: []string{"2026-12-01"}})
	for today, want := range map[string]string{
		"2026-01-02": "", "2026-10-31": "", "2026-11-01": "", // a Sunday
		"2026-11-02": "2027 2026-11-02", "2026-11-30": "2027 2026-11-02", "2026-12-01": "2027 2026-11-02", // closed by the company
		"2026-12-02": "2027 2026-12-02", "2026-12-31": "2027 2026-12-02", "2027-01-01": "",
		"2025-11-03": "2026 2025-11-03", "2028-11-01": "2029 2028-11-01",
		"2029-11-05": "", // the year after is not listed
	} {
		year, day, due := cal.SignOff(mustDay(t, today))
		got := ""
		if due {
			got = Day{Year: year, Month: 1, Day: 1}.String()[:4] + " " + day.String()
		}
		if got != want {
			t.Errorf("on %s it is %q, want %q", today, got, want)
		}
	}
}

// A list keeps its name while it says the same, whatever other years and hours say.
func TestYearHash(t *testing.T) {
	plain := mustNew(t, Config{Set: "nl-office", First: 2024, Last: 2029})
	for name, tc := range map[string]struct {
		cfg  Config
		same bool
	}{
		"another year":       {Config{Set: "nl-office", First: 2024, Last: 2029, Closed: []string{"2026-12-24"}}, true},
		"other years listed": {Config{Set: "nl-office", First: 2025, Last: 2032}, true},
		"other hours":        {Config{Set: "nl-office", First: 2024, Last: 2029, Hours: "09:00-17:00"}, true},
		"a day more":         {Config{Set: "nl-office", First: 2024, Last: 2029, Closed: []string{"2027-12-24"}}, false},
		"a half day more":    {Config{Set: "nl-office", First: 2024, Last: 2029, Closed: []string{"2027-12-24 12:00"}}, false},
		"another set":        {Config{Set: "nl-gf", First: 2024, Last: 2029}, false},
	} {
		if got := mustNew(t, tc.cfg).YearHash(2027); (got == plain.YearHash(2027)) != tc.same || len(got) != 16 {
			t.Errorf("%s: %s", name, got)
		}
	}
	if plain.YearHash(2026) == plain.YearHash(2027) {
		t.Error("two years are called alike")
	}
}
