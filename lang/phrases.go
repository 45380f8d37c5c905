package lang

import (
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// List returns "a, b and c", the empty string for nothing.
func (p *Printer) List(items []string) string { return p.join(items, "words.and") }

// Either returns "a, b or c", the empty string for nothing.
func (p *Printer) Either(items []string) string { return p.join(items, "words.or") }

// Ago returns how long something is past, in whole seconds, minutes or
// hours: "20 seconds ago". What lies ahead is "0 seconds ago".
func (p *Printer) Ago(d time.Duration) string {
	switch d = max(d, 0); {
	case d < time.Minute:
		return p.T("words.ago.seconds", "n", int(d/time.Second))
	case d < time.Hour:
		return p.T("words.ago.minutes", "n", int(d/time.Minute))
	}
	return p.T("words.ago.hours", "n", int(d/time.Hour))
}

// Number returns v rounded to a number of decimals, with the language's
// comma or point: "1.234,5".
func (p *Printer) Number(v float64, decimals int) string {
	return locals[p.language].locale.FmtNumber(v, uint64(decimals))
}

// Size returns a size in bytes as "340 kB" or "10.1 MB", in units of 1024
// and rounded up, so that what is over a limit never looks equal to it.
func (p *Printer) Size(bytes int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	if bytes < mega {
		return p.Number(math.Ceil(float64(bytes)/kilo), 0) + " kB"
	}
	tenths := math.Ceil(float64(bytes) / mega * 10)
	if math.Mod(tenths, 10) == 0 {
		return p.Number(tenths/10, 0) + " MB"
	}
	return p.Number(tenths/10, 1) + " MB"
}

func (p *Printer) join(items []string, word string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], ", ") + " " + p.T(word) + " " + items[last]
}

// Inline returns a text that begins with a capital as it stands inside a
// sentence: "Confirm receipt" as "confirm receipt", and "ICT failure" as it is.
func Inline(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[size:]); s == "" || unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
