package procedure

import (
	"errors"
	"strings"
	"testing"
)

func TestPresetsLoad(t *testing.T) {
	for _, name := range Presets() {
		t.Run(name, func(t *testing.T) {
			src, err := Preset(name)
			if err != nil {
				t.Fatal(err)
			}
			p, err := Parse(src)
			if err != nil {
				t.Fatal(err)
			}
			if p.Name != name {
				t.Errorf("name = %q, want the file's %q", p.Name, name)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	src, _ := Preset("exactpi")
	good := string(src)
	for _, tc := range []struct{ name, from, to, want string }{
		{"unknown key", "prefix: K", "prefiks: K", "unknown field"},
		{"unknown event", "starts_on: form_sent", "starts_on: form_send", `unknown word "form_send"`},
		{"unknown role", "owner: officer", "owner: boss", `unknown word "boss"`},
		{"unknown period", "within: 2bd", "within: 2x", "period"},
		{"two clocks", "agreed: day", "agreed: day\n    within: 2bd", "either within or agreed"},
		{"second document", "retention:", "---\nretention:", "second document"},
		{"tag where a list is wanted", "natures: [service, discrimination, other]", "natures: !x", "procedure:"},
		{"number that nobody can type", "prefix: K", "prefix: K 1", "begins no case number"},
		{"number in small letters", "prefix: K", "prefix: kl", "begins no case number"},
		{"number of many letters", "prefix: K", "prefix: KLACHTENBOEK", "begins no case number"},
		{"duplicate key", "prefix: K", "prefix: K\nprefix: L", "already defined"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := spoil(t, good, tc.from, tc.to)
			_, err := Parse([]byte(bad))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error = %v, want one about %q", err, tc.want)
			}
		})
	}
	if _, err := Parse(nil); err == nil || !strings.Contains(err.Error(), "empty") {
		t.Errorf("empty file: error = %v", err)
	}
}

// spoil gives a source in which the first of these words became others.
func spoil(t *testing.T, src, from, to string) string {
	t.Helper()
	if !strings.Contains(src, from) {
		t.Fatalf("no %q to spoil", from)
	}
	return strings.Replace(src, from, to, 1)
}

func FuzzParse(f *testing.F) {
	src, _ := Preset("exactpi")
	f.Add(src)
	f.Add([]byte("name: x\n---\n"))
	f.Add([]byte(good + "natures: &a [*a]\n"))
	f.Add([]byte(ownTexts))
	f.Add([]byte(good + "language: da\ntexts: {letter.until: \"{{.when}}{{template}}\\0\", \"\\e\": x}\n"))
	f.Add([]byte(good + "duties:\n  - {kind: a, within: 2bd}\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := Parse(src)
		if (p == nil) == (err == nil) {
			t.Errorf("got a procedure and an error, or neither: %v", err)
		}
		var fs Faults
		if err != nil && (!errors.As(err, &fs) || strings.ContainsAny(err.Error(), "\x00\x1b")) {
			t.Errorf("the error is %#v", err)
		}
	})
}

// Where a file says nothing of reasons an answer needs them, as a rule of the house; what it
// says itself holds.
func TestReasonsWhereAFileIsSilent(t *testing.T) {
	for name, tc := range map[string]struct {
		head            string
		required, house bool
	}{
		"silent":                {"", true, true},
		"silent of reasons":     {"answer: {forms: [phone]}\n", true, true},
		"required":              {"answer: {reasons_required: true}\n", true, false},
		"required by the house": {"answer: {reasons_required: true, reasons_house: true}\n", true, true},
		"none":                  {"answer: {reasons_required: false}\n", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			for how, read := range map[string]func([]byte) (*Procedure, error){"read": Parse, "stored": Stored} {
				p, err := read([]byte(good + tc.head))
				if err != nil {
					t.Fatal(err)
				}
				if p.Answer.ReasonsRequired != tc.required || p.Answer.ReasonsHouse != tc.house {
					t.Errorf("%s: required %v, by the house %v", how, p.Answer.ReasonsRequired, p.Answer.ReasonsHouse)
				}
			}
		})
	}
	for name, house := range map[string]bool{"okonomi": false, "klachten": false, "cygnus": true, "kerngroep": true, "exactpi": true} {
		if a := preset(t, name).Answer; !a.ReasonsRequired || a.ReasonsHouse != house {
			t.Errorf("%s: required %v, by the house %v", name, a.ReasonsRequired, a.ReasonsHouse)
		}
	}
}
