package calendar

import (
	"encoding/json"
	"testing"
	"time"

	_ "time/tzdata"
)

func TestParseDay(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Day
		ok   bool
	}{
		{"2026-03-10", Day{2026, 3, 10}, true},
		{"2028-02-29", Day{2028, 2, 29}, true},
		{"2027-02-29", Day{}, false},
		{"2026-3-10", Day{}, false},
		{"2026-03-10 ", Day{}, false},
		{"0000-01-01", Day{}, false},
		{"10-03-2026", Day{}, false},
		{"", Day{}, false},
	} {
		t.Run(tt.in, func(t *testing.T) {
			got, err := ParseDay(tt.in)
			if got != tt.want || (err == nil) != tt.ok {
				t.Errorf("got %v, %v, want %v, ok %v", got, err, tt.want, tt.ok)
			}
		})
	}
}

func TestDayArithmetic(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want Day
	}{
		{"a day over the spring change", Day{2026, 3, 28}.AddDays(1), Day{2026, 3, 29}},
		{"back over new year", Day{2027, 1, 1}.AddDays(-1), Day{2026, 12, 31}},
		{"a month clamps", Day{2027, 1, 31}.AddMonths(1), Day{2027, 2, 28}},
		{"a month clamps to a leap day", Day{2028, 1, 31}.AddMonths(1), Day{2028, 2, 29}},
		{"a year clamps", Day{2028, 2, 29}.AddMonths(12), Day{2029, 2, 28}},
		{"a month back clamps", Day{2026, 3, 31}.AddMonths(-1), Day{2026, 2, 28}},
		{"months over new year", Day{2026, 11, 30}.AddMonths(3), Day{2027, 2, 28}},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, tt.got, tt.want)
		}
	}
}

func TestDayOrder(t *testing.T) {
	days := []Day{{}, {2025, 12, 31}, {2026, 1, 31}, {2026, 2, 1}, {2026, 2, 2}}
	for i, a := range days {
		for j, b := range days {
			if a.Before(b) != (i < j) || a.After(b) != (i > j) || (a.Compare(b) == 0) != (i == j) {
				t.Errorf("%v against %v: Before %v, After %v, Compare %d", a, b, a.Before(b), a.After(b), a.Compare(b))
			}
		}
	}
}

func TestDayStart(t *testing.T) {
	for _, tt := range []struct{ name, zone, day, want string }{
		{"winter", "Europe/Amsterdam", "2026-03-10", "2026-03-09T23:00:00Z"},
		{"summer", "Europe/Amsterdam", "2026-07-01", "2026-06-30T22:00:00Z"},
		{"the spring change", "Europe/Amsterdam", "2026-03-29", "2026-03-28T23:00:00Z"},
		{"after the spring change", "Europe/Amsterdam", "2026-03-30", "2026-03-29T22:00:00Z"},
		{"midnight skipped", "America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"},
		{"midnight skipped, east", "Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00Z"},
		{"midnight twice: the first", "America/Havana", "2025-11-02", "2025-11-02T04:00:00Z"},
		{"23:00 twice the evening before", "America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"},
		{"a day that never was", "Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			loc, err := time.LoadLocation(tt.zone)
			if err != nil {
				t.Fatal(err)
			}
			day, err := ParseDay(tt.day)
			if err != nil {
				t.Fatal(err)
			}
			if got := day.Start(loc).UTC().Format(time.RFC3339); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestParseMoment(t *testing.T) {
	ams, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ in, want string }{
		{"2026-03-06T16:00", "2026-03-06T16:00:00+01:00"},
		{"2026-03-06 16:00", "2026-03-06T16:00:00+01:00"},
		{"2026-03-06T16:00:07", "2026-03-06T16:00:07+01:00"},
		{"2026-03-06", "2026-03-06T00:00:00+01:00"},
		{"2026-03-06T16:00Z", "2026-03-06T17:00:00+01:00"},
		{"2026-03-06T16:00:00-05:00", "2026-03-06T22:00:00+01:00"},
		{"2026-10-25T02:30", "2026-10-25T02:30:00+02:00"},
		{"2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00"},
		{"2026-03-29T01:59", "2026-03-29T01:59:00+01:00"},
		{"2026-03-29T02:00", ""},
		{"2026-03-29T02:59:59", ""},
		{"2026-03-29T03:00", "2026-03-29T03:00:00+02:00"},
		{"2026-03-06T24:00", ""},
		{"2026-02-30T10:00", ""},
		{"tomorrow", ""},
		{"", ""},
	} {
		t.Run(tt.in, func(t *testing.T) {
			got, err := ParseMoment(tt.in, ams)
			if err != nil {
				if tt.want != "" {
					t.Fatal(err)
				}
				return
			}
			if got.Format(time.RFC3339) != tt.want {
				t.Errorf("got %s, want %q", got.Format(time.RFC3339), tt.want)
			}
		})
	}
}

func TestDayJSON(t *testing.T) {
	type record struct {
		On   Day `json:"on"`
		None Day `json:"none"`
	}
	in := record{On: Day{2026, 3, 10}}
	data, err := json.Marshal(in)
	if err != nil || string(data) != `{"on":"2026-03-10","none":""}` {
		t.Fatalf("got %s, %v", data, err)
	}
	var out record
	if err := json.Unmarshal(data, &out); err != nil || out != in {
		t.Errorf("got %v, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"on":"2026-13-10"}`), &out); err == nil {
		t.Error("a thirteenth month was read")
	}
}
