package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/handlers"
	"ombud/lang"
	"ombud/procedure"
	"ombud/scheduler"
)

// Config is a company's configuration, OMBUD_CONFIG: who, where, by which
// procedure and calendar. Every key that may be left out says its default.
type Config struct {
	Workspace string `yaml:"workspace"` // Slack team id
	Company   string `yaml:"company"`
	Contact   string `yaml:"contact"`  // where outsiders may write; may be empty
	Document  string `yaml:"document"` // address at which the written procedure can be read; may be empty
	// Publication lists pages of the company's that mention the procedure, https only.
	Publication []string `yaml:"publication"`

	Zone      string              `yaml:"zone"`      // default that of the calendar's country
	Language  string              `yaml:"language"`  // nl, da or en; default the procedure's
	Procedure string              `yaml:"procedure"` // a preset, or the path of a file
	Calendar  string              `yaml:"calendar"`  // default the procedure's
	Closed    []string            `yaml:"closed"`    // days and half days, 2026-12-24, '2026-12-24 12:00', or a holiday by name
	Open      []string            `yaml:"open"`      // of the calendar's holidays, those on which the company works: days or names
	Hours     string              `yaml:"hours"`     // default 08:30-17:30
	Channel   string              `yaml:"channel"`   // management channel, Slack id
	Privacy   string              `yaml:"privacy"`   // minimal (default) or standard
	Commands  []string            `yaml:"commands"`  // what is answered to; default all three
	Roles     map[string][]string `yaml:"roles"`
	People    map[string]Profile  `yaml:"people"`
	Away      []Leave             `yaml:"away"` // beside what people say in Slack
	// Alone lets one person who is all who could agree with an answer or a request do so
	// alone; each such decision is marked. Default: nobody agrees with their own.
	Alone     bool              `yaml:"alone"`
	Schedules map[string]string `yaml:"schedules"`

	path  string
	src   []byte
	rules *procedure.Procedure
	yaml  []byte // of the procedure
	own   bool   // the procedure is the company's own file, no preset
	cal   *calendar.Calendar
}

// Profile is what the company says of one person.
type Profile struct {
	Title  string `yaml:"title"`
	Deputy string `yaml:"deputy"`
	// Employer is for which firm a partner works, needed of each.
	Employer string `yaml:"employer"`
	// Phone and Email are how a customer reaches them (KG-25).
	Phone string `yaml:"phone"`
	Email string `yaml:"email"`
}

const maxConfig = 1 << 20 // bytes

// loadConfig reads and checks a configuration. Errors name file, line and
// what to write instead; they are wrong usage. Now bounds the years of the
// calendar.
func loadConfig(path string, now time.Time) (*Config, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, usageError{fmt.Errorf("OMBUD_CONFIG: %w", err)}
	}
	return parseConfig(path, src, now)
}

func parseConfig(path string, src []byte, now time.Time) (*Config, error) {
	c := &Config{path: path, src: src, Privacy: "minimal", Commands: slices.Clone(handlers.Commands)}
	if len(src) > maxConfig {
		return nil, usageError{fmt.Errorf("%s: the file is larger than %d bytes", path, maxConfig)}
	}
	if err := procedure.Readable(path, src, c); err != nil { // it is no procedure that is wrong
		return nil, usageError{errors.New(strings.TrimPrefix(err.Error(), "procedure: "))}
	}
	dec := yaml.NewDecoder(bytes.NewReader(src), yaml.Strict())
	if err := decode(dec, c); err != nil {
		return nil, usageError{fmt.Errorf("%s: %s%s", path, procedure.Plainly(err.Error()), meant(err))}
	}
	for _, check := range []func(time.Time) error{c.checkProcedure, c.checkCalendar, c.checkPeople, c.checkRest} {
		if err := check(now); err != nil {
			return nil, usageError{err}
		}
	}
	return c, nil
}

// decode turns a panic of the library into an error: it has one for a tag
// where a list belongs, as in "officer: !x" (goccy/go-yaml issue 735).
func decode(dec *yaml.Decoder, into any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("not understood; leave tags (words that begin with !) out")
		}
	}()
	return dec.Decode(into)
}

var unknownField = regexp.MustCompile(`unknown field "([^"]+)"`)

