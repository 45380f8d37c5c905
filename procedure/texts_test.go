package procedure

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// ownTexts is a procedure with texts of its own.
const ownTexts = good + `language: nl
wording: {avoid: [{word: fout, rather: situatie}]}
texts:
  letter.until: U hoort vóór {{.when}} van mij.
  letter.rules: |
    Onze regeling ({{.version}}) vindt u bij de receptie.
  letter.received: |
    Goedendag {{.name}},

    Uw bericht van {{.received}} ligt hier (nr. {{.number}}) bij {{.who}}.{{.due}}
    {{.rules}}

    {{.sender}}
`

// A company's own text stands as it was written, without the line with which YAML ends a
// block.
func TestTextsOfACompany(t *testing.T) {
	p, err := Parse([]byte(ownTexts))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"letter.until":    "U hoort vóór {{.when}} van mij.",
		"letter.rules":    "Onze regeling ({{.version}}) vindt u bij de receptie.",
		"letter.received": "Goedendag {{.name}},\n\nUw bericht van {{.received}} ligt hier (nr. {{.number}}) bij {{.who}}.{{.due}}\n{{.rules}}\n\n{{.sender}}",
	}
	if !maps.Equal(p.Texts, want) {
		t.Errorf("%q", p.Texts)
	}
}

// What is wrong in a text is shown where it stands, with its line.
func TestTextsAreChecked(t *testing.T) {
	const until = "U hoort vóór {{.when}} van mij."
	for _, tc := range []struct{ name, from, to, says string }{
		{"no such text", "letter.until", "letter.untill", `"letter.untill" is no text for who complains; one of letter.customer, letter.delay`},
		{"a text for colleagues", "letter.until", "card.title", `"card.title" is no text for who complains`},
		{"twice", "texts:\n", "texts:\n  letter.until: Tot {{.when}}.\n", "already defined"},
		{"no language", "language: nl\n", "", "the language of the procedure, which is not named"},
		{"nothing", until, `"  "`, "letter.until says nothing"},
		{"no sentence", until, "[a, b]", "letter.until"},
		{"too long", until, "Tot {{.when}} " + strings.Repeat("ook ", 80), "letter.until is longer than 300 characters"},
		{"too long a letter", "Uw bericht", strings.Repeat("ook\n    ", 500) + "Uw bericht", "letter.received is longer than 1500 characters"},
		{"an unknown variable", "{{.when}}", "{{.day}}", "letter.until knows no {{.day}}; it has {{.when}}"},
		{"a variable of another text", "{{.when}}", "{{.when}} {{.sender}}", "letter.until knows no {{.sender}}"},
		{"a variable is missing", " {{.when}}", "", "letter.until lacks {{.when}}"},
		{"two are missing", "bij {{.who}}.{{.due}}", "", "letter.received lacks {{.who}} {{.due}}, which"},
		{"a variable where there is none", "letter.until: U hoort vóór {{.when}}", "letter.customer: klant {{.when}}", "letter.customer knows no {{.when}}; it has none"},
		{"room in a variable", "{{.when}}", "{{ .when }}", "between braces stands a variable and nothing else"},
		{"a loop", "{{.when}}", "{{range .}}{{.when}}{{end}}", "between braces stands a variable and nothing else"},
		{"a call", "{{.when}}", "{{.when | printf `%999999d`}}", "between braces stands a variable and nothing else"},
		{"braces that do not end", "{{.when}}", "{{.when}} {{", "between braces stands a variable and nothing else"},
		{"a variable in a variable", "{{.when}}", "{{.wh{{.when}}en}}", "between braces stands a variable and nothing else"},
		{"an invisible sign", until, `"{{.when}}\u202Exyz"`, "an invisible sign (U+202E) stands in letter.until"},
		{"a null", until, `"{{.when}}\0"`, "an invisible sign (U+0000) stands in letter.until"},
		{"a word that is avoided", "van mij", "van mij over uw foutmelding", `letter.until has "foutmelding", which is avoided`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := spoil(t, ownTexts, tc.from, tc.to)
			_, err := Parse([]byte(bad))
			if err == nil || !strings.Contains(err.Error(), tc.says) || !strings.Contains(err.Error(), "^") {
				t.Fatalf("error = %v, want one about %q", err, tc.says)
			}
		})
	}
}

// The place is that of the text, though its id has a dot in it.
func TestAFaultOfATextHasItsPlace(t *testing.T) {
	bad := strings.Replace(ownTexts, "{{.when}}", "{{.day}}", 1)
	line := 1 + strings.Count(bad[:strings.Index(bad, "letter.until")], "\n")
	fs := Check("own.yml", []byte(bad), func(string) bool { return true }, today)
	if len(fs) != 1 || fs[0].Line != line || fs[0].Column < 15 || !strings.Contains(fs[0].Error(), fmt.Sprintf("own.yml:%d:", line)) {
		t.Errorf("line %d: %v", line, fs)
	}
}

// No preset speaks in words of its own: those that ship are the program's.
func TestPresetsSpeakInOurWords(t *testing.T) {
	for _, name := range Presets() {
		if p := preset(t, name); len(p.Texts) > 0 {
			t.Errorf("%s has %v", name, slices.Collect(maps.Keys(p.Texts)))
		}
	}
}

// What the README shows as an example is one.
func TestTheExampleOfTextsIsOne(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(readme), "```yaml\ntexts:\n")
	example, _, _ = strings.Cut(example, "```")
	p, err := Parse([]byte(good + "language: nl\ntexts:\n" + example))
	if err != nil || len(p.Texts) != 2 {
		t.Errorf("%v: %v", err, p)
	}
}
