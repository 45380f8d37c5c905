package playground

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// obj is any JSON object. What is stored of the app is never changed in place, so
// copies may share the parts.
type obj = map[string]any

// decode reads JSON keeping numbers as they were written.
func decode(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return v, nil
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n")
}

func text(o obj, key string) string {
	s, _ := o[key].(string)
	return s
}

func child(o obj, key string) obj {
	c, _ := o[key].(obj)
	return c
}

func list(o obj, key string) []any {
	l, _ := o[key].([]any)
	return l
}

func flag(o obj, key string) bool {
	b, _ := o[key].(bool)
	return b
}

func number(o obj, key string, d int) int {
	if n, ok := o[key].(json.Number); ok {
		if i, err := strconv.Atoi(n.String()); err == nil {
			return i
		}
	}
	return d
}

// objects returns the JSON objects of a list and whether it held nothing else.
func objects(l []any) ([]obj, bool) {
	os := make([]obj, 0, len(l))
	for _, v := range l {
		o, ok := v.(obj)
		if !ok {
			return os, false
		}
		os = append(os, o)
	}
	return os, true
}

// plainText returns the text of a text object.
func plainText(o obj, key string) string { return text(child(o, key), "text") }
