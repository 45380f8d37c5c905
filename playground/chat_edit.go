package playground

import "ombud/bot/limits"

// lookUp finds a message by the id of a channel that the app can see. A user id
// does not do here, as it does for posting.
func (s *Slack) lookUp(channelID, ts string) (*channel, *Message, error) {
	ch, err := s.visible(channelID)
	if err != nil {
		return nil, nil, err
	}
	m := ch.byTS[ts]
	if m == nil || m.Deleted {
		return nil, nil, fail("message_not_found")
	}
	return ch, m, nil
}

func (s *Slack) updateMessage(c *call) (obj, error) {
	ch, m, err := s.lookUp(c.args.str("channel"), c.args.str("ts"))
	if err != nil {
		return nil, err
	}
	if m.BotID != s.cfg.BotID {
		return nil, fail("cant_update_message")
	}
	if ch.Archived {
		return nil, fail("is_inactive")
	}
	t, err := s.readContent(c)
	if err != nil {
		return nil, err
	}
	if limits.Length(t.text) > limits.MaxEditText {
		return nil, fail("msg_too_long")
	}
	if t.text == "" && t.blocks == nil && t.attachments == nil {
		return nil, fail("no_text")
	}
	s.edit(ch, m, t)
	return obj{"channel": ch.ID, "ts": m.TS, "text": m.Text, "message": s.messageJSON(m, true)}, nil
}

// edit changes what was given; blocks, attachments and metadata that were not
// given stay, and empty ones are taken away.
func (s *Slack) edit(ch *channel, m *Message, t content) {
	before := s.messageJSON(m, false)
	m.Text = t.text
	if t.blocks != nil {
		m.Blocks = t.blocks
	}
	if t.attachments != nil {
		m.Attachments = t.attachments
	}
	if t.metaGiven {
		m.Metadata = t.metadata
	}
	m.Edited = microTS(s.cfg.Now().UnixMicro())
	s.changed(Change{Kind: "message", Channel: m.Channel, TS: m.TS})
	if !m.Ephemeral {
		s.heardOf(ch, "message_changed", before, m)
	}
}

func (s *Slack) deleteMessage(c *call) (obj, error) {
	ch, m, err := s.lookUp(c.args.str("channel"), c.args.str("ts"))
	if err != nil {
		return nil, err
	}
	if m.BotID != s.cfg.BotID {
		return nil, fail("cant_delete_message")
	}
	ts := m.TS
	s.remove(ch, m)
	return obj{"channel": ch.ID, "ts": ts}, nil
}

func (s *Slack) postEphemeral(c *call) (obj, error) {
	ch, err := s.target(c.args.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.mayPost(ch); err != nil {
		return nil, err
	}
	if !ch.has(c.args.str("user")) {
		return nil, fail("user_not_in_channel")
	}
	t, err := s.readContent(c)
	if err != nil {
		return nil, err
	}
	if t.text == "" && len(t.blocks) == 0 {
		return nil, fail("no_text")
	}
	if limits.Length(t.text) > limits.MaxMessageText {
		return nil, fail("msg_too_long")
	}
	if err := s.mayReply(ch, c.args.str("thread_ts")); err != nil {
		return nil, err
	}
	m := s.whisper(c.args.str("user"), ch.ID, t, c.args.str("thread_ts"))
	return obj{"message_ts": m.TS}, nil
}
