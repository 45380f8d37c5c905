package limits

import (
	"encoding/json"
	"fmt"
)

// Surface is where blocks are shown; it decides which of them are allowed.
type Surface string

// The three surfaces of an app.
const (
	InMessage Surface = "message"
	InModal   Surface = "modal"
	InHome    Surface = "home"
)

// Problem is one thing Slack would refuse.
type Problem struct {
	Path  string // JSON pointer to the culprit, "" for the whole
	Error string // what is wrong, in English, for a developer
}

func (p Problem) String() string { return p.Path + ": " + p.Error }

// CheckModal returns what Slack would refuse in the JSON of a modal, nil when
// nothing.
func CheckModal(raw []byte) []Problem { return checkView(raw, InModal, modalKeys) }

// CheckHome returns what Slack would refuse in the JSON of a Home view, nil when
// nothing.
func CheckHome(raw []byte) []Problem { return checkView(raw, InHome, homeKeys) }

// CheckBlocks returns what Slack would refuse in a JSON array of blocks shown on
// s, nil when nothing.
func CheckBlocks(raw []byte, s Surface) []Problem {
	c := newChecker(s)
	if v, ok := c.decode(raw); ok {
		c.blocks("", v)
	}
	return c.problems
}

// CheckMessage returns what Slack would refuse in a new message of this text and
// JSON array of blocks (empty for none), nil when nothing.
func CheckMessage(text string, blocks []byte) []Problem {
	return checkMessage(text, blocks, MaxMessageText)
}

// CheckEdit is CheckMessage for an edited message, whose text must be shorter.
func CheckEdit(text string, blocks []byte) []Problem {
	return checkMessage(text, blocks, MaxEditText)
}

// CheckOptions returns what Slack would refuse in the answer to a menu that asks
// for its options, nil when nothing.
func CheckOptions(raw []byte) []Problem {
	c := newChecker(InModal)
	if v, ok := c.decode(raw); ok {
		object(keys{
			"options":       {check: list(0, MaxOptions, option(plain))},
			"option_groups": {check: list(0, MaxOptionGroups, optionGroup)},
		})(c, "", v)
		if m, _ := v.(map[string]any); (m["options"] == nil) == (m["option_groups"] == nil) {
			c.add("", "needs either options or option_groups")
		}
	}
	return c.problems
}

// CountPrimary returns how many buttons with the primary style the JSON (blocks,
// a view, any JSON) holds; 0 when it cannot be read.
func CountPrimary(raw []byte) int {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return 0
	}
	return countPrimary(v)
}

func countPrimary(v any) (n int) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			n += countPrimary(e)
		}
	case map[string]any:
		if v["type"] == "button" && v["style"] == "primary" {
			n++
		}
		for _, e := range v {
			n += countPrimary(e)
		}
	}
	return n
}

func checkMessage(text string, blocks []byte, most int) []Problem {
	c := newChecker(InMessage)
	if n := Length(text); n > most {
		c.add("/text", "must be at most %d characters, has %d", most, n)
	}
	var v any
	if len(blocks) > 0 {
		var ok bool
		if v, ok = c.decode(blocks); !ok {
			return c.problems
		}
	}
	if list, isList := v.([]any); v == nil || isList && len(list) == 0 {
		if text == "" {
			c.add("", "needs text or blocks")
		}
		return c.problems
	}
	c.blocks("/blocks", v)
	return c.problems
}

func checkView(raw []byte, s Surface, k keys) []Problem {
	c := newChecker(s)
	if len(raw) > MaxViewBytes {
		c.add("", "must be at most %d bytes, has %d", MaxViewBytes, len(raw))
	}
	if v, ok := c.decode(raw); ok {
		object(k)(c, "", v)
		if m, _ := v.(map[string]any); s == InModal && c.inputs > 0 && m["submit"] == nil {
			c.add("/submit", "is required when the view holds an input")
		}
	}
	if c.focused > 1 {
		c.add("", "only one element may have focus_on_load, %d have", c.focused)
	}
	return c.problems
}

// checker walks one view or message and gathers what is wrong.
type checker struct {
	surface  Surface
	problems []Problem
	blockIDs map[string]string // id to the path that has it
	inputs   int
	focused  int
	tables   int
	markdown int
}

func newChecker(s Surface) *checker {
	return &checker{surface: s, blockIDs: map[string]string{}}
}

func (c *checker) add(path, format string, args ...any) {
	c.problems = append(c.problems, Problem{Path: path, Error: fmt.Sprintf(format, args...)})
}

func (c *checker) decode(raw []byte) (any, bool) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		c.add("", "is not JSON: %v", err)
		return nil, false
	}
	return v, true
}
