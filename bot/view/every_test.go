package view

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// checked are the helpers of these tests that hold a screen to Slack's limits
// and to our own rules.
var checked = map[string]bool{"inLanguages": true, "golden": true, "checkScreen": true, "largestScreens": true}

// Every screen that this package draws is drawn in a test that holds it to the
// limits: a new one cannot be forgotten.
func TestEveryScreenIsHeldToTheLimits(t *testing.T) {
	screens, drawn := map[string]bool{}, map[string]bool{}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			switch {
			case !ok:
			case strings.HasSuffix(e.Name(), "_test.go"):
				if holds(f) {
					calls(f, drawn)
				}
			case f.Recv == nil && f.Name.IsExported() && drawsScreen(f):
				screens[f.Name.Name] = true
			}
		}
	}
	if len(screens) < 50 {
		t.Errorf("only %d screens were found", len(screens))
	}
	for name := range screens {
		if !drawn[name] {
			t.Errorf("%s is drawn in no test that holds it to the limits", name)
		}
	}
}

// The small windows and sentences keep to the limits whatever stands in them.
func TestSmallScreensFitSlack(t *testing.T) {
	c := largestCase(t)
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		f := sampleFrame(t, l, "2026-06-01 10:00")
		for name, s := range map[string]screen{
			"sorry": Sorry(f.P, long(4000)), "sentence": Sentence(long(4000)), "coming": FileComing(f, c), "page": AtPage(f, c, "history.3"),
			"outdated": Outdated(DraftForm(f, c, complaint.Draft{Answer: c.AnswerText(5)}, Room{Promises: 3, Parts: 4}), long(500)),
		} {
			checkScreen(t, name+"."+string(l), s, mustJSON(t, s))
		}
	}
}

// drawsScreen tells whether a function gives a window, a message or a Home.
func drawsScreen(f *ast.FuncDecl) bool {
	if f.Type.Results == nil || len(f.Type.Results.List) != 1 {
		return false
	}
	star, ok := f.Type.Results.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	name, _ := star.X.(*ast.Ident)
	return name != nil && (name.Name == "Modal" || name.Name == "Message" || name.Name == "Home")
}

// holds tells whether a test, or a helper of tests, checks what it draws.
func holds(f *ast.FuncDecl) bool {
	names := map[string]bool{f.Name.Name: true}
	calls(f, names)
	for name := range names {
		if checked[name] {
			return true
		}
	}
	return false
}

// calls adds the names of all that a function mentions.
func calls(f *ast.FuncDecl, names map[string]bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names[id.Name] = true
		}
		return true
	})
}
