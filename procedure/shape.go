package procedure

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

// shape holds what stands in a file against the type that it is read into, as the schema
// does: the library reads a key without a value as nothing at all, and a number as the
// text that it makes of it (2.10 becomes 2.1, 010 becomes 8).
type shape struct {
	s *source
	// whole: nothing may be empty, since to leave a key out says that.
	whole  bool
	faults Faults
}

// shaped lists what in the file is not of the shape of into.
func (s *source) shaped(into reflect.Type, whole bool) Faults {
	sh := &shape{s: s, whole: whole}
	sh.of(s.tree.Docs[0].Body, into)
	return sh.faults
}

func (sh *shape) wrong(n ast.Node, says string, args ...any) {
	sh.faults = append(sh.faults, sh.s.node(n, fmt.Sprintf(says, args...)))
}

var textual = reflect.TypeFor[encoding.TextUnmarshaler]()

func (sh *shape) of(n ast.Node, t reflect.Type) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch kind := t.Kind(); {
	case kind == reflect.String || reflect.PointerTo(t).Implements(textual):
		sh.text(n)
	case kind == reflect.Bool:
		if _, is := n.(*ast.BoolNode); !is {
			sh.wrong(n, "here belongs true or false, not %s", n.GetToken().Value)
		}
	case kind == reflect.Int:
		sh.number(n)
	case kind == reflect.Slice:
		sh.list(n, t.Elem())
	case kind == reflect.Map || kind == reflect.Struct:
		sh.keys(n, t)
	}
}

// text holds that a text is written as one: what YAML takes for something else is
// written between quotes.
func (sh *shape) text(n ast.Node) {
	var is string
	switch n := n.(type) {
	case *ast.StringNode:
		is = n.Value
	case *ast.LiteralNode:
		is = n.Value.Value
	case *ast.MappingNode, *ast.MappingValueNode, *ast.SequenceNode:
		return // the library says so
	default:
		raw := n.GetToken().Value
		sh.wrong(n, "here belongs a text, and %s is none; write it between quotes: %q", raw, raw)
		return
	}
	if sh.whole && is == "" {
		sh.wrong(n, "nothing stands between the quotes; write it, or leave the key out")
	}
}

// number holds that a number is whole and written in plain digits.
func (sh *shape) number(n ast.Node) {
	raw := n.GetToken().Value
	i, _ := strconv.Atoi(raw)
	if _, is := n.(*ast.IntegerNode); !is || strconv.Itoa(i) != raw {
		sh.wrong(n, "here belongs a whole number in plain digits, not %q", raw)
	}
}

func (sh *shape) list(n ast.Node, of reflect.Type) {
	seq, is := n.(*ast.SequenceNode)
	if !is {
		return // the library says so
	}
	if sh.whole && len(seq.Values) == 0 {
		sh.wrong(n, "the list is empty; name what belongs there, or leave the key out")
	}
	var seen []string
	for _, item := range seq.Values {
		if _, null := item.(*ast.NullNode); null {
			sh.wrong(item, "an entry of the list is empty; write it, or leave the line out")
			continue
		}
		sh.of(item, of)
		if word, is := item.(*ast.StringNode); is {
			if slices.Contains(seen, word.Value) {
				sh.wrong(item, "%q stands here twice", word.Value)
			}
			seen = append(seen, word.Value)
		}
	}
}

func (sh *shape) keys(n ast.Node, t reflect.Type) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = append(values, n)
	}
	if m, is := n.(*ast.MappingNode); is && sh.whole && len(values) == 0 {
		sh.faults = append(sh.faults, sh.s.token(m.Start, "there is no key in it; write one, or leave this one out"))
	}
	for _, v := range values {
		key := v.Key.GetToken().Value
		if _, null := v.Value.(*ast.NullNode); null {
			sh.wrong(v, "%s has no value; write one, or leave the key out", key)
			continue
		}
		if t.Kind() == reflect.Map {
			sh.of(v.Value, t.Elem())
			continue
		}
		for f := range t.Fields() {
			if f.Tag.Get("yaml") == key {
				sh.of(v.Value, f.Type)
			}
		}
	}
}
