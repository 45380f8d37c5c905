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

var allColumns = regexp.MustCompile(`(SELECT|RETURNING|,)\s+(\w+\.)?\*`)

// Every query names its workspace, but for those of the whole database.
func TestEveryQueryNamesItsWorkspace(t *testing.T) {
	wide := []string{"selectBoxes", "selectDraftKeys", "selectRevisionKeys"}
	for name, query := range queries(t) {
		if name == "selectVersion" { // of the tables themselves
			continue
		}
		if !strings.Contains(query, "workspace") || allColumns.MatchString(query) {
			t.Errorf("%s: no workspace, or a star:\n%s", name, query)
		}
		scoped := strings.Contains(query, "workspace = $1") || strings.Contains(query, "workspace = ''") ||
			strings.Contains(query, "workspace = :workspace") || strings.Contains(query, "INSERT INTO")
		if !scoped && !slices.Contains(wide, name) {
			t.Errorf("%s is not bound to a workspace:\n%s", name, query)
		}
	}
}

// SQLite prepares a statement anew whenever somebody binds the bare argument of a LIMIT,
// which takes longer than most of them run: so each has something added to it.
func TestNoLimitIsPreparedAnew(t *testing.T) {
	bare, computed := regexp.MustCompile(`LIMIT [$:]`), regexp.MustCompile(`LIMIT (\$\d+|:\w+) \+ 0`)
	for name, query := range queries(t) {
		if len(bare.FindAllString(query, -1)) != len(computed.FindAllString(query, -1)) {
			t.Errorf("%s: LIMIT needs + 0:\n%s", name, query)
		}
	}
}

type pair struct {
	One   int
	Other string `db:"o"`
}

func TestJoinedStatement(t *testing.T) {
	const a, b, c = "INSERT INTO a (x, y) VALUES (:one, :o)", "INSERT INTO b (y) VALUES (:o) ON CONFLICT DO NOTHING", "DELETE FROM c WHERE x = :one AND y < :one"
	for _, tc := range []struct {
		name string
		fill func(*db.Batch)
		want string
		all  []any
	}{
		{"one", func(x *db.Batch) { db.Add(x, a, pair{1, "q"}) }, "INSERT INTO a (x, y) VALUES ($1, $2)", []any{1, "q"}},
		{
			"rows of one query stand together", func(x *db.Batch) {
				db.Add(x, a, pair{1, "q"})
				db.Add(x, b, pair{2, "r"}, pair{3, "s"})
				db.Add(x, a, pair{4, "t"})
			},
			"WITH p1 AS (INSERT INTO b (y) VALUES ($5),($6) ON CONFLICT DO NOTHING)INSERT INTO a (x, y) VALUES ($1, $2),($3, $4)", []any{1, "q", 4, "t", "r", "s"},
		},
		{
			"a deletion takes one row", func(x *db.Batch) {
				db.Add(x, b, pair{1, "q"})
				db.Add(x, c, pair{7, ""}, pair{8, ""})
			},
			"WITH p1 AS (DELETE FROM c WHERE x = $2 AND y < $3), p2 AS (DELETE FROM c WHERE x = $4 AND y < $5)" +
				"INSERT INTO b (y) VALUES ($1) ON CONFLICT DO NOTHING", []any{"q", 7, 7, 8, 8},
		},
		{
			"more than nine", func(x *db.Batch) {
				db.Add(x, a, pair{1, "a"}, pair{2, "b"}, pair{3, "c"}, pair{4, "d"}, pair{5, "e"})
				db.Add(x, b, pair{6, "f"})
			},
			"WITH p1 AS (INSERT INTO b (y) VALUES ($11) ON CONFLICT DO NOTHING)" +
				"INSERT INTO a (x, y) VALUES ($1, $2),($3, $4),($5, $6),($7, $8),($9, $10)", []any{1, "a", 2, "b", 3, "c", 4, "d", 5, "e", "f"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for range 2 { // the second time from what was kept
				var all db.Batch
				tc.fill(&all)
				text, args, err := all.Joined()
				must(t, err)
				if text != tc.want || !slices.Equal(args, tc.all) {
					t.Errorf("%s %v, want %s %v", text, args, tc.want, tc.all)
				}
			}
		})
	}
}

func TestRowWithoutAField(t *testing.T) {
	var all db.Batch
	db.Add(&all, "INSERT INTO a (x) VALUES (:missing)", pair{})
	if _, _, err := all.Joined(); err == nil {
		t.Error("a name without a field is taken")
	}
}

// walks are the queries that read a table from end to end, and why they may.
var walks = map[string]string{
	"eraseShared":   "a case is erased",
	"selectBacklog": "sent notices are kept for days, not years",
	"selectFigures": "the weekly digest", "selectInTime": "the weekly digest",
	"selectLastAdvice": "once a day", "selectPosted": "once a day", "selectEngaged": "once a day",
	"selectMissed":  "the yearly review",
	"selectTouched": "an absence ended",
}

var placeholder = regexp.MustCompile(`\$\d+`)

var walk = regexp.MustCompile(`^(SCAN (\w+)|SEARCH (\w+) USING (COVERING )?INDEX \w+ \(workspace=\?\))$`)

// SQLite knows nothing of how many rows there are, and would rather walk over all of a
// workspace in the order asked for than look a few up and put them in order. What grows
// with the years is looked up by key; an index of what is open is short enough to walk.
func TestQueriesGoByKey(t *testing.T) {
	s := open(t, dbtest.SQLite(t), newVault(t))
	short := regexp.MustCompile(` USING (COVERING )?INDEX (` + strings.Join(partial(t, s), "|") + `) `)
	grows := regexp.MustCompile(`\b(FROM|JOIN|UPDATE) (complaint|event|sealed|duty|involved|blind|file|notice|message|awaited)(?: (?:AS )?(\w+))?`)
	for name, query := range queries(t) {
		query = s.Filled(query)
		called := map[string]bool{}
		for _, found := range grows.FindAllStringSubmatch(query, -1) {
			called[found[2]], called[found[3]] = true, true
		}
		var plan []struct {
			ID, Parent, Notused int
			Detail              string
		}
		must(t, s.Raw().SelectContext(t.Context(), &plan, "EXPLAIN QUERY PLAN "+placeholder.ReplaceAllString(positional(query), "1")))
		found := ""
		for _, step := range plan {
			if m := walk.FindStringSubmatch(step.Detail); m != nil && called[m[2]+m[3]] && !short.MatchString(step.Detail) {
				found = step.Detail
			}
		}
		if found != "" && walks[name] == "" {
			t.Errorf("%s: %s", name, found)
		}
		if found == "" && walks[name] != "" {
			t.Errorf("%s does not walk, and is excused for it", name)
		}
	}
}

// partial are the names of the indices that hold some of the rows only.
func partial(t *testing.T, s *db.Store) []string {
	t.Helper()
	var names []string
	must(t, s.Raw().SelectContext(t.Context(), &names, "SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %' AND name NOT IN ('notice_done', 'complaint_closed', 'complaint_erase', 'complaint_receiver')"))
	return names
}
