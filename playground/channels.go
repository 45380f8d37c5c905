package playground

import (
	"fmt"
	"slices"
)

// Channel is a conversation as the world knows it. A direct message with the app
// has the person in User.
type Channel struct {
	ID               string   `json:"id"`
	Name             string   `json:"name"`
	Private          bool     `json:"is_private"`
	ExtShared        bool     `json:"is_ext_shared"`
	PendingExtShared bool     `json:"is_pending_ext_shared"`
	Archived         bool     `json:"is_archived"`
	ConnectedTeams   []string `json:"connected_team_ids"`
	Members          []string `json:"members"`
	User             string   `json:"user,omitempty"`
}

// channel is a Channel with its messages.
type channel struct {
	Channel
	partner  string // of a direct message with the app
	created  int64
	messages []*Message // in order of ts, replies among them
	byTS     map[string]*Message
}

func (ch *channel) has(user string) bool { return slices.Contains(ch.Members, user) }

func (ch *channel) drop(user string) {
	ch.Members = slices.DeleteFunc(slices.Clone(ch.Members), func(m string) bool { return m == user })
}

// AddChannel makes a channel with its members, without events. It fails when the
// id is empty or taken or a member is unknown.
func (s *Slack) AddChannel(c Channel) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.channels.get(c.ID); taken || c.ID == "" {
		return fmt.Errorf("add channel %q: id empty or taken", c.ID)
	}
	for _, m := range c.Members {
		if _, ok := s.users.get(m); !ok {
			return fmt.Errorf("add channel %s: member %s unknown", c.ID, m)
		}
	}
	c.Members = slices.Clone(c.Members)
	s.channels.put(c.ID, s.newChannel(c))
	s.changed(Change{Kind: "channels", Channel: c.ID})
	return nil
}

func (s *Slack) newChannel(c Channel) *channel {
	return &channel{Channel: c, partner: c.User, created: s.cfg.Now().Unix(), byTS: map[string]*Message{}}
}

// Channel returns a copy of a conversation, false when unknown.
func (s *Slack) Channel(id string) (Channel, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, ok := s.channels.get(id)
	if !ok {
		return Channel{}, false
	}
	return ch.copied(), true
}

func (ch *channel) copied() Channel {
	c := ch.Channel
	c.Members = slices.Clone(c.Members)
	return c
}

// dm returns the direct message of the app with a user, opening it when needed.
func (s *Slack) dm(user string) *channel {
	if ch := s.findDM(user); ch != nil {
		return ch
	}
	c := Channel{ID: s.id("D"), User: user, Members: []string{user, s.cfg.BotUserID}, Private: true}
	s.channels.put(c.ID, s.newChannel(c))
	s.changed(Change{Kind: "channels", Channel: c.ID, User: user})
	return s.channels.byID[c.ID]
}

func (s *Slack) findDM(user string) *channel {
	for ch := range s.channels.all {
		if ch.partner == user {
			return ch
		}
	}
	return nil
}

// DM returns the id of the app's direct message with a user, opening it.
func (s *Slack) DM(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dm(user).ID
}

// kind is the letter Slack's events give: C public, G private, D direct.
func (ch *channel) kind() string {
	switch {
	case ch.partner != "":
		return "D"
	case ch.Private:
		return "G"
	}
	return "C"
}

// payloadName is the name interactions give: that of private ones is hidden.
func (ch *channel) payloadName() string {
	switch ch.kind() {
	case "D":
		return "directmessage"
	case "G":
		return "privategroup"
	}
	return ch.Name
}
