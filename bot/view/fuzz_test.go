package view

import (
	"reflect"
	"testing"
)

// What a button or form carries may be forged: it may be refused, but must break
// nothing, and what is read says the same when it is written again.

func FuzzParseMetadata(f *testing.F) {
	f.Add(Metadata{Number: "K-2026-0042", Rev: 3, Version: 2, Hash: "ab12", Lang: "nl", Reply: "https://hooks.slack.com/x"}.String())
	f.Add("|0|-1|||")
	f.Add("||||||")
	f.Add(Metadata{Lang: "da", Draft: "V1/0", Files: []string{"F1", "F2"}}.String())
	f.Add("|0|0|||||,")
	f.Add(Metadata{Number: "K-2026-0042", Pages: []string{"", "history.2"}}.String())
	f.Add("|0|0||||||")
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMetadata(s)
		if err != nil {
			return
		}
		if again, err := ParseMetadata(m.String()); err != nil || !reflect.DeepEqual(again, m) {
			t.Errorf("%q reads as %+v, then as %+v, %v", s, m, again, err)
		}
	})
}

func FuzzParseValue(f *testing.F) {
	for _, s := range []string{"K-2026-0042", "K-2026-0042:v2", ":v", "a:v0", "a:v1:v2", "a:v99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		number, version := ParseValue(s)
		if version < 0 {
			t.Fatalf("%q has version %d", s, version)
		}
		if n, v := ParseValue(Value(number, version)); n != number || v != version {
			t.Errorf("%q reads as %q %d, then as %q %d", s, number, version, n, v)
		}
	})
}

func FuzzParsePage(f *testing.F) {
	for _, s := range []string{"K-2026-0042:v3|history", "|", "K-2026-0042", "a:v-1|files|b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if number, tab, page := ParsePage(s); page < 0 || page > 0 && number == "" && s[0] != ':' {
			t.Errorf("%q reads as page %d of %q of %q", s, page, tab, number)
		}
	})
}

func FuzzParseFile(f *testing.F) {
	f.Add(FileValue("K-2026-0042", "F0SCAN"))
	f.Add("|")
	f.Fuzz(func(t *testing.T, s string) {
		number, file := ParseFile(s)
		if n, again := ParseFile(FileValue(number, file)); n != number || again != file {
			t.Errorf("%q reads as %q %q, then as %q %q", s, number, file, n, again)
		}
	})
}
