package ombud_test

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What make test does not watch for races starts nothing that could run beside.
func TestWhatRunsAloneStartsNothing(t *testing.T) {
	alone := fromMakefile(t, "ALONE")
	for _, p := range goList(t) {
		if !slices.Contains(alone, p.ImportPath) {
			continue
		}
		for _, name := range slices.Concat(p.GoFiles, p.TestGoFiles, p.XTestGoFiles) {
			fset := token.NewFileSet()
			for _, where := range starts(fset, fileOf(t, p, name, fset)) {
				t.Errorf("%s: take the package out of ALONE in the Makefile", where)
			}
		}
	}
}

// A test that make test takes out of the watch by its name is run where the Makefile says,
// and one that goes through things one by one starts nothing.
func TestWhatIsRunApartIsRun(t *testing.T) {
	for suffix, list := range map[string]string{"OneByOne": "ROWSIN", "InABrowser": "PAGEIN"} {
		var have []string
		for _, p := range goList(t) {
			for _, name := range slices.Concat(p.TestGoFiles, p.XTestGoFiles) {
				fset := token.NewFileSet()
				for _, test := range ending(fileOf(t, p, name, fset), suffix) {
					have = append(have, "./"+folder(p.ImportPath))
					if suffix != "OneByOne" {
						continue
					}
					for _, where := range starts(fset, test) {
						t.Errorf("%s: call it otherwise than %s", where, suffix)
					}
				}
			}
		}
		if have = slices.Compact(slices.Sorted(slices.Values(have))); !slices.Equal(have, fromMakefile(t, list)) {
			t.Errorf("%s in the Makefile names %q; tests that end in %s are in %q", list, fromMakefile(t, list), suffix, have)
		}
	}
}

// fromMakefile gives what the Makefile says of a name, word by word.
func fromMakefile(t *testing.T, name string) []string {
	t.Helper()
	makefile, err := os.ReadFile("Makefile")
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`(?m)^` + name + ` *:= (.+)$`).FindSubmatch(makefile)
	if said == nil {
		t.Fatalf("the Makefile has no %s", name)
	}
	return strings.Fields(string(said[1]))
}

func fileOf(t *testing.T, p pkg, name string, fset *token.FileSet) *ast.File {
	t.Helper()
	path := filepath.Join(p.Dir, name)
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, path, src, fset)
}

// ending lists the tests of a file whose names end so.
func ending(file *ast.File, suffix string) []ast.Node {
	var out []ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, "Test") && strings.HasSuffix(f.Name.Name, suffix) {
			out = append(out, f)
		}
		return true
	})
	return out
}

// starts lists where something is set going beside the rest.
func starts(fset *token.FileSet, c ast.Node) []string {
	var out []string
	ast.Inspect(c, func(n ast.Node) bool {
		sel, _ := n.(*ast.SelectorExpr)
		if _, ok := n.(*ast.GoStmt); ok || sel != nil && slices.Contains([]string{"Go", "Parallel"}, sel.Sel.Name) {
			out = append(out, fset.Position(n.Pos()).String()+": runs beside")
		}
		return true
	})
	return out
}
