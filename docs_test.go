package ombud_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEachDependencyHasItsReason(t *testing.T) {
	var required []string
	for line := range strings.Lines(read(t, "go.mod")) {
		f := strings.Fields(line)
		if strings.HasPrefix(line, "\t") && !strings.Contains(line, "// indirect") {
			required = append(required, f[0])
		}
	}
	var explained []string
	for _, m := range regexp.MustCompile(`(?m)^\| ([a-z][^ ]*[./][^ ]*) \| .`).FindAllStringSubmatch(read(t, "docs/dependencies.md"), -1) {
		explained = append(explained, m[1])
	}
	if len(required) == 0 {
		t.Fatal("go.mod requires nothing")
	}
	for _, m := range required {
		if !slices.Contains(explained, m) {
			t.Errorf("docs/dependencies.md gives no reason for %s", m)
		}
	}
	for _, m := range explained {
		if !slices.Contains(required, m) {
			t.Errorf("docs/dependencies.md explains %s, which go.mod does not require", m)
		}
	}
}

func TestEachDecisionIsListed(t *testing.T) {
	pages, err := filepath.Glob("docs/decisions/[0-9]*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d decisions, %v", len(pages), err)
	}
	index := read(t, "docs/decisions/README.md")
	for _, p := range pages {
		if !strings.Contains(index, "("+filepath.Base(p)+")") {
			t.Errorf("docs/decisions/README.md does not list %s", p)
		}
		if text := read(t, p); !strings.Contains(text, "turned down") {
			t.Errorf("%s does not say what was turned down", p)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
