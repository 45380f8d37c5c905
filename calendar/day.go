package calendar

import (
	"cmp"
	"fmt"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// dayLayout is the only way a day is written: in text, JSON, YAML and flags.
const dayLayout = "2006-01-02"

// Day is a civil date without a zone. It is comparable; the zero Day means "no
// day". Values made by this package are always real dates.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DayOf returns the civil day that t falls on in loc.
func DayOf(t time.Time, loc *time.Location) Day {
	y, m, d := t.In(loc).Date()
	return Day{y, m, d}
}

// ParseDay reads "2026-03-10". It fails on any other form, on dates that do
// not exist and on the year 0.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(dayLayout, s)
	if err != nil || t.Year() < 1 {
		return Day{}, fmt.Errorf("%q is not a date like 2026-03-10", s)
	}
	return DayOf(t, time.UTC), nil
}

// String returns the day as "2026-03-10", the zero Day as "".
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.noon().Format(dayLayout)
}

// IsZero reports whether d is the zero Day, "no day".
func (d Day) IsZero() bool { return d == Day{} }

// noon places the day on the UTC line, where every day has 24 hours, so that
// date arithmetic cannot meet a clock change.
func (d Day) noon() time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }

// AddDays returns the day n civil days later, or earlier when n is negative.
func (d Day) AddDays(n int) Day {
	if day := d.Day + n; day >= 1 && day <= 28 && d.Day >= 1 { // in the same month, whichever that is
		return Day{d.Year, d.Month, day}
	}
	return DayOf(d.noon().AddDate(0, 0, n), time.UTC)
}

// AddMonths returns the same date n months later or earlier, clamped to the
// last day of that month: 31 January plus one month is 28 or 29 February.
func (d Day) AddMonths(n int) Day {
	first := Day{d.Year, d.Month, 1}
	y, m, _ := first.noon().AddDate(0, n, 0).Date()
	last := Day{y, m + 1, 0}.noon().Day()
	return Day{y, m, min(d.Day, last)}
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.noon().Weekday() }

// Before reports whether d is an earlier day than e.
func (d Day) Before(e Day) bool { return d.Compare(e) < 0 }

// After reports whether d is a later day than e.
func (d Day) After(e Day) bool { return d.Compare(e) > 0 }

// Compare returns -1, 0 or +1 as d is before, equal to or after e.
func (d Day) Compare(e Day) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Start returns the first instant of the civil day in loc. That is not always
// 00:00: where the clock is put forward at midnight, the day begins later.
func (d Day) Start(loc *time.Location) time.Time {
	t, _ := d.At(0, loc)
	return t
}

// End returns the exclusive end of the civil day in loc: the first instant of
// the next one.
func (d Day) End(loc *time.Location) time.Time { return d.AddDays(1).Start(loc) }

// MarshalText writes the day as "2026-03-10", the zero Day as "".
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; errors are those of [ParseDay].
func (d *Day) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Day{}
		return nil
	}
	*d, err = ParseDay(string(b))
	return err
}

// UnmarshalYAML reads a day; an error carries its place in the file.
func (d *Day) UnmarshalYAML(n ast.Node) (err error) {
	*d, err = fromYAML(n, ParseDay)
	return err
}
