package playground

import (
	"html"
	"html/template"
	"strings"
)

// prose turns the texts of messages and views into HTML for one reader. All that
// anybody typed is escaped; only tags written here come out.
type prose struct {
	p        *Person
	verbatim bool // no links where nobody made one
}

// plain returns a text without marks: escaped, with emoji and line breaks.
func (w prose) plain(s string) template.HTML {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = emojiCode.ReplaceAllStringFunc(html.EscapeString(l), func(c string) string {
			if shown, ok := pictogram(c); ok {
				return shown
			}
			return c
		})
	}
	return template.HTML(strings.Join(lines, "<br>")) // escaped above
}

// mrkdwn returns a text with Slack's marks as HTML.
func (w prose) mrkdwn(s string) template.HTML {
	var b strings.Builder
	parts := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "```")
	if len(parts)%2 == 0 { // an unclosed fence is text
		n := len(parts)
		parts = append(parts[:n-2:n-2], parts[n-2]+"```"+parts[n-1])
	}
	for i, part := range parts {
		if i%2 == 1 {
			b.WriteString("<pre>" + literal(strings.Trim(part, "\n")) + "</pre>")
		} else {
			w.paragraphs(&b, part)
		}
	}
	return template.HTML(b.String()) // escaped where it is written
}

// paragraphs groups lines into quotations, lists and the rest.
func (w prose) paragraphs(b *strings.Builder, s string) {
	lines := strings.Split(strings.Trim(s, "\n"), "\n")
	for i := 0; i < len(lines); {
		kind, j := kindOf(lines[i]), i
		var in []string
		for ; j < len(lines) && kindOf(lines[j]) == kind; j++ {
			in = append(in, w.inline(strings.TrimPrefix(unmarked(lines[j], kind), " "), ""))
		}
		switch kind {
		case "quote":
			b.WriteString("<blockquote>" + strings.Join(in, "<br>") + "</blockquote>")
		case "list":
			b.WriteString("<ul><li>" + strings.Join(in, "</li><li>") + "</li></ul>")
		default:
			b.WriteString(strings.Join(in, "<br>"))
		}
		i = j
	}
}

func kindOf(line string) string {
	switch {
	case strings.HasPrefix(line, ">"), strings.HasPrefix(line, "&gt;"):
		return "quote"
	case strings.HasPrefix(line, "• "), strings.HasPrefix(line, "- "):
		return "list"
	}
	return ""
}

func unmarked(line, kind string) string {
	switch kind {
	case "quote":
		line = strings.TrimPrefix(line, "&gt;")
		return strings.TrimPrefix(line, ">")
	case "list":
		return strings.TrimPrefix(strings.TrimPrefix(line, "•"), "-")
	}
	return line
}
