package playground

import "ombud/bot/limits"

// view is one modal or Home of one person.
type view struct {
	id, kind, user string
	hash           string
	root, previous string
	external       string
	raw            obj // as the app sent it
	blocks         []obj
	state          values
	offered        map[string][]obj // by block and action: options the app suggested last
}

// readView checks the JSON of a view, kind modal or home.
func (s *Slack) readView(c *call, kind string) (obj, error) {
	v, err := c.args.value("view")
	if err != nil {
		return nil, invalid("invalid_arguments", "must provide an object [json-pointer:/view]")
	}
	raw, ok := v.(obj)
	if !ok {
		return nil, invalid("invalid_arguments", "must provide an object [json-pointer:/view]")
	}
	return raw, s.checkView(c, raw, kind)
}

// checkView refuses a view that Slack would not show, whether it comes in a call or in
// the answer to a submission.
func (s *Slack) checkView(c *call, raw obj, kind string) error {
	if err := checkView(raw, kind); err != nil {
		return err
	}
	blocks, _ := objects(list(raw, "blocks"))
	if len(spots(blocks, func(p spot) bool { return p.kind() == "file_input" })) > 0 {
		return s.need(c, "files:read")
	}
	return nil
}

func checkView(raw obj, kind string) error {
	b := encode(raw)
	if len(b) > limits.MaxViewBytes {
		return fail("view_too_large")
	}
	if text(raw, "type") != kind {
		return invalid("invalid_arguments", "must be "+kind+" [json-pointer:/view/type]")
	}
	check := limits.CheckModal
	if kind == "home" {
		check = limits.CheckHome
	}
	problems := check(b)
	for i := range problems {
		problems[i].Path = "/view" + problems[i].Path
	}
	return refuse("invalid_arguments", problems)
}

// newView makes a view for a person's screen, not shown yet.
func (s *Slack) newView(kind, user string, raw obj) (*view, error) {
	v := &view{id: s.id("V"), kind: kind, user: user, state: values{}, offered: map[string][]obj{}}
	v.root = v.id
	if err := s.claim(v, text(raw, "external_id")); err != nil {
		return nil, err
	}
	s.fillView(v, raw)
	s.views[v.id] = v
	return v, nil
}

// claim takes an external id, which is unique in the workspace.
func (s *Slack) claim(v *view, external string) error {
	if external == "" {
		v.external = ""
		return nil
	}
	for _, other := range s.views {
		if other != v && other.external == external {
			return fail("duplicate_external_id")
		}
	}
	v.external = external
	return nil
}

// fillView gives a view its content. What the person entered stays where the new
// content has an element of the same kind with the same block and action id, even
// when it brings another initial value.
func (s *Slack) fillView(v *view, raw obj) {
	blocks, _ := objects(list(raw, "blocks"))
	v.raw, v.blocks, v.hash = raw, s.named(blocks), s.hash()
	old := v.state
	v.state = values{}
	for _, p := range spots(v.blocks, func(p spot) bool { _, ok := stateKinds[p.kind()]; return ok }) {
		kept, ok := old.get(p)
		if !ok || text(kept, "type") != p.kind() || !v.stillOffered(p, kept) {
			kept = initial(p.element)
		}
		v.state.set(p, kept)
	}
}

// stillOffered tells whether a kept choice is among the options of the new content.
func (v *view) stillOffered(p spot, kept obj) bool {
	os := options(p.element)
	if os == nil {
		return true
	}
	for _, o := range chosen(kept) {
		if _, ok := findOption(os, text(o, "value")); !ok {
			return false
		}
	}
	return true
}

// viewJSON is the view object of API and payloads; the state is copied.
func (s *Slack) viewJSON(v *view) obj {
	j := obj{
		"id": v.id, "team_id": s.cfg.TeamID, "type": v.kind, "blocks": v.blocks, "hash": v.hash,
		"private_metadata": text(v.raw, "private_metadata"), "callback_id": text(v.raw, "callback_id"),
		"state": obj{"values": v.state.copied()}, "root_view_id": v.root, "previous_view_id": nil,
		"app_id": s.cfg.AppID, "external_id": v.external, "app_installed_team_id": s.cfg.TeamID, "bot_id": s.cfg.BotID,
		"clear_on_close": flag(v.raw, "clear_on_close"), "notify_on_close": flag(v.raw, "notify_on_close"),
		"title": normalText(v.raw, "title"), "submit": normalText(v.raw, "submit"), "close": normalText(v.raw, "close"),
	}
	if v.kind == "home" {
		j["title"] = obj{"type": "plain_text", "text": "View Title", "emoji": true}
	}
	if v.previous != "" {
		j["previous_view_id"] = v.previous
	}
	return j
}

func normalText(raw obj, key string) any {
	if t := child(raw, key); t != nil {
		return normal(t)
	}
	return nil
}
