package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = ".."

// source is what the program says with texts.
type source struct {
	fset     *token.FileSet
	literals map[string]token.Position // that look like an id or a prefix
	said     []said
}

// said is one call with an id that is written out.
type said struct {
	at    token.Position
	id    string
	names []string // of the variables given
	open  bool     // more may be given than can be read here
}

func topics() []string {
	found := map[string]bool{}
	for id := range texts[EN]().messages {
		topic, _, _ := strings.Cut(id, ".")
		found[topic] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// scanned is what was read already: three tests look at all of the program.
var scanned *source

func scan(t *testing.T) source {
	t.Helper()
	if scanned != nil {
		return *scanned
	}
	s := source{fset: token.NewFileSet(), literals: map[string]token.Position{}}
	like := regexp.MustCompile(`^(` + strings.Join(topics(), "|") + `)\.[a-z0-9_.]*$`)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != root || d.Name() == "tools" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			return s.file(path, like)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for id := range presetIDs(t, like) {
		s.literals[id] = token.Position{Filename: "procedure/presets"}
	}
	scanned = &s
	return s
}

func (s *source) file(path string, like *regexp.Regexp) error {
	file, err := parser.ParseFile(s.fset, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if id, ok := stringOf(n); ok && like.MatchString(id) {
				s.literals[id] = s.fset.Position(n.Pos())
			}
		case *ast.CallExpr:
			s.call(n)
		}
		return true
	})
	return nil
}

// sayers are the functions that take an id and then names and values, with
// the place of the id among their arguments.
var sayers = map[string]int{"T": 0, "Has": 0, "refuse": 0, "refuseField": 1, "add": 1}

// call notes a p.T("id", "name", value …).
func (s *source) call(call *ast.CallExpr) {
	name := ""
	switch function := call.Fun.(type) {
	case *ast.Ident:
		name = function.Name
	case *ast.SelectorExpr:
		name = function.Sel.Name
	}
	place, ok := sayers[name]
	if !ok || len(call.Args) <= place {
		return
	}
	id, ok := stringOf(call.Args[place])
	if !ok || !idLike.MatchString(id) {
		return
	}
	one := said{at: s.fset.Position(call.Pos()), id: id, open: call.Ellipsis.IsValid() || name == "Has"}
	for i := place + 1; i < len(call.Args); i += 2 {
		name, ok := stringOf(call.Args[i])
		one.names, one.open = append(one.names, name), one.open || !ok
	}
	s.said = append(s.said, one)
}

// idLike is any id, also of a topic that has no file yet.
var idLike = regexp.MustCompile(`^[a-z_]+\.[a-z0-9_.]*$`)

func stringOf(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}
