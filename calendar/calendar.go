package calendar

import (
	"errors"
	"fmt"
	"time"
)

// MinYear and MaxYear bound the years a calendar may cover. Before 2014 the
// Dutch celebrated Queen's Day, on another date.
const (
	MinYear = 2014
	MaxYear = 2299
)

// CompanyClosed is the name of days that the company itself closes.
const CompanyClosed = "company closed"

// Weekend is the name of Saturdays and Sundays that are no holiday.
const Weekend = "weekend"

// Config is what a calendar is made of.
type Config struct {
	Set    string   // a holiday set, see Sets
	Zone   string   // IANA name; empty: the zone of the set's country
	Hours  string   // working hours like "08:30-17:30"; empty: DefaultHours
	Closed []string // "2026-12-24" closed that day, "2026-12-24 12:00" closed from 12:00, "good friday" each year
	Open   []string // of the set, days on which the company works: "2026-12-24", or "ascension day" each year
	First  int      // first year covered
	Last   int      // last year covered, inclusive
}

// Holiday is a closed date of a calendar.
type Holiday struct {
	Day  Day    `json:"day"`
	Name string `json:"name"`           // a key such as "king's day"; language is for others
	From Clock  `json:"from,omitempty"` // when not zero: a business day that closes at this time
}

// RangeError says that a date lies beyond the years a calendar lists.
type RangeError struct {
	Day         Day
	First, Last int
}

// Error names the date and the covered years.
func (e *RangeError) Error() string {
	return fmt.Sprintf("calendar: %s lies outside the listed years %d to %d", e.Day, e.First, e.Last)
}

// Calendar is an explicit list of closed dates with a zone and working hours.
// It is immutable and safe for concurrent use. Saturdays and Sundays are
// always closed.
type Calendar struct {
	content content
	loc     *time.Location
	open    Clock
	end     Clock
	closed  map[Day]Holiday
	version string
}

// New builds a calendar from a holiday set, the company's own closed dates and those of
// the set on which it works. Own dates before First are ignored, being history. It fails
// on an unknown set or zone, unreadable hours or dates, holidays that the country has
// not, a date after Last, a half day that ends before working hours begin, an open date
// on which the set does not close or that is closed as well, years outside MinYear to
// MaxYear, and a covered year without any business day.
func New(cfg Config) (*Calendar, error) {
	set, ok := sets[cfg.Set]
	if !ok {
		return nil, fmt.Errorf("calendar: unknown holiday set %q: one of %v", cfg.Set, Sets())
	}
	if cfg.Zone == "" {
		cfg.Zone = set.zone
	}
	if cfg.Hours == "" {
		cfg.Hours = DefaultHours
	}
	if err := checkYears(cfg.First, cfg.Last); err != nil {
		return nil, err
	}
	c := content{Set: cfg.Set, Zone: cfg.Zone, Hours: cfg.Hours, First: cfg.First, Last: cfg.Last}
	own, err := set.closed(cfg)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	kept, err := set.kept(cfg, own)
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	c.Closed = append(kept, own...)
	return build(c)
}

func checkYears(first, last int) error {
	if first < MinYear || last > MaxYear || last < first {
		return fmt.Errorf("calendar: years %d to %d: must be within %d to %d", first, last, MinYear, MaxYear)
	}
	return nil
}

// Set returns the name of the holiday set the calendar was made from.
func (c *Calendar) Set() string { return c.content.Set }

// Zone returns the zone whose civil days the calendar counts.
func (c *Calendar) Zone() *time.Location { return c.loc }

// Years returns the first and last year the calendar lists.
func (c *Calendar) Years() (first, last int) { return c.content.First, c.content.Last }

// Onward returns the calendar for days after its listed years too, on which it knows
// no more than weekends as closed. It is for when to look at something again, never
// for what anybody is owed.
func (c *Calendar) Onward() *Calendar {
	onward := *c
	onward.content.Last = MaxYear
	return &onward
}

// Closed returns the closed dates of a year in order, half days included,
// weekends only where a holiday falls on one; nil beyond the listed years.
func (c *Calendar) Closed(year int) []Holiday {
	var list []Holiday
	for _, h := range c.content.Closed {
		if h.Day.Year == year {
			list = append(list, h)
		}
	}
	return list
}

// LastDay returns the civil day to show a person for an exclusive due instant:
// the day before when it is a midnight, else the day it falls on.
func (c *Calendar) LastDay(due time.Time) Day { return DayOf(due.Add(-1), c.loc) }

// loadZone refuses the two names that mean "whatever this machine has".
func loadZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, errors.New("calendar: a zone like Europe/Amsterdam is needed")
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("calendar: unknown zone %q: %w", name, err)
	}
	return loc, nil
}
