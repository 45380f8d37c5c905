package playground

import (
	"fmt"
	"slices"
)

// change runs edit on a known channel under the lock and tells the page.
func (s *Slack) change(what, id string, edit func(*channel) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, ok := s.channels.get(id)
	if !ok {
		return fmt.Errorf("%s %s: no such channel", what, id)
	}
	if err := edit(ch); err != nil {
		return fmt.Errorf("%s %s: %w", what, id, err)
	}
	s.changed(Change{Kind: "channels", Channel: id})
	return nil
}

// Join makes a user a member; the app is told when it is a member too.
func (s *Slack) Join(id, user string) error {
	return s.change("join", id, func(ch *channel) error {
		if _, ok := s.users.get(user); !ok {
			return fmt.Errorf("user %s unknown", user)
		}
		s.join(ch, user)
		return nil
	})
}

func (s *Slack) join(ch *channel, user string) {
	if ch.has(user) {
		return
	}
	ch.Members = append(slices.Clone(ch.Members), user)
	s.emitIn(ch, "member_joined_channel", obj{
		"user": user, "channel": ch.ID, "channel_type": ch.kind(), "team": s.users.byID[user].TeamID,
	})
}

// Leave ends a membership. When the app itself leaves it is told by group_left or
// channel_left, else by member_left_channel.
func (s *Slack) Leave(id, user string) error {
	return s.change("leave", id, func(ch *channel) error {
		if !ch.has(user) {
			return fmt.Errorf("user %s is no member", user)
		}
		ch.drop(user)
		if user == s.cfg.BotUserID {
			s.emit(ch.pick("channel_left", "group_left"), obj{"channel": id})
			return nil
		}
		s.emitIn(ch, "member_left_channel", obj{
			"user": user, "channel": id, "channel_type": ch.kind(), "team": s.users.byID[user].TeamID,
		})
		return nil
	})
}

func (ch *channel) pick(public, private string) string {
	if ch.Private {
		return private
	}
	return public
}

// Archive closes a channel for new messages.
func (s *Slack) Archive(id string) error {
	return s.change("archive", id, func(ch *channel) error {
		ch.Archived = true
		s.emitIn(ch, ch.pick("channel_archive", "group_archive"), obj{"channel": id})
		return nil
	})
}

// Unarchive opens an archived channel again.
func (s *Slack) Unarchive(id string) error {
	return s.change("unarchive", id, func(ch *channel) error {
		ch.Archived = false
		s.emitIn(ch, ch.pick("channel_unarchive", "group_unarchive"), obj{"channel": id})
		return nil
	})
}

// InviteTeam invites another workspace: the channel is about to be shared.
func (s *Slack) InviteTeam(id string) error {
	return s.change("invite team", id, func(ch *channel) error {
		ch.PendingExtShared = true
		return nil
	})
}

// Share connects a channel with another workspace.
func (s *Slack) Share(id, team string) error {
	return s.change("share", id, func(ch *channel) error {
		ch.ExtShared, ch.PendingExtShared = true, false
		ch.ConnectedTeams = append(slices.Clone(ch.ConnectedTeams), team)
		s.emitIn(ch, "channel_shared", obj{"channel": id, "connected_team_id": team})
		return nil
	})
}

// Unshare ends all connections with other workspaces.
func (s *Slack) Unshare(id string) error {
	return s.change("unshare", id, func(ch *channel) error {
		for _, team := range ch.ConnectedTeams {
			s.emitIn(ch, "channel_unshared", obj{
				"channel": id, "previously_connected_team_id": team, "is_ext_shared": false,
			})
		}
		ch.ExtShared, ch.PendingExtShared, ch.ConnectedTeams = false, false, nil
		return nil
	})
}

// ChangeChannelID gives a channel a new id, as starting to share one may do. The
// old one answers channel_not_found from then on.
func (s *Slack) ChangeChannelID(old, id string) error {
	return s.change("change id of", old, func(ch *channel) error {
		if _, taken := s.channels.get(id); taken {
			return fmt.Errorf("%s is taken", id)
		}
		s.channels.rename(old, id)
		ch.ID = id
		for i, m := range ch.messages {
			moved := *m
			moved.Channel = id
			ch.messages[i], ch.byTS[m.TS] = &moved, &moved
		}
		s.emitIn(ch, "channel_id_changed", obj{"old_channel_id": old, "new_channel_id": id})
		return nil
	})
}
