package playground

import (
	"html/template"
	"net/url"
	"strings"
)

// scene is the message or view that blocks stand in.
type scene struct {
	*look
	scope string // of ids: view id or time of the message
	state values
	modal bool
	show  map[string]string   // errors by block
	typed map[string][]string // refused entries by block
}

// piece is one block on somebody's screen, or one element of it.
type piece struct {
	*scene
	Block, El obj
}

func (sc *scene) pieces(blocks []obj) []piece {
	ps := make([]piece, 0, len(blocks))
	for _, b := range blocks {
		ps = append(ps, piece{scene: sc, Block: b, El: b})
	}
	return ps
}

// Kind is the type of the block or element.
func (p piece) Kind() string { return text(p.El, "type") }

// DOM is the id of the piece in the page, the same after a redraw.
func (p piece) DOM(prefix string) string {
	return domID(prefix, p.scope, text(p.Block, "block_id"), text(p.El, "action_id"))
}

// In returns one child as a piece of the same block, nil when it is not there.
func (p piece) In(key string) *piece {
	c := child(p.El, key)
	if c == nil {
		return nil
	}
	return &piece{p.scene, p.Block, c}
}

// All returns the children under a key.
func (p piece) All(key string) []piece {
	es, _ := objects(list(p.El, key))
	ps := make([]piece, 0, len(es))
	for _, e := range es {
		ps = append(ps, piece{p.scene, p.Block, e})
	}
	return ps
}

// Str is a plain field.
func (p piece) Str(key string) string { return text(p.El, key) }

// Flag is a yes or no.
func (p piece) Flag(key string) bool { return flag(p.El, key) }

// Plain is the text of a text object, or the field itself when it is a string.
func (p piece) Plain(key string) string {
	if s := text(p.El, key); s != "" {
		return s
	}
	return plainText(p.El, key)
}

// HTML renders a text object by its kind.
func (p piece) HTML(key string) template.HTML { return p.rich(child(p.El, key)) }

// Self renders an element that is a text object itself.
func (p piece) Self() template.HTML { return p.rich(p.El) }

func (p piece) rich(o obj) template.HTML {
	w := prose{p: p.Person, verbatim: flag(o, "verbatim")}
	if text(o, "type") == "mrkdwn" {
		return w.mrkdwn(text(o, "text"))
	}
	return w.plain(text(o, "text"))
}

// Markdown renders the text of a markdown block as far as marks agree.
func (p piece) Markdown() template.HTML { return prose{p: p.Person}.mrkdwn(text(p.El, "text")) }

// Readable is the text of a block that has no picture of its own here.
func (p piece) Readable() template.HTML {
	return prose{p: p.Person}.plain(p.Person.Blocks([]obj{p.El}))
}

// Picture is the address of an image that lies in this Slack, "" for one outside:
// the page loads nothing from elsewhere.
func (p piece) Picture() string {
	f := child(p.El, "slack_file")
	id := text(f, "id")
	if _, last, ok := strings.Cut(text(f, "url"), "/files-pri/"); ok {
		_, id, _ = strings.Cut(strings.Split(last, "/")[0], "-")
	}
	if file, ok := p.files[id]; ok && file.Picture() {
		return p.Root + "file/" + id
	}
	return ""
}

// Press is what a form sends when the element is pressed.
func (p piece) Press() string { return "press/" + p.spot() }

// PressOption is what a form sends when one line of an overflow menu is.
func (p piece) PressOption(value string) string { return p.Press() + "/" + url.PathEscape(value) }

// ActionID and Carries name the element for whoever points at it.
func (p piece) ActionID() string { return text(p.El, "action_id") }
func (p piece) Carries() string  { return text(p.El, "value") }

// Change is what a form sends when an input that acts is changed.
func (p piece) Change() string { return "changed/" + url.PathEscape(text(p.Block, "block_id")) }

func (p piece) spot() string {
	return url.PathEscape(text(p.Block, "block_id")) + "/" + url.PathEscape(text(p.El, "action_id"))
}

// Link is where a link button leads, "" for any other.
func (p piece) Link() string {
	u := text(p.El, "url")
	if strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		return u
	}
	return ""
}
