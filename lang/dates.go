package lang

import (
	"fmt"
	"time"

	"github.com/go-playground/locales"
	"github.com/go-playground/locales/da"
	"github.com/go-playground/locales/en_GB"
	"github.com/go-playground/locales/nl"
)

// local is what a language does differently with dates and numbers. The
// names and plural rules come from the locale; its date layouts do not,
// because they write months as numbers or leave out the weekday.
type local struct {
	locale locales.Translator
	day    string // after the number of a day
	on     string // between a weekday in full and the day
	at     string // between a day and a clock time
	colon  string // between hours and minutes
}

var locals = map[Language]local{
	NL: {locale: nl.New(), on: " ", at: " om ", colon: ":"},
	DA: {locale: da.New(), day: ".", on: " den ", at: " kl. ", colon: "."},
	EN: {locale: en_GB.New(), on: " ", at: " at ", colon: ":"},
}

// Day returns the civil day of t in p's zone, without the year: "Tue 10
// March", "di 10 maart", "tir. 10. marts".
func (p *Printer) Day(t time.Time) string {
	t, l := t.In(p.zone), locals[p.language]
	return l.locale.WeekdayAbbreviated(t.Weekday()) + " " + l.dayMonth(t)
}

// Date returns the civil day of t in p's zone, with the year: "Tue 10 March
// 2026".
func (p *Printer) Date(t time.Time) string {
	return fmt.Sprintf("%s %d", p.Day(t), t.In(p.zone).Year())
}

// Dated returns the civil day of t in p's zone as the date of a document: "10 March
// 2026", "10. marts 2026".
func (p *Printer) Dated(t time.Time) string {
	t = t.In(p.zone)
	return fmt.Sprintf("%s %d", locals[p.language].dayMonth(t), t.Year())
}

// Long returns the civil day of t in p's zone as a letter writes it:
// "Tuesday 10 March 2026", "tirsdag den 10. marts 2026".
func (p *Printer) Long(t time.Time) string {
	t, l := t.In(p.zone), locals[p.language]
	return fmt.Sprintf("%s%s%s %d", l.locale.WeekdayWide(t.Weekday()), l.on, l.dayMonth(t), t.Year())
}

// Clock returns the time of day of t in p's zone, to the minute: "14:05", in
// Danish "14.05".
func (p *Printer) Clock(t time.Time) string {
	t = t.In(p.zone)
	return fmt.Sprintf("%02d%s%02d", t.Hour(), locals[p.language].colon, t.Minute())
}

// DayClock returns Day and Clock: "Tue 10 March at 14:05".
func (p *Printer) DayClock(t time.Time) string {
	return p.Day(t) + locals[p.language].at + p.Clock(t)
}

// DateClock returns Date and Clock: "Tue 10 March 2026 at 14:05".
func (p *Printer) DateClock(t time.Time) string {
	return p.Date(t) + locals[p.language].at + p.Clock(t)
}

// Token returns t as a Slack date, which each reader sees on their own clock
// and in their own zone, with date, time and zone for those who cannot. Only
// duties that run in hours are shown so; a day is the same for everybody.
func (p *Printer) Token(t time.Time) string {
	at := locals[p.language].at
	return fmt.Sprintf("<!date^%d^{date_short_pretty}%s{time}|%s%s%s %s>",
		t.Unix(), at, p.Date(t), at, p.Clock(t), t.In(p.zone).Format("MST"))
}

// ClockToken returns the time of day of t as such a date, for a text that says "today"
// already.
func (p *Printer) ClockToken(t time.Time) string {
	return fmt.Sprintf("<!date^%d^{time}|%s %s>", t.Unix(), p.Clock(t), t.In(p.zone).Format("MST"))
}

func (l local) dayMonth(t time.Time) string {
	return fmt.Sprintf("%d%s %s", t.Day(), l.day, l.locale.MonthWide(t.Month()))
}
