package limits

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// check looks at the value found at path.
type check func(c *checker, path string, v any)

// rule is what one key of an object must hold.
type rule struct {
	required bool
	check    check
}

// keys are all keys an object may have.
type keys map[string]rule

// kind says which text objects a place takes.
type kind int

const (
	plain kind = iota // plain_text only
	rich              // plain_text or mrkdwn
)

func object(k keys) check {
	return func(c *checker, path string, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			c.add(path, "must be an object")
			return
		}
		for _, name := range sorted(m) {
			r, known := k[name]
			if !known {
				c.add(path+"/"+pointer(name), "is not a key of this object")
			} else if r.check != nil {
				r.check(c, path+"/"+pointer(name), m[name])
			}
		}
		for _, name := range sorted(k) {
			if k[name].required && m[name] == nil {
				c.add(path+"/"+pointer(name), "is required")
			}
		}
	}
}

func list(least, most int, each check) check {
	return func(c *checker, path string, v any) {
		l, ok := v.([]any)
		if !ok {
			c.add(path, "must be a list")
			return
		}
		if len(l) < least || len(l) > most {
			c.add(path, "must have %d to %d items, has %d", least, most, len(l))
		}
		for i, e := range l {
			each(c, fmt.Sprintf("%s/%d", path, i), e)
		}
	}
}

func str(least, most int) check {
	return func(c *checker, path string, v any) {
		s, ok := v.(string)
		if !ok {
			c.add(path, "must be a string")
			return
		}
		if n := Length(s); n < least || n > most {
			c.add(path, "must be %d to %d characters, has %d", least, most, n)
		}
	}
}

func text(k kind, most int) check {
	shape := object(keys{
		"type":     {true, oneOf("plain_text", "mrkdwn")},
		"text":     {true, str(1, most)},
		"emoji":    {false, boolean},
		"verbatim": {false, boolean},
	})
	return func(c *checker, path string, v any) {
		shape(c, path, v)
		m, _ := v.(map[string]any)
		if m["type"] == "mrkdwn" && k == plain {
			c.add(path+"/type", "must be plain_text here")
		}
		if m["type"] == "mrkdwn" && m["emoji"] != nil {
			c.add(path+"/emoji", "belongs to plain_text only")
		}
	}
}

func boolean(c *checker, path string, v any) {
	if _, ok := v.(bool); !ok {
		c.add(path, "must be true or false")
	}
}

func integer(least, most int64) check {
	return func(c *checker, path string, v any) {
		n, ok := v.(float64)
		if !ok || n != float64(int64(n)) {
			c.add(path, "must be a whole number")
		} else if n < float64(least) || n > float64(most) {
			c.add(path, "must be %d to %d, is %d", least, most, int64(n))
		}
	}
}

func oneOf(words ...string) check {
	return func(c *checker, path string, v any) {
		if s, ok := v.(string); !ok || !slices.Contains(words, s) {
			c.add(path, "must be one of %s", strings.Join(words, ", "))
		}
	}
}

func pattern(re, meaning string) check {
	compiled := regexp.MustCompile(re)
	return func(c *checker, path string, v any) {
		if s, ok := v.(string); !ok || !compiled.MatchString(s) {
			c.add(path, "must be %s", meaning)
		}
	}
}

func anything(*checker, string, any) {}

var escapes = strings.NewReplacer("~", "~0", "/", "~1")

// pointer is a key as a JSON pointer spells it.
func pointer(key string) string { return escapes.Replace(key) }

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
