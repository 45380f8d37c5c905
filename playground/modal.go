package playground

import (
	"maps"
	"net/mail"
	"net/url"
	"slices"

	"ombud/bot/limits"
)

// modal returns the visible modal.
func (p *Person) modal() (*User, *view, error) {
	u, err := p.user()
	if err != nil {
		return nil, nil, err
	}
	v := p.s.screen(p.id).top()
	if v == nil {
		return nil, nil, p.refuse("no modal is open")
	}
	return u, v, nil
}

// Fill enters something in an input of the visible modal: a string, []string,
// time.Time, or the ids of own files (see Upload). Nil clears it. An input that
// dispatches sends block_actions at once; a text field only when it dispatches on
// every character (for Enter use PressInView).
func (p *Person) Fill(blockID string, entered any) (Seen, error) {
	p.s.mu.Lock()
	at, state, err := p.fill(blockID, entered)
	if err != nil || !dispatches(at) {
		var seen Seen
		p.look(&seen, p.s.lastMicro)
		p.s.mu.Unlock()
		return seen, err
	}
	p.s.mu.Unlock()
	return p.act(KindInteraction, func() (obj, error) {
		u, v, err := p.modal()
		if err != nil {
			return nil, err
		}
		return p.s.inView(u, v, at, state), nil
	}, nil)
}

func (p *Person) fill(blockID string, entered any) (spot, obj, error) {
	_, v, err := p.modal()
	if err != nil {
		return spot{}, nil, err
	}
	found := spots(v.blocks, func(sp spot) bool { return sp.blockID() == blockID && text(sp.block, "type") == "input" })
	if len(found) != 1 {
		return spot{}, nil, p.refuse("no input %q in the modal", blockID)
	}
	state, err := p.enter(found[0], v, entered)
	if err != nil {
		return found[0], nil, err
	}
	v.state.set(found[0], state)
	p.s.changed(Change{Kind: "modal", User: p.id})
	return found[0], state, nil
}

func dispatches(at spot) bool {
	if !flag(at.block, "dispatch_action") {
		return false
	}
	if !isText(at.kind()) {
		return true
	}
	for _, on := range list(child(at.element, "dispatch_action_config"), "trigger_actions_on") {
		if on == "on_character_entered" {
			return true
		}
	}
	return false
}

// FillAll fills several inputs in the order of their block ids; it is for forms
// that need no redraw in between.
func (p *Person) FillAll(entered map[string]any) error {
	for _, block := range slices.Sorted(maps.Keys(entered)) {
		if _, err := p.Fill(block, entered[block]); err != nil {
			return err
		}
	}
	return nil
}

// unfinished returns what the client itself says under the fields before it sends
// anything.
func unfinished(v *view) map[string]string {
	errs := map[string]string{}
	for _, at := range spots(v.blocks, func(sp spot) bool { return text(sp.block, "type") == "input" }) {
		state, _ := v.state.get(at)
		entered := text(state, "value")
		switch {
		case empty(state):
			if !flag(at.block, "optional") {
				errs[at.blockID()] = "Please complete this required field."
			}
		case limits.Length(entered) < number(at.element, "min_length", 0) && isText(at.kind()):
			errs[at.blockID()] = "Must be longer."
		case limits.Length(entered) > number(at.element, "max_length", limits.MaxInputText) && isText(at.kind()):
			errs[at.blockID()] = "Must be shorter."
		case at.kind() == "email_text_input" && !isEmail(entered):
			errs[at.blockID()] = "Must be a valid email address."
		case at.kind() == "url_text_input" && !isURL(entered):
			errs[at.blockID()] = "Must be a valid URL."
		}
	}
	return errs
}

func isEmail(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && u.Host != ""
}

// CloseView closes the visible modal. The app hears of it only when the modal
// asked for that; the answer is not used.
func (p *Person) CloseView() (Seen, error) {
	p.s.mu.Lock()
	u, v, err := p.modal()
	if err != nil {
		p.s.mu.Unlock()
		return Seen{}, err
	}
	j := p.s.interaction("view_closed", u)
	j["view"], j["is_cleared"] = p.s.viewJSON(v), flag(v.raw, "clear_on_close")
	if flag(v.raw, "clear_on_close") {
		p.s.closeAll(p.id)
	} else {
		p.s.pop(v)
	}
	var seen Seen
	p.look(&seen, p.s.lastMicro)
	p.s.mu.Unlock()
	if flag(v.raw, "notify_on_close") {
		p.s.deliver(KindInteraction, j, retry{})
	}
	return seen, nil
}
