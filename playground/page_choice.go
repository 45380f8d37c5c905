package playground

import (
	"html/template"
	"slices"
	"strings"
)

// choice is one line of a menu on the page.
type choice struct {
	Value, Text string
	HTML, Note  template.HTML
	Chosen      bool
}

// group is a part of a menu, without a label when it has only one.
type group struct {
	Label   string
	Choices []choice
}

// Groups are the lines the element offers.
func (p piece) Groups() []group {
	gs, _ := objects(list(p.El, "option_groups"))
	if len(gs) == 0 {
		return []group{{Choices: p.Choices()}}
	}
	var out []group
	for _, g := range gs {
		os, _ := objects(list(g, "options"))
		out = append(out, group{plainText(g, "label"), p.choices(os)})
	}
	return out
}

// Choices are the lines the element offers, people and channels among them.
func (p piece) Choices() []choice {
	switch {
	case strings.Contains(p.Kind(), "users_select"):
		return p.folk()
	case strings.Contains(p.Kind(), "conversations_select"), strings.Contains(p.Kind(), "channels_select"):
		var out []choice
		for _, ch := range p.Person.Channels() {
			if ch.User == "" {
				out = append(out, choice{Value: ch.ID, Text: "#" + ch.Name, Chosen: slices.Contains(p.Values(), ch.ID)})
			}
		}
		return out
	}
	return p.choices(options(p.El))
}

func (p piece) choices(os []obj) []choice {
	held := p.Values()
	out := make([]choice, 0, len(os))
	for _, o := range os {
		out = append(out, choice{
			Value: text(o, "value"), Text: plainText(o, "text"), HTML: p.rich(child(o, "text")),
			Note: p.rich(child(o, "description")), Chosen: slices.Contains(held, text(o, "value")),
		})
	}
	return out
}

// folk are the people Slack's menus list: all but the deactivated.
func (p piece) folk() []choice {
	var out []choice
	for _, u := range p.people {
		if !u.Deleted {
			out = append(out, choice{
				Value: u.ID, Text: u.shown(), HTML: prose{}.plain(u.shown()), Note: prose{}.plain(u.Title),
				Chosen: slices.Contains(p.Values(), u.ID),
			})
		}
	}
	slices.SortFunc(out, func(a, b choice) int { return strings.Compare(a.Text+a.Value, b.Text+b.Value) })
	return out
}
