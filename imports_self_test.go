package ombud_test

import (
	"go/token"
	"slices"
	"strings"
	"testing"
)

// An alarm that was never heard proves nothing: each kind of break, on made-up packages.
func TestImportRuleSeesEachBreak(t *testing.T) {
	for _, tc := range []struct{ name, from, imp, why string }{
		{"up", "ombud/complaint", "ombud/db", "point down only"},
		{"far up", "ombud/calendar", "ombud/handlers", "point down only"},
		{"up to cmd", "ombud/scheduler", "ombud/cmd/ombud", "point down only"},
		{"sideways", "ombud/bot", "ombud/db", "point down only"},
		{"sideways from below the top", "ombud/bot/view", "ombud/mail", "point down only"},
		{"sideways on level 3", "ombud/scheduler", "ombud/handlers", "point down only"},
		{"sideways in the core", "ombud/lang", "ombud/procedure", "point down only"},
		{"the exception turned round", "ombud/calendar", "ombud/procedure", "point down only"},
		{"a folder without a level", "ombud/complaint", "ombud/util", "point down only"},
		{"from a folder without a level", "ombud/util", "fmt", "has no level"},
		{"slack-go outside bot", "ombud/handlers", "github.com/slack-go/slack/socketmode", "only cmd, bot may"},
		{"slack-go in the playground", "ombud/playground", "github.com/slack-go/slack", "only cmd, bot may"},
		{"sqlx outside db", "ombud/scheduler", "github.com/jmoiron/sqlx", "only cmd, db may"},
		{"lib/pq outside db", "ombud/report", "github.com/lib/pq", "only cmd, db may"},
		{"sqlite outside db", "ombud/playground/page", "modernc.org/sqlite", "only cmd, db may"},
		{"goose outside db", "ombud/survey", "github.com/pressly/goose/v3", "only cmd, db may"},
		{"net in db", "ombud/db", "net", "only cmd, mail, bot"},
		{"net/http in handlers", "ombud/handlers", "net/http/httptest", "only cmd, mail, bot"},
		{"os in the core", "ombud/vault", "os", "levels 0 and 1"},
		{"below os in the core", "ombud/procedure/presets", "os/exec", "levels 0 and 1"},
		{"database/sql in the core", "ombud/complaint", "database/sql", "levels 0 and 1"},
		{"slog in the core", "ombud/lang", "log/slog", "levels 0 and 1"},
		{"the playground by the bot", "ombud/bot", "ombud/playground", "only cmd, playground may"},
		{"the playground by handlers", "ombud/handlers", "ombud/playground/page", "only cmd, playground may"},
		{"the core by the playground", "ombud/playground", "ombud/complaint", "of ours the playground"},
		{"the bot by the playground", "ombud/playground", "ombud/bot", "of ours the playground"},
		{"a leaf that is none", "ombud/bot/limits", "ombud/lang", "a leaf"},
		{"test support by db", "ombud/db", "ombud/db/dbtest", "only cmd, db/dbtest may"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := broken([]pkg{{ImportPath: tc.from, Imports: []string{tc.imp}}})
			if len(got) != 1 || !strings.Contains(got[0], tc.why) {
				t.Errorf("%s imports %s: reported %q, want one with %q", tc.from, tc.imp, got, tc.why)
			}
		})
	}
}

func TestImportRuleAllowsWhatIsLawful(t *testing.T) {
	got := broken([]pkg{
		{ImportPath: "ombud/cmd/ombud", Imports: []string{"ombud/playground", "ombud/db", "net/http", "os"}},
		{ImportPath: "ombud/handlers", Imports: []string{"ombud/bot/view", "ombud/db", "ombud/complaint", "log/slog"}},
		{ImportPath: "ombud/bot", Imports: []string{"ombud/bot/view", "ombud/bot/limits", "github.com/slack-go/slack", "net/http"}},
		{ImportPath: "ombud/bot/limits", Imports: []string{"fmt"}},
		{ImportPath: "ombud/db", Imports: []string{"ombud/complaint", "ombud/vault", "database/sql", "github.com/lib/pq/pqerror"}},
		{ImportPath: "ombud/db/dbtest/pg", Imports: []string{"ombud/db/dbtest", "os"}},
		{ImportPath: "ombud/complaint", Imports: []string{"ombud/calendar", "ombud/procedure", "ombud/lang", "ombud/vault"}},
		{ImportPath: "ombud/procedure", Imports: []string{"ombud/calendar", "embed", "io/fs"}},
		{ImportPath: "ombud/mail", Imports: []string{"net", "net/url"}},
		{ImportPath: "ombud/report", Imports: []string{"net/url", "slices"}}, // net/url reaches nobody
		{ImportPath: "ombud/playground", Imports: []string{"ombud/bot/limits", "ombud/playground/page", "net/http"}},
	})
	for _, v := range got {
		t.Error(v)
	}
}

func TestWhatRunsBesideIsSeen(t *testing.T) {
	for _, tc := range []struct {
		src  string
		want []string
	}{
		{"func f() { go g() }", []string{"x.go:2:12: runs beside"}},
		{"func f() { wg.Go(g) }", []string{"x.go:2:12: runs beside"}},
		{"func TestF(t *testing.T) { t.Parallel() }", []string{"x.go:2:28: runs beside"}},
		{"func f() { g(); x.Going() }", nil},
	} {
		fset := token.NewFileSet()
		if got := starts(fset, parsed(t, "x.go", []byte("package x\n"+tc.src), fset)); !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %q, want %q", tc.src, got, tc.want)
		}
	}
}

func TestWhatIsRunApartIsSeen(t *testing.T) {
	fset := token.NewFileSet()
	file := parsed(t, "x.go", []byte(`package x
func TestYearOneByOne(t *testing.T) { t.Parallel() }
func TestOneByOneOfAll(t *testing.T) { go f() }
func allOneByOne() { go f() }`), fset)
	var got []string
	for _, test := range ending(file, "OneByOne") {
		got = append(got, starts(fset, test)...)
	}
	if want := []string{"x.go:2:39: runs beside"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestClockReadsAreSeen(t *testing.T) {
	for _, tc := range []struct {
		name, src string
		want      []string
	}{
		{"call", "import \"time\"\nvar a = time.Now()", []string{"x.go:3:9: time.Now"}},
		{"value", "import \"time\"\nvar a = time.Now", []string{"x.go:3:9: time.Now"}},
		{"other name", "import t \"time\"\nvar a = t.Since(b)", []string{"x.go:3:9: time.Since"}},
		{"until", "import \"time\"\nvar a = time.Until(b)", []string{"x.go:3:9: time.Until"}},
		{"a field called time", "var a = time.Now()", nil},
		{"durations are free", "import \"time\"\nvar a = time.Second", nil},
		{"in a comment", "import \"time\"\n// time.Now()\nvar a time.Time", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := clockReads("x.go", "package x\n"+tc.src)
			if err != nil || !slices.Equal(got, tc.want) {
				t.Errorf("got %q, %v; want %q", got, err, tc.want)
			}
		})
	}
}
