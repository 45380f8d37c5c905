package calendar

import (
	"fmt"
	"slices"
	"strings"
)

// closed lists the days that the company closes beside its set: dates, half days, and
// holidays of the country by name, which come each year.
func (s holidaySet) closed(cfg Config) ([]Holiday, error) {
	var list []Holiday
	for _, text := range cfg.Closed {
		if r := s.beside(text); r != nil {
			for year := cfg.First; year <= cfg.Last; year++ {
				list = append(list, (holidaySet{rules: []rule{*r}}).holidays(year)...)
			}
			continue
		}
		h, err := parseClosed(text)
		if err != nil {
			return nil, fmt.Errorf("%w, and no holiday of the country: %s", err, strings.Join(s.names(), ", "))
		}
		if h.Day.Year > cfg.Last {
			return nil, fmt.Errorf("closed %q: %w", text, &RangeError{h.Day, cfg.First, cfg.Last})
		}
		if h.Day.Year >= cfg.First {
			list = append(list, h)
		}
	}
	return list, nil
}

// parseClosed reads "2026-12-24", a day closed as a whole, or
// "2026-12-24 12:00", a day closed from that time on.
func parseClosed(s string) (Holiday, error) {
	date, clock, half := strings.Cut(s, " ")
	day, err := ParseDay(date)
	if err != nil {
		return Holiday{}, fmt.Errorf("closed %q: %w", s, err)
	}
	h := Holiday{Day: day, Name: CompanyClosed}
	if half {
		if h.From, err = ParseClock(clock); err != nil {
			return Holiday{}, fmt.Errorf("closed %q: %w", s, err)
		}
	}
	return h, nil
}

// kept lists the holidays of the set without those on which the company works. On such a
// day it may still close at noon, but not as a whole.
func (s holidaySet) kept(cfg Config, own []Holiday) ([]Holiday, error) {
	var list []Holiday
	for year := cfg.First; year <= cfg.Last; year++ {
		list = append(list, s.holidays(year)...)
	}
	for _, text := range cfg.Open {
		day, err := ParseDay(text)
		if err == nil && day.Year > cfg.Last {
			return nil, fmt.Errorf("open %q: %w", text, &RangeError{day, cfg.First, cfg.Last})
		}
		if err == nil && day.Year < cfg.First {
			continue
		}
		opened := func(h Holiday) bool { return h.Name == text || h.Day == day }
		if !slices.ContainsFunc(list, opened) {
			return nil, fmt.Errorf("open %q: %s does not close then; write a date on which it does, or one of %s", text, cfg.Set, strings.Join(held(s.rules), ", "))
		}
		for _, h := range list {
			if opened(h) && slices.ContainsFunc(own, func(o Holiday) bool { return o.Day == h.Day && o.From == 0 }) {
				return nil, fmt.Errorf("%s is open and closed", h.Day)
			}
		}
		list = slices.DeleteFunc(list, opened)
	}
	return list, nil
}

// beside finds a holiday by its name among all that are known of the country, the rule
// that holds each year before one that does not; nil when there is none.
func (s holidaySet) beside(name string) *rule {
	var found *rule
	for _, set := range Sets() {
		for i, r := range sets[set].rules {
			if sets[set].zone == s.zone && r.name == name && r.name != decreeDay && (found == nil || r.in == nil) {
				found = &sets[set].rules[i]
			}
		}
	}
	return found
}

// names lists the holidays of the country that a company may close for each year.
func (s holidaySet) names() []string {
	var list []string
	for _, set := range Sets() {
		if sets[set].zone == s.zone {
			list = append(list, held(sets[set].rules)...)
		}
	}
	slices.Sort(list)
	return slices.DeleteFunc(slices.Compact(list), func(name string) bool { return name == decreeDay })
}

// held lists the names of rules, each once.
func held(rules []rule) []string {
	var list []string
	for _, r := range rules {
		if !slices.Contains(list, r.name) {
			list = append(list, r.name)
		}
	}
	return list
}
