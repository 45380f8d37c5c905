package playground

import (
	"regexp"
	"strings"
	"time"
)

// Text returns a message as the person reads it: its blocks, or its text when it
// has none; mentions by name, dates in the person's zone.
func (p *Person) Text(m Message) string {
	if len(m.Blocks) == 0 {
		return p.Read(m.Text)
	}
	return p.Blocks(m.Blocks)
}

// ViewText returns the title, the blocks and the buttons of a view, "" for nil.
func (p *Person) ViewText(v *View) string {
	if v == nil {
		return ""
	}
	lines := []string{v.Title, p.Blocks(v.Blocks)}
	for _, b := range []string{v.Submit, v.Close} {
		if b != "" {
			lines = append(lines, "["+b+"]")
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// Blocks returns the readable text of blocks, one line for each text; buttons and
// menus stand in brackets.
func (p *Person) Blocks(blocks []obj) string {
	var lines []string
	for _, b := range blocks {
		p.gather(b, &lines)
	}
	return strings.Join(lines, "\n")
}

// gather walks the parts of a block in the order a reader meets them.
func (p *Person) gather(o obj, lines *[]string) {
	if t, ok := o["text"].(string); ok {
		if text(o, "type") != "plain_text" {
			t = p.Read(t)
		}
		*lines = append(*lines, t)
		return
	}
	if text(o, "type") == "button" {
		*lines = append(*lines, "["+plainText(o, "text")+"]")
		return
	}
	for _, key := range []string{"title", "label", "text", "fields", "accessory", "element", "elements", "rows", "placeholder", "options", "option_groups", "description", "hint", "alt_text"} {
		switch v := o[key].(type) {
		case obj:
			p.gather(v, lines)
		case []any:
			p.gatherAll(v, lines)
		case string:
			if key == "alt_text" || key == "title" {
				*lines = append(*lines, v)
			}
		}
	}
}

func (p *Person) gatherAll(l []any, lines *[]string) {
	for _, e := range l {
		switch e := e.(type) {
		case obj:
			p.gather(e, lines)
		case []any:
			p.gatherAll(e, lines)
		}
	}
}

var angled = regexp.MustCompile(`<([^<>]+)>`)

// Read returns mrkdwn as the person reads it: mentions, links and dates resolved
// and entities unescaped. Asterisks and the like stay.
func (p *Person) Read(mrkdwn string) string {
	s := angled.ReplaceAllStringFunc(mrkdwn, func(tag string) string { return p.resolve(tag[1 : len(tag)-1]) })
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}

func (p *Person) resolve(tag string) string {
	target, label, labelled := strings.Cut(tag, "|")
	switch {
	case strings.HasPrefix(target, "!date^"):
		return p.date(target, label)
	case strings.HasPrefix(target, "@"):
		if u, ok := p.s.User(target[1:]); ok {
			return "@" + u.shown()
		}
		return "@" + target[1:]
	case strings.HasPrefix(target, "#"):
		if ch, ok := p.s.Channel(target[1:]); ok && !labelled {
			label = ch.Name
		}
		return "#" + label
	case strings.HasPrefix(target, "!"):
		return "@" + strings.TrimPrefix(target, "!")
	case labelled && label != "":
		return label
	}
	return target
}

// zone is where the person's clock stands.
func (p *Person) zone() *time.Location {
	u, ok := p.s.User(p.id)
	if !ok {
		return time.UTC
	}
	return u.zone()
}
