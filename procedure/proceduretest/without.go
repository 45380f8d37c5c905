// Package proceduretest takes keys out of the procedures that ship with the program, so
// that a test can tell what a key is there for. Only tests import it.
package proceduretest

import (
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"ombud/procedure"
)

// Without reads a preset anew after its keys were taken out of the YAML. A key is a path:
// "answer.reasons_required", an item of a list by what it is called, "duties[inform]" and
// "contact.points[loyal]", or with another value, "answer.forms = [phone]". What has nothing
// left in it goes as well. A key that is not there fails the test, and so does what is no procedure any more.
func Without(t testing.TB, preset string, keys ...string) *procedure.Procedure {
	t.Helper()
	src, err := procedure.Preset(preset)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err = yaml.Unmarshal(src, &doc); err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		path, put, sets := strings.Cut(key, " = ")
		var value any
		if err = yaml.Unmarshal([]byte(put), &value); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		if _, there := change(doc, strings.Split(path, "."), value, sets); !there {
			t.Fatalf("the preset %s has no key %s", preset, path)
		}
	}
	changed, err := yaml.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	p, err := procedure.Parse(changed)
	if err != nil {
		t.Fatalf("%s without %v: %v", preset, keys, err)
	}
	return p
}

// change gives in without what the path leads to, or with another value there, and tells
// whether anything was there.
func change(in any, path []string, value any, sets bool) (any, bool) {
	at, isMap := in.(map[string]any)
	if !isMap {
		return in, false
	}
	key, item, inList := strings.Cut(strings.TrimSuffix(path[0], "]"), "[")
	child, there := at[key]
	switch {
	case !there:
		return in, false
	case inList:
		list, _ := child.([]any)
		i := slices.IndexFunc(list, func(v any) bool { return called(v, item) })
		if i < 0 {
			return in, false
		}
		if len(path) > 1 {
			_, there = change(list[i], path[1:], value, sets)
			return in, there
		}
		if at[key] = slices.Delete(slices.Clone(list), i, i+1); len(list) == 1 {
			delete(at, key)
		}
	case len(path) > 1:
		_, there = change(child, path[1:], value, sets)
		if left, _ := child.(map[string]any); len(left) == 0 {
			delete(at, key)
		}
	case sets:
		at[key] = value
	default:
		delete(at, key)
	}
	return in, there
}

// called tells whether an item of a list goes by that name.
func called(item any, name string) bool {
	if entry, ok := item.(map[string]any); ok {
		return slices.ContainsFunc([]string{"kind", "name", "word", "every"}, func(key string) bool { return entry[key] == name })
	}
	return item == name
}
