package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	_ "time/tzdata" // a due date must not depend on the zones of this machine

	"ombud/calendar"
)

// DueCmd is `ombud due`: when does a period end, and why.
type DueCmd struct {
	From     string `help:"Moment of the event, 2026-03-06T16:00; without an offset it is local to the zone." placeholder:"TIME"`
	Period   string `help:"2bd business days, 24bh hours on business days, 4wh working hours, 72h clock hours, 14d, 4w, 1mo, 3y." placeholder:"PERIOD"`
	Calendar string `help:"nl-office, nl-gf, nl-atw, dk-office, dk-statutory or dk-bank." default:"nl-office" placeholder:"NAME"`
	Zone     string `help:"IANA zone; left out, that of the calendar's country." placeholder:"ZONE"`
	Roll     string `help:"Move an end on a closed day: forward or none (d, w, mo and y only)." default:"forward" placeholder:"WAY"`
	Hours    string `help:"Working hours, for wh." default:"08:30-17:30" placeholder:"HOURS"`
	JSON     bool   `name:"json" help:"Print JSON."`
	Stdin    bool   `help:"Read lines of from, period, calendar and zone with tabs between; print due and literal (the period by itself, before it is moved to a working day) in UTC for each."`
}

// How many years a calendar lists around the event. A period that needs more
// gets more, up to the last year any calendar can have.
const (
	yearsBack  = 2
	yearsAhead = 5
)

// question is one due date to compute, as typed.
type question struct{ from, period, calendar, zone string }

// answer is a computed due date with the calendar that gave it.
type answer struct {
	due calendar.Due
	cal *calendar.Calendar
}

// Run computes one due date, or with --stdin one per line. What was typed
// wrongly, there or in the arguments, is a usageError; a date that no calendar
// lists is a plain error.
func (c *DueCmd) Run(s *Streams) error {
	roll, err := calendar.ParseRoll(c.Roll)
	if err != nil {
		return usageError{err}
	}
	d := dueRun{cmd: c, roll: roll, built: map[calendarKey]*calendar.Calendar{}}
	if c.Stdin {
		if c.From != "" || c.Period != "" || c.JSON {
			return usageError{errors.New("--stdin takes no --from, --period or --json")}
		}
		return d.lines(s)
	}
	if c.From == "" || c.Period == "" {
		return usageError{errors.New("--from and --period are needed, or --stdin")}
	}
	a, err := d.answer(question{c.From, c.Period, c.Calendar, c.Zone})
	if err != nil {
		return err
	}
	if c.JSON {
		return c.printJSON(s.Out, a)
	}
	return c.print(s.Out, a)
}

// calendarKey is what tells two calendars of one run apart.
type calendarKey struct {
	set, zone   string
	first, last int
}

// dueRun keeps the calendars of one run, since lines mostly share them.
type dueRun struct {
	cmd   *DueCmd
	roll  calendar.Roll
	built map[calendarKey]*calendar.Calendar
}

func (d *dueRun) answer(q question) (answer, error) {
	period, err := calendar.ParsePeriod(q.period)
	if err != nil {
		return answer{}, usageError{err}
	}
	// The year of the event decides the years of the calendar, and the zone of
	// the calendar decides the year of the event: any calendar knows its zone.
	zoned, err := d.calendar(q, calendar.MinYear, calendar.MinYear)
	if err != nil {
		return answer{}, err
	}
	from, err := calendar.ParseMoment(q.from, zoned.Zone())
	if err != nil {
		return answer{}, usageError{err}
	}
	year := calendar.DayOf(from, zoned.Zone()).Year
	for ahead := yearsAhead; ; ahead *= 4 {
		first := min(max(year-yearsBack, calendar.MinYear), calendar.MaxYear)
		last := min(max(year+ahead, calendar.MinYear), calendar.MaxYear)
		cal, err := d.calendar(q, first, last)
		if err != nil {
			return answer{}, err
		}
		due, err := cal.Due(from, period, d.roll)
		var beyond *calendar.RangeError
		if errors.As(err, &beyond) && beyond.Day.Year > last && last < calendar.MaxYear {
			continue
		}
		if err != nil {
			return answer{}, fmt.Errorf("%s from %s: %w", period, q.from, err)
		}
		return answer{due, cal}, nil
	}
}

