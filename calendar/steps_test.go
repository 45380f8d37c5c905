package calendar

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDerivation(t *testing.T) {
	c := cal8(t, "nl-office")
	for _, tt := range []struct {
		name, from, period string
		want               []string
	}{
		{"business days", "2026-12-24T15:00", "2bd", []string{
			"Thu 2026-12-24 15:00 +01:00: the event; its day is day 0",
			"Fri 2026-12-25: closed (christmas day)",
			"Sat 2026-12-26: closed (second christmas day)",
			"Sun 2026-12-27: closed (weekend)",
			"Mon 2026-12-28 to Tue 2026-12-29: business days up to number 2",
			"Wed 2026-12-30 00:00 +01:00: due; done before this instant is in time",
		}},
		{"business hours", "2026-03-06T15:30", "24bh", []string{
			"Fri 2026-03-06 15:30 +01:00: the event; its day is day 0",
			"Fri 2026-03-06: 8h30m counted",
			"Sat 2026-03-07 to Sun 2026-03-08: closed (weekend)",
			"Mon 2026-03-09: 15h30m counted",
			"Mon 2026-03-09 15:30 +01:00: due; done before this instant is in time",
		}},
		{"working hours", "2026-03-09T16:30", "4wh", []string{
			"Mon 2026-03-09 16:30 +01:00: the event; its day is day 0",
			"Mon 2026-03-09: 1h counted, 16:30 to 17:30",
			"Tue 2026-03-10: 3h counted, 08:30 to 11:30",
			"Tue 2026-03-10 11:30 +01:00: due; done before this instant is in time",
		}},
		{"clock hours", "2026-03-27T16:00", "72h", []string{
			"Fri 2026-03-27 16:00 +01:00: the event; its day is day 0",
			"72 clock hours, day and night, closed or not",
			"Mon 2026-03-30 17:00 +02:00: due; done before this instant is in time",
		}},
		{"a clamped month that rolls", "2027-01-31T10:00", "1mo", []string{
			"Sun 2027-01-31 10:00 +01:00: the event; its day is day 0",
			"Sun 2027-02-28: 1 month later",
			"Sun 2027-02-28: last day of a month that has no such date",
			"Sun 2027-02-28: closed (weekend)",
			"Mon 2027-03-01: the next business day, to which the end moves",
			"Tue 2027-03-02 00:00 +01:00: due; done before this instant is in time",
		}},
		{"one business day", "2026-03-09T10:00", "1bd", []string{
			"Mon 2026-03-09 10:00 +01:00: the event; its day is day 0",
			"Tue 2026-03-10: business day 1",
			"Wed 2026-03-11 00:00 +01:00: due; done before this instant is in time",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := c.Due(when(t, c, tt.from), period(t, tt.period), RollForward)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, d.Derivation()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
