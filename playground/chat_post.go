package playground

import "strings"

// target finds the channel of a post: an id, a name, or a person, whose direct
// message is opened.
func (s *Slack) target(id string) (*channel, error) {
	if ch, ok := s.channels.get(id); ok {
		return ch, nil
	}
	if u, ok := s.users.get(id); ok {
		if err := s.reachable(u); err != nil {
			return nil, err
		}
		return s.dm(id), nil
	}
	for ch := range s.channels.all {
		if ch.Name != "" && ch.Name == strings.TrimPrefix(id, "#") {
			return ch, nil
		}
	}
	return nil, fail("channel_not_found")
}

// reachable tells why a person cannot get a direct message from the app.
func (s *Slack) reachable(u *User) error {
	switch {
	case u.Bot || u.ID == "USLACKBOT":
		return fail("cannot_dm_bot")
	case u.Deleted:
		return fail("user_disabled")
	case u.TeamID != s.cfg.TeamID && u.Stranger:
		return fail("user_not_visible")
	}
	return nil
}

// mayPost tells why the app cannot write in a channel.
func (s *Slack) mayPost(ch *channel) error {
	if ch.partner != "" {
		if s.cfg.NoMessagesTab {
			return fail("messages_tab_disabled")
		}
		return s.reachable(s.users.byID[ch.partner])
	}
	if !ch.has(s.cfg.BotUserID) {
		if ch.Private {
			return fail("channel_not_found")
		}
		if !s.granted("chat:write.public") {
			return fail("not_in_channel")
		}
	}
	if ch.Archived {
		return fail("is_archived")
	}
	return nil
}

func (s *Slack) postMessage(c *call) (obj, error) {
	ch, err := s.target(c.args.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.mayPost(ch); err != nil {
		return nil, err
	}
	t, err := s.readContent(c)
	if err != nil {
		return nil, err
	}
	if err := t.post(c); err != nil {
		return nil, err
	}
	thread := c.args.str("thread_ts")
	if err := s.mayReply(ch, thread); err != nil {
		return nil, err
	}
	if err := s.limitPost(ch.ID); err != nil {
		return nil, err
	}
	m := s.say(ch, t, thread, c.args.boolean("reply_broadcast"))
	return obj{"channel": ch.ID, "ts": m.TS, "message": s.messageJSON(m, true)}, nil
}

// mayReply checks that a thread's parent exists and is no reply itself. Slack is
// vaguer about it; a bot that relies on that has lost its thread.
func (s *Slack) mayReply(ch *channel, thread string) error {
	if thread == "" {
		return nil
	}
	parent := ch.byTS[thread]
	if parent == nil {
		return fail("thread_not_found")
	}
	if parent.reply() {
		return fail("cannot_reply_to_message")
	}
	return nil
}

// say posts as the app.
func (s *Slack) say(ch *channel, t content, thread string, broadcast bool) *Message {
	m := &Message{
		User: s.cfg.BotUserID, BotID: s.cfg.BotID, Text: t.text, Blocks: t.blocks,
		Attachments: t.attachments, Metadata: t.metadata, ThreadTS: thread, Broadcast: broadcast && thread != "",
	}
	if m.Broadcast {
		m.Subtype = "thread_broadcast"
	}
	return s.add(ch, m)
}

func (s *Slack) getPermalink(c *call) (obj, error) {
	ch, m, err := s.lookUp(c.args.str("channel"), c.args.str("message_ts"))
	if err != nil {
		return nil, err
	}
	return obj{"channel": ch.ID, "permalink": s.permalink(m)}, nil
}

func (s *Slack) permalink(m *Message) string {
	link := s.teamURL() + "archives/" + m.Channel + "/p" + strings.Replace(m.TS, ".", "", 1)
	if m.reply() {
		link += "?thread_ts=" + m.ThreadTS + "&cid=" + m.Channel
	}
	return link
}
