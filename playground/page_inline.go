package playground

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	emojiCode = regexp.MustCompile(`:[a-z0-9_+-]+:`)
	caseLike  = regexp.MustCompile(`^[A-Z]{1,10}-[0-9]{4}-[0-9]{4,9}`)
	webLink   = regexp.MustCompile(`^https?://[^\s<>|]+`)
	marks     = map[byte]string{'*': "strong", '_': "em", '~': "s"}
)

// inline writes one line. open are the marks it stands within.
func (w prose) inline(s, open string) string {
	var b strings.Builder
	var hopeless string // marks that close nowhere further on
	for i := 0; i < len(s); {
		out, n := w.special(s, i)
		if n == 0 && marks[s[i]] != "" && !strings.Contains(open+hopeless, s[i:i+1]) && opens(s, i) {
			if end := closing(s, i); end > 0 {
				tag := marks[s[i]]
				out, n = "<"+tag+">"+w.inline(s[i+1:end], open+s[i:i+1])+"</"+tag+">", end+1-i
			} else {
				hopeless += s[i : i+1]
			}
		}
		if n == 0 {
			n = letter(s[i:])
			out = literal(s[i : i+n])
		}
		b.WriteString(out)
		i += n
	}
	return b.String()
}

// special writes code, a tag, an emoji or a bare link that begins at i, and tells
// how long it was: 0 for none of these.
func (w prose) special(s string, i int) (string, int) {
	rest := s[i:]
	switch s[i] {
	case '`':
		if n := strings.IndexByte(rest[1:], '`'); n > 0 {
			return "<code>" + literal(rest[1:1+n]) + "</code>", n + 2
		}
	case '<':
		if n := strings.IndexByte(rest, '>'); n > 1 && !strings.Contains(rest[1:n], "<") {
			return w.tag(rest[1:n]), n + 1
		}
	case ':':
		code := emojiCode.FindString(rest[:min(len(rest), 60)])
		if shown, ok := pictogram(code); ok && strings.HasPrefix(rest, code) {
			return shown, len(code)
		}
	case 'h':
		if w.verbatim || !bounded(s, i) {
			return "", 0
		}
		if url := strings.TrimRight(webLink.FindString(rest), ".,;:!?)*_~`"); len(url) > len("https://") {
			return link(url, url), len(url)
		}
	default: // a number that is read as one does not break over two lines
		if n := len(caseLike.FindString(rest)); n > 0 && bounded(s, i) {
			return `<span class="num">` + rest[:n] + "</span>", n
		}
	}
	return "", 0
}

// letter is the length of the first character; an escaped one counts as one.
func letter(s string) int {
	for _, e := range []string{"&amp;", "&lt;", "&gt;"} {
		if strings.HasPrefix(s, e) {
			return len(e)
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return n
}

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// literal is a text as Slack stores it, made safe for HTML.
func literal(s string) string { return html.EscapeString(unescape.Replace(s)) }

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// bounded tells whether no word runs up to position i.
func bounded(s string, i int) bool {
	before, n := utf8.DecodeLastRuneInString(s[:i])
	return n == 0 || !word(before)
}

func opens(s string, i int) bool {
	after, n := utf8.DecodeRuneInString(s[i+1:])
	return bounded(s, i) && n > 0 && !unicode.IsSpace(after) && after != rune(s[i])
}

// closing finds the mark that closes the one at i, not inside code or tags; 0 for
// none.
func closing(s string, i int) int {
	for j := i + 1; j < len(s); j++ {
		switch s[j] {
		case '`':
			if n := strings.IndexByte(s[j+1:], '`'); n > 0 {
				j += n + 1
			}
		case '<':
			if n := strings.IndexByte(s[j:], '>'); n > 0 {
				j += n
			}
		case s[i]:
			before, _ := utf8.DecodeLastRuneInString(s[:j])
			after, n := utf8.DecodeRuneInString(s[j+1:])
			if j > i+1 && !unicode.IsSpace(before) && (n == 0 || !word(after)) {
				return j
			}
		}
	}
	return 0
}

// pictogram shows a known :code: with its name for those who do not see it.
func pictogram(code string) (string, bool) {
	name := strings.Trim(code, ":")
	shown, ok := emoji[name]
	if !ok {
		return "", false
	}
	return `<span class="emoji" role="img" aria-label="` + html.EscapeString(strings.ReplaceAll(name, "_", " ")) + `">` + shown + `</span>`, true
}

// tag writes what stood between angle brackets.
func (w prose) tag(t string) string {
	target, label, _ := strings.Cut(t, "|")
	shown := html.EscapeString(unescape.Replace(w.p.resolve(t)))
	switch {
	case strings.HasPrefix(target, "!date^"):
		return "<time>" + shown + "</time>"
	case target == "@"+w.p.id:
		return `<span class="mention me">` + shown + `</span>`
	case strings.HasPrefix(target, "@"), strings.HasPrefix(target, "#"), strings.HasPrefix(target, "!"):
		return `<span class="mention">` + shown + `</span>`
	}
	if label == "" {
		label = strings.TrimPrefix(target, "mailto:")
	}
	return link(target, label)
}

// link writes a link to the web or to a mailbox; any other target is only named.
func link(target, label string) string {
	t := unescape.Replace(target)
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(t, scheme) {
			return `<a href="` + html.EscapeString(t) + `" target="_blank" rel="noopener noreferrer">` + literal(label) + `</a>`
		}
	}
	return literal(label)
}
