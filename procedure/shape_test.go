package procedure

import (
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ombud/calendar"
)

// What YAML reads as something else than was written is refused with its place.
func TestWhatYAMLWouldAlter(t *testing.T) {
	for _, tc := range []struct {
		name, src    string
		line, column int
		says         string
	}{
		{"no value where yes or no belongs", good + "answer:\n  reasons_required:\n", 6, 3, "reasons_required has no value; write one, or leave the key out"},
		{"no value of a list", good + "natures:\nclose: {report: true}\n", 5, 1, "natures has no value"},
		{"no value of keys", good + "close:\n  # all of it\n", 5, 1, "close has no value"},
		{"nothing by its name", good + "approver: null\n", 5, 1, "approver has no value"},
		{"nothing by its sign", good + "follow_up: {attempts: ~}\n", 5, 13, "attempts has no value"},
		{"no value in a duty", strings.Replace(good+duties, "owner: officer", "owner: officer\n    house:", 1), 13, 5, "house has no value"},
		{"an entry of nothing", good + "natures: [service, ~]\n", 5, 20, "an entry of the list is empty"},
		{"a number with a zero at its end", strings.Replace(good, `"1"`, "2.10", 1), 3, 10, `here belongs a text, and 2.10 is none; write it between quotes: "2.10"`},
		{"a number with a zero before it", strings.Replace(good, `"1"`, "010", 1), 3, 10, `write it between quotes: "010"`},
		{"a whole number", strings.Replace(good, `"1"`, "1", 1), 3, 10, `write it between quotes: "1"`},
		{"a word of YAML", strings.Replace(good, `"1"`, "true", 1), 3, 10, `write it between quotes: "true"`},
		{"a number in a list of words", good + "wording: {allow: [7]}\n", 5, 19, `write it between quotes: "7"`},
		{"a text of nothing", good + "approver: \"\"\n", 5, 11, "nothing stands between the quotes"},
		{"a broken number", good + "follow_up: {attempts: 3.7}\n", 5, 23, `a whole number in plain digits, not "3.7"`},
		{"a number of eights", good + "follow_up: {attempts: 010}\n", 5, 23, `a whole number in plain digits, not "010"`},
		{"a number of sixteens", good + "follow_up: {attempts: 0x3}\n", 5, 23, `a whole number in plain digits, not "0x3"`},
		{"a number between quotes", good + "follow_up: {attempts: \"3\"}\n", 5, 23, "number"},
		{"no keys", good + "close: {}\n", 5, 8, "there is no key in it; write one, or leave this one out"},
		{"an empty list", good + "natures: []\n", 5, 10, "the list is empty; name what belongs there, or leave the key out"},
		{"a code twice", good + "natures: [service, quality, service]\n", 5, 29, `"service" stands here twice`},
		{"a code twice, once between quotes", good + "answer:\n  forms:\n    - phone\n    - \"phone\"\n", 8, 7, `"phone" stands here twice`},
		{"a way in twice", strings.Replace(good, "{name: email}", "{name: email}, {name: email, scan: true}", 1), 4, 43, `"email" stands here twice`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, err := Parse([]byte(tc.src))
			var fs Faults
			if !errors.As(err, &fs) || len(fs) != 1 {
				t.Fatalf("procedure %+v, error %v", p, err)
			}
			if f := fs[0]; f.Line != tc.line || f.Column != tc.column || !strings.Contains(f.Says, tc.says) {
				t.Errorf("%s\nwant %d:%d and %q", f, tc.line, tc.column, tc.says)
			}
		})
	}
}

// All that is of the wrong shape is said at once.
func TestAllThatIsOfTheWrongShape(t *testing.T) {
	_, err := Parse([]byte(strings.Replace(good, `"1"`, "1", 1) + "approver:\nnatures: [a, a]\n"))
	var fs Faults
	if !errors.As(err, &fs) || len(fs) != 3 {
		t.Errorf("found %v", err)
	}
}

