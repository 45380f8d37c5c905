package playground

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// date renders <!date^seconds^format^link|fallback> on the person's clock, with
// English names as Slack has for English readers; the fallback when it cannot.
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
	return dateTokens(parts[2], t, now, p.clock())
}

// clock is the layout of a time: Americans read 12 hours.
func (p *Person) clock() string {
	if u, ok := p.s.User(p.id); ok && u.Locale == "en-US" {
		return "3:04 PM"
	}
	return "15:04"
}

func dateTokens(format string, t, now time.Time, clock string) string {
	short, ordinary, long := t.Format("Jan 2, 2006"), t.Format("January ")+ordinal(t.Day())+t.Format(", 2006"), ""
	long = t.Format("Monday, ") + ordinary
	r := strings.NewReplacer(
		"{date_num}", t.Format(time.DateOnly), "{date}", ordinary, "{date_short}", short, "{date_long}", long,
		"{date_pretty}", pretty(t, now, ordinary), "{date_short_pretty}", pretty(t, now, short),
		"{date_long_pretty}", pretty(t, now, long), "{time}", t.Format(clock),
		"{time_secs}", t.Format(strings.Replace(clock, "04", "04:05", 1)), "{ago}", ago(t, now),
	)
	return r.Replace(format)
}

// pretty says today, yesterday or tomorrow where it can.
func pretty(t, now time.Time, otherwise string) string {
	y, m, d := now.Date()
	for i, word := range map[int]string{-1: "yesterday", 0: "today", 1: "tomorrow"} {
		ay, am, ad := time.Date(y, m, d+i, 12, 0, 0, 0, now.Location()).Date()
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

func ago(t, now time.Time) string {
	d := now.Sub(t)
	if d < 0 {
		return "in " + span(-d)
	}
	return span(d) + " ago"
}

func span(d time.Duration) string {
	n, unit := int(d.Minutes()), "minute"
	switch {
	case d.Hours() >= 48:
		n, unit = int(d.Hours()/24), "day"
	case d.Hours() >= 1:
		n, unit = int(d.Hours()), "hour"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}
