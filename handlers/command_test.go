package handlers

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"ombud/calendar"
)

func TestParseOrder(t *testing.T) {
	for _, tc := range []struct{ name, typed, verb, rest string }{
		{"nothing", "", "new", ""},
		{"spaces only", "  \t ", "new", ""},
		{"new in English", "new", "new", ""},
		{"new in Dutch", "nieuw", "new", ""},
		{"new in Danish", "NY", "new", ""},
		{"new with a story", "new the accounts came late", "new", "the accounts came late"},
		{"help", "help", "help", ""},
		{"help with a topic", "hulp alles", "help", "alles"},
		{"help in Danish", "hjælp", "help", ""},
		{"help in Danish without its letter", "hjaelp", "help", ""},
		{"show", "show K-2026-0042", "show", "K-2026-0042"},
		{"show in Dutch", " toon  42 ", "show", "42"},
		{"show in Danish", "vis 2026-0042", "show", "2026-0042"},
		{"a number alone", " K-2026-0042 ", "show", "K-2026-0042"},
		{"my cases", "Mijn", "mine", ""},
		{"a list", "liste forsinket @milan", "list", "forsinket @milan"},
		{"a story about a list", "lijst met fouten ontvangen van klant", "new", "lijst met fouten ontvangen van klant"},
		{"search takes any words", "søg den gamle sag om regnskab", "search", "den gamle sag om regnskab"},
		{"deadlines", "frist i dag", "due", "i dag"},
		{"what is later work", "rapport kwartaal", "later", "rapport"},
		{"the figures of a quarter", "Report quarter 2026-Q4", "later", "Report"},
		{"a story about a report", "report of the audit never arrived", "new", "report of the audit never arrived"},
		{"a story that begins with show", "show the customer that we care", "new", "show the customer that we care"},
		{"three words are a story", "invoice sent twice", "new", "invoice sent twice"},
		{"a story keeps its lines", "she called:\n\nno answer for weeks", "new", "she called:\n\nno answer for weeks"},
		{"one strange word", "shw", "", "shw"},
		{"two strange words", "shw 42", "", "shw"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := parseOrder(tc.typed); string(got.verb) != tc.verb || got.rest != tc.rest {
				t.Errorf("%q is %q of %q, want %q of %q", tc.typed, got.verb, got.rest, tc.verb, tc.rest)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	for word, want := range map[string]verb{
		"shw": verbShow, "toom": verbShow, "vsi": verbShow, "nieu": verbNew, "hjælb": verbHelp, "serach": verbSearch, "lijts": verbList, "xyzzyplugh": verbHelp,
		strings.Repeat("show", 500): verbHelp,
	} {
		if got := nearest(word, anyVerb).verb; got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func anyVerb(*verbRow) bool { return true }

// The days that somebody types are days that there are, and one without its year is the
// next such.
func FuzzDaysIn(f *testing.F) {
	today := calendar.Day{Year: 2028, Month: 3, Day: 1}
	for _, text := range []string{"29/2", "2028-03-01 31/12", "1-3, 30.2", "0/0/0", "-1/-1", "99999999999999999999/1", "1/1/99999", "1/2/3/4", "/", "２/３"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, day := range daysIn(text, today) {
			if again, err := calendar.ParseDay(day.String()); err != nil || again != day {
				t.Errorf("%q holds %v, which is no day: %v", text, day, err)
			}
		}
	})
}

// The next 29 February may be years away.
func TestDaysInOfALeapYear(t *testing.T) {
	for today, want := range map[calendar.Day]string{
		{Year: 2028, Month: 2, Day: 29}: "2028-02-29", {Year: 2028, Month: 3, Day: 1}: "2032-02-29", {Year: 2026, Month: 11, Day: 30}: "2028-02-29",
	} {
		if days := daysIn("29/2", today); len(days) != 1 || days[0].String() != want {
			t.Errorf("29/2 on %v is %v, want %s", today, days, want)
		}
	}
}

func FuzzParseOrder(f *testing.F) {
	for _, s := range []string{"", "new", "show K-2026-0042", "toon 42", "hjælp", "a b c", "\x00 \xff", "show show show", "ny\u00a0sag"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		o := parseOrder(typed)
		if o.rest != strings.TrimSpace(o.rest) {
			t.Errorf("%q leaves spaces around %q", typed, o.rest)
		}
		if !strings.Contains(typed, o.rest) {
			t.Errorf("%q became %q", typed, o.rest)
		}
		if o.verb == verbUnknown && (o.rest == "" || strings.ContainsAny(o.rest, " \t\n")) {
			t.Errorf("%q: the strange word is %q", typed, o.rest)
		}
		if utf8.ValidString(typed) && nearest(o.rest, anyVerb) == nil {
			t.Errorf("nothing is near %q", o.rest)
		}
	})
}

// A command without a word opens the form in the command's own language, and
// it begins by asking how the complaint came in.
func TestEachCommandOpensTheFormInItsLanguage(t *testing.T) {
	for command, want := range map[string][2]string{
		"/klacht":    {"Klacht vastleggen", "Hoe kwam de klacht binnen?"},
		"/klage":     {"Registrér en klage", "Hvordan kom klagen ind?"},
		"/complaint": {"Record a complaint", "How did the complaint come in?"},
	} {
		o := newOffice(t)
		p := o.as(lotte)
		p.command(command, "")
		m := p.Modal()
		raw, err := json.Marshal(m.Blocks)
		must(t, err)
		var blocks []struct {
			Type    string
			BlockID string `json:"block_id"`
			Label   struct{ Text string }
		}
		must(t, json.Unmarshal(raw, &blocks))
		for len(blocks) > 0 && blocks[0].Type != "input" {
			blocks = blocks[1:]
		}
		if m.Title != want[0] || len(blocks) == 0 || blocks[0].BlockID != "via" || blocks[0].Label.Text != want[1] {
			t.Errorf("%s opens %q, and asks first %+v", command, m.Title, blocks[:min(1, len(blocks))])
		}
	}
}