// What was kept when it came into force is read as it was then.
func TestStoredIsReadWhateverItsShape(t *testing.T) {
	p, err := Stored([]byte(strings.Replace(good, `"1"`, "1", 1) + "natures: [service, service]\nclose:\n"))
	if err != nil || p.Version != "1" || len(p.Natures) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
}

// shapes are the values that each key is tried with.
var shapes = []any{nil, "", "x", 1, 2.5, true, []any{}, []any{nil}, []any{"x", "x"}, []any{1}, object{}, object{"x": nil}}

// What the schema refuses of any key is refused when the file is read. Without the key the
// same file is read, so that nothing else is what is wrong.
func TestEachKeyIsReadAsTheSchemaSays(t *testing.T) {
	s := compiled(t)
	tried := 0
	for path, build := range everyKey(reflect.TypeFor[Procedure]()) {
		if src, err := json.MarshalIndent(build(absent), "", " "); err != nil || valid(s, src) == nil {
			if _, err := Parse(src); err != nil && !slices.Contains(together, path) {
				t.Errorf("%s: without it: %v", path, err)
			}
		}
		for _, v := range shapes {
			src, err := json.MarshalIndent(build(v), "", " ")
			if err != nil {
				t.Fatal(err)
			}
			if valid(s, src) == nil {
				continue
			}
			tried++
			if p, err := Parse(src); err == nil {
				t.Errorf("%s: the schema refuses %#v, and it is read: %+v", path, v, p)
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d were tried", tried)
	}
}

// leastOf is what a value of each type needs to be read.
var leastOf = map[string]object{
	"Procedure": {"name": "own", "title": "Own", "version": "1", "language": "nl", "intake": object{"channels": []any{object{"name": "email"}}}},
	"Intake":    {"channels": []any{object{"name": "email"}}},
	"Channel":   {"name": "email"},
	"Body":      {"name": "court"},
	"Report":    {"every": "year"},
	"Deed":      {"do": "Bel", "does": "belt", "done": "Gebeld"},
	"Noun":      {"one": "klant", "the": "de klant", "many": "klanten"},
	"Avoided":   {"word": "klacht"},
	"Duty":      {"kind": "decision", "starts_on": "received", "done_by": []any{"told"}, "owner": "officer", "within": "2bd"},
	"Recommend": {"to": "management", "within": "2w"},
}

// together are keys that are written with another one or not at all.
var together = []string{"recommend.to", "recommend.within", "duties.within"}

// absent stands for a key that is left out.
var absent = new(int)

// everyKey gives for the path of each key what builds a file that has a value there.
func everyKey(t reflect.Type) map[string]func(any) any {
	keys := map[string]func(any) any{}
	for f := range t.Fields() {
		key := f.Tag.Get("yaml")
		put := func(v any) any {
			with := maps.Clone(leastOf[t.Name()])
			if with == nil {
				with = object{}
			}
			if with[key] = v; v == absent {
				delete(with, key)
			}
			if len(with) == 0 {
				return absent
			}
			return with
		}
		keys[key] = put
		of, inside := f.Type, put
		switch of.Kind() {
		case reflect.Slice:
			of, inside = of.Elem(), func(v any) any { return put(held(v, []any{v})) }
		case reflect.Map:
			known := slices.Concat(words[t.Name()+"."+key], []string{"x"}) // without words it takes any code
			of, inside = of.Elem(), func(v any) any { return put(held(v, object{known[0]: v})) }
		case reflect.Pointer:
			of = of.Elem()
		}
		if of != f.Type && of.Kind() != reflect.Struct {
			keys[key+"[]"] = inside
		}
		if of.Kind() == reflect.Struct && of != reflect.TypeFor[calendar.Period]() {
			for path, build := range everyKey(of) {
				keys[key+"."+path] = func(v any) any { return inside(build(v)) }
			}
		}
	}
	return keys
}

// held is what holds a value, left out with it.
func held(v, in any) any {
	if v == absent {
		return absent
	}
	return in
}
