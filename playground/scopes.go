package playground

import (
	"slices"
	"strings"
)

func (s *Slack) scopes() []string { return s.cfg.Scopes }

func (s *Slack) granted(scope string) bool { return slices.Contains(s.cfg.Scopes, scope) }

// need answers missing_scope unless the token has one of the scopes.
func (s *Slack) need(c *call, scopes ...string) error {
	if len(scopes) == 0 {
		return nil
	}
	have := s.cfg.Scopes
	if c.token == s.cfg.AppToken {
		have = s.cfg.AppScopes
	}
	c.needed = strings.Join(scopes, ",")
	if slices.ContainsFunc(scopes, func(w string) bool { return slices.Contains(have, w) }) {
		return nil
	}
	return &slackError{code: "missing_scope", more: obj{
		"needed": c.needed, "provided": strings.Join(have, ","),
	}}
}

// needFor asks for the scope of a kind of channel, such as groups:read.
func (s *Slack) needFor(c *call, ch *channel, right string) error {
	return s.need(c, scopeFamily[ch.kind()]+":"+right)
}

var scopeFamily = map[string]string{"C": "channels", "G": "groups", "D": "im"}

// eventScopes says which scope an event needs; those of channels depend on the
// channel and are looked up by familyEvents.
var eventScopes = map[string]string{
	"app_mention": "app_mentions:read", "user_change": "users:read", "team_join": "users:read",
	"message.im": "im:history", "message.groups": "groups:history", "message.channels": "channels:history",
}

var familyEvents = []string{
	"member_joined_channel", "member_left_channel", "channel_shared", "channel_unshared",
	"channel_archive", "channel_unarchive", "group_archive", "group_unarchive",
}

// wants tells whether the app subscribed to an event and has its scope.
func (s *Slack) wants(event string, ch *channel) bool {
	if !slices.Contains(s.cfg.Events, event) {
		return false
	}
	scope := eventScopes[event]
	if ch != nil && slices.Contains(familyEvents, event) {
		scope = scopeFamily[ch.kind()] + ":read"
	}
	return scope == "" || s.granted(scope)
}
