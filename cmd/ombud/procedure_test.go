package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ombud/procedure"
)

var updateGolden = flag.Bool("update", false, "write the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *updateGolden {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file) //nolint:gosec // a name of ours
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestProcedureGolden(t *testing.T) {
	t.Parallel()
	calls := map[string][]string{
		"procedure-list":     {"list"},
		"procedure-check":    {"check", "testdata/wrong.yml"},
		"procedure-refused":  {"check", "testdata/refused.yml"},
		"procedure-show-own": {"show", "testdata/wrong.yml", "--lang", "en"},
	}
	for _, name := range procedure.Presets() {
		for _, l := range []string{"nl", "da", "en"} {
			calls["procedure-show-"+name+"-"+l] = []string{"show", name, "--lang", l}
		}
	}
	for name, args := range calls {
		t.Run(name, func(t *testing.T) {
			_, out, _ := called(t.Context(), nil, time.Now(), append([]string{"procedure"}, args...)...)
			golden(t, name, out)
			for line := range strings.Lines(out) {
				if strings.TrimRight(line, " \n") != strings.TrimRight(line, "\n") {
					t.Errorf("spaces at the end of %q", line)
				}
			}
		})
	}
}

func TestProcedureExitCodes(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args []string
		code int
		says string
	}{
		"list":                     {[]string{"list"}, 0, "exactpi"},
		"schema":                   {[]string{"schema"}, 0, `"$schema": "https://json-schema.org/draft/2020-12/schema"`},
		"check of a preset":        {[]string{"check", "exactpi"}, 0, "exactpi: nothing wrong"},
		"check of a file":          {[]string{"check", "../../procedure/testdata/invented.yml"}, 0, "nothing wrong"},
		"check says since when":    {[]string{"check", "exactpi"}, 0, "version 1 is in force from 2020-01-01, or from the first start with it where that is later"},
		"check knows no day":       {[]string{"check", "cygnus"}, 0, "version 1 is in force from the first start with it"},
		"check finds":              {[]string{"check", "testdata/wrong.yml"}, 3, "testdata/wrong.yml:11:16: "},
		"check cannot read":        {[]string{"check", "testdata/refused.yml"}, 3, "testdata/refused.yml:5:10: "},
		"show cannot read":         {[]string{"show", "testdata/refused.yml"}, 3, "testdata/refused.yml:5:10: "},
		"no such preset":           {[]string{"show", "nope"}, 2, "there are cygnus, exactpi"},
		"no such file":             {[]string{"check", "./nope.yml"}, 2, "nope.yml"},
		"a folder":                 {[]string{"check", "./testdata"}, 2, "testdata"},
		"nothing named":            {[]string{"check"}, 2, "expected \"<file>\""},
		"no such language":         {[]string{"show", "exactpi", "--lang", "fr"}, 2, "must be one of"},
		"nothing":                  {nil, 2, "expected one of"},
		"shown in its own tongue":  {[]string{"show", "exactpi"}, 0, "huisregel"},
		"shown in another tongue":  {[]string{"show", "exactpi", "--lang", "da"}, 0, "husregel"},
		"shown in own words":       {[]string{"show", "../../procedure/testdata/invented.yml"}, 0, "De code neighbours heet: Overlast voor omwonenden.\nDe verplichting call_writer heet in een zin: belt wie de brief schreef; achteraf: Briefschrijver gebeld.\n"},
		"an own duty in another":   {[]string{"show", "../../procedure/testdata/invented.yml", "--lang", "en"}, 0, "\nBel wie de brief schreef "},
		"a promise has its clause": {[]string{"show", "exactpi", "--lang", "en"}, 0, "EX-13"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, errs := called(t.Context(), nil, time.Now(), append([]string{"procedure"}, tc.args...)...)
			if code != tc.code || !strings.Contains(out+errs, tc.says) {
				t.Errorf("exit code %d, want %d; it said\n%s%s\nwant %q in it", code, tc.code, out, errs, tc.says)
			}
		})
	}
}

// A house rule is never shown as the company's promise: no line of one names
// a clause, and each line that names one is no house rule.
func TestHouseRulesAreNoPromises(t *testing.T) {
	t.Parallel()
	for _, name := range procedure.Presets() {
		p, err := procedureOf(name)
		if err != nil {
			t.Fatal(err)
		}
		_, out, _ := called(t.Context(), nil, time.Now(), "procedure", "show", name, "--lang", "en")
		lines := strings.Split(out, "\n")[3:]
		for i, d := range p.Duties {
			want := d.Clause
			if d.House {
				want = "house rule"
			}
			if !strings.HasSuffix(lines[i], "  "+want) || d.House && d.Clause != want && strings.Contains(lines[i], d.Clause) {
				t.Errorf("%s: duty %s is shown as %q, want it to end with %q", name, d.Kind, lines[i], want)
			}
		}
	}
}
