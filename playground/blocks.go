package playground

import (
	"maps"
	"slices"
)

// named returns blocks as Slack stores them: with an id for each block and each
// element that has none, and with the defaults of text objects filled in.
func (s *Slack) named(blocks []obj) []obj {
	out := make([]obj, 0, len(blocks))
	for _, b := range blocks {
		b = normal(b).(obj)
		if text(b, "block_id") == "" {
			b["block_id"] = s.id("b")
		}
		for _, el := range elementsOf(b) {
			if text(el, "action_id") == "" && interactive[text(el, "type")] {
				el["action_id"] = s.id("a")
			}
		}
		out = append(out, b)
	}
	return out
}

// normal copies JSON deeply, adding emoji and verbatim to text objects.
func normal(v any) any {
	switch v := v.(type) {
	case []any:
		l := make([]any, len(v))
		for i, e := range v {
			l[i] = normal(e)
		}
		return l
	case obj:
		o := make(obj, len(v)+1)
		for k, e := range v {
			o[k] = normal(e)
		}
		if _, isText := o["text"].(string); isText && o["type"] == "plain_text" && o["emoji"] == nil {
			o["emoji"] = true
		} else if isText && o["type"] == "mrkdwn" && o["verbatim"] == nil {
			o["verbatim"] = false
		}
		return o
	}
	return v
}

// elementsOf returns what a person can act on in one block: the accessory of a
// section, the elements of an actions block, the element of an input.
func elementsOf(block obj) []obj {
	switch text(block, "type") {
	case "section":
		if a := child(block, "accessory"); a != nil {
			return []obj{a}
		}
	case "input":
		if e := child(block, "element"); e != nil {
			return []obj{e}
		}
	case "actions", "context_actions":
		es, _ := objects(list(block, "elements"))
		return es
	}
	return nil
}

// interactive are the elements that have an action id.
var interactive = map[string]bool{
	"button": true, "overflow": true, "workflow_button": true, "icon_button": true, "feedback_buttons": true,
}

func init() {
	for t := range stateKinds {
		interactive[t] = true
	}
}

// spot is one element in its block.
type spot struct {
	block, element obj
}

func (p spot) blockID() string  { return text(p.block, "block_id") }
func (p spot) actionID() string { return text(p.element, "action_id") }
func (p spot) kind() string     { return text(p.element, "type") }

// spots returns all elements of blocks for which ok holds.
func spots(blocks []obj, ok func(spot) bool) []spot {
	var found []spot
	for _, b := range blocks {
		for _, e := range elementsOf(b) {
			if p := (spot{b, e}); ok(p) {
				found = append(found, p)
			}
		}
	}
	return found
}

// options returns the options of an element, those in groups among them.
func options(el obj) []obj {
	all, _ := objects(list(el, "options"))
	groups, _ := objects(list(el, "option_groups"))
	for _, g := range groups {
		in, _ := objects(list(g, "options"))
		all = append(all, in...)
	}
	return all
}

func findOption(os []obj, value string) (obj, bool) {
	i := slices.IndexFunc(os, func(o obj) bool { return text(o, "value") == value })
	if i < 0 {
		return nil, false
	}
	return maps.Clone(os[i]), true
}
