package complaint

import (
	"testing"

	"ombud/calendar"
)

// An answer is long ago once five business days lie between the day on which the customer
// heard it and today (CY-25): weekends and closed days do not count.
func TestLongAnswered(t *testing.T) {
	cal := calendarWith(t, 2024, "2026-03-10")
	for _, tc := range []struct {
		told, now string
		want      bool
	}{
		{"2026-03-02 10:00", "2026-03-09 23:59", false}, // the fifth business day
		{"2026-03-02 23:59", "2026-03-11 00:00", true},  // the sixth, as the 10th is closed
		{"2026-03-02 10:00", "2026-03-10 12:00", true},  // five were over when the closed day began
		{"2026-03-07 10:00", "2026-03-13 12:00", false}, // a Saturday: the fourth
		{"2026-03-07 10:00", "2026-03-17 12:00", true},
		{"2026-03-16 10:00", "2026-03-16 10:01", false},
	} {
		ago, err := LongAnswered(cal, at(t, tc.now))
		must(t, err)
		if got := at(t, tc.told).Before(ago); got != tc.want {
			t.Errorf("told %s, on %s long ago: %v, want %v", tc.told, tc.now, got, tc.want)
		}
	}
	short := calendarWith(t, 2026)
	if _, err := LongAnswered(short, calendar.Day{Year: 2025, Month: 12, Day: 30}.Start(short.Zone())); err == nil {
		t.Error("an answer before the calendar's years is long ago")
	}
}
