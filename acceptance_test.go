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
	folders := map[string]map[string]bool{}
	row := func(text string) {
		tests := named.FindAllStringSubmatch(text, -1)
		if len(tests) == 0 && !strings.Contains(text, "| later") {
			t.Errorf("nothing shows: %s", text)
		}
		for _, m := range tests {
			if folders[m[1]] == nil {
				folders[m[1]] = testsIn(t, m[1])
			}
			if !folders[m[1]][m[2]] || m[3] != "" && !folders[m[1]][strconv.Quote(m[3])] {
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

// testsIn gives the names of the tests in a folder, and every string in them in
// quotes, for that is how parts of a test are called.
func testsIn(t *testing.T, folder string) map[string]bool {
	t.Helper()
	paths, err := filepath.Glob(folder + "/*_test.go")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no tests in %s: %v", folder, err)
	}
	names := map[string]bool{}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed(t, path, src, token.NewFileSet()), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				names[n.Name.Name] = true
			case *ast.BasicLit:
				names[n.Value] = true
			}
			return true
		})
	}
	return names
}
