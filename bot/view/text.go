package view

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// Escape makes typed text safe inside mrkdwn: the three characters that Slack
// gives a meaning are written as entities, so that <!channel> and <@U1> are
// shown literally; control characters and marks that turn the reading
// direction are dropped.
func Escape(s string) string {
	return entities.Replace(clean(s))
}

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// clean drops what no reader can see but what can break or disguise a text:
// control characters other than line feed and tab, direction marks and
// bytes that are no UTF-8.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == utf8.RuneError, unicode.IsControl(r):
			return -1
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
			return -1
		}
		return r
	}, s)
}

// cut shortens s to at most n UTF-16 units, the way Slack counts at its
// strictest, with an ellipsis, and never inside an entity.
func cut(s string, n int) string {
	if units(s) <= n {
		return s
	}
	used, end := 0, 0
	for i := 0; i < len(s); {
		size, width := piece(s[i:])
		if used+width > n-1 {
			break
		}
		used += width
		i += size
		end = i
	}
	return s[:end] + "…"
}

// piece measures the next character or entity: its bytes and UTF-16 units.
func piece(s string) (size, width int) {
	if s[0] == '&' {
		if semi := strings.IndexByte(s, ';'); semi > 0 && semi <= 4 {
			return semi + 1, semi + 1
		}
	}
	r, size := utf8.DecodeRuneInString(s)
	if r > 0xFFFF {
		return size, 2
	}
	return size, 1
}

// units counts s in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// split breaks escaped text into parts of at most n units, at a line or word
// end where one is near, for stories longer than one section may be.
func split(s string, n int) []string {
	var parts []string
	for units(s) > n {
		used, end, space := 0, 0, 0
		for i := 0; i < len(s); {
			size, width := piece(s[i:])
			if used+width > n {
				break
			}
			used += width
			i += size
			end = i
			if s[i-1] == ' ' || s[i-1] == '\n' {
				space = i
			}
		}
		if space > end/2 {
			end = space
		}
		parts = append(parts, strings.TrimRight(s[:end], " \n"))
		s = s[end:]
	}
	if s != "" || len(parts) == 0 {
		parts = append(parts, s)
	}
	return parts
}

func plain(s string, n int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, cut(clean(s), n), false, false)
}

func mrkdwn(s string, n int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, cut(s, n), false, false)
}
