package ombud_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// named is a test as docs/acceptance.md names it: folder, function, part.
var named = regexp.MustCompile("`([a-z/]+) (Test[A-Za-z]+)(?:/([^`]+))?`")

func TestEachNamedTestExists(t *testing.T) {
	page := read(t, "docs/acceptance.md")
	checks, traps, found := strings.Cut(page, "## Traps")
	if !found {
		t.Fatal("docs/acceptance.md has no traps")
	}
	folders := map[string]tests{}
	row := func(text string) {
		tests := named.FindAllStringSubmatch(text, -1)
		if len(tests) == 0 && !strings.Contains(text, "| later") {
			t.Errorf("nothing shows: %s", text)
		}
		for _, m := range tests {
			if folders[m[1]] == nil {
				folders[m[1]] = testsIn(t, m[1])
			}
			if !folders[m[1]].has(m[2], m[3]) {
				t.Errorf("there is no %s", m[0])
			}
		}
	}
	n := 0
	for line := range strings.Lines(checks) {
		if strings.HasPrefix(line, fmt.Sprintf("| %d |", n+1)) {
			n++
			row(line)
		}
	}
	if n != 25 {
		t.Errorf("docs/acceptance.md lists %d checks, want 25", n)
	}
	for line := range strings.Lines(traps) {
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| trap") {
			row(line)
		}
	}
}

// tests are the functions of a folder's tests by name, each with the strings in it, for
// that is how parts of a test are called, and with what it uses of the others.
type tests map[string]map[string]bool

// has tells whether there is a test of that name with that part, "" for the whole.
func (ts tests) has(name, part string) bool {
	if ts[name] == nil || part == "" {
		return ts[name] != nil
	}
	reached := map[string]bool{}
	var says func(name string) bool
	says = func(name string) bool {
		if reached[name] {
			return false
		}
		reached[name] = true
		if ts[name][strconv.Quote(part)] {
			return true
		}
		for used := range ts[name] {
			if ts[used] != nil && says(used) {
				return true
			}
		}
		return false
	}
	return says(name)
}

func testsIn(t *testing.T, folder string) tests {
	t.Helper()
	paths, err := filepath.Glob(folder + "/*_test.go")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no tests in %s: %v", folder, err)
	}
	all := tests{}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed(t, path, src, token.NewFileSet()).Decls {
			for _, name := range declared(d) {
				all[name] = map[string]bool{}
				ast.Inspect(d, func(n ast.Node) bool {
					switch n := n.(type) {
					case *ast.Ident:
						all[name][n.Name] = true
					case *ast.BasicLit:
						all[name][n.Value] = true
					}
					return true
				})
			}
		}
	}
	return all
}

// declared names what a declaration declares: a function, or tables of cases.
func declared(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		names = append(names, d.Name.Name)
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if values, ok := spec.(*ast.ValueSpec); ok {
				for _, id := range values.Names {
					names = append(names, id.Name)
				}
			}
		}
	}
	return names
}

func TestHas(t *testing.T) {
	all := tests{
		"TestA": {`"one"`: true, "table": true}, "table": {`"two"`: true, "TestA": true}, "TestB": {`"three"`: true},
	}
	for _, tc := range []struct {
		name, part string
		want       bool
	}{
		{"TestA", "", true}, {"TestA", "one", true}, {"TestA", "two", true}, {"TestA", "three", false}, {"TestC", "", false}, {"TestC", "one", false},
	} {
		if got := all.has(tc.name, tc.part); got != tc.want {
			t.Errorf("%s/%s: %v, want %v", tc.name, tc.part, got, tc.want)
		}
	}
}
