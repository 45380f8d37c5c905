package procedure

import (
	"os"
	"strings"
	"testing"
)

// ownCodes is a procedure with natures, classes and a duty that no program knows.
const ownCodes = good + `language: nl
natures: [noise, smell]
classify: {categories: [night], parties: [tenant]}
assign: {reasons: [area, other]}
duties:
  - {kind: visit, starts_on: received, within: 2bd, done_by: [contacted], owner: officer}
names:
  natures: {noise: Geluidsoverlast, smell: "Stank, rook of stof"}
  categories: {night: Nacht}
  parties: {tenant: Huurder}
  reasons: {area: Kent de wijk}
  duties:
    visit: {do: Bezoek de buurt, does: bezoekt de buurt, done: Buurt bezocht}
`

// A company has its own natures, classes, reasons and duties without a line of Go.
func TestACompanyNamesItsOwnCodes(t *testing.T) {
	src := strings.Replace(ownCodes, "Nacht", `"Avond, of 's nachts (na 22 uur)"`, 1)
	p, err := Parse([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if p.Names.Natures["smell"] != "Stank, rook of stof" || p.Names.Duties["visit"].Done != "Buurt bezocht" {
		t.Errorf("names %+v", p.Names)
	}
	if err := valid(compiled(t), []byte(src)); err != nil {
		t.Error(err)
	}
	none := func(id string) bool { return !strings.HasSuffix(id, "noise") && strings.HasSuffix(id, ".other") }
	for _, f := range Check("", []byte(src), none, today) {
		if strings.Contains(f.Says, "words") {
			t.Errorf("what is named has no words: %v", f)
		}
	}
}

// What is wrong in the name of a code is shown where it stands, with what to write.
func TestNamesOfCodesAreChecked(t *testing.T) {
	for _, tc := range []struct {
		name, from, to string
		line           int
		says           string // empty: nothing is wrong
	}{
		{"as it is", "Nacht", "Nacht", 0, ""},
		{"as long as may be", "Nacht", strings.Repeat("n", mostPhrase), 0, ""},
		{"too long", "Nacht", strings.Repeat("n", mostPhrase+1), 13, "longer than 50"},
		{"no nature of the procedure", "{noise: Geluid", "{dust: Stof, noise: Geluid", 12, `"dust" does not stand in natures`},
		{"no category of the procedure", "{night:", "{day: Dag, night:", 13, `"day" does not stand in classify.categories`},
		{"no duty of the procedure", "    visit: {do", "    call: {do", 17, `no duty "call"`},
		{"two natures of one name", "Stank, rook of stof", "geluidsoverlast", 12, "noise and smell have the same name"},
		{"a mention", "Huurder", `"<!channel>"`, 14, "begin with a letter"},
		{"bold", "Huurder", `"Huurder *"`, 14, `'*' stands in it`},
		{"a template", "Huurder", `"Huurder {{.n}}"`, 14, `'{' stands in it`},
		{"an emoji", "Huurder", `"Huurder :fire:"`, 14, `':' stands in it`},
		{"a line break", "Huurder", `"Huurder\nof niet"`, 14, `'\n' stands in it`},
		{"an invisible sign", "Huurder", `"Huur\u202Eder"`, 14, `'\u202e' stands in it`},
		{"room behind it", "Huurder", `"Huurder "`, 14, "end without a space"},
		{"a duty without an order", "do: Bezoek de buurt, ", "", 17, "do is missing: a duty is named as an order (do)"},
		{"a duty in one form", ", does: bezoekt de buurt, done: Buurt bezocht", "", 17, "does is missing|done is missing"},
		{"a duty in bold", "Buurt bezocht", `"*Buurt* bezocht"`, 17, "begin with a letter"},
		{"names in no language", "language: nl\n", "", 11, "in the language of the procedure"},
		{"a code with a capital", "natures: [noise, smell]", "natures: [Noise, noise, smell]", 6, `"Noise" is no code`},
		{"a code that parts others", "natures: [noise, smell]", `natures: ["a/b", noise, smell]`, 6, `"a/b" is no code`},
		{"a kind that is no code", "kind: visit", "kind: visit.area", 10, `no duty "visit"|"visit.area" is no code`},
		{"a word of forms", "natures: [noise, smell]", "natures: [later, noise, smell]", 6, `"later" is a word of the program`},
		{"more reasons than a form has room for", "[area, other]", "[area, a, b, c, d, e, f, g, h, i, j]", 8, "more than 10"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			bad := spoil(t, ownCodes, tc.from, tc.to)
			_, err := Parse([]byte(bad))
			if tc.says == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			for says := range strings.SplitSeq(tc.says, "|") {
				if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "^") {
					t.Errorf("error = %v, want one about %q", err, says)
				}
			}
			if fs, _ := err.(Faults); len(fs) == 0 || fs[0].Line != tc.line { //nolint:errorlint // it is that type itself
				t.Errorf("line %d is wanted: %v", tc.line, err)
			}
		})
	}
}

// A duty of which the program says something else cannot be called anything: "duty.by" is
// how every deadline is said.
func TestADutyIsNoOtherWordOfTheProgram(t *testing.T) {
	said := func(id string) bool { return id == "duty.by" || !strings.HasPrefix(id, "duty.") }
	fs := Check("own.yml", []byte(strings.ReplaceAll(ownCodes, "visit", "by")), said, today)
	for _, f := range fs {
		if f.Line == 10 && strings.Contains(f.Says, `something else by "by"; choose another kind`) {
			return
		}
	}
	t.Errorf("found %v", fs)
}

// What the README shows as an example is one.
func TestTheExampleOfNamesIsOne(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(readme), "```yaml\nnatures:")
	example, _, _ = strings.Cut(example, "```")
	p, err := Parse([]byte(good + "language: nl\nnatures:" + example))
	if err != nil || len(p.Names.Natures) == 0 || len(p.Names.Duties) == 0 {
		t.Errorf("%v: %v", err, p)
	}
}