func (d *dueRun) calendar(q question, first, last int) (*calendar.Calendar, error) {
	key := calendarKey{q.calendar, q.zone, first, last}
	if cal, ok := d.built[key]; ok {
		return cal, nil
	}
	cal, err := calendar.New(calendar.Config{
		Set: q.calendar, Zone: q.zone, Hours: d.cmd.Hours, First: first, Last: last,
	})
	if err != nil {
		return nil, usageError{err}
	}
	d.built[key] = cal
	return cal, nil
}

// lines answers standard input, a line for each: one that it cannot answer gets "-" and is
// named by its number on standard error, and the others are answered all the same. The
// error at the end is a usageError.
func (d *dueRun) lines(s *Streams) (err error) {
	out := bufio.NewWriter(s.Out)
	defer func() { err = errors.Join(err, out.Flush()) }()
	in := bufio.NewScanner(s.In)
	n, bad := 0, 0
	for in.Scan() {
		n++
		line := "-"
		a, err := d.line(in.Text())
		if err == nil {
			line = stamp(a.due.Due.UTC()) + "\t" + stamp(a.due.Literal.UTC())
		} else {
			bad++
			_, _ = fmt.Fprintf(s.Err, "line %d: %v\n", n, err)
		}
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	if bad > 0 {
		return usageError{fmt.Errorf("%d of %d lines have no answer", bad, n)}
	}
	return nil
}

// line answers one line of standard input.
func (d *dueRun) line(text string) (answer, error) {
	f := strings.Split(text, "\t")
	if len(f) != 4 {
		return answer{}, fmt.Errorf("want 4 fields with tabs between (from, period, calendar, zone), got %d", len(f))
	}
	return d.answer(question{f[0], f[1], f[2], f[3]})
}

// stamp is RFC 3339 with fractions of a second only where there are any.
func stamp(t time.Time) string { return t.Format(time.RFC3339Nano) }

func (c *DueCmd) printJSON(w io.Writer, a answer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		From       string       `json:"from"`
		Period     string       `json:"period"`
		Due        string       `json:"due"`
		Literal    string       `json:"literal"`
		LastDay    calendar.Day `json:"last_day"`
		Derivation []string     `json:"derivation"`
		Calendar   string       `json:"calendar"`
		Version    string       `json:"calendar_version"`
		Zone       string       `json:"zone"`
	}{
		From: stamp(a.due.Steps[0].At), Period: c.Period, Due: stamp(a.due.Due), Literal: stamp(a.due.Literal),
		LastDay: a.cal.LastDay(a.due.Due), Derivation: a.due.Derivation(),
		Calendar: a.cal.Set(), Version: a.due.Calendar, Zone: a.cal.Zone().String(),
	})
}

func (c *DueCmd) print(w io.Writer, a answer) error {
	const layout = "Mon 2006-01-02 15:04:05 -07:00"
	var b strings.Builder
	fmt.Fprintf(&b, "due         %s (exclusive)\n", a.due.Due.Format(layout))
	fmt.Fprintf(&b, "literal     %s (exclusive): the period by itself, before it is moved to a working day\n", a.due.Literal.Format(layout))
	last := a.cal.LastDay(a.due.Due)
	fmt.Fprintf(&b, "last day    %s %s\n", last.Weekday().String()[:3], last)
	for i, line := range a.due.Derivation() {
		label := "derivation"
		if i > 0 {
			label = ""
		}
		fmt.Fprintf(&b, "%-12s%s\n", label, line)
	}
	fmt.Fprintf(&b, "calendar    %s, %s, version %s\n", a.cal.Set(), a.cal.Zone(), a.due.Calendar)
	_, err := io.WriteString(w, b.String())
	return err
}
