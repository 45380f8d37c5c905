package scheduler

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// maxSpec is more than any sensible spec needs, in bytes.
const maxSpec = 200

var fiveFields = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// CheckSpec tells whether a company may schedule something so: five fields,
// minute hour day month weekday, in the company's zone. The error says what to
// write instead.
func CheckSpec(spec string) error {
	_, err := parseSpec(spec)
	return err
}

// parseSpec checks before it parses, because the parser panics on a zone with
// nothing after it and takes intervals that are anchored to nothing.
func parseSpec(spec string) (*cron.SpecSchedule, error) {
	switch {
	case len(spec) > maxSpec:
		return nil, errors.New("schedule is too long")
	case strings.Contains(spec, "="):
		return nil, fmt.Errorf("schedule %q: leave the time zone out, schedules run in the company's zone", spec)
	case strings.Contains(spec, "@"):
		return nil, fmt.Errorf("schedule %q: @ forms are not taken, write five fields such as \"0 9 * * 1\"", spec)
	case len(strings.Fields(spec)) != 5:
		return nil, fmt.Errorf("schedule %q: write five fields: minute hour day month weekday, such as \"0 9 * * 1\"", spec)
	}
	parsed, err := fiveFields.Parse(spec)
	if err != nil {
		return nil, fmt.Errorf("schedule %q: a field is a number, a list such as 1,3, a range such as 1-5, a step such as */15, or *", spec)
	}
	s, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return nil, fmt.Errorf("schedule %q: not a schedule of five fields", spec)
	}
	if s.Hour&(1<<2) != 0 {
		return nil, fmt.Errorf("schedule %q: between 2 and 3 at night the clock may skip or repeat, choose another hour", spec)
	}
	if s.Next(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return nil, fmt.Errorf("schedule %q: that day never comes", spec)
	}
	return s, nil
}

// LongestWait is how many days lie at most between two days on which a schedule runs; 0
// for one that is refused.
func LongestWait(spec string) int {
	s, err := parseSpec(spec)
	if err != nil {
		return 0
	}
	longest := 0
	var last time.Time
	for at := time.Date(2023, 12, 31, 23, 59, 0, 0, time.UTC); at.Year() < 2029; { // two leap days are among these years
		next := s.Next(at)
		day := time.Date(next.Year(), next.Month(), next.Day(), 0, 0, 0, 0, time.UTC)
		if !last.IsZero() {
			longest = max(longest, int(day.Sub(last)/(24*time.Hour)))
		}
		last, at = day, day.AddDate(0, 0, 1).Add(-time.Minute)
	}
	return longest
}

// checkSchedules refuses what the company wrote for jobs that are not there or
// that have no schedule.
func (s *Scheduler) checkSchedules() error {
	var errs []error
	for name, spec := range s.Schedules {
		if !slices.Contains(Scheduled(), name) {
			errs = append(errs, fmt.Errorf("schedules: %q is no job with a schedule", name))
			continue
		}
		if err := CheckSpec(spec); err != nil {
			errs = append(errs, fmt.Errorf("schedules: %s: %w", name, err))
		}
	}
	return errors.Join(errs...)
}
