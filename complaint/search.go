package complaint

import (
	"encoding/json"
	"strings"
	"time"

	"ombud/procedure"
)

// Mentions tells whether each of the words, already folded, stands in what this
// person may read of the case: what was filed, and what was said and written
// since.
func (c *Case) Mentions(p Person, words []string, at time.Time) bool {
	if !c.MaySee(p, PartFiling, at) {
		return false
	}
	var text strings.Builder
	all := c.MaySee(p, PartAnswer, at)
	for n, raw := range c.Entries {
		if n == c.filingEntry || all {
			var entry any
			if json.Unmarshal(raw, &entry) == nil {
				gather(entry, &text)
			}
		}
	}
	folded := procedure.Fold(text.String())
	for _, w := range words {
		if !strings.Contains(folded, w) {
			return false
		}
	}
	return len(words) > 0
}

// gather writes every text of a JSON value, a line each, so that no word is
// made of the end of one and the beginning of another.
func gather(v any, into *strings.Builder) {
	switch v := v.(type) {
	case string:
		into.WriteString(v)
		into.WriteByte('\n')
	case map[string]any:
		for _, item := range v {
			gather(item, into)
		}
	case []any:
		for _, item := range v {
			gather(item, into)
		}
	}
}
