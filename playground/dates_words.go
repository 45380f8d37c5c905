package playground

import (
	"fmt"
	"time"
)

// dateWords is how a client writes dates in one language.
type dateWords struct {
	near                  [3]string // yesterday, today, tomorrow
	weekdays              [7]string
	minute, hour, dayUnit [2]string // one, several
	in, since             string    // "in %s", "%s ago"
	long                  string    // weekday and date
	ordinary, short       func(time.Time) string
}

// dateLanguages are the languages of clients, by the first part of their locale.
var dateLanguages = map[string]*dateWords{"en": &englishDates, "nl": &dutchDates, "da": &danishDates}

var englishDates = dateWords{
	near:     [3]string{"yesterday", "today", "tomorrow"},
	weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	minute:   [2]string{"minute", "minutes"}, hour: [2]string{"hour", "hours"}, dayUnit: [2]string{"day", "days"},
	in: "in %s", since: "%s ago", long: "%s, %s",
	ordinary: func(t time.Time) string { return t.Format("January ") + ordinal(t.Day()) + t.Format(", 2006") },
	short:    func(t time.Time) string { return t.Format("Jan 2, 2006") },
}

var dutchMonths = [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

var dutchDates = dateWords{
	near:     [3]string{"gisteren", "vandaag", "morgen"},
	weekdays: [7]string{"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
	minute:   [2]string{"minuut", "minuten"}, hour: [2]string{"uur", "uur"}, dayUnit: [2]string{"dag", "dagen"},
	in: "over %s", since: "%s geleden", long: "%s %s",
	ordinary: func(t time.Time) string {
		return fmt.Sprintf("%d %s %d", t.Day(), dutchMonths[t.Month()-1], t.Year())
	},
	short: func(t time.Time) string {
		return fmt.Sprintf("%d %s %d", t.Day(), dutch.Months[t.Month()-1], t.Year())
	},
}

var danishMonths = [12]string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}

var danishDates = dateWords{
	near:     [3]string{"i går", "i dag", "i morgen"},
	weekdays: [7]string{"søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"},
	minute:   [2]string{"minut", "minutter"}, hour: [2]string{"time", "timer"}, dayUnit: [2]string{"dag", "dage"},
	in: "om %s", since: "for %s siden", long: "%s den %s",
	ordinary: func(t time.Time) string {
		return fmt.Sprintf("%d. %s %d", t.Day(), danishMonths[t.Month()-1], t.Year())
	},
	short: func(t time.Time) string {
		return fmt.Sprintf("%d. %s %d", t.Day(), danish.Months[t.Month()-1], t.Year())
	},
}
