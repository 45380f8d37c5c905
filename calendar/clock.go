package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DefaultHours are the working hours of a calendar that names none.
const DefaultHours = "08:30-17:30"

// Clock is a wall-clock time of day in minutes after midnight, 0 to 1440.
type Clock int

// ParseClock reads "08:30", also "8:30"; "24:00" is the end of the day. It
// fails on anything else.
func ParseClock(s string) (Clock, error) {
	h, m, ok := strings.Cut(s, ":")
	if ok && digits(h, 1, 2) && digits(m, 2, 2) {
		hour, _ := strconv.Atoi(h)
		minute, _ := strconv.Atoi(m)
		if c := Clock(hour*60 + minute); minute < 60 && c <= 24*60 {
			return c, nil
		}
	}
	return 0, fmt.Errorf("%q is not a time of day like 08:30", s)
}

func digits(s string, least, most int) bool {
	return len(s) >= least && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

// String returns the time of day as "08:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// Wall returns the time of day as the duration since midnight that [Day.At] takes.
func (c Clock) Wall() time.Duration { return time.Duration(c) * time.Minute }

// MarshalText writes the time of day as "08:30".
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads a time of day; errors are those of [ParseClock].
func (c *Clock) UnmarshalText(b []byte) (err error) {
	*c, err = ParseClock(string(b))
	return err
}

// parseHours reads "08:30-17:30". The end must be after the beginning: working
// hours over midnight do not exist here.
func parseHours(s string) (open, end Clock, err error) {
	from, to, ok := strings.Cut(strings.ReplaceAll(s, "–", "-"), "-")
	if !ok {
		return 0, 0, fmt.Errorf("working hours %q are not like 08:30-17:30", s)
	}
	if open, err = ParseClock(strings.TrimSpace(from)); err != nil {
		return 0, 0, fmt.Errorf("working hours %q: %w", s, err)
	}
	if end, err = ParseClock(strings.TrimSpace(to)); err != nil {
		return 0, 0, fmt.Errorf("working hours %q: %w", s, err)
	}
	if end <= open {
		return 0, 0, fmt.Errorf("working hours %q end before they begin", s)
	}
	return open, end, nil
}