// meant asks after an unknown key whether a known one was meant: one that stands in
// it, as in timezone, or that begins alike.
func meant(err error) string {
	found := unknownField.FindStringSubmatch(err.Error())
	if found == nil {
		return ""
	}
	best, least := "", 2
	for field := range reflect.TypeFor[Config]().Fields() {
		key, alike := field.Tag.Get("yaml"), 0
		for alike < min(len(key), len(found[1])) && key[alike] == found[1][alike] {
			alike++
		}
		if key != "" && strings.Contains(found[1], key) {
			alike = len(key)
		}
		if alike > least {
			best, least = key, alike
		}
	}
	if best == "" {
		return ""
	}
	return "\ndid you mean " + best + "?"
}

// wrong words a problem with the line of the file it is about; of a key that is missing
// with the line that it can become.
func (c *Config) wrong(key, problem string) error {
	var excerpt []byte
	at, err := yaml.PathString("$." + key)
	if err == nil {
		excerpt, err = at.AnnotateSource(c.src, false)
	}
	if err != nil {
		lines := strings.Split(strings.TrimRight(string(c.src), "\n"), "\n")
		n := len(lines)
		excerpt = fmt.Appendf(nil, "%4d | %s\n>%3d | %s: … (it is missing)", n, lines[n-1], n+1, key)
	}
	return fmt.Errorf("%s: %s: %s\n%s", c.path, key, problem, excerpt)
}

// under is the path of a key that the company chose, below one of ours.
func under(parent, key string) string {
	if strings.ContainsAny(key, " .*[]'\"$") {
		key = "'" + key + "'"
	}
	return parent + "." + key
}

func (c *Config) checkProcedure(now time.Time) error {
	if c.Procedure == "" {
		return c.wrong("procedure", "name a preset ("+strings.Join(procedure.Presets(), ", ")+") or the path of your own file")
	}
	file := c.Procedure
	src, err := procedure.Preset(file)
	c.own = strings.ContainsAny(file, "./\\")
	if c.own {
		if !filepath.IsAbs(file) {
			file = filepath.Join(filepath.Dir(c.path), file)
		}
		src, err = os.ReadFile(file)
	}
	if err != nil {
		return c.wrong("procedure", strings.TrimPrefix(err.Error(), "procedure: "))
	}
	if c.rules, err = procedure.ParseFile(file, src); err != nil {
		return c.wrong("procedure", err.Error())
	}
	if c.own { // readable is not enough; the presets were checked before they shipped
		if faults := procedure.Check(file, src, hasText, now); len(faults) > 0 {
			return c.wrong("procedure", faults.Error())
		}
	}
	c.yaml = src
	return nil
}

func (c *Config) checkCalendar(now time.Time) error {
	if c.Calendar == "" {
		c.Calendar = c.rules.Calendar
	}
	if !slices.Contains(calendar.Sets(), c.Calendar) {
		return c.wrong("calendar", "unknown calendar; one of "+strings.Join(calendar.Sets(), ", "))
	}
	if _, err := time.LoadLocation(c.Zone); err != nil || c.Zone == "Local" { // empty: see calendar.New
		return c.wrong("zone", "unknown time zone; write it as Europe/Amsterdam")
	}
	rules := calendar.Config{Set: c.Calendar, Zone: c.Zone, Hours: c.Hours, First: now.Year() - 2, Last: now.Year() + 5}
	wrong := func(key string, err error) error { // the key says what it is about
		return c.wrong(key, strings.TrimPrefix(strings.ReplaceAll(err.Error(), "calendar: ", ""), key+" "))
	}
	if _, err := calendar.New(rules); err != nil { // without own dates only the hours are left to be wrong
		return wrong("hours", err)
	}
	rules.Closed = c.Closed
	if _, err := calendar.New(rules); err != nil {
		return wrong("closed", err)
	}
	rules.Open = c.Open
	cal, err := calendar.New(rules)
	if err != nil {
		return wrong("open", err)
	}
	c.cal, c.Zone = cal, cal.Zone().String()
	rules.Closed = nil
	if cal, err = calendar.New(rules); err != nil {
		return wrong("open", err)
	}
	return c.checkHalfDays(cal)
}

