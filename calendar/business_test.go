package calendar

import (
	"errors"
	"testing"
)

func TestBusinessDays(t *testing.T) {
	c := cal8(t, "nl-office", "2026-12-24 12:00")
	for _, tt := range []struct {
		name      string
		from      Day
		n         int
		want      Day
		roundTrip bool // from is a business day
	}{
		{"none", Day{2026, 3, 7}, 0, Day{2026, 3, 7}, false},
		{"next from a business day", Day{2026, 3, 6}, 1, Day{2026, 3, 9}, true},
		{"next from a closed day", Day{2026, 3, 7}, 1, Day{2026, 3, 9}, false},
		{"previous from a business day", Day{2026, 3, 9}, -1, Day{2026, 3, 6}, true},
		{"previous from a closed day", Day{2026, 3, 8}, -1, Day{2026, 3, 6}, false},
		{"over easter", Day{2026, 4, 2}, 2, Day{2026, 4, 7}, true},
		{"back over christmas and a half day", Day{2026, 12, 29}, -2, Day{2026, 12, 24}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := c.AddBusinessDays(tt.from, tt.n)
			if err != nil || got != tt.want {
				t.Fatalf("got %s, %v, want %s", got, err, tt.want)
			}
			if n, err := c.BusinessDaysBetween(tt.from, got); err != nil || n != tt.n {
				t.Errorf("between = %d, %v, want %d", n, err, tt.n)
			}
			if !tt.roundTrip {
				return
			}
			if back, err := c.AddBusinessDays(got, -tt.n); err != nil || back != tt.from {
				t.Errorf("back = %s, %v, want %s", back, err, tt.from)
			}
		})
	}
}

func TestBusinessDaysBeyondList(t *testing.T) {
	c := cal8(t, "nl-office")
	first, last := Day{2024, 1, 2}, Day{2031, 12, 31}
	_, errNext := c.NextBusinessDay(last)
	_, errPrev := c.PrevBusinessDay(first)
	_, errAdd := c.AddBusinessDays(last, 1)
	_, errZero := c.AddBusinessDays(last.AddDays(1), 0)
	_, errBetween := c.BusinessDaysBetween(last, last.AddDays(1))
	for name, err := range map[string]error{
		"next": errNext, "previous": errPrev, "add": errAdd, "add none": errZero, "between": errBetween,
	} {
		var beyond *RangeError
		if !errors.As(err, &beyond) || beyond.First != 2024 || beyond.Last != 2031 || c.Covers(beyond.Day) {
			t.Errorf("%s: got %v, want a RangeError for a day beyond 2024 to 2031", name, err)
		}
	}
	if c.IsBusinessDay(Day{2032, 3, 10}) || c.Closed(2032) != nil {
		t.Error("a day beyond the list was answered")
	}
}
