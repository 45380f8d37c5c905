package view

import (
	"reflect"
	"strings"
	"testing"

	"ombud/complaint"
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

// Values that a button or menu brings back: whatever they are, they are read without
// falling over, and what was read means the same when it is written again.
func FuzzValues(f *testing.F) {
	for _, s := range []string{
		"open|due|U0MILAN|1767225600000/2026/41", "|||", "K-2026-0042|case.assign.open", "C0KLACHTEN:1772784000.000100:U0MILAN",
		"K-2026-0042:assign:U0SANNE", "K-2026-0042:contact:1:snooze:1772784000000", "a:b:-1:deputy:99999999999999999999", "received:0", ":::", "2027:ab12", "-1:", "service/employee", "/", "today|2026-03-05/K-2026-0042", "|",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if q := ParseListQuery(s); ParseListQuery(q.String()) != q {
			t.Errorf("%q is the list %+v, and then another", s, q)
		}
		number, step := ParseMore(s)
		if n, again := ParseMore(MoreValue(number, step)); n != number || again != step {
			t.Errorf("%q is %q of %q, and then %q of %q", s, step, number, again, n)
		}
		channel, ts, author := ParseSource(s)
		if c, at, by := ParseSource(Source(channel, ts, author)); c != channel || at != ts || by != author {
			t.Errorf("%q is %q %q %q, and then %q %q %q", s, channel, ts, author, c, at, by)
		}
		number, step, user := ParseAsk(s)
		if n, again, u := ParseAsk(askValue(number, step, user)); n != number || again != step || u != user {
			t.Errorf("%q asks %q for %q of %q, and then %q for %q of %q", s, user, step, number, u, again, n)
		}
		ParseDuty(s)
		if q := ParseDueQuery(s); ParseDueQuery(q.String()) != q {
			t.Errorf("%q asks for the deadlines %+v, and then for others", s, q)
		}
		if nature, against := ParseNature(s); strings.Contains(nature, "/") || nature+against != strings.Replace(s, "/", "", 1) {
			t.Errorf("%q is the nature %q against %q", s, nature, against)
		}
		if year, hash := ParseYear(s); hash != "" && year == 0 && !strings.Contains(s, "0:") {
			t.Errorf("%q is no year, with the hash %q", s, hash)
		}
		if fact := complaint.ParseFact(s); complaint.ParseFact(fact.String()) != fact {
			t.Errorf("%q is the fact %+v, and then another", s, fact)
		}
	})
}
