package main

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// What can be made to grow without end, or is no plain text, is refused before it is
// read as a configuration, with the line.
func TestConfigIsSimpleYAML(t *testing.T) {
	for name, tc := range map[string]struct{ src, says string }{
		"a bomb":            {"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "a reference to another place"},
		"an anchor":         {"workspace: &w T0FIRM\n", "a reference to another place"},
		"an alias":          {"workspace: *w\n", "a reference to another place"},
		"a merge":           {"roles:\n  <<: {officer: [U0SANNE]}\n", "a reference to another place"},
		"a tag":             {"roles: {officer: !x [U0SANNE]}\n", "a tag (!)"},
		"depth":             {"roles: " + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "\n", "brackets within brackets"},
		"a second document": {"workspace: T0FIRM\n---\nworkspace: T0OTHER\n", "a second document"},
		"no text":           {"workspace: T0\x00FIRM\n", "an invisible sign"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseConfig("ombud.yml", []byte(tc.src), time.Now())
			var usage usageError
			if !errors.As(err, &usage) || !strings.Contains(err.Error(), tc.says) || !strings.Contains(err.Error(), "ombud.yml:") {
				t.Errorf("%v, want %q", err, tc.says)
			}
		})
	}
}
