package playground

import "slices"

// stack returns all open modals, the visible one last.
func (p *Person) stack() []View {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	var vs []View
	for _, v := range p.s.screen(p.id).stack {
		vs = append(vs, p.s.shown(v))
	}
	return vs
}

// catchUp marks a channel as read and tells the other tabs when that is news.
func (p *Person) catchUp(channelID string) {
	if p.Unread(channelID) == 0 {
		return
	}
	p.MarkRead(channelID)
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.s.changed(Change{Kind: "read", Channel: channelID, User: p.id})
}

// put enters values in the visible modal without any of them acting yet, as when a
// browser sends a whole form. It returns by block id what was refused, and false
// when another modal is visible by now.
func (p *Person) put(viewID string, entered map[string][]string) (map[string]error, bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	_, v, err := p.modal()
	if err != nil || v.id != viewID {
		return nil, false
	}
	refused := map[string]error{}
	for block, many := range entered {
		if p.holds(v, block, many) {
			continue
		}
		if _, _, err := p.fill(block, many); err != nil {
			refused[block] = err
		}
	}
	return refused, true
}

// holds tells whether an input already has these values.
func (p *Person) holds(v *view, block string, many []string) bool {
	for _, at := range spots(v.blocks, func(sp spot) bool { return sp.blockID() == block }) {
		state, _ := v.state.get(at)
		if slices.Equal(heldValues(state), many) {
			return true
		}
	}
	return false
}

// pickedIn returns the choices in the menus of a message.
func (p *Person) pickedIn(m Message) values {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.screen(p.id).picked[m.Channel+m.TS].copied()
}

// heldValues returns what a state object holds as a form would send it.
func heldValues(state obj) []string {
	var vs []string
	add := func(v any) {
		switch v := v.(type) {
		case nil:
		case string:
			if v != "" {
				vs = append(vs, v)
			}
		case obj:
			for _, key := range []string{"value", "id"} {
				if t := text(v, key); t != "" {
					vs = append(vs, t)
					return
				}
			}
			vs = append(vs, spoken(v))
		default:
			vs = append(vs, string(encode(v)))
		}
	}
	content := state[stateKinds[text(state, "type")].key]
	if many, ok := content.([]any); ok {
		for _, v := range many {
			add(v)
		}
		return vs
	}
	add(content)
	return vs
}

// spoken gathers the texts of a rich text.
func spoken(o obj) string {
	s := text(o, "text")
	es, _ := objects(list(o, "elements"))
	for _, e := range es {
		s += spoken(e)
	}
	return s
}
