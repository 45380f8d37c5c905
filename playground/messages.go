package playground

import (
	"slices"
	"sort"
)

// Message is one message as a person or the API sees it.
type Message struct {
	Channel     string   `json:"channel"`
	TS          string   `json:"ts"`
	ThreadTS    string   `json:"thread_ts,omitempty"` // of the parent, when a reply; own ts when it has replies
	User        string   `json:"user"`
	BotID       string   `json:"bot_id,omitempty"` // set on what the app posted
	Subtype     string   `json:"subtype,omitempty"`
	Text        string   `json:"text"`
	Blocks      []obj    `json:"blocks,omitempty"`
	Attachments []obj    `json:"attachments,omitempty"`
	Metadata    obj      `json:"metadata,omitempty"`
	Files       []string `json:"files,omitempty"` // file ids
	Edited      string   `json:"edited,omitempty"`
	Broadcast   bool     `json:"broadcast,omitempty"` // a reply also shown in the channel
	Deleted     bool     `json:"deleted,omitempty"`   // a parent that was deleted but has replies
	Ephemeral   bool     `json:"ephemeral,omitempty"`
	Replies     []string `json:"replies,omitempty"` // ts of the replies
}

func (m *Message) reply() bool { return m.ThreadTS != "" && m.ThreadTS != m.TS }

// add stores a message, giving it its time, and tells page and app.
func (s *Slack) add(ch *channel, m *Message) *Message {
	m.Channel, m.TS = ch.ID, s.ts()
	ch.messages = append(ch.messages, m)
	ch.byTS[m.TS] = m
	if parent := ch.byTS[m.ThreadTS]; parent != nil {
		parent.ThreadTS = parent.TS
		parent.Replies = append(slices.Clone(parent.Replies), m.TS)
	}
	s.changed(Change{Kind: "message", Channel: ch.ID, TS: m.TS})
	s.heard(ch, m)
	return m
}

// remove takes a message away; a parent with replies leaves a tombstone.
func (s *Slack) remove(ch *channel, m *Message) {
	before := s.messageJSON(m, false)
	defer func() { s.heardOf(ch, "message_deleted", before, nil) }()
	if len(m.Replies) > 0 {
		*m = Message{
			Channel: m.Channel, TS: m.TS, ThreadTS: m.TS, User: "USLACKBOT", Subtype: "tombstone",
			Text: "This message was deleted.", Deleted: true, Replies: m.Replies,
		}
	} else {
		delete(ch.byTS, m.TS)
		ch.messages = slices.DeleteFunc(ch.messages, func(x *Message) bool { return x == m })
		s.leaveThread(ch, m)
	}
	s.changed(Change{Kind: "message", Channel: ch.ID, TS: m.TS})
}

func (s *Slack) leaveThread(ch *channel, m *Message) {
	parent := ch.byTS[m.ThreadTS]
	if parent == nil {
		return
	}
	parent.Replies = slices.DeleteFunc(slices.Clone(parent.Replies), func(ts string) bool { return ts == m.TS })
	if len(parent.Replies) == 0 {
		parent.ThreadTS = ""
		if parent.Deleted {
			s.remove(ch, parent)
		}
	}
}

// since returns the messages from a time on; the list is in order of time.
func (ch *channel) since(us int64) []*Message {
	i := sort.Search(len(ch.messages), func(i int) bool {
		t, _ := parseTS(ch.messages[i].TS)
		return t >= us
	})
	return ch.messages[i:]
}

// messageJSON is the message object of API and payloads.
func (s *Slack) messageJSON(m *Message, metadata bool) obj {
	j := obj{"type": "message", "user": m.User, "ts": m.TS, "text": m.Text, "team": s.cfg.TeamID}
	if m.Subtype != "" {
		j["subtype"] = m.Subtype
	}
	if m.BotID != "" {
		j["bot_id"], j["app_id"] = m.BotID, s.cfg.AppID
		j["bot_profile"] = obj{"id": m.BotID, "app_id": s.cfg.AppID, "user_id": m.User, "name": s.cfg.AppName, "deleted": false, "team_id": s.cfg.TeamID}
	}
	if m.Blocks != nil {
		j["blocks"] = m.Blocks
	} else if m.BotID == "" && m.Text != "" {
		b := richText(m.Text) // what people type arrives as rich text too
		b["block_id"] = "t" + m.TS
		j["blocks"], j["client_msg_id"] = []any{b}, "c-"+m.Channel+"-"+m.TS
	}
	if m.Attachments != nil {
		j["attachments"] = m.Attachments
	}
	if metadata && m.Metadata != nil {
		j["metadata"] = m.Metadata
	}
	if m.Edited != "" {
		j["edited"] = obj{"user": m.User, "ts": m.Edited}
	}
	s.threadJSON(m, j)
	var files []any
	for _, id := range m.Files {
		if f := s.files[id]; f != nil && !f.Deleted {
			files = append(files, s.fileJSON(f))
		} else {
			files = append(files, obj{"id": id, "mode": "tombstone"})
		}
	}
	if files != nil {
		j["files"], j["upload"] = files, true
	}
	return j
}

func (s *Slack) threadJSON(m *Message, j obj) {
	if m.ThreadTS == "" {
		return
	}
	j["thread_ts"] = m.ThreadTS
	if m.reply() {
		if ch, ok := s.channels.get(m.Channel); ok && ch.byTS[m.ThreadTS] != nil {
			j["parent_user_id"] = ch.byTS[m.ThreadTS].User
		}
		return
	}
	ch, users := s.channels.byID[m.Channel], []any{}
	for _, ts := range m.Replies {
		if r := ch.byTS[ts]; r != nil && !slices.Contains(users, any(r.User)) {
			users = append(users, r.User)
		}
	}
	j["reply_count"], j["reply_users_count"], j["reply_users"] = len(m.Replies), len(users), users
	j["latest_reply"], j["is_locked"], j["subscribed"] = m.Replies[len(m.Replies)-1], false, true
}
