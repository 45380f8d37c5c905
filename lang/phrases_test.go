package lang

import (
	"testing"
	"time"
)

func TestList(t *testing.T) {
	for _, test := range []struct {
		language     Language
		items        []string
		list, either string
	}{
		{EN, nil, "", ""},
		{EN, []string{"a"}, "a", "a"},
		{NL, []string{"a", "b"}, "a en b", "a of b"},
		{DA, []string{"a", "b", "c"}, "a, b og c", "a, b eller c"},
		{EN, []string{"a", "b", "c"}, "a, b and c", "a, b or c"},
	} {
		p := New(test.language, "", nil)
		if got := p.List(test.items); got != test.list {
			t.Errorf("List: got %q, want %q", got, test.list)
		}
		if got := p.Either(test.items); got != test.either {
			t.Errorf("Either: got %q, want %q", got, test.either)
		}
	}
}

func TestAgo(t *testing.T) {
	for _, test := range []struct {
		ago  time.Duration
		want string
	}{
		{-time.Hour, "0 seconds ago"},
		{time.Second, "1 second ago"},
		{59*time.Second + 999*time.Millisecond, "59 seconds ago"},
		{time.Minute, "1 minute ago"},
		{59 * time.Minute, "59 minutes ago"},
		{100 * time.Hour, "100 hours ago"},
	} {
		if got := New(EN, "", nil).Ago(test.ago); got != test.want {
			t.Errorf("Ago(%s) = %q, want %q", test.ago, got, test.want)
		}
	}
}

func TestSize(t *testing.T) {
	const mega = 1 << 20
	for _, test := range []struct {
		language Language
		bytes    int64
		want     string
	}{
		{EN, 0, "0 kB"},
		{EN, 1, "1 kB"},
		{NL, 340 * 1024, "340 kB"},
		{NL, 10 * mega, "10 MB"},
		{NL, 10*mega + 1, "10,1 MB"},
		{EN, 10*mega + 1, "10.1 MB"},
		{DA, 14*mega - 1, "14 MB"},
		{DA, 2000 * mega, "2.000 MB"},
	} {
		if got := New(test.language, "", nil).Size(test.bytes); got != test.want {
			t.Errorf("%s: Size(%d) = %q, want %q", test.language, test.bytes, got, test.want)
		}
	}
}

func TestInline(t *testing.T) {
	for s, want := range map[string]string{"": "", "Confirm receipt": "confirm receipt", "Één zaak": "één zaak", "a": "a", "ICT-storing": "ICT-storing", "A": "a", "ÆØ": "ÆØ"} {
		if got := Inline(s); got != want {
			t.Errorf("Inline(%q) = %q, want %q", s, got, want)
		}
	}
}