// checkHalfDays refuses half days that change nothing in the calendar without them, which
// are slips of the pen. What lies before its years is history.
func (c *Config) checkHalfDays(without *calendar.Calendar) error {
	for i, text := range c.Closed {
		date, from, half := strings.Cut(text, " ")
		day, noDay := calendar.ParseDay(date)
		clock, noClock := calendar.ParseClock(from)
		at, _ := day.At(clock.Wall(), without.Zone())
		if !half || noDay != nil || noClock != nil || !without.Covers(day) || without.InHours(at) {
			continue
		}
		says := fmt.Sprintf("working hours are over by %s; write an earlier time, or leave the half day out", clock)
		if why := without.ClosedName(day); why != "" {
			says = fmt.Sprintf("%s is closed as a whole (%s); leave the half day out, or name a holiday under open too", date, why)
		}
		return c.wrong(fmt.Sprintf("closed[%d]", i), says)
	}
	return nil
}

func (c *Config) checkRest(time.Time) error {
	if c.Workspace == "" || !strings.HasPrefix(c.Workspace, "T") && !strings.HasPrefix(c.Workspace, "E") {
		return c.wrong("workspace", "write the workspace's Slack id, as in T0123ABCD")
	}
	if c.Company == "" {
		return c.wrong("company", "write the company's name")
	}
	if !strings.HasPrefix(c.Channel, "C") && !strings.HasPrefix(c.Channel, "G") {
		return c.wrong("channel", "write the Slack id of the private management channel, as in C0123ABCD")
	}
	if c.Privacy != "minimal" && c.Privacy != "standard" {
		return c.wrong("privacy", "minimal or standard")
	}
	if c.Document != "" && !strings.HasPrefix(c.Document, "https://") && !strings.HasPrefix(c.Document, "http://") {
		return c.wrong("document", "write an address that a browser can open, as in https://example.org/klachten.pdf")
	}
	for i, page := range c.Publication {
		if u, err := url.Parse(page); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
			return c.wrong(fmt.Sprintf("publication[%d]", i), "write the address of a page that everybody can open, as in https://example.org/klachten")
		}
	}
	if c.Language == "" {
		c.Language = c.rules.Language
	}
	if _, ok := lang.Parse(c.Language); !ok {
		return c.wrong("language", "nl, da or en")
	}
	return errors.Join(c.checkCommands(), c.checkSchedules())
}

func (c *Config) checkCommands() error {
	if len(c.Commands) == 0 {
		return c.wrong("commands", "keep at least one of "+strings.Join(handlers.Commands, ", "))
	}
	for _, name := range c.Commands {
		if !slices.Contains(handlers.Commands, name) {
			return c.wrong("commands", fmt.Sprintf("%q: any of %s", name, strings.Join(handlers.Commands, ", ")))
		}
	}
	return nil
}

func (c *Config) checkSchedules() error {
	for _, job := range slices.Sorted(maps.Keys(c.Schedules)) {
		if !slices.Contains(scheduler.Scheduled(), job) {
			return c.wrong(under("schedules", job), "no job with a schedule; one of "+strings.Join(scheduler.Scheduled(), ", "))
		}
		if err := scheduler.CheckSpec(c.Schedules[job]); err != nil {
			return c.wrong(under("schedules", job), err.Error())
		}
	}
	if spec, said := c.Schedules["retention"]; said { // a case that nobody erases in time breaks a promise
		if late, may := scheduler.LongestWait(spec)-1, c.rules.Retention.Spare(); late > may {
			return c.wrong("schedules.retention", fmt.Sprintf("a case would be erased up to %d days late, and the procedure %s leaves %d; write a schedule of each day, such as \"15 4 * * *\"", late, c.rules.Name, may))
		}
	}
	return nil
}

// routes are those of the program without the commands that the company
// dropped.
func (c *Config) routes(all *bot.Routes) *bot.Routes {
	for _, name := range c.dropped() {
		delete(all.Commands, name)
	}
	return all
}

// dropped are the commands that the company does not want.
func (c *Config) dropped() []string {
	return slices.DeleteFunc(slices.Clone(handlers.Commands), func(name string) bool { return slices.Contains(c.Commands, name) })
}

// company is what screens need of the configuration.
func (c *Config) company() view.Company {
	language, _ := lang.Parse(c.Language)
	return view.Company{
		Name: c.Company, Channel: c.Channel, Language: language, Zone: c.cal.Zone(), Words: view.WordsOf(c.rules),
		Standard: c.Privacy == "standard", Contact: c.Contact, File: filepath.Base(c.path), Document: c.Document, Published: c.Publication,
	}
}
