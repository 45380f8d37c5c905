package playground

import "slices"

// Pick narrows down or completes a press.
type Pick func(*pick)

type pick struct {
	block  string
	value  string
	choice any
}

// InBlock names the block when several have the same action id.
func InBlock(id string) Pick { return func(p *pick) { p.block = id } }

// WithValue names a button by its value when several have the same action id.
func WithValue(v string) Pick { return func(p *pick) { p.value = v } }

// Choosing says what is chosen in a menu: the value of an option, a user id, a
// date; several for a menu that takes several.
func Choosing(v ...string) Pick {
	return func(p *pick) {
		p.choice = v
		if len(v) == 1 {
			p.choice = v[0]
		}
	}
}

// Press presses a button or chooses from a menu in a message, an ephemeral one
// too. It is refused unless exactly one element matches.
func (p *Person) Press(channelID, ts, actionID string, picks ...Pick) (Seen, error) {
	return p.act(KindInteraction, func() (obj, error) {
		u, err := p.user()
		if err != nil {
			return nil, err
		}
		ch, ok := p.s.channels.get(channelID)
		if !ok || !p.sees(ch) {
			return nil, p.refuse("channel %s is not in their list", channelID)
		}
		sc := p.s.screen(p.id)
		m := ch.byTS[ts]
		if m == nil {
			m = sc.ephemeral(channelID, ts)
		}
		if m == nil || m.BotID == "" {
			return nil, p.refuse("no message %s of the app in %s", ts, channelID)
		}
		at, state, err := p.find(m.Blocks, nil, actionID, picks)
		if err != nil {
			return nil, err
		}
		if _, menu := stateKinds[at.kind()]; menu {
			key := m.Channel + m.TS
			if sc.picked[key] == nil {
				sc.picked[key] = values{}
			}
			sc.picked[key].set(at, state)
		}
		return p.s.inMessage(u, ch, m, at, state), nil
	}, nil)
}

// PressInView presses a button or chooses from a menu in the visible modal, or in
// Home when no modal is open. For an input that dispatches when Enter is pressed
// it is that key.
func (p *Person) PressInView(actionID string, picks ...Pick) (Seen, error) {
	return p.act(KindInteraction, func() (obj, error) {
		u, v, err := p.onScreen()
		if err != nil {
			return nil, err
		}
		at, state, err := p.find(v.blocks, v, actionID, picks)
		if err != nil {
			return nil, err
		}
		if _, stateful := stateKinds[at.kind()]; stateful {
			v.state.set(at, state)
		}
		return p.s.inView(u, v, at, state), nil
	}, nil)
}

// onScreen returns the view the person can act on.
func (p *Person) onScreen() (*User, *view, error) {
	u, err := p.user()
	if err != nil {
		return nil, nil, err
	}
	sc := p.s.screen(p.id)
	if v := sc.top(); v != nil {
		return u, v, nil
	}
	if sc.home == nil {
		return nil, nil, p.refuse("no modal is open and Home is empty")
	}
	return u, sc.home, nil
}

// find returns the one element that is meant, and its state after the choice.
func (p *Person) find(blocks []obj, v *view, actionID string, picks []Pick) (spot, obj, error) {
	var want pick
	for _, f := range picks {
		f(&want)
	}
	found := spots(blocks, func(sp spot) bool {
		return sp.actionID() == actionID && (want.block == "" || sp.blockID() == want.block) &&
			(want.value == "" || text(sp.element, "value") == want.value)
	})
	if len(found) != 1 {
		return spot{}, nil, p.refuse("%d elements %q are shown", len(found), actionID)
	}
	at := found[0]
	if text(at.block, "type") == "input" && !flag(at.block, "dispatch_action") {
		return at, nil, p.refuse("input %s does not act by itself", at.blockID())
	}
	state, err := p.chooseIn(at, v, want.choice)
	return at, state, err
}

// chooseIn returns the state of an element after a choice: none for a button.
func (p *Person) chooseIn(at spot, v *view, choice any) (obj, error) {
	_, stateful := stateKinds[at.kind()]
	switch {
	case at.kind() == "overflow":
		o, ok := findOption(options(at.element), asText(choice))
		if !ok {
			return nil, p.refuse("%q is not in the menu", asText(choice))
		}
		return obj{"selected_option": o}, nil
	case !stateful:
		return nil, nil
	case choice == nil && v != nil: // Enter in a text field
		held, _ := v.state.get(at)
		return held, nil
	}
	return p.enter(at, v, choice)
}

func asText(v any) string {
	t, _ := v.(string)
	return t
}

// isText tells whether a kind of element is typed into.
func isText(kind string) bool {
	return slices.Contains([]string{"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"}, kind)
}
