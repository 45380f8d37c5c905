package procedure

import (
	"strings"
	"testing"
)

// withExternal is the preset with third parties.
func withExternal(t *testing.T, bodies string) []byte {
	t.Helper()
	src, err := Preset("exactpi")
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.Replace(string(src), "\nduties:\n", "\nexternal:\n"+bodies+"\nduties:\n", 1))
}

func TestThirdParties(t *testing.T) {
	p, err := Parse(withExternal(t, `  - {name: Committee, address: Street 1, binding: yes, within: 3mo, clause: KG-33}
  - {name: Arbiter, url: "https://arbiter.example", house: true}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.External) != 2 || p.External[0].Binding != "yes" || p.External[0].Within.String() != "3mo" || p.External[0].House {
		t.Errorf("first %+v", p.External)
	}
	if second := p.External[1]; second.Binding != "unknown" || second.Within != nil || !second.House {
		t.Errorf("what is not said of the second: %+v", second)
	}
	for bodies, want := range map[string]string{
		"  - {address: Street 1}":             "needs a name",
		"  - {name: Committee, binding: may}": `unknown word "may"`,
		"  - {name: Committee, fee: 50}":      "unknown field",
	} {
		if _, err := Parse(withExternal(t, bodies)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want one about %q", bodies, err, want)
		}
	}
}

// Where the text is silent a closed case can be reopened for a year, which is
// shown as a house rule.
func TestReopenHasADefault(t *testing.T) {
	src, err := Preset("exactpi")
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{"": "12mo", "reopen: {within: 6mo}": "6mo"} {
		own := strings.Replace(string(src), "reopen: {within: 12mo, house: true}", line, 1)
		p, err := Parse([]byte(own))
		if err != nil {
			t.Fatal(err)
		}
		if p.Reopen.Within.String() != want || p.Reopen.House != (line == "") {
			t.Errorf("%q gives %s, house rule %v", line, p.Reopen.Within, p.Reopen.House)
		}
	}
}
