package calendar

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/nl"
)

// The library computes in the machine's zone unless told otherwise; where that
// zone skips midnight, a holiday would land on the day before.
func init() { cal.DefaultLoc = time.UTC }

// rule is one holiday: our key for it, how to compute its date, and the years
// in which this set closes for it (nil: every year).
type rule struct {
	name string
	day  *cal.Holiday
	in   func(year int) bool
}

// holidaySet is a country's zone and the holidays a company there closes for.
// The dates come from the library; which of them close is policy and ours. No
// set has substitute days for a holiday in a weekend, except that King's Day
// is never on a Sunday.
type holidaySet struct {
	zone  string
	rules []rule
}

func lustrum(year int) bool { return year%5 == 0 }

func fixed(month time.Month, day int) *cal.Holiday {
	return &cal.Holiday{Month: month, Day: day, Func: cal.CalcDayOfMonth}
}

// decreeDay is the name of days that a decree equates with a holiday.
const decreeDay = "decree day"

// decree is a day that a royal decree equates with a holiday, once.
func decree(year int, month time.Month, day int) rule {
	return rule{decreeDay, fixed(month, day), func(y int) bool { return y == year }}
}

var (
	nlBase = []rule{
		{"new year's day", nl.Nieuwjaar, nil},
		{"easter monday", nl.TweedePaasdag, nil},
		{"king's day", nl.Koningsdag, nil},
		{"ascension day", nl.Hemelvaart, nil},
		{"whit monday", nl.TweedePinksterDag, nil},
		{"christmas day", nl.EersteKerstdag, nil},
		{"second christmas day", nl.TweedeKerstdag, nil},
	}
	nlOffice = with(nlBase, rule{"liberation day", nl.BevrijdingsDag, lustrum})
	nlGF     = with(nlOffice, rule{"good friday", nl.GoedeVrijdag, nil})
	// nlATW follows the statute. Its decrees are known up to 2028; later ones
	// must be added as they are published.
	nlATW = with(nlBase,
		rule{"good friday", nl.GoedeVrijdag, nil},
		rule{"liberation day", nl.BevrijdingsDag, nil},
		decree(2026, time.January, 2), decree(2026, time.May, 15), decree(2027, time.May, 7),
		decree(2028, time.April, 28), decree(2028, time.May, 26))

	dkStatutory = []rule{
		{"new year's day", dk.Nytaarsdag, nil},
		{"maundy thursday", dk.Skaertorsdag, nil},
		{"good friday", dk.Langfredag, nil},
		{"easter monday", dk.AndenPaaskedag, nil},
		{"great prayer day", dk.StoreBededag, nil}, // the library ends it in 2023
		{"ascension day", dk.KristiHimmelfartsdag, nil},
		{"whit monday", dk.AndenPinsedag, nil},
		{"christmas day", dk.Juledag, nil},
		{"second christmas day", dk.AndenJuledag, nil},
	}
	// Not public holidays, but closed, and treated like holidays for terms.
	dkOffice = with(dkStatutory,
		rule{"constitution day", dk.Grundlovsdag, nil},
		rule{"christmas eve", fixed(time.December, 24), nil},
		rule{"new year's eve", fixed(time.December, 31), nil})
	dkBank = with(dkOffice, rule{"day after ascension",
		&cal.Holiday{Offset: 40, Func: cal.CalcEasterOffset}, nil})
)

func with(base []rule, more ...rule) []rule { return append(slices.Clone(base), more...) }

var sets = map[string]holidaySet{
	"nl-office":    {"Europe/Amsterdam", nlOffice},
	"nl-gf":        {"Europe/Amsterdam", nlGF},
	"nl-atw":       {"Europe/Amsterdam", nlATW},
	"dk-office":    {"Europe/Copenhagen", dkOffice},
	"dk-statutory": {"Europe/Copenhagen", dkStatutory},
	"dk-bank":      {"Europe/Copenhagen", dkBank},
}

// Sets returns the names of the holiday sets, in alphabetical order.
func Sets() []string {
	var names []string
	for name := range sets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// holidays computes one year. Two holidays on one day are both returned; the
// calendar keeps the first.
func (s holidaySet) holidays(year int) []Holiday {
	var list []Holiday
	for _, r := range s.rules {
		if r.in != nil && !r.in(year) {
			continue
		}
		_, observed := r.day.Calc(year)
		if observed.IsZero() {
			continue // not held in that year
		}
		list = append(list, Holiday{Day: DayOf(observed, time.UTC), Name: r.name})
	}
	return list
}
