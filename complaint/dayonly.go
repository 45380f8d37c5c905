package complaint

import (
	"time"

	"ombud/calendar"
)

// FlagDayOnly marks a receipt of which the day is known and not the hour: it counts from
// the beginning of that day, so that a term in hours is not too long (procedures B4.2).
const FlagDayOnly = "day_only"

// DayOnly tells whether an event says a day and no hour: At is the beginning of that day.
func (e *Event) DayOnly() bool { return e.Data.Has(FlagDayOnly) }

// NoHour tells whether of an event the day is to be said and no hour: that, or what was
// posted, or noted as posted, whose At lies somewhere in the day.
func (e *Event) NoHour() bool { return e.DayOnly() || e.ByLetter() || e.Data.Has(FlagPosted) }

// dayOnly are the flags of an event that says no hour, none for one that does.
func dayOnly(is bool) []string {
	if is {
		return []string{FlagDayOnly}
	}
	return nil
}

// beginning is the first moment of the day in which t lies, in the company's zone; of the
// zero time the zero time.
func (c *Case) beginning(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	first, _ := calendar.DayOf(t, c.Zone()).At(0, c.Zone())
	return instant(first)
}

// receipt is how the receipt stands in the data of a correction: a moment, or a civil day
// 2006-01-02 where the hour is not known.
func (c *Case) receipt(at time.Time, dayOnly bool) string {
	if dayOnly {
		return calendar.DayOf(at, c.Zone()).String()
	}
	return stamp(at)
}

// Moment reads a moment from the data of a correction, zero when it is none. Of a day
// without an hour it is the beginning.
func (c *Case) Moment(s string) (at time.Time, dayOnly bool) {
	if day, err := calendar.ParseDay(s); err == nil {
		at, _ = day.At(0, c.Zone())
		return instant(at), true
	}
	at, err := time.Parse(stampLayout, s)
	if err != nil {
		return time.Time{}, false
	}
	return at, false
}
