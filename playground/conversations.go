package playground

import (
	"slices"
	"strings"
)

// visible returns a channel that the app can see by its id: public ones, its
// private ones, its direct messages.
func (s *Slack) visible(id string) (*channel, error) {
	ch, ok := s.channels.get(id)
	if !ok || ch.Private && !ch.has(s.cfg.BotUserID) {
		return nil, fail("channel_not_found")
	}
	return ch, nil
}

func (s *Slack) channelJSON(ch *channel) obj {
	j := obj{
		"id": ch.ID, "created": ch.created, "is_im": ch.partner != "", "is_mpim": false,
		"is_archived": ch.Archived, "is_org_shared": false, "is_private": ch.Private, "context_team_id": s.cfg.TeamID,
	}
	if ch.partner != "" {
		j["user"], j["is_open"] = ch.partner, true
		return j
	}
	for k, v := range (obj{
		"name": ch.Name, "name_normalized": ch.Name, "is_channel": !ch.Private, "is_group": ch.Private,
		"is_member": ch.has(s.cfg.BotUserID), "is_general": false, "is_shared": ch.ExtShared,
		"is_ext_shared": ch.ExtShared, "is_pending_ext_shared": ch.PendingExtShared, "creator": "USLACKBOT",
		"unlinked": 0, "shared_team_ids": slices.Concat([]string{s.cfg.TeamID}, ch.ConnectedTeams),
		"connected_team_ids": slices.Concat([]string{}, ch.ConnectedTeams), "pending_shared": []any{},
		"topic": obj{"value": "", "creator": "", "last_set": 0}, "purpose": obj{"value": "", "creator": "", "last_set": 0},
		"num_members": len(ch.Members),
	}) {
		j[k] = v
	}
	if ch.ExtShared {
		j["conversation_host_id"] = s.cfg.TeamID
	}
	return j
}

func (s *Slack) conversationsInfo(c *call) (obj, error) {
	ch, err := s.visible(c.args.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.needFor(c, ch, "read"); err != nil {
		return nil, err
	}
	j := s.channelJSON(ch)
	if !c.args.boolean("include_num_members") {
		delete(j, "num_members")
	}
	return obj{"channel": j}, nil
}

func (s *Slack) conversationsMembers(c *call) (obj, error) {
	ch, err := s.visible(c.args.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.needFor(c, ch, "read"); err != nil {
		return nil, err
	}
	ids, next, err := page(c, ch.Members, 100, 1000)
	if err != nil {
		return nil, err
	}
	return obj{"members": slices.Concat([]string{}, ids), "response_metadata": obj{"next_cursor": next}}, nil
}

func (s *Slack) conversationsJoin(c *call) (obj, error) {
	ch, err := s.visible(c.args.str("channel"))
	switch {
	case err != nil:
		return nil, err
	case ch.Private:
		return nil, fail("method_not_supported_for_channel_type")
	case ch.Archived:
		return nil, fail("is_archived")
	}
	s.join(ch, s.cfg.BotUserID)
	s.changed(Change{Kind: "channels", Channel: ch.ID})
	return obj{"channel": s.channelJSON(ch)}, nil
}

func (s *Slack) usersConversations(c *call) (obj, error) {
	kinds := c.args.str("types")
	if kinds == "" {
		kinds = "public_channel"
	}
	user := c.args.str("user")
	if user == "" {
		user = s.cfg.BotUserID
	}
	var ids []string
	for _, kind := range strings.Split(kinds, ",") {
		letter, ok := map[string]string{"public_channel": "C", "private_channel": "G", "im": "D", "mpim": "M"}[kind]
		if !ok {
			return nil, fail("invalid_types")
		}
		if err := s.need(c, map[string]string{"C": "channels:read", "G": "groups:read", "D": "im:read", "M": "mpim:read"}[letter]); err != nil {
			return nil, err
		}
		for ch := range s.channels.all {
			_, err := s.visible(ch.ID)
			if ch.kind() == letter && ch.has(user) && err == nil && !(ch.Archived && c.args.boolean("exclude_archived")) {
				ids = append(ids, ch.ID)
			}
		}
	}
	ids, next, err := page(c, ids, 100, 999)
	if err != nil {
		return nil, err
	}
	found := []any{}
	for _, id := range ids {
		found = append(found, s.channelJSON(s.channels.byID[id]))
	}
	return obj{"channels": found, "response_metadata": obj{"next_cursor": next}}, nil
}
