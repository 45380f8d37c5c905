package calendar

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"
)

// Roll says what happens when a period of days, weeks, months or years ends on
// a closed day. Periods in hours and business days never roll.
type Roll int

const (
	// RollForward moves the end to the next business day; it is the default.
	RollForward Roll = iota
	// RollNone leaves the end where it fell. Maxima ("at most three years") use it.
	RollNone
)

// ParseRoll reads "forward" or "none"; anything else is an error.
func ParseRoll(s string) (Roll, error) {
	switch s {
	case "forward":
		return RollForward, nil
	case "none":
		return RollNone, nil
	}
	return RollForward, fmt.Errorf("%q is not a way to roll: forward or none", s)
}

// String returns "forward" or "none".
func (r Roll) String() string {
	if r == RollNone {
		return "none"
	}
	return "forward"
}

// MarshalText writes what String returns.
func (r Roll) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads "forward" or "none"; errors are those of [ParseRoll].
func (r *Roll) UnmarshalText(b []byte) (err error) {
	*r, err = ParseRoll(string(b))
	return err
}

// UnmarshalYAML reads a roll; an error carries its place in the file.
func (r *Roll) UnmarshalYAML(n ast.Node) (err error) {
	*r, err = fromYAML(n, ParseRoll)
	return err
}
