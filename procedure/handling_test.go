package procedure

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func invented(t *testing.T) string {
	t.Helper()
	src, err := os.ReadFile("testdata/invented.yml")
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func TestStepsBesideTheRoad(t *testing.T) {
	p, err := Parse([]byte(invented(t)))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Confirm.Forms) != 4 || !p.Confirm.DayRequired || p.Answer.Consult != "filer" {
		t.Errorf("acknowledge %+v, consult %q", p.Confirm, p.Answer.Consult)
	}
	if x := p.Extend; x.Of != "decision" || x.Most.String() != "4w" || x.Announce.String() != "3w" || x.Agreement != "officer" || x.Times != 1 {
		t.Errorf("extension %+v", x)
	}
	if d := p.Duty("accept"); d == nil || !d.Quiet || !d.House {
		t.Errorf("accept %+v", d)
	}
}

func TestStepsBesideTheRoadAreChecked(t *testing.T) {
	good := invented(t)
	for _, tc := range []struct{ name, from, to, want string }{
		{"form", "forms: [phone, meeting, email, letter]\n  day", "forms: [phone, pigeon]\n  day", `unknown word "pigeon"`},
		{"consulted role", "consult: filer", "consult: nobody", `unknown word "nobody"`},
		{"a confirmation by nobody", "consult: filer", "consult_confirmed: true", "nobody is consulted, so nobody confirms it"},
		{"agreeing role", "agreement: officer", "agreement: boss", `unknown word "boss"`},
		{"duty that is put off", "of: decision", "of: verdict", `no duty "verdict"`},
		{"how far", "  most: 4w\n", "", "needs most"},
		{"period", "most: 4w", "most: four", "period"},
		{"unknown key", "announce: 3w", "anounce: 3w", "unknown field"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := spoil(t, good, tc.from, tc.to)
			if _, err := Parse([]byte(bad)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error = %v, want one about %q", err, tc.want)
			}
		})
	}
}

// What only one event ends is told apart from what others end too.
func TestDoneOnlyBy(t *testing.T) {
	p := &Procedure{Duties: []Duty{
		{Kind: "decision", DoneBy: []string{"told"}}, {Kind: "take_over", DoneBy: []string{"assigned", "told"}},
		{Kind: "silence", DoneBy: []string{"told"}, Quiet: true}, {Kind: "promised", DoneBy: []string{"told"}}, {Kind: "close", DoneBy: []string{"closed"}},
	}}
	if got := p.DoneOnlyBy("told"); !slices.Equal(got, []string{"decision", "promised"}) {
		t.Errorf("told alone ends %v", got)
	}
}
