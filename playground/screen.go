package playground

import "slices"

// screen is what one person has open.
type screen struct {
	stack      []*view // modals, the visible one last
	home       *view
	ephemerals []*Message
	picked     map[string]values // by message: choices in its menus
	read       map[string]string // by channel: newest message seen
}

func (s *Slack) screen(user string) *screen {
	sc := s.screens[user]
	if sc == nil {
		sc = &screen{picked: map[string]values{}, read: map[string]string{}}
		s.screens[user] = sc
	}
	return sc
}

func (sc *screen) top() *view {
	if len(sc.stack) == 0 {
		return nil
	}
	return sc.stack[len(sc.stack)-1]
}

func (sc *screen) shows(id string) bool {
	return slices.ContainsFunc(sc.stack, func(v *view) bool { return v.id == id })
}

// pop takes a modal away, with what lies on top of it.
func (s *Slack) pop(v *view) {
	sc := s.screen(v.user)
	i := slices.Index(sc.stack, v)
	if i < 0 {
		return
	}
	for _, gone := range sc.stack[i:] {
		delete(s.views, gone.id)
	}
	sc.stack = sc.stack[:i:i]
	s.changed(Change{Kind: "modal", User: v.user})
}

func (s *Slack) closeAll(user string) {
	if sc := s.screen(user); len(sc.stack) > 0 {
		s.pop(sc.stack[0])
	}
}

// whisper shows a message to one person only. It lives until the screen is
// reloaded and no API finds it again.
func (s *Slack) whisper(user, channel string, t content, thread string) *Message {
	m := &Message{
		Channel: channel, TS: s.ts(), ThreadTS: thread, User: s.cfg.BotUserID, BotID: s.cfg.BotID,
		Text: t.text, Blocks: t.blocks, Attachments: t.attachments, Ephemeral: true,
	}
	sc := s.screen(user)
	sc.ephemerals = append(sc.ephemerals, m)
	s.changed(Change{Kind: "ephemeral", Channel: channel, User: user, TS: m.TS})
	return m
}

func (sc *screen) ephemeral(channel, ts string) *Message {
	for _, m := range sc.ephemerals {
		if m.Channel == channel && m.TS == ts {
			return m
		}
	}
	return nil
}
