package playground

import "slices"

// heard tells the app of a new message, its own among them: an app that listens
// hears itself too.
func (s *Slack) heard(ch *channel, m *Message) {
	inner := func() obj {
		j := s.messageJSON(m, false)
		j["channel"], j["event_ts"] = ch.ID, m.TS
		return j
	}
	s.emitMessage(ch, inner())
	if m.BotID == "" && ch.partner == "" && ch.has(s.cfg.BotUserID) && slices.Contains(mentions(m.Text), s.cfg.BotUserID) {
		s.emitAs(ch, "app_mention", "app_mention", inner())
	}
}

// heardOf tells the app that a message was changed or deleted; before is what it
// was.
func (s *Slack) heardOf(ch *channel, subtype string, before obj, now *Message) {
	e := obj{
		"subtype": subtype, "channel": ch.ID, "ts": s.ts(), "hidden": true, "previous_message": before,
	}
	if subtype == "message_deleted" {
		e["deleted_ts"] = before["ts"]
	} else {
		e["message"] = s.messageJSON(now, false)
	}
	s.emitMessage(ch, e)
}

// emitMessage sends a message event under the subscription of its channel.
func (s *Slack) emitMessage(ch *channel, e obj) {
	if !ch.has(s.cfg.BotUserID) {
		return
	}
	e["channel_type"] = map[string]string{"C": "channel", "G": "group", "D": "im"}[ch.kind()]
	family := map[string]string{"C": "channels", "G": "groups", "D": "im"}[ch.kind()]
	s.emitAs(ch, "message", "message."+family, e)
}
