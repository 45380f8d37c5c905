package lang

import (
	"sync"
	"testing"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

func TestParse(t *testing.T) {
	for locale, want := range map[string]Language{
		"nl": NL, "nl-BE": NL, "nl_NL": NL, "da": DA, "da-DK": DA, "nb": DA, "no-NO": DA, "nn": DA,
		"en": EN, "en-US": EN, "EN-gb": EN, "de": "", "": "", "fr-BE": "", "nld": "",
	} {
		got, ok := Parse(locale)
		if got != want || ok != (want != "") {
			t.Errorf("Parse(%q) = %q, %v, want %q", locale, got, ok, want)
		}
	}
}

func TestT(t *testing.T) {
	tests := []struct {
		name     string
		language Language
		id       string
		pairs    []any
		want     string
	}{
		{"plain", NL, "words.nobody", nil, "Nog niemand"},
		{"variables", EN, "duty.by", []any{"what", "Confirm receipt", "when", "Tue 10 March"}, "Confirm receipt by Tue 10 March"},
		{"no plural for nought", NL, "duty.left", []any{"n", 0}, "Nog 0 werkdagen"},
		{"singular", NL, "duty.left", []any{"n", 1}, "Nog 1 werkdag"},
		{"plural", DA, "duty.left", []any{"n", 2}, "2 arbejdsdage tilbage"},
		{"n in a text without plural", EN, "words.nobody", []any{"n", 1}, "Nobody yet"},
		{"what is not used is ignored", DA, "words.and", []any{"name", "Mette"}, "og"},
		{"typed text is not taken for a template", EN, "duty.done_on", []any{"when", "{{.x}} <b>"}, "Done on {{.x}} <b>"},
		{"unknown id", DA, "words.nothing", nil, "[words.nothing]"},
		{"variable missing", DA, "duty.by", []any{"what", "Besvar klagen"}, "[duty.by]"},
		{"no variables at all", DA, "duty.by", nil, "[duty.by]"},
		{"unknown language is English", "fr", "words.nobody", nil, "Nobody yet"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := New(test.language, "", nil).T(test.id, test.pairs...); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	holding := func(ids ...string) *catalogue {
		c := &catalogue{messages: map[string]*i18n.Message{}}
		for _, id := range ids {
			c.messages[id] = &i18n.Message{ID: id}
		}
		return c
	}
	dutch, english := holding("a.x", "a.x@neutral", "a.y"), holding("a.x", "a.y", "a.z", "a.z@neutral")
	all := catalogues{NL: func() *catalogue { return dutch }, EN: func() *catalogue { return english }}
	for _, test := range []struct {
		name, variant, id string
		in                *catalogue
		found             string
	}{
		{"plain", "", "a.x", dutch, "a.x"},
		{"variant", "neutral", "a.x", dutch, "a.x@neutral"},
		{"variant that the text lacks", "neutral", "a.y", dutch, "a.y"},
		{"variant that nobody has", "je", "a.x", dutch, "a.x"},
		{"missing in the language", "", "a.z", english, "a.z"},
		{"missing in the language, variant in English", "neutral", "a.z", english, "a.z@neutral"},
		{"missing everywhere", "", "a.q", nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, found, ok := all.find(NL, test.variant, test.id)
			if c != test.in || found != test.found || ok != (test.found != "") {
				t.Errorf("got %q %v, want %q, of the right language %v", found, ok, test.found, c == test.in)
			}
		})
	}
}

func TestPrinterIsAValue(t *testing.T) {
	at := time.Date(2026, 3, 10, 23, 30, 0, 0, time.UTC)
	plain := New(DA, "", time.UTC)
	other := plain.With("neutral").In(time.FixedZone("CET", 3600))
	if got := plain.Day(at); got != "tir. 10. marts" {
		t.Errorf("plain printer says %q", got)
	}
	if got := other.Day(at); got != "ons. 11. marts" {
		t.Errorf("printer in another zone says %q", got)
	}
	if other.Language() != DA || !other.Has("words.nobody") || other.Has("words.nothing") {
		t.Errorf("printer lost its language or its texts")
	}
}

func TestConcurrentUse(t *testing.T) {
	p := New(NL, "", nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for n := range 50 {
				_ = p.T("duty.left", "n", n)
				_ = New(DA, "", nil).T("duty.left", "n", n)
			}
		})
	}
	wg.Wait()
}

func BenchmarkT(b *testing.B) {
	p := New(NL, "", nil)
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			p.T("words.nobody")
		}
	})
	b.Run("plural", func(b *testing.B) {
		for b.Loop() {
			p.T("duty.left", "n", 2)
		}
	})
	b.Run("three variables", func(b *testing.B) {
		for b.Loop() {
			p.T("duty.done_by", "what", "ontvangst bevestigd", "name", "Sanne Bakker", "when", "di 10 maart")
		}
	})
}
