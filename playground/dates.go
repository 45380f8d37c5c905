package playground

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// date renders <!date^seconds^format^link|fallback> on the person's clock and in the
// language of their client; the fallback when it cannot.
func (p *Person) date(target, fallback string) string {
	parts := strings.Split(target, "^")
	if len(parts) < 3 {
		return fallback
	}
	sec, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return fallback
	}
	t := time.Unix(sec, 0).In(p.zone())
	now := p.s.cfg.Now().In(p.zone())
	return p.dateWords().tokens(parts[2], t, now, p.clock())
}

// clock is the layout of a time: Americans read 12 hours, Danes a point.
func (p *Person) clock() string {
	u, _ := p.s.User(p.id)
	switch u.Locale {
	case "en-US":
		return "3:04 PM"
	case "da-DK":
		return "15.04"
	}
	return "15:04"
}

// dateWords are those of the person's client.
func (p *Person) dateWords() *dateWords {
	u, _ := p.s.User(p.id)
	code, _, _ := strings.Cut(u.Locale, "-")
	if w, ok := dateLanguages[code]; ok {
		return w
	}
	return &englishDates
}

// tokens replaces the tokens of a format as Slack's client does.
func (w *dateWords) tokens(format string, t, now time.Time, clock string) string {
	short, ordinary := w.short(t), w.ordinary(t)
	long := fmt.Sprintf(w.long, w.weekdays[t.Weekday()], ordinary)
	r := strings.NewReplacer(
		"{date_num}", t.Format(time.DateOnly), "{date}", ordinary, "{date_short}", short, "{date_long}", long,
		"{date_pretty}", w.pretty(t, now, ordinary), "{date_short_pretty}", w.pretty(t, now, short),
		"{date_long_pretty}", w.pretty(t, now, long), "{time}", t.Format(clock),
		"{time_secs}", t.Format(strings.NewReplacer(":04", ":04:05", ".04", ".04.05").Replace(clock)), "{ago}", w.ago(t, now),
	)
	return r.Replace(format)
}

// pretty says today, yesterday or tomorrow where it can.
func (w *dateWords) pretty(t, now time.Time, otherwise string) string {
	y, m, d := now.Date()
	for i, word := range w.near {
		ay, am, ad := time.Date(y, m, d+i-1, 12, 0, 0, 0, now.Location()).Date()
		ty, tm, td := t.Date()
		if ay == ty && am == tm && ad == td {
			return word
		}
	}
	return otherwise
}

func ordinal(d int) string {
	suffix := "th"
	if d/10 != 1 {
		switch d % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(d) + suffix
}

func (w *dateWords) ago(t, now time.Time) string {
	d := now.Sub(t)
	if d < 0 {
		return fmt.Sprintf(w.in, w.span(-d))
	}
	return fmt.Sprintf(w.since, w.span(d))
}

func (w *dateWords) span(d time.Duration) string {
	n, unit := int(d.Minutes()), w.minute
	switch {
	case d.Hours() >= 48:
		n, unit = int(d.Hours()/24), w.dayUnit
	case d.Hours() >= 1:
		n, unit = int(d.Hours()), w.hour
	}
	if n == 1 {
		return "1 " + unit[0]
	}
	return fmt.Sprintf("%d %s", n, unit[1])
}
