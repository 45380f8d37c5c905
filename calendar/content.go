package calendar

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// content is all that decides what a calendar answers, and what its version
// hashes. A field added later must be omitempty, or old versions change name.
type content struct {
	Set    string    `json:"set"`
	Zone   string    `json:"zone"`
	Hours  string    `json:"hours"`
	First  int       `json:"first"`
	Last   int       `json:"last"`
	Closed []Holiday `json:"closed"`
}

// Load reads a calendar that MarshalJSON wrote, with the dates as they were
// listed then: today's holiday rules play no part. It fails on what New would
// refuse, except that any set name is accepted.
func Load(data []byte) (*Calendar, error) {
	var c content
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("calendar: load: %w", err)
	}
	if err := checkYears(c.First, c.Last); err != nil {
		return nil, err
	}
	for _, h := range c.Closed {
		if h.Day.Year < c.First || h.Day.Year > c.Last {
			return nil, fmt.Errorf("calendar: load: %w", &RangeError{h.Day, c.First, c.Last})
		}
	}
	return build(c)
}

// MarshalJSON writes the whole list, so that [Load] gives the same calendar
// whatever the holiday rules have become.
func (c *Calendar) MarshalJSON() ([]byte, error) { return json.Marshal(c.content) }

// Version names the content: calendars that answer alike have the same
// version. It is 16 hexadecimal digits.
func (c *Calendar) Version() string { return c.version }

// build checks the content, puts it in its one canonical form and indexes it.
func build(c content) (*Calendar, error) {
	loc, err := loadZone(c.Zone)
	if err != nil {
		return nil, err
	}
	open, end, err := parseHours(c.Hours)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	c.Hours = open.String() + "-" + end.String()
	c.Closed = tidy(c.Closed)
	cal := &Calendar{content: c, loc: loc, open: open, end: end, closed: make(map[Day]Holiday, len(c.Closed))}
	for _, h := range c.Closed {
		if h.From != 0 && h.From <= open {
			return nil, fmt.Errorf("calendar: %s closes at %s, before working hours begin: write the date alone", h.Day, h.From)
		}
		if h.Name == "" {
			return nil, fmt.Errorf("calendar: closed date %s has no name", h.Day)
		}
		cal.closed[h.Day] = h
	}
	for year := c.First; year <= c.Last; year++ {
		if !cal.hasBusinessDay(year) {
			return nil, fmt.Errorf("calendar: %d has no business day", year)
		}
	}
	data, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	sum := sha256.Sum256(data)
	cal.version = hex.EncodeToString(sum[:8])
	return cal, nil
}

// tidy sorts by day and keeps one entry per day: the one that closes earliest,
// and of two equal ones the first, so a holiday keeps its name.
func tidy(list []Holiday) []Holiday {
	list = append([]Holiday{}, list...)
	slices.SortStableFunc(list, func(a, b Holiday) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.From, b.From))
	})
	return slices.CompactFunc(list, func(a, b Holiday) bool { return a.Day == b.Day })
}

func (c *Calendar) hasBusinessDay(year int) bool {
	for d := (Day{year, 1, 1}); d.Year == year; d = d.AddDays(1) {
		if c.IsBusinessDay(d) {
			return true
		}
	}
	return false
}
