package complaint

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"ombud/procedure"
)

// Mentions tells whether each of the words, already folded, stands in what this
// person may read of the case: what was filed, and what was said and written
// since, as it stands.
func (c *Case) Mentions(p Person, words []string, at time.Time) bool {
	if !c.MaySee(p, PartFiling, at) {
		return false
	}
	var text strings.Builder
	all, gone := c.MaySee(p, PartAnswer, at), c.replaced()
	for n, raw := range c.Entries {
		if n == c.filingEntry || all && !gone[n] {
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

// replaced are the entries, by their number, that count no more: a correction put other
// words in their place, or the duplicate that brought them went its own way. They are read
// in the file, and nothing is found by them.
func (c *Case) replaced() map[int]bool {
	gone, newest := map[int]bool{}, map[Fact]int{}
	for _, e := range c.Events {
		was := c.Written(e)
		switch {
		case c.WentBack(e), e.Entry < 0:
			gone[was.Entry], gone[was.Data.Belated] = true, e.Entry >= 0
		case e.Kind == Corrected:
			fact := Fact{FactCode(e.Data.Why), e.Data.Event}
			gone[newest[fact]], newest[fact] = true, e.Entry
			gone[e.Entry] = new(Filing).words(fact.Code) != nil && e.Entry != c.filingEntry
		case slices.Contains([]Kind{Received, TextCorrected, ReachFound, DetailsChecked}, e.Kind):
			gone[e.Entry] = e.Entry != c.filingEntry
		}
	}
	return gone
}

// formerWords are the names of what a correction keeps of the words before.
var formerWords = []string{"correction_old", "contact_before"}

// gather writes every text of a JSON value, a line each, so that no word is
// made of the end of one and the beginning of another.
func gather(v any, into *strings.Builder) {
	switch v := v.(type) {
	case string:
		into.WriteString(v)
		into.WriteByte('\n')
	case map[string]any:
		for name, item := range v {
			if !slices.Contains(formerWords, name) {
				gather(item, into)
			}
		}
	case []any:
		for _, item := range v {
			gather(item, into)
		}
	}
}
