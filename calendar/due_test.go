package calendar

import (
	"errors"
	"testing"
	"time"
)

// cal returns a calendar of a set for 2024 to 2031.
func cal8(t testing.TB, set string, closed ...string) *Calendar {
	t.Helper()
	c, err := New(Config{Set: set, Closed: closed, First: 2024, Last: 2031})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func period(t testing.TB, s string) Period {
	t.Helper()
	p, err := ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func when(t testing.TB, c *Calendar, s string) time.Time {
	t.Helper()
	m, err := ParseMoment(s, c.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// literal "" means the same as due.
var dueCases = []struct {
	name, from, period, set, due, literal string
}{
	{"1 friday afternoon", "2026-03-06T16:00", "2bd", "nl-office", "2026-03-10T23:00Z", ""},
	{"2 24 h over the weekend", "2026-03-06T16:00", "24bh", "nl-office", "2026-03-09T15:00Z", ""},
	{"4 saturday", "2026-03-07T11:00", "2bd", "nl-office", "2026-03-10T23:00Z", ""},
	{"6 24 h from midnight", "2026-03-09T00:00", "24bh", "nl-office", "2026-03-09T23:00Z", ""},
	{"7 midnight belongs to its day", "2026-03-09T00:00", "2bd", "nl-office", "2026-03-11T23:00Z", ""},
	{"9 seven business days", "2026-03-02T09:00", "7bd", "nl-office", "2026-03-11T23:00Z", ""},
	{"10 two weeks", "2026-03-02T09:00", "2w", "nl-office", "2026-03-16T23:00Z", ""},
	{"11 two weeks from a sunday", "2026-03-01T20:00", "2w", "nl-office", "2026-03-16T23:00Z", "2026-03-15T23:00Z"},
	{"14 24 h over the spring change", "2026-03-27T16:00", "24bh", "nl-office", "2026-03-30T14:00Z", ""},
	{"16 on the day of the spring change", "2026-03-29T03:10", "2bd", "nl-office", "2026-03-31T22:00Z", ""},
	{"19 christmas eve works in nl", "2026-12-24T15:00", "2bd", "nl-office", "2026-12-29T23:00Z", ""},
	{"20 24 h over christmas", "2026-12-24T15:00", "24bh", "nl-office", "2026-12-28T14:00Z", ""},
	{"22 christmas eve closed in dk", "2026-12-24T10:00", "2bd", "dk-office", "2026-12-29T23:00Z", ""},
	{"24 christmas eve works by statute", "2026-12-24T10:00", "24bh", "dk-statutory", "2026-12-28T09:00Z", ""},
	{"26 new year's eve works by statute", "2026-12-29T09:00", "2bd", "dk-statutory", "2026-12-31T23:00Z", ""},
	{"27 before maundy thursday", "2026-04-01T16:00", "2bd", "dk-office", "2026-04-08T22:00Z", ""},
	{"30 constitution day closed", "2026-06-04T12:00", "2bd", "dk-office", "2026-06-09T22:00Z", ""},
	{"30 constitution day works by statute", "2026-06-04T12:00", "2bd", "dk-statutory", "2026-06-08T22:00Z", ""},
	{"31 great prayer day abolished", "2026-04-30T09:00", "2bd", "dk-office", "2026-05-04T22:00Z", ""},
	{"33 king's day on a saturday", "2025-04-24T10:00", "2bd", "nl-office", "2025-04-28T22:00Z", ""},
	{"35 liberation day, no lustrum", "2026-05-04T10:00", "2bd", "nl-office", "2026-05-06T22:00Z", ""},
	{"35 liberation day by statute", "2026-05-04T10:00", "2bd", "nl-atw", "2026-05-07T22:00Z", ""},
	{"38 seven business days over new year", "2026-12-22T09:00", "7bd", "dk-office", "2027-01-06T23:00Z", ""},
	{"39 two weeks over new year", "2026-12-22T09:00", "2w", "dk-office", "2027-01-05T23:00Z", ""},
	{"40 contact from the form sent", "2026-07-09T13:00", "2bd", "nl-office", "2026-07-13T22:00Z", ""},
	{"42 rework before new year", "2026-12-29T11:00", "2bd", "nl-office", "2026-12-31T23:00Z", ""},
	{"45 phoned on thursday", "2026-03-05T17:30", "2bd", "dk-office", "2026-03-09T23:00Z", ""},
	{"46 a year from 29 february", "2028-02-29T12:00", "1y", "nl-office", "2029-02-28T23:00Z", ""},
	{"48 a month from 31 january", "2027-01-31T10:00", "1mo", "nl-office", "2027-03-01T23:00Z", "2027-02-28T23:00Z"},

	{"24 h from a closed day", "2026-03-07T11:00", "24bh", "nl-office", "2026-03-09T23:00Z", ""},
	{"24 h in dk, christmas eve closed", "2026-12-24T10:00", "24bh", "dk-office", "2026-12-28T23:00Z", ""},
	{"24 h over the autumn change", "2026-10-23T16:00", "24bh", "nl-office", "2026-10-26T15:00Z", ""},
	{"36 h end in the middle of a day", "2026-03-06T16:00", "36bh", "nl-office", "2026-03-10T03:00Z", ""},
	{"8 h end at midnight of friday", "2026-03-06T16:00", "8bh", "nl-office", "2026-03-06T23:00Z", ""},
	{"72 clock hours over the spring change", "2026-03-27T16:00", "72h", "nl-office", "2026-03-30T15:00Z", ""},
	{"72 clock hours over the autumn change", "2026-10-23T16:00", "72h", "nl-office", "2026-10-26T14:00Z", ""},
	{"14 days", "2026-03-02T09:00", "14d", "nl-office", "2026-03-16T23:00Z", ""},
	{"14 days onto king's day", "2026-04-13T09:00", "14d", "nl-office", "2026-04-28T22:00Z", "2026-04-27T22:00Z"},
	{"three years", "2026-03-02T09:00", "3y", "nl-office", "2029-03-02T23:00Z", ""},
	{"4 working hours within a day", "2026-03-09T09:00", "4wh", "nl-office", "2026-03-09T12:00Z", ""},
	{"4 working hours over the weekend", "2026-03-06T16:00", "4wh", "nl-office", "2026-03-09T10:00Z", ""},
	{"4 working hours from before hours", "2026-03-09T07:00", "4wh", "nl-office", "2026-03-09T11:30Z", ""},
	{"4 working hours from after hours", "2026-03-09T17:30", "4wh", "nl-office", "2026-03-10T11:30Z", ""},
	{"9 working hours end with the day", "2026-03-09T08:30", "9wh", "nl-office", "2026-03-09T16:30Z", ""},
}

func TestDue(t *testing.T) {
	for _, tt := range dueCases {
		t.Run(tt.name, func(t *testing.T) {
			c := cal8(t, tt.set)
			got, err := c.Due(when(t, c, tt.from), period(t, tt.period), RollForward)
			if err != nil {
				t.Fatal(err)
			}
			if want := when(t, c, tt.due); !got.Due.Equal(want) {
				t.Errorf("due = %s, want %s\n%q", got.Due, want, got.Derivation())
			}
			if tt.literal == "" {
				tt.literal = tt.due
			}
			if want := when(t, c, tt.literal); !got.Literal.Equal(want) {
				t.Errorf("literal = %s, want %s", got.Literal, want)
			}
			if got.Calendar != c.Version() {
				t.Errorf("calendar = %q, want %q", got.Calendar, c.Version())
			}
		})
	}
}

func TestDueRollNone(t *testing.T) {
	c := cal8(t, "nl-office")
	for _, tt := range []struct{ name, from, period, due string }{
		{"two weeks stay on sunday", "2026-03-01T20:00", "2w", "2026-03-15T23:00Z"},
		{"a month stays on sunday", "2027-01-31T10:00", "1mo", "2027-02-28T23:00Z"},
		{"business days do not care", "2026-03-06T16:00", "2bd", "2026-03-10T23:00Z"},
		{"beyond the list, since nothing is looked up", "2026-03-02T09:00", "20y", "2046-03-02T23:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := c.Due(when(t, c, tt.from), period(t, tt.period), RollNone)
			if err != nil {
				t.Fatal(err)
			}
			if want := when(t, c, tt.due); !got.Due.Equal(want) || !got.Literal.Equal(want) {
				t.Errorf("due, literal = %s, %s, want %s", got.Due, got.Literal, want)
			}
		})
	}
}

func TestDueHalfDay(t *testing.T) {
	c := cal8(t, "nl-office", "2026-12-24 12:00", "2026-12-28")
	for _, tt := range []struct{ name, from, period, due string }{
		{"a half day counts as a business day", "2026-12-23T10:00", "1bd", "2026-12-24T23:00Z"},
		{"a closed day does not", "2026-12-24T10:00", "1bd", "2026-12-29T23:00Z"},
		{"working hours end at noon", "2026-12-24T10:00", "3wh", "2026-12-29T08:30Z"},
		{"business hours run on", "2026-12-24T10:00", "14bh", "2026-12-24T23:00Z"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := c.Due(when(t, c, tt.from), period(t, tt.period), RollForward)
			if err != nil {
				t.Fatal(err)
			}
			if want := when(t, c, tt.due); !got.Due.Equal(want) {
				t.Errorf("due = %s, want %s\n%q", got.Due, want, got.Derivation())
			}
		})
	}
}

func TestDueBeyondList(t *testing.T) {
	c := cal8(t, "nl-office")
	for _, tt := range []struct{ name, from, period string }{
		{"business days over the end", "2031-12-30T09:00", "3bd"},
		{"business hours over the end", "2031-12-31T09:00", "24bh"},
		{"working hours over the end", "2031-12-31T17:00", "1wh"},
		{"weeks that may have to roll", "2031-12-20T09:00", "2w"},
		{"years that may have to roll", "2030-01-01T09:00", "3y"},
		{"event after the list", "2032-01-02T09:00", "1bd"},
		{"event before the list", "2023-12-29T09:00", "1bd"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := c.Due(when(t, c, tt.from), period(t, tt.period), RollForward)
			var beyond *RangeError
			if !errors.As(err, &beyond) {
				t.Fatalf("got %v, %v, want a RangeError", got.Due, err)
			}
		})
	}
	if _, err := c.Due(when(t, c, "2026-03-06"), Period{}, RollForward); err == nil {
		t.Error("the zero period has a due date")
	}
}

func BenchmarkDue(b *testing.B) {
	c := cal8(b, "nl-office")
	from := when(b, c, "2026-12-24T15:00")
	for _, s := range []string{"2bd", "24bh", "4wh", "72h", "4w", "3y", "250bd"} {
		p := period(b, s)
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Due(from, p, RollForward); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
