package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// Unit is what a [Period] counts.
type Unit string

// The units, as they are written after the number.
const (
	BusinessDays  Unit = "bd"
	BusinessHours Unit = "bh" // hours that run day and night, but on business days only
	WorkingHours  Unit = "wh" // hours inside the company's working hours
	Hours         Unit = "h"  // hours on the absolute timeline
	Days          Unit = "d"
	Weeks         Unit = "w"
	Months        Unit = "mo"
	Years         Unit = "y"
)

// units lists each unit with the largest number allowed: about a century for
// calendar units, a few years for what is walked day by day. The order matters
// to ParsePeriod: "bh" must be tried before "h".
var units = []struct {
	unit Unit
	max  int
}{
	{BusinessDays, 2500}, {BusinessHours, 24 * 2500}, {WorkingHours, 10000}, {Hours, 24 * 3660},
	{Days, 36525}, {Weeks, 5200}, {Months, 1200}, {Years, 100},
}

// Period is a positive number of one unit, such as two business days. It is
// comparable; the zero Period means "no period".
type Period struct {
	n    int
	unit Unit
}

// ParsePeriod reads "2bd", "24bh", "4wh", "72h", "14d", "4w", "1mo" or "3y".
// It fails on an unknown unit, on zero, signs, leading zeros and spaces, and
// on more than the unit allows.
func ParsePeriod(s string) (Period, error) {
	for _, u := range units {
		digits, ok := strings.CutSuffix(s, string(u.unit))
		if !ok {
			continue
		}
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || strconv.Itoa(n) != digits {
			break
		}
		if n > u.max {
			return Period{}, fmt.Errorf("period %q is too long: at most %d%s", s, u.max, u.unit)
		}
		return Period{n, u.unit}, nil
	}
	return Period{}, fmt.Errorf("%q is not a period like 2bd, 24bh, 4wh, 72h, 14d, 4w, 1mo or 3y", s)
}

// String returns the period as it is written: "2bd"; "" for the zero Period.
func (p Period) String() string {
	if p.IsZero() {
		return ""
	}
	return strconv.Itoa(p.n) + string(p.unit)
}

// IsZero reports whether p is the zero Period, "no period".
func (p Period) IsZero() bool { return p.n == 0 }

// N returns how many units the period has.
func (p Period) N() int { return p.n }

// Unit returns what the period counts.
func (p Period) Unit() Unit { return p.unit }

// IsHours reports whether the period ends at an hour (h, bh, wh) and not at
// the end of a day.
func (p Period) IsHours() bool {
	return p.unit == Hours || p.unit == BusinessHours || p.unit == WorkingHours
}

// MarshalText writes the period as "2bd", the zero Period as "".
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote; errors are those of [ParsePeriod].
func (p *Period) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*p = Period{}
		return nil
	}
	*p, err = ParsePeriod(string(b))
	return err
}

// UnmarshalYAML reads a period; an error carries its place in the file.
func (p *Period) UnmarshalYAML(n ast.Node) (err error) {
	*p, err = fromYAML(n, ParsePeriod)
	return err
}

// Least returns a time within which the period never ends, wherever it begins and
// whatever clocks do: asking it costs less than counting.
func (p Period) Least() time.Duration {
	const day = 20 * time.Hour // far shorter than any that clocks make
	n := time.Duration(p.n)
	switch p.unit {
	case WorkingHours, Hours:
		return n * time.Hour
	case BusinessHours:
		return max(n-4, 0) * time.Hour
	case Weeks:
		return n * 7 * day
	case Months:
		return n * 28 * day
	case Years:
		return n * 365 * day
	}
	return n * day // business days and days
}
