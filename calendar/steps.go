package calendar

import (
	"fmt"
	"strings"
	"time"
)

// The codes of a [Step], with the fields each one fills.
const (
	StepEvent   = "event"   // Day and At: the event; its day is day 0
	StepClosed  = "closed"  // Day to Last: closed days, Name says why
	StepCounted = "counted" // Day to Last: business days; N is the number reached at Last
	StepRan     = "ran"     // Day: the stopwatch ran for Run on this day; At: until then, where it stops outside working hours
	StepElapsed = "elapsed" // At: N clock hours run from here without a pause
	StepAdded   = "added"   // Day: the date N units later; Name is the unit (d, w, mo, y)
	StepClamped = "clamped" // Day: the last day of its month, which has no such date
	StepRolled  = "rolled"  // Day: the next business day, to which the end moved
	StepDue     = "due"     // At: the exclusive due; Day: the last day to show a person
)

// Step is one line of the derivation of a due date, as values, so that each
// language can word it.
type Step struct {
	Code string        `json:"code"`
	Day  Day           `json:"day,omitzero"`
	Last Day           `json:"last,omitzero"` // end of a run of days, inclusive
	Name string        `json:"name,omitempty"`
	N    int           `json:"n,omitempty"`
	Run  time.Duration `json:"run,omitempty"` // nanoseconds
	At   time.Time     `json:"at,omitzero"`
}

// steps collects a derivation and joins neighbouring days into runs.
type steps []Step

func (s *steps) closed(d Day, name string) {
	if last := s.run(StepClosed, d); last != nil && last.Name == name {
		last.Last = d
		return
	}
	*s = append(*s, Step{Code: StepClosed, Day: d, Last: d, Name: name})
}

func (s *steps) counted(d Day, n int) {
	if last := s.run(StepCounted, d); last != nil {
		last.Last, last.N = d, n
		return
	}
	*s = append(*s, Step{Code: StepCounted, Day: d, Last: d, N: n})
}

// ran counts on a day, until a moment of it where what lies outside of hours does not count.
func (s *steps) ran(d Day, run time.Duration, until time.Time) {
	*s = append(*s, Step{Code: StepRan, Day: d, Run: run, At: until})
}

// run returns the newest step when it has that code and ended the day before d.
func (s *steps) run(code string, d Day) *Step {
	if len(*s) == 0 {
		return nil
	}
	last := &(*s)[len(*s)-1]
	if last.Code != code || last.Last.AddDays(1) != d {
		return nil
	}
	return last
}

// Derivation words the steps in English, a line each, for the command line.
func (d Due) Derivation() []string {
	var lines []string
	for _, s := range d.Steps {
		lines = append(lines, s.english())
	}
	return lines
}

var unitNames = map[string]string{"d": "day", "w": "week", "mo": "month", "y": "year"}

func (s Step) english() string {
	switch s.Code {
	case StepEvent:
		return moment(s.At) + ": the event; its day is day 0"
	case StepClosed:
		return span(s.Day, s.Last) + ": closed (" + s.Name + ")"
	case StepCounted:
		if s.Day == s.Last {
			return fmt.Sprintf("%s: business day %d", weekday(s.Day), s.N)
		}
		return fmt.Sprintf("%s: business days up to number %d", span(s.Day, s.Last), s.N)
	case StepRan:
		line := fmt.Sprintf("%s: %s counted", weekday(s.Day), duration(s.Run))
		if !s.At.IsZero() {
			line += ", " + s.At.Add(-s.Run).Format("15:04") + " to " + s.At.Format("15:04")
		}
		return line
	case StepElapsed:
		return plural(s.N, "clock hour") + ", day and night, closed or not"
	case StepAdded:
		return fmt.Sprintf("%s: %s later", weekday(s.Day), plural(s.N, unitNames[s.Name]))
	case StepClamped:
		return weekday(s.Day) + ": last day of a month that has no such date"
	case StepRolled:
		return weekday(s.Day) + ": the next business day, to which the end moves"
	case StepDue:
		return moment(s.At) + ": due; done before this instant is in time"
	}
	return s.Code
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

func weekday(d Day) string { return d.noon().Format("Mon 2006-01-02") }

func span(first, last Day) string {
	if first == last {
		return weekday(first)
	}
	return weekday(first) + " to " + weekday(last)
}

func moment(t time.Time) string { return t.Format("Mon 2006-01-02 15:04 -07:00") }

// duration writes 8h30m0s as "8h30m" and 8h0m0s as "8h".
func duration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
