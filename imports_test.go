package ombud_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// levels is the import rule: a package imports only folders with a smaller number. A
// sub-folder belongs to its top folder. What is not listed here has no place yet.
var levels = map[string]int{
	"cmd":      4,
	"handlers": 3, "scheduler": 3, "survey": 3,
	"bot": 2, "db": 2, "mail": 2, "report": 2,
	"complaint": 1,
	"procedure": 0, "calendar": 0, "lang": 0, "vault": 0,
}

// sameLevel is the one exception: a written procedure says how long in periods.
var sameLevel = map[string]string{"procedure": "calendar"}

// fences name who alone may import something. An import is meant with all below it,
// unless it ends in "$". cmd wires everything and is free.
var fences = []struct {
	imp    string
	owners []string
}{
	{"github.com/slack-go/slack", []string{"bot"}},
	{"github.com/jmoiron/sqlx", []string{"db"}},
	{"github.com/lib/pq", []string{"db"}},
	{"modernc.org/sqlite", []string{"db"}},
	{"github.com/pressly/goose", []string{"db"}},
	{"net$", []string{"mail", "bot", "survey", "playground"}},
	{"net/http", []string{"mail", "bot", "survey", "playground"}},
	{"ombud/playground", []string{"playground"}},
	{"ombud/db/dbtest", []string{"db/dbtest"}},                             // test support
	{"ombud/procedure/proceduretest", []string{"procedure/proceduretest"}}, // test support
}

// coreBans is what levels 0 and 1 never touch: the world outside the program.
var coreBans = []string{"os", "net$", "net/http", "database/sql", "log"}

// leaves import nothing of ours. The playground imports one of them and nothing else:
// it must not share a mistake with the program that it puts to the test.
var (
	leaves            = []string{"bot/limits"}
	playgroundImports = []string{"bot/limits"}
)

// timeFree names the folders that may ask what time it is: cmd hands out the clocks,
// and dbtest only ever serves tests.
var timeFree = []string{"cmd", "db/dbtest"}

type pkg struct {
	ImportPath, Dir string
	Imports         []string // of the files that are not tests
	GoFiles         []string

	TestGoFiles, XTestGoFiles []string
}

func TestImportRule(t *testing.T) {
	pkgs := goList(t)
	if len(pkgs) < 5 {
		t.Fatalf("go list gave %d packages", len(pkgs))
	}
	for _, v := range broken(pkgs) {
		t.Error(v)
	}
}

func TestOnlyCmdAsksTheTime(t *testing.T) {
	for _, p := range goList(t) {
		if in(folder(p.ImportPath), timeFree) {
			continue
		}
		for _, name := range p.GoFiles {
			path := filepath.Join(p.Dir, name)
			found, err := clockReads(path, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, where := range found {
				t.Errorf("%s: the time is a parameter, or a clock that cmd hands over", where)
			}
		}
	}
}

// broken lists each import that breaks the rule, in the order of the packages.
func broken(pkgs []pkg) []string {
	var out []string
	for _, p := range pkgs {
		from := folder(p.ImportPath)
		if top(from) == "cmd" || from == "" {
			continue
		}
		_, known := levels[top(from)]
		if !known && top(from) != "playground" {
			out = append(out, fmt.Sprintf("%s: the folder has no level", p.ImportPath))
			continue
		}
		for _, imp := range p.Imports {
			if why := forbidden(from, imp); why != "" {
				out = append(out, fmt.Sprintf("%s imports %s: %s", p.ImportPath, imp, why))
			}
		}
	}
	return out
}

// forbidden says why a folder may not import something, or nothing.
func forbidden(from, imp string) string {
	for _, f := range fences {
		if matches(imp, f.imp) && !in(from, f.owners) {
			return "only " + strings.Join(append([]string{"cmd"}, f.owners...), ", ") + " may"
		}
	}
	level, ranked := levels[top(from)]
	if ranked && level <= 1 && slices.ContainsFunc(coreBans, func(ban string) bool { return matches(imp, ban) }) {
		return "levels 0 and 1 touch nothing outside the program"
	}
	if !ours(imp) {
		return ""
	}
	to := folder(imp)
	switch {
	case slices.Contains(leaves, from):
		return "a leaf imports nothing of ours"
	case top(from) == top(to):
		return ""
	case !ranked: // playground
		if slices.Contains(playgroundImports, to) {
			return ""
		}
		return "of ours the playground imports only " + strings.Join(playgroundImports, ", ")
	case sameLevel[top(from)] == top(to):
		return ""
	}
	if target, ok := levels[top(to)]; !ok || target >= level {
		return fmt.Sprintf("imports point down only, and %s is on level %d", top(from), level)
	}
	return ""
}

func ours(imp string) bool        { return strings.HasPrefix(imp, "ombud/") }
func folder(imp string) string    { return strings.TrimPrefix(strings.TrimPrefix(imp, "ombud"), "/") }
func top(folder string) string    { before, _, _ := strings.Cut(folder, "/"); return before }
func under(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

func in(folder string, owners []string) bool {
	return slices.ContainsFunc(owners, func(o string) bool { return under(folder, o) })
}

func matches(imp, pattern string) bool {
	if exact, ok := strings.CutSuffix(pattern, "$"); ok {
		return imp == exact
	}
	return under(imp, pattern)
}

// clockReads gives the places of a file that read the machine's clock, as calls or as
// values, whatever name the file gives package time.
func clockReads(path string, src any) ([]string, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, path, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	name := ""
	for _, imp := range f.Imports {
		if imp.Path.Value == `"time"` {
			name = "time"
			if imp.Name != nil {
				name = imp.Name.Name
			}
		}
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := sel.X.(*ast.Ident)
		if ok && name != "" && x.Name == name && slices.Contains([]string{"Now", "Since", "Until"}, sel.Sel.Name) {
			out = append(out, fmt.Sprintf("%s: time.%s", fset.Position(sel.Pos()), sel.Sel.Name))
		}
		return true
	})
	return out, nil
}

func goList(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,Imports,GoFiles,TestGoFiles,XTestGoFiles", "./...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var pkgs []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p pkg
		if err := dec.Decode(&p); err != nil {
			t.Fatalf("go list: %v", err)
		}
		pkgs = append(pkgs, p)
	}
	return pkgs
}
