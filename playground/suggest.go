package playground

import "ombud/bot/limits"

// Option is one line of a menu.
type Option struct {
	Text        string `json:"text"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
}

// Options types a query in an external_select of the visible modal (or Home) and
// returns what the app suggests, which Fill can then choose. A query shorter than
// min_query_length (3 unless given) is refused. A failure of the app is an error.
func (p *Person) Options(blockID, query string) ([]Option, error) {
	var v *view
	var at spot
	var got []Option
	seen, err := p.act(KindOptions, func() (obj, error) {
		u, shown, err := p.onScreen()
		if err != nil {
			return nil, err
		}
		found := spots(shown.blocks, func(sp spot) bool {
			return sp.blockID() == blockID && (sp.kind() == "external_select" || sp.kind() == "multi_external_select")
		})
		if len(found) != 1 {
			return nil, p.refuse("no menu with suggestions in block %q", blockID)
		}
		v, at = shown, found[0]
		if least := number(at.element, "min_query_length", 3); limits.Length(query) < least {
			return nil, p.refuse("type at least %d characters", least)
		}
		return p.s.suggestion(u, v, at, query), nil
	}, func(a Answer, seen *Seen) {
		os, ok := suggested(a.Body)
		if !ok {
			seen.Failure = FailResponse
			return
		}
		v.offered[at.blockID()+"\x00"+at.actionID()] = os
		got = asOptions(os)
	})
	if err == nil && seen.Failure != "" {
		err = p.refuse("suggestions failed: %s", seen.Failure)
	}
	return got, err
}

func (s *Slack) suggestion(u *User, v *view, at spot, query string) obj {
	j := s.interaction("block_suggestion", u)
	j["container"] = obj{"type": "view", "view_id": v.id}
	j["action_id"], j["block_id"], j["value"] = at.actionID(), at.blockID(), query
	j["view"] = s.viewJSON(v)
	return j
}

// suggested reads an answer with options or option_groups.
func suggested(body []byte) ([]obj, bool) {
	v, err := decode(body)
	o, ok := v.(obj)
	if err != nil || !ok || len(limits.CheckOptions(body)) > 0 {
		return nil, false
	}
	return options(o), true
}

func asOptions(os []obj) []Option {
	list := make([]Option, 0, len(os))
	for _, o := range os {
		list = append(list, Option{plainText(o, "text"), text(o, "value"), plainText(o, "description")})
	}
	return list
}
