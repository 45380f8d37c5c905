package playground

import "ombud/bot/limits"

func (s *Slack) viewsOpen(c *call) (obj, error) {
	raw, err := s.readView(c, "modal")
	if err != nil {
		return nil, err
	}
	t, err := s.exchange(c.args.str("trigger_id"))
	if err != nil {
		return nil, err
	}
	v, err := s.newView("modal", t.user, raw)
	if err != nil {
		return nil, err
	}
	t.spent = true
	s.closeAll(t.user)
	s.screen(t.user).stack = []*view{v}
	s.changed(Change{Kind: "modal", User: t.user})
	return obj{"view": s.viewJSON(v)}, nil
}

func (s *Slack) viewsPush(c *call) (obj, error) {
	raw, err := s.readView(c, "modal")
	if err != nil {
		return nil, err
	}
	t, err := s.exchange(c.args.str("trigger_id"))
	if err != nil {
		return nil, err
	}
	if t.view == "" || !s.screen(t.user).shows(t.view) {
		return nil, fail("not_found")
	}
	v, err := s.push(t.user, raw)
	if err != nil {
		return nil, err
	}
	t.spent = true
	return obj{"view": s.viewJSON(v)}, nil
}

// push puts a new modal on top of the open ones.
func (s *Slack) push(user string, raw obj) (*view, error) {
	sc := s.screen(user)
	if len(sc.stack) >= limits.MaxViewStack {
		return nil, fail("push_limit_reached")
	}
	v, err := s.newView("modal", user, raw)
	if err != nil {
		return nil, err
	}
	if top := sc.top(); top != nil {
		v.root, v.previous = top.root, top.id
	}
	sc.stack = append(sc.stack, v)
	s.changed(Change{Kind: "modal", User: user})
	return v, nil
}

func (s *Slack) viewsUpdate(c *call) (obj, error) {
	id, external := c.args.str("view_id"), c.args.str("external_id")
	if id == "" && external == "" {
		return nil, invalid("invalid_arguments", "missing required field: view_id")
	}
	v := s.views[id]
	if id == "" {
		v = s.externalView(external)
	}
	if v == nil {
		return nil, fail("not_found")
	}
	raw, err := s.readView(c, v.kind)
	if err != nil {
		return nil, err
	}
	if h := c.args.str("hash"); h != "" && h != v.hash {
		return nil, fail("hash_conflict")
	}
	if err := s.replace(v, raw); err != nil {
		return nil, err
	}
	return obj{"view": s.viewJSON(v)}, nil
}

func (s *Slack) externalView(external string) *view {
	for _, v := range s.views {
		if v.external == external {
			return v
		}
	}
	return nil
}

// replace gives an open view new content.
func (s *Slack) replace(v *view, raw obj) error {
	external := text(raw, "external_id")
	if external == "" {
		external = v.external
	}
	if err := s.claim(v, external); err != nil {
		return err
	}
	s.fillView(v, raw)
	s.changed(Change{Kind: v.kind, User: v.user})
	return nil
}

func (s *Slack) viewsPublish(c *call) (obj, error) {
	if s.cfg.NoHome {
		return nil, fail("not_enabled")
	}
	u, ok := s.users.get(c.args.str("user_id"))
	if !ok || u.Bot || u.Deleted {
		return nil, invalid("invalid_arguments", "user_id not found [json-pointer:/user_id]")
	}
	raw, err := s.readView(c, "home")
	if err != nil {
		return nil, err
	}
	sc := s.screen(u.ID)
	if h := c.args.str("hash"); h != "" && (sc.home == nil || h != sc.home.hash) {
		return nil, fail("hash_conflict")
	}
	if sc.home == nil {
		if sc.home, err = s.newView("home", u.ID, raw); err != nil {
			return nil, err
		}
		s.changed(Change{Kind: "home", User: u.ID})
	} else if err := s.replace(sc.home, raw); err != nil {
		return nil, err
	}
	return obj{"view": s.viewJSON(sc.home)}, nil
}
