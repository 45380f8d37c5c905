package lang

import (
	"sync"
	"testing"
	"time"
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
		{"typed text is not taken for a template", EN, "duty.overdue_since", []any{"when", "{{.x}} <b>"}, "Overdue since {{.x}} <b>"},
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
	b := &bundle{messages: messages{
		NL: {"a.x": nil, "a.x@neutral": nil, "a.y": nil},
		EN: {"a.x": nil, "a.y": nil, "a.z": nil, "a.z@neutral": nil},
	}}
	for _, test := range []struct {
		name, variant, id string
		language          Language
		found             string
	}{
		{"plain", "", "a.x", NL, "a.x"},
		{"variant", "neutral", "a.x", NL, "a.x@neutral"},
		{"variant that the text lacks", "neutral", "a.y", NL, "a.y"},
		{"variant that nobody has", "je", "a.x", NL, "a.x"},
		{"missing in the language", "", "a.z", EN, "a.z"},
		{"missing in the language, variant in English", "neutral", "a.z", EN, "a.z@neutral"},
		{"missing everywhere", "", "a.q", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, found, ok := b.find(NL, test.variant, test.id)
			if l != test.language || found != test.found || ok != (test.found != "") {
				t.Errorf("got %q %q %v, want %q %q", l, found, ok, test.language, test.found)
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
