package lang

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// alsoSlack are topics whose name also begins ids of Slack actions and
// callbacks: answer.approve, home.page. There a literal that is no text is
// only taken for a mistake where it is said.
var alsoSlack = []string{"answer", "assign", "away", "close", "contact", "digest", "file", "followup", "home", "letter", "list", "measure", "receipt", "search", "due", "reminder", "people"}

func TestEveryTextIsSaidOneByOne(t *testing.T) {
	s := scan(t)
	used := map[string]bool{}
	for id := range s.literals {
		used[id] = true
	}
	for _, g := range groups {
		if _, there := s.literals[g.prefix]; !there {
			t.Errorf("group %q: nothing in the program is put together from it", g.prefix)
		}
		for _, member := range g.members(t) {
			used[g.prefix+member] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(texts[EN]().messages)) {
		plain, _, _ := strings.Cut(id, "@")
		if !used[plain] {
			t.Errorf("%s: nobody says it", id)
		}
	}
}

func TestEverythingSaidIsATextOneByOne(t *testing.T) {
	s := scan(t)
	known := func(id string) bool { return texts[EN]().messages[id] != nil }
	prefixes := map[string]bool{}
	for _, g := range groups {
		prefixes[g.prefix] = true
		for _, member := range g.members(t) {
			if !known(g.prefix + member) {
				t.Errorf("group %q: no text for %q", g.prefix, member)
			}
		}
	}
	for id, at := range s.literals {
		topic, _, _ := strings.Cut(id, ".")
		if strings.HasSuffix(id, ".") {
			if !prefixes[id] {
				t.Errorf("%s: %q is put together; list it in groups", at, id)
			}
		} else if !known(id) && !slices.Contains(alsoSlack, topic) {
			t.Errorf("%s: no text %q", at, id)
		}
	}
	for _, call := range s.said {
		if !strings.HasSuffix(call.id, ".") && !known(call.id) {
			t.Errorf("%s: no text %q", call.at, call.id)
		}
	}
}

func TestEveryVariableIsGivenOneByOne(t *testing.T) {
	for _, call := range scan(t).said {
		m := texts[EN]().messages[call.id]
		if m == nil || call.open {
			continue
		}
		for _, name := range variables(m) {
			if !slices.Contains(call.names, name) {
				t.Errorf("%s: %s needs %q", call.at, call.id, name)
			}
		}
		if m.One != "" && !slices.Contains(call.names, "n") {
			t.Errorf("%s: %s needs n", call.at, call.id)
		}
	}
}
