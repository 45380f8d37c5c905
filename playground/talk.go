package playground

import (
	"regexp"
	"unicode/utf8"

	"ombud/bot/limits"
)

// Say writes a message in a channel, or in a thread when thread is its parent's
// ts. The text is as Slack stores it: <@U…> mentions, and &, < and > escaped.
func (p *Person) Say(channelID, said, thread string) (Message, error) {
	return p.write(channelID, thread, Message{Text: said})
}

// Mention writes to the app in a channel: its mention, then the text.
func (p *Person) Mention(channelID, said, thread string) (Message, error) {
	return p.Say(channelID, "<@"+p.s.cfg.BotUserID+"> "+said, thread)
}

// Share posts uploaded files of the person in a channel.
func (p *Person) Share(channelID, said, thread string, files ...string) (Message, error) {
	return p.write(channelID, thread, Message{Text: said, Files: files, Subtype: "file_share"})
}

func (p *Person) write(channelID, thread string, m Message) (Message, error) {
	s := p.s
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ch, err := p.in(channelID)
	if err != nil {
		return Message{}, err
	}
	parent := ch.byTS[thread]
	switch {
	case ch.Archived:
		return Message{}, p.refuse(whyArchived, channelID)
	case ch.partner != "" && s.cfg.NoMessagesTab:
		return Message{}, p.refuse("sending messages to this app has been turned off")
	case m.Text == "" && len(m.Files) == 0:
		return Message{}, p.refuse("nothing to send")
	case utf8.RuneCountInString(m.Text) > limits.MaxMessageText:
		return Message{}, p.refuse(whyTooLong)
	case thread != "" && (parent == nil || parent.reply()):
		return Message{}, p.refuse("no thread %s", thread)
	}
	for _, id := range m.Files {
		f := s.files[id]
		if f == nil || f.Deleted || f.User != p.id {
			return Message{}, p.refuse("no file %s of theirs", id)
		}
		f.channels = append(f.channels, ch.ID)
	}
	m.User, m.ThreadTS = p.id, thread
	return *s.add(ch, &m), nil
}

// Erase deletes an own message.
func (p *Person) Erase(channelID, ts string) error {
	s := p.s
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ch, err := p.in(channelID)
	if err != nil {
		return err
	}
	m := ch.byTS[ts]
	if m == nil || m.User != p.id {
		return p.refuse("no own message %s", ts)
	}
	s.remove(ch, m)
	return nil
}

// OpenHome opens the app's Home tab; the app hears of it by app_home_opened. What
// it publishes comes later: see Home.
func (p *Person) OpenHome() (Seen, error) {
	s := p.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := p.user(); err != nil {
		return Seen{}, err
	}
	if s.cfg.NoHome {
		return Seen{}, p.refuse("the app has no Home")
	}
	e := obj{"user": p.id, "channel": s.dm(p.id).ID, "tab": "home"}
	if home := s.screen(p.id).home; home != nil {
		e["view"] = s.viewJSON(home)
	}
	s.emit("app_home_opened", e)
	var seen Seen
	p.look(&seen, s.lastMicro)
	return seen, nil
}

var mention = regexp.MustCompile(`<@([UW][A-Z0-9]+)(\|[^>]*)?>`)

// mentions returns the ids of the users mentioned in a text.
func mentions(s string) []string {
	var ids []string
	for _, m := range mention.FindAllStringSubmatch(s, -1) {
		ids = append(ids, m[1])
	}
	return ids
}
