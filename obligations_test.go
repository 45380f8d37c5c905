package ombud_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"ombud/procedure"
)

var update = flag.Bool("update", false, "write docs/obligations.md")

// obligation is one row of docs/obligations: what a written procedure asks, in
// our own words, and how it is kept.
type obligation struct {
	ID    string   `yaml:"id"`
	Must  string   `yaml:"must"`
	Kept  string   `yaml:"kept"`
	Shown []string `yaml:"shown"` // tests: folder, name and, after a slash, part
	// Everybody is of a row that no key of the preset carries, since the program keeps to
	// it whatever the procedure: the test that fails when it does not.
	Everybody string `yaml:"everybody"`
	// Planned is why it is not kept whole; empty: it is.
	Planned string `yaml:"planned"`
}

// reasons are why something may still be to come.
var reasons = []string{"mail", "letter", "mailbox", "survey", "report", "trend"}

// keyTests take the keys of a preset out one by one: a row that a key carries fails one
// of them without it.
var keyTests = []string{"complaint TestEachKeyCarriesItsObligation", "bot/view TestEachKeyIsShown"}

// counted is how many obligations each of the written procedures has.
var counted = map[string]struct {
	prefix string
	n      int
}{"okonomi": {"OK", 20}, "klachten": {"PK", 20}, "cygnus": {"CY", 36}, "kerngroep": {"KG", 31}, "exactpi": {"EX", 25}}

