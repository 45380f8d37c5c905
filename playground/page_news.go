package playground

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"time"
)

// news is one line on what came of an act that changed more than one screen: the clock
// went on, or everything learned another language. It goes with the next act.
type news struct {
	since, now time.Time // of the clock
	spoken     bool      // another language instead
}

// Told is something that the app said: to whom, where that is to be seen, and what a
// notification of it says. When is empty where the clock still stands at that time.
type Told struct {
	Who, Href, When string
	Text            template.HTML
}

// newsMost is how many messages the line names.
const newsMost = 2

// News is that line as one rendering shows it.
type News struct {
	*look
	Spoken bool
	Now    string // weekday, day and time
	Told   []Told
	More   int // messages that are not named
}

// News is what there is to say, nil for nothing.
func (l *look) News() *News {
	n := l.visited.news
	if n == nil {
		return nil
	}
	out := &News{look: l, Spoken: n.spoken}
	if n.spoken {
		return out
	}
	out.Now = l.moment(n.now)
	for _, m := range l.Slack.SaidSince(n.since) {
		if len(out.Told) == newsMost {
			out.More++
			continue
		}
		out.Told = append(out.Told, l.told(m, n.now))
	}
	return out
}

// told is one message of the app, with its own time where the clock stands elsewhere by now.
func (l *look) told(m Message, now time.Time) Told {
	t := Told{Text: prose{p: l.Person}.mrkdwn(m.Text), Href: l.Root + "c/" + m.Channel}
	ch, _ := l.Slack.Channel(m.Channel)
	t.Who = ch.Name
	if ch.User != "" {
		u := l.people[ch.User]
		t.Who, t.Href = u.shown(), as(ch.User)+"c/"+m.Channel
	} else if !l.sees(m.Channel) {
		for _, p := range l.People { // somebody who sees it
			if l.Slack.As(p.ID).finds(m.Channel) {
				t.Href = as(p.ID) + "c/" + m.Channel
				break
			}
		}
	}
	if at := time.UnixMicro(micro(m.TS)); now.Sub(at) > time.Minute {
		t.When = l.moment(at)
	}
	return t
}

// moment is a day and a time on the page's clock.
func (l *look) moment(t time.Time) string {
	t = l.here(t)
	return l.W.day(t) + " " + t.Format(l.Person.clock())
}

// Passed says where the clock stands and whether the app told anybody anything on the way.
func (n *News) Passed() string {
	if len(n.Told) == 0 {
		return fmt.Sprintf(n.W.PassedNothing, n.Now)
	}
	return fmt.Sprintf(n.W.Passed, n.Now)
}

// Others counts the messages that are not named.
func (n *News) Others() string { return n.W.count(n.W.PassedMore, n.More) }

// finds tells whether a person sees a channel.
func (p *Person) finds(channel string) bool {
	for _, ch := range p.Channels() {
		if ch.ID == channel {
			return true
		}
	}
	return false
}

// SaidSince returns what the app said to people after a moment of business time, in direct
// messages and in channels, oldest first. What it only wrote below a message, in a
// thread, notifies nobody and is left out.
func (s *Slack) SaidSince(t time.Time) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for ch := range s.channels.all {
		for _, m := range ch.since(t.UnixMicro() + 1) {
			if m.BotID != "" && !m.Deleted && (!m.reply() || m.Broadcast) {
				out = append(out, *m)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Message) int { return cmp.Compare(micro(a.TS), micro(b.TS)) })
	return out
}

// tellNews keeps what the next rendering says.
func (pg *Page) tellNews(n *news) {
	pg.mu.Lock()
	defer pg.mu.Unlock()
	pg.visit.news = n
}

// met tells whether the viewer is shown for the first time who they are and what to try:
// in the first conversation that they look at, until they do something.
func (pg *Page) met(user, channel string) bool {
	if channel == "" { // Home
		return false
	}
	pg.mu.Lock()
	defer pg.mu.Unlock()
	first, known := pg.visit.met[user]
	if !known {
		pg.visit.met[user], first = channel, channel
	}
	return first == channel
}

// acted takes away what is said once: the viewer did something.
func (pg *Page) acted(user string) {
	pg.mu.Lock()
	defer pg.mu.Unlock()
	pg.visit.news, pg.visit.met[user] = nil, ""
}
