package playground

import (
	"fmt"
	"slices"
)

// Person acts and looks as one user. It holds no state: two of the same user share
// one screen.
type Person struct {
	s  *Slack
	id string
}

// As returns the hands and eyes of a user.
func (s *Slack) As(user string) *Person { return &Person{s: s, id: user} }

// Seen is what a person sees after an act.
type Seen struct {
	Modal      *View             `json:"modal"`  // the visible one, nil for none
	Stack      []View            `json:"stack"`  // all open ones, the visible one last
	Errors     map[string]string `json:"errors"` // by block id, under the fields of the form
	Failure    string            `json:"failure"`
	Ephemerals []Message         `json:"ephemerals"` // that came with this act
}

func (p *Person) refuse(format string, a ...any) error {
	return &Refusal{Who: p.id, Why: fmt.Sprintf(format, a...), kind: format}
}

// Why somebody cannot do what the page itself lets them try.
const (
	whyArchived  = "channel %s is archived"
	whyNotJoined = "has not joined channel %s"
	whyTooLong   = "message is too long"
)

// user returns the acting user; those without an account cannot act.
func (p *Person) user() (*User, error) {
	u, ok := p.s.users.get(p.id)
	switch {
	case !ok:
		return nil, p.refuse("no such user")
	case u.Deleted:
		return nil, p.refuse("account is deactivated")
	case u.Bot:
		return nil, p.refuse("is a bot")
	}
	return u, nil
}

// sees tells whether the person can open a conversation. Public channels are open
// to full members, all else to members of the channel.
func (p *Person) sees(ch *channel) bool {
	if ch.has(p.id) {
		return true
	}
	u := p.s.users.byID[p.id]
	return u != nil && !u.Deleted && !ch.Private && !u.Restricted && u.TeamID == p.s.cfg.TeamID
}

// in returns the acting user and a channel they can write in.
func (p *Person) in(channelID string) (*User, *channel, error) {
	u, err := p.user()
	if err != nil {
		return nil, nil, err
	}
	ch, ok := p.s.channels.get(channelID)
	if !ok || !p.sees(ch) {
		return nil, nil, p.refuse("channel %s is not in their list", channelID)
	}
	if !ch.has(p.id) {
		return nil, nil, p.refuse(whyNotJoined, channelID)
	}
	return u, ch, nil
}

// act prepares a payload under the lock, delivers it without, and settles the
// answer under the lock again. It returns what the person then sees.
func (p *Person) act(kind Kind, prepare func() (obj, error), settle func(Answer, *Seen)) (Seen, error) {
	s := p.s
	s.mu.Lock()
	payload, err := prepare()
	mark := s.lastMicro
	s.mu.Unlock()
	if err != nil {
		return Seen{}, err
	}
	a := s.deliver(kind, payload, retry{})
	s.mu.Lock()
	defer s.mu.Unlock()
	seen := Seen{Failure: a.Failure}
	if settle != nil && a.Failure == "" {
		settle(a, &seen)
	}
	p.look(&seen, mark)
	return seen, nil
}

// look fills in what is on the screen now.
func (p *Person) look(seen *Seen, since int64) {
	sc := p.s.screen(p.id)
	for _, v := range sc.stack {
		seen.Stack = append(seen.Stack, p.s.shown(v))
	}
	if n := len(seen.Stack); n > 0 {
		seen.Modal = &seen.Stack[n-1]
	}
	for _, m := range sc.ephemerals {
		if t, _ := parseTS(m.TS); t > since {
			seen.Ephemerals = append(seen.Ephemerals, *m)
		}
	}
}

// Command types a slash command in a channel (or the app's direct message).
func (p *Person) Command(channelID, name, rest string) (Seen, error) {
	var ch *channel
	return p.act(KindCommand, func() (obj, error) {
		u, c, err := p.in(channelID)
		ch = c
		switch {
		case err != nil:
			return nil, err
		case u.TeamID != p.s.cfg.TeamID:
			return nil, p.refuse("commands are for members of the workspace")
		case !slices.Contains(p.s.cfg.Commands, name) || !p.s.granted("commands"):
			return nil, p.refuse("%s is not a valid command", name)
		case c.Archived:
			return nil, p.refuse(whyArchived, channelID)
		}
		return p.s.command(u, c, name, rest), nil
	}, func(a Answer, seen *Seen) {
		p.commandAnswered(ch, name+" "+rest, a, seen)
	})
}

// commandAnswered shows what the app answered to a command: nothing, a text, or a
// message as JSON. A message for the channel publishes the typed command too.
func (p *Person) commandAnswered(ch *channel, typed string, a Answer, seen *Seen) {
	if len(a.Body) == 0 {
		return
	}
	v, err := decode(a.Body)
	o, isObject := v.(obj)
	if err != nil || !isObject {
		said, isText := v.(string)
		if !isText {
			said = string(a.Body)
		}
		p.s.whisper(p.id, ch.ID, content{text: said}, "")
		return
	}
	t, err := p.s.readContent(&call{args: o})
	if err != nil {
		seen.Failure = FailResponse
		return
	}
	if t.text == "" && t.blocks == nil {
		return
	}
	if text(o, "response_type") == "in_channel" {
		p.s.add(ch, &Message{User: p.id, Text: typed})
		p.s.say(ch, t, "", false)
		return
	}
	p.s.whisper(p.id, ch.ID, t, "")
}
