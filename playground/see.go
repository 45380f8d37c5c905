package playground

import "encoding/json"

// View is a modal or Home as a person sees it.
type View struct {
	ID         string          `json:"id"`
	Type       string          `json:"type"` // modal or home
	CallbackID string          `json:"callback_id"`
	Hash       string          `json:"hash"`
	Title      string          `json:"title"`
	Submit     string          `json:"submit"` // "" for no such button
	Close      string          `json:"close"`
	Metadata   string          `json:"private_metadata"` // hidden from people, for tests
	Blocks     []obj           `json:"blocks"`
	State      json.RawMessage `json:"state"` // state.values as Slack sends it
}

func (s *Slack) shown(v *view) View {
	return View{
		ID: v.id, Type: v.kind, CallbackID: text(v.raw, "callback_id"), Hash: v.hash,
		Title: plainText(v.raw, "title"), Submit: plainText(v.raw, "submit"), Close: plainText(v.raw, "close"),
		Metadata: text(v.raw, "private_metadata"), Blocks: v.blocks, State: encode(v.state),
	}
}

// Channels returns the conversations in the person's list: public ones they may
// open, all they are a member of, and their direct message with the app.
func (p *Person) Channels() []Channel {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	var cs []Channel
	for ch := range p.s.channels.all {
		if p.sees(ch) {
			cs = append(cs, ch.copied())
		}
	}
	return cs
}

// Messages returns what a channel shows, oldest first: no replies except those
// sent to the channel too. Nothing when the person cannot see the channel.
func (p *Person) Messages(channelID string) []Message {
	return p.messages(channelID, func(m *Message) bool { return !m.reply() || m.Broadcast })
}

// Thread returns a message and its replies, oldest first.
func (p *Person) Thread(channelID, ts string) []Message {
	return p.messages(channelID, func(m *Message) bool { return m.TS == ts || m.ThreadTS == ts })
}

func (p *Person) messages(channelID string, want func(*Message) bool) []Message {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	ch, ok := p.s.channels.get(channelID)
	if !ok || !p.sees(ch) {
		return nil
	}
	var ms []Message
	for _, m := range ch.messages {
		if want(m) {
			ms = append(ms, *m)
		}
	}
	return ms
}

// DMs returns the person's direct messages with the app, oldest first, replies
// among them.
func (p *Person) DMs() []Message {
	p.s.mu.Lock()
	ch := p.s.findDM(p.id)
	p.s.mu.Unlock()
	if ch == nil {
		return nil
	}
	return p.messages(ch.ID, func(*Message) bool { return true })
}

// Ephemerals returns what was shown to this person alone in a channel.
func (p *Person) Ephemerals(channelID string) []Message {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	var ms []Message
	for _, m := range p.s.screen(p.id).ephemerals {
		if m.Channel == channelID {
			ms = append(ms, *m)
		}
	}
	return ms
}

// Modal returns the visible modal, nil for none.
func (p *Person) Modal() *View {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.viewOf(p.s.screen(p.id).top())
}

// Modals returns all open modals, the visible one last.
func (p *Person) Modals() []View {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	var open []View
	for _, v := range p.s.screen(p.id).stack {
		open = append(open, p.s.shown(v))
	}
	return open
}

// Home returns what the app published in the person's Home tab, nil for nothing.
func (p *Person) Home() *View {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.viewOf(p.s.screen(p.id).home)
}

func (s *Slack) viewOf(v *view) *View {
	if v == nil {
		return nil
	}
	shown := s.shown(v)
	return &shown
}

// Reload forgets what a reloaded client forgets: ephemeral messages and modals.
func (p *Person) Reload() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.s.closeAll(p.id)
	p.s.screen(p.id).ephemerals = nil
	p.s.changed(Change{Kind: "ephemeral", User: p.id})
}

// MarkRead remembers that the person has seen a channel up to now.
func (p *Person) MarkRead(channelID string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.s.screen(p.id).read[channelID] = microTS(p.s.lastMicro)
}

// HasRead tells whether MarkRead was called since the message with that ts came.
func (p *Person) HasRead(channelID, ts string) bool {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	upTo, _ := parseTS(p.s.screen(p.id).read[channelID])
	at, _ := parseTS(ts)
	return at <= upTo
}

// Unread returns how many messages of others came after MarkRead.
func (p *Person) Unread(channelID string) int {
	p.s.mu.Lock()
	after, _ := parseTS(p.s.screen(p.id).read[channelID])
	p.s.mu.Unlock()
	return len(p.messages(channelID, func(m *Message) bool {
		t, _ := parseTS(m.TS)
		return t > after && m.User != p.id
	}))
}
