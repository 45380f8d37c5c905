package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// YearHash names the list of closed days of a year by its content: 16 hexadecimal
// digits, the same for the same days, half days and names.
func (c *Calendar) YearHash(year int) string {
	data, _ := json.Marshal(c.Closed(year)) // days, names and clocks always can be
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// signMonths are the months on whose first working day the list of the next year
// is asked about.
var signMonths = []time.Month{time.November, time.December}

// SignOff tells whether it is time to look at the closed days of the next year:
// from the first working day of November on, and again from that of December. Day
// is the newest of the two. False: not yet, or next year is not listed.
func (c *Calendar) SignOff(today Day) (year int, day Day, due bool) {
	year = today.Year + 1
	if !c.Covers(Day{year, time.December, 31}) {
		return year, day, false
	}
	for _, month := range signMonths {
		first := Day{today.Year, month, 1}
		if !c.IsBusinessDay(first) {
			next, err := c.NextBusinessDay(first)
			if err != nil {
				return year, day, due
			}
			first = next
		}
		if !first.After(today) {
			day, due = first, true
		}
	}
	return year, day, due
}
