package playground

// Submit presses the submit button of the visible modal. When a required field is
// empty or a field is not as it must be, nothing is sent: Seen.Errors has the
// client's own words and the error is a *Refusal.
func (p *Person) Submit() (Seen, error) {
	var v *view
	var early Seen
	seen, err := p.act(KindInteraction, func() (obj, error) {
		u, top, err := p.modal()
		if err != nil {
			return nil, err
		}
		if child(top.raw, "submit") == nil {
			return nil, p.refuse("the modal has no submit button")
		}
		if early.Errors = unfinished(top); len(early.Errors) > 0 {
			p.look(&early, p.s.lastMicro)
			return nil, p.refuse("the form is not complete: %v", early.Errors)
		}
		v = top
		return p.s.submission(u, top), nil
	}, func(a Answer, seen *Seen) { p.submitted(v, a, seen) })
	if len(early.Errors) > 0 {
		return early, err
	}
	return seen, err
}

func (s *Slack) submission(u *User, v *view) obj {
	j := s.interaction("view_submission", u)
	j["view"], j["response_urls"] = s.viewJSON(v), []any{}
	j["trigger_id"] = s.newTrigger(u.ID, openModal(v))
	return j
}

// submitted does what the app answered to a submission. An empty answer closes the
// view. One that Slack cannot use leaves the form open with a general failure.
func (p *Person) submitted(v *view, a Answer, seen *Seen) {
	s := p.s
	if s.views[v.id] == nil {
		return // closed meanwhile
	}
	if len(a.Body) == 0 {
		s.pop(v)
		return
	}
	raw, err := decode(a.Body)
	o, ok := raw.(obj)
	if err != nil || !ok {
		seen.Failure = FailResponse
		return
	}
	if len(o) == 0 {
		s.pop(v)
		return
	}
	if !s.respond(p, v, o, seen) {
		seen.Failure = FailResponse
	}
}

// respond carries out a response_action and tells whether Slack could.
func (s *Slack) respond(p *Person, v *view, o obj, seen *Seen) bool {
	next := child(o, "view")
	switch text(o, "response_action") {
	case "clear":
		s.closeAll(p.id)
		return true
	case "update":
		return next != nil && s.checkView(&call{token: s.cfg.BotToken}, next, "modal") == nil && s.replace(v, next) == nil
	case "push":
		if next == nil || s.checkView(&call{token: s.cfg.BotToken}, next, "modal") != nil {
			return false
		}
		_, err := s.push(p.id, next)
		return err == nil
	case "errors":
		return fieldErrors(v, child(o, "errors"), seen)
	}
	return false
}

// fieldErrors shows errors under inputs; a key that is no input's block id spoils
// the whole answer.
func fieldErrors(v *view, errs obj, seen *Seen) bool {
	if len(errs) == 0 {
		return false
	}
	found := map[string]string{}
	for block, e := range errs {
		said, ok := e.(string)
		inputs := spots(v.blocks, func(sp spot) bool { return sp.blockID() == block && text(sp.block, "type") == "input" })
		if !ok || said == "" || len(inputs) == 0 {
			return false
		}
		found[block] = said
	}
	seen.Errors = found
	return true
}