// Each obligation of each procedure has its row, and each row a test that is
// there or a reason for being late.
func TestEachObligationIsShown(t *testing.T) {
	folders := map[string]tests{}
	for _, name := range procedure.Presets() {
		rows := obligations(t, name)
		if len(rows) != counted[name].n || len(rows) == 0 {
			t.Errorf("docs/obligations/%s.yml has %d rows, want %d", name, len(rows), counted[name].n)
		}
		for i, row := range rows {
			if want := fmt.Sprintf("%s-%02d", counted[name].prefix, i+1); row.ID != want {
				t.Errorf("row %d of %s is %s, want %s", i+1, name, row.ID, want)
			}
			for _, fault := range faultsOf(t, row, folders) {
				t.Errorf("%s: %s", row.ID, fault)
			}
		}
	}
	if page := pageOfObligations(t); *update {
		if err := os.WriteFile("docs/obligations.md", []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(page, read(t, "docs/obligations.md")); diff != "" {
		t.Errorf("go test . -update writes docs/obligations.md anew (-want +got):\n%s", diff)
	}
}

var testName = regexp.MustCompile(`^([a-z/]+) (Test[A-Za-z0-9]+)(?:/(.+))?$`)

// faultsOf lists what is wrong with a row. Folders remembers the tests of each.
func faultsOf(t *testing.T, row obligation, folders map[string]tests) []string {
	t.Helper()
	var faults []string
	if row.Must == "" || row.Kept == "" {
		faults = append(faults, "must or kept is missing")
	}
	if row.Planned != "" && !slices.Contains(reasons, row.Planned) {
		faults = append(faults, "no reason "+row.Planned)
	}
	if len(row.tests()) == 0 && row.Planned == "" {
		faults = append(faults, "nothing shows it")
	}
	for _, shown := range row.tests() {
		m := testName.FindStringSubmatch(shown)
		if m == nil {
			faults = append(faults, "no name of a test: "+shown)
		} else if !isTest(t, folders, m[1], m[2], m[3]) {
			faults = append(faults, "there is no "+shown)
		}
	}
	return append(faults, bareOf(t, row, folders)...)
}

// tests are all that show the row, that of everybody's rule first.
func (o obligation) tests() []string {
	if o.Everybody == "" {
		return o.Shown
	}
	return append([]string{o.Everybody}, o.Shown...)
}

// bareOf says of a row whether it can break unseen: each that is kept has either a key of
// the preset, which a test takes out, or is everybody's, with a test that fails when that
// is broken.
func bareOf(t *testing.T, row obligation, folders map[string]tests) []string {
	t.Helper()
	var faults []string
	keyed := false
	for _, test := range keyTests {
		m, named := testName.FindStringSubmatch(test), slices.Contains(row.Shown, test+"/"+row.ID)
		if isTest(t, folders, m[1], m[2], row.ID) && !named {
			faults = append(faults, "it does not name "+test+"/"+row.ID)
		}
		keyed = keyed || named
	}
	switch {
	case keyed && row.Everybody != "":
		faults = append(faults, "a key carries it, so that it is not everybody's")
	case !keyed && row.Everybody == "" && len(row.Shown) > 0:
		faults = append(faults, "neither a key carries it nor is it everybody's")
	}
	return faults
}

// isTest tells whether a folder has that test with that part. Folders remembers the tests
// of each.
func isTest(t *testing.T, folders map[string]tests, folder, name, part string) bool {
	t.Helper()
	if folders[folder] == nil {
		folders[folder] = testsIn(t, folder)
	}
	return folders[folder].has(name, part)
}

// obligations reads the rows of one procedure.
func obligations(t *testing.T, name string) []obligation {
	t.Helper()
	var rows []obligation
	if err := yaml.UnmarshalWithOptions([]byte(read(t, filepath.Join("docs/obligations", name+".yml"))), &rows, yaml.DisallowUnknownField()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return rows
}

// pageOfObligations is docs/obligations.md as it should be.
func pageOfObligations(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What each written procedure asks, and how it is kept\n\n" +
		"Written from the tables in [obligations](obligations) by `go test . -update`; `TestEachObligationIsShown` in the root folder reads them.\n" +
		"A key of the preset carries a row that names `TestEachKeyCarriesItsObligation` or `TestEachKeyIsShown`: without the key that test fails. What is *everybody's*\n" +
		"has no key, since the program keeps to it whatever the procedure, and the first test fails when it does not.\n" +
		"*Planned* means that something of it is still to come, and why: what needs mail, letters, the mailbox, the survey page, the periodic report or the\n" +
		"search for trends.\n")
	for _, name := range procedure.Presets() {
		p := preset(t, name)
		rows, late := obligations(t, name), 0
		for _, row := range rows {
			if row.Planned != "" {
				late++
			}
		}
		fmt.Fprintf(&b, "\n## %s: %s\n\n%d obligations, %d kept whole.\n\n| | what is asked | how it is kept | shown by |\n|---|---|---|---|\n", name, p.Title, len(rows), len(rows)-late)
		for _, row := range rows {
			var shown []string
			if row.Everybody != "" {
				shown = append(shown, "*everybody's:*")
			}
			for _, test := range row.tests() {
				shown = append(shown, "`"+test+"`")
			}
			if row.Planned != "" {
				shown = append(shown, "*planned: "+row.Planned+"*")
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row.ID, row.Must, row.Kept, strings.Join(shown, " "))
		}
	}
	return b.String()
}

func preset(t *testing.T, name string) *procedure.Procedure {
	t.Helper()
	src, err := procedure.Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := procedure.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A clause that a preset names has its row.
func TestClausesOfPresetsAreObligations(t *testing.T) {
	for _, name := range procedure.Presets() {
		p, known := preset(t, name), map[string]bool{"house rule": true}
		for _, row := range obligations(t, name) {
			known[row.ID] = true
		}
		clauses := map[string]string{}
		for _, d := range p.Duties {
			clauses["duty "+d.Kind] = d.Clause
		}
		for _, b := range p.External {
			clauses["third party "+b.Name] = b.Clause
		}
		for what, clause := range clauses {
			if !known[clause] {
				t.Errorf("%s: %s keeps %q, which is no row of docs/obligations/%s.yml", name, what, clause, name)
			}
		}
	}
}

// The table finds what is wrong with it.
func TestFaultsOfARow(t *testing.T) {
	good := obligation{ID: "XX-01", Must: "a", Kept: "b", Everybody: "procedure TestPresetsLoad"}
	for _, tc := range []struct {
		name, want string
		change     func(*obligation)
	}{
		{"nothing", "", func(*obligation) {}},
		{"a test that is gone", "there is no procedure TestGone", func(o *obligation) { o.Shown = []string{"procedure TestGone"} }},
		{"a part that is gone", "there is no procedure TestParseRefuses/gone", func(o *obligation) { o.Shown = []string{"procedure TestParseRefuses/gone"} }},
		{"a part that is there", "", func(o *obligation) { o.Shown = []string{"procedure TestParseRefuses/unknown key"} }},
		{"no test", "nothing shows it", func(o *obligation) { o.Everybody = "" }},
		{"late for a reason", "", func(o *obligation) { o.Everybody, o.Planned = "", "mail" }},
		{"a test of everybody's that is gone", "there is no procedure TestGone", func(o *obligation) { o.Everybody = "procedure TestGone" }},
		{"a test, and no key that can be taken out", "neither a key carries it nor is it everybody's", func(o *obligation) { o.Everybody, o.Shown = "", []string{"procedure TestPresetsLoad"} }},
		{"the test of another row", "neither a key carries it nor is it everybody's", func(o *obligation) { o.Everybody, o.Shown = "", []string{keyTests[0] + "/KG-06"} }},
		{"a key of its own", "", func(o *obligation) { o.ID, o.Everybody, o.Shown = "KG-06", "", []string{keyTests[0] + "/KG-06"} }},
		{"a key that it does not name", "it does not name " + keyTests[0] + "/KG-06", func(o *obligation) { o.ID = "KG-06" }},
		{"one of two keys that it does not name", "it does not name " + keyTests[1] + "/KG-16", func(o *obligation) {
			o.ID, o.Everybody, o.Shown = "KG-16", "", []string{keyTests[0] + "/KG-16"}
		}},
		{"a key and everybody's", "a key carries it, so that it is not everybody's", func(o *obligation) { o.ID, o.Shown = "KG-06", []string{keyTests[0] + "/KG-06"} }},
		{"simply not built", "no reason not yet", func(o *obligation) { o.Planned = "not yet" }},
		{"late for no reason", "no reason later", func(o *obligation) { o.Planned = "later" }},
		{"no words", "must or kept is missing", func(o *obligation) { o.Kept = "" }},
		{"no name", "no name of a test: look around", func(o *obligation) { o.Shown = []string{"look around"} }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			row := good
			tc.change(&row)
			if got := strings.Join(faultsOf(t, row, map[string]tests{}), "; "); got != tc.want {
				t.Errorf("found %q, want %q", got, tc.want)
			}
		})
	}
}
