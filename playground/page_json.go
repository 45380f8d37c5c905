package playground

import (
	"cmp"
	"html"
	"html/template"
	"slices"
	"strings"
)

// leading are the keys that say what an object is; the rest follow by the alphabet.
var leading = []string{"type", "callback_id", "channel", "thread_ts", "block_id", "action_id", "title", "text", "label", "value"}

// readableJSON writes JSON for people: indented, what a thing is before what it
// holds, keys and strings marked. Short objects stay on one line.
func readableJSON(v any) template.HTML {
	var b strings.Builder
	writeJSONHTML(&b, v, "")
	return template.HTML(b.String()) // every text is escaped where it is written
}

// oneLine is how long a value may be to stay on its line.
const oneLine = 76

func writeJSONHTML(b *strings.Builder, v any, indent string) {
	switch v := v.(type) {
	case obj:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) })
		writeMany(b, "{", "}", len(keys), indent, fits(v), func(i int, deeper string) {
			b.WriteString(`<span class="k">` + html.EscapeString(string(encode(keys[i]))) + `</span>: `)
			writeJSONHTML(b, v[keys[i]], deeper)
		})
	case []obj:
		writeMany(b, "[", "]", len(v), indent, false, func(i int, deeper string) { writeJSONHTML(b, v[i], deeper) })
	case []any:
		writeMany(b, "[", "]", len(v), indent, fits(v), func(i int, deeper string) { writeJSONHTML(b, v[i], deeper) })
	case string:
		b.WriteString(`<span class="s">` + html.EscapeString(string(encode(v))) + `</span>`)
	default:
		b.WriteString(html.EscapeString(string(encode(v))))
	}
}

func fits(v any) bool { return len(encode(v)) <= oneLine }

func writeMany(b *strings.Builder, open, shut string, n int, indent string, short bool, one func(i int, deeper string)) {
	deeper, before, after := indent+"  ", "\n"+indent+"  ", "\n"+indent
	if short || n == 0 {
		deeper, before, after = indent, "", ""
	}
	b.WriteString(open)
	for i := range n {
		if i > 0 {
			b.WriteString(",")
			if before == "" {
				b.WriteString(" ")
			}
		}
		b.WriteString(before)
		one(i, deeper)
	}
	b.WriteString(after + shut)
}

func rank(key string) int {
	if i := slices.Index(leading, key); i >= 0 {
		return i
	}
	return len(leading)
}
