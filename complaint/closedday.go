package complaint

import (
	"maps"
	"slices"

	"ombud/calendar"
)

// ClosedDays warns of the days on which nobody works among those by which somebody is
// about to be held to something: civil days 2006-01-02 by the field that they were typed
// in. Whoever means such a day keeps it; nil: there is none.
func (c *Case) ClosedDays(typed map[string]string) error {
	var rs Refusals
	for _, field := range slices.Sorted(maps.Keys(typed)) {
		day, err := calendar.ParseDay(typed[field])
		if err != nil || !c.Calendar.Covers(day) { // the step says what it needs
			continue
		}
		why := "holiday"
		switch c.Calendar.ClosedName(day) {
		case "":
			continue
		case calendar.Weekend:
			why = "weekend"
		case calendar.CompanyClosed:
			why = "company"
		}
		if next, err := c.Calendar.NextBusinessDay(day); err == nil {
			rs = append(rs, refuseField(field, "error.day_closed", "day", day, "why", why, "next", next))
		}
	}
	return rs.orNil()
}
