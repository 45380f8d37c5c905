package ombud_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The sizes of the house, in lines. Long files hide; long functions hide more.
const (
	fileMax, fileMedian    = 400, 120
	funcMax, funcNineInTen = 80, 40
)

// oversize names files whose length is data rather than code, each with its reason.
var oversize = map[string]string{}

type file struct {
	path  string
	lines int
	funcs map[string]int // product code only: a test's table of cases is data
}

func TestSizes(t *testing.T) {
	var lengths, funcs []int
	var product, tests int
	for _, f := range goFiles(t) {
		if f.lines > fileMax && oversize[f.path] == "" {
			t.Errorf("%s has %d lines, more than %d", f.path, f.lines, fileMax)
		}
		stage := strings.HasPrefix(f.path, "playground/") // what tests run on is neither of both
		if strings.HasSuffix(f.path, "_test.go") {
			if !stage {
				tests += f.lines
			}
			continue
		}
		if !stage {
			product += f.lines
		}
		lengths = append(lengths, f.lines)
		for name, n := range f.funcs {
			funcs = append(funcs, n)
			if n > funcMax {
				t.Errorf("%s: %s has %d lines, more than %d", f.path, name, n, funcMax)
			}
		}
	}
	if len(funcs) < 30 { // the walk went wrong, and every limit holds of nothing
		t.Fatalf("only %d functions found", len(funcs))
	}
	median, p90 := quantile(lengths, 0.5), quantile(funcs, 0.9)
	t.Logf("%d files of %d lines in all, median %d; nine functions in ten within %d lines; %d lines of tests",
		len(lengths), product, median, p90, tests)
	if median > fileMedian {
		t.Errorf("the median file has %d lines, more than %d", median, fileMedian)
	}
	if p90 > funcNineInTen {
		t.Errorf("nine functions in ten have up to %d lines, more than %d", p90, funcNineInTen)
	}
	if tests < product {
		t.Errorf("%d lines of tests for %d lines of product, want at least as many", tests, product)
	}
}

func quantile(values []int, q float64) int {
	slices.Sort(values)
	return values[int(q*float64(len(values)-1))]
}

func goFiles(t *testing.T) []file {
	t.Helper()
	var out []file
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != "." && (strings.HasPrefix(name, ".") || name == "testdata" || path == "tools") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil || ast.IsGenerated(parsed(t, path, src, token.NewFileSet())) {
			return err
		}
		out = append(out, measure(t, filepath.ToSlash(path), src))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func measure(t *testing.T, path string, src []byte) file {
	t.Helper()
	fset := token.NewFileSet()
	f := file{path: path, lines: bytes.Count(src, []byte("\n")), funcs: map[string]int{}}
	for _, decl := range parsed(t, path, src, fset).Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok {
			from, to := fset.Position(fn.Pos()), fset.Position(fn.End())
			f.funcs[fn.Name.Name+from.String()] = to.Line - from.Line + 1
		}
	}
	return f
}

func parsed(t *testing.T, path string, src []byte, fset *token.FileSet) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(fset, path, src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestMeasure(t *testing.T) {
	f := measure(t, "x.go", []byte("package x\n\nfunc a() {\n\n}\n\nfunc (b) a() {}\n"))
	if f.lines != 7 || f.funcs["ax.go:3:1"] != 3 || f.funcs["ax.go:7:1"] != 1 {
		t.Errorf("measured %+v, want 7 lines and functions of 3 and 1", f)
	}
	if q := quantile([]int{9, 1, 5}, 0.5); q != 5 {
		t.Errorf("median %d, want 5", q)
	}
}
