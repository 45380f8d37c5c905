package db_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ombud/db"
	"ombud/db/dbtest"
)

var sqlWords = regexp.MustCompile(`^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s`)

// queries gives every SQL constant of the package by its name.
func queries(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	paths, err := filepath.Glob("*.go")
	must(t, err)
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		must(t, err)
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if lit, ok := spec.Values[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && sqlWords.MatchString(text) {
					found[spec.Names[0].Name] = text
				}
			}
			return true
		})
	}
	if len(found) < 40 {
		t.Fatalf("only %d queries found", len(found))
	}
	return found
}

var namedArg = regexp.MustCompile(`:([a-z_]+)`)

// positional numbers the names of a named query, as sqlx does.
func positional(query string) string {
	n := 0
	return namedArg.ReplaceAllStringFunc(query, func(string) string { n++; return fmt.Sprint("$", n) })
}

// Postgres checks tables, columns and the types of arguments when it prepares.
func TestEveryQueryPrepares(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		s := open(t, url, newVault(t))
		for name, query := range queries(t) {
			func() {
				stmt, err := s.Raw().PrepareContext(t.Context(), positional(s.Filled(query)))
				if err != nil {
					t.Errorf("%s: %v", name, err)
					return
				}
				defer stmt.Close()
			}()
		}
	})
}

// Every query names its workspace, but for those of the whole database.
func TestEveryQueryNamesItsWorkspace(t *testing.T) {
	wide := []string{"selectBoxes", "selectDraftKeys"}
	for name, query := range queries(t) {
		if !strings.Contains(query, "workspace") || strings.Contains(query, "*") && !strings.Contains(query, "COUNT(*)") {
			t.Errorf("%s: no workspace, or a star:\n%s", name, query)
		}
		scoped := strings.Contains(query, "workspace = $1") || strings.Contains(query, "workspace = ''") ||
			strings.Contains(query, "workspace = :workspace") || strings.Contains(query, "INSERT INTO")
		if !scoped && !slices.Contains(wide, name) {
			t.Errorf("%s is not bound to a workspace:\n%s", name, query)
		}
	}
}

func TestJoinedStatement(t *testing.T) {
	for _, tc := range []struct {
		name  string
		texts []string
		args  [][]any
		want  string
		all   []any
	}{
		{"one", []string{"A $1 $2"}, [][]any{{1, 2}}, "A $1 $2", []any{1, 2}},
		{
			"three", []string{"A $1", "B $1, $2)", "C $1 $1"}, [][]any{{1}, {2, 3}, {4}},
			"WITH p1 AS (B $2, $3)), p2 AS (C $4 $4)A $1", []any{1, 2, 3, 4},
		},
		{"more than nine", []string{"A $1 $10", "B $1 $12"}, [][]any{make([]any, 10), make([]any, 12)}, "WITH p1 AS (B $11 $22)A $1 $10", make([]any, 22)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			text, args := db.Joined(tc.texts, tc.args)
			if text != tc.want || !slices.Equal(args, tc.all) {
				t.Errorf("%s %v, want %s %v", text, args, tc.want, tc.all)
			}
		})
	}
}
