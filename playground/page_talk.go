package playground

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"sort"
	"strings"
	"time"
)

// line is one message as it is shown.
type line struct {
	Face
	Message
	*look
	at         time.Time
	DayBreak   string // the day, when it is another than before
	Follows    bool   // on a message of the same person just before
	InThread   bool
	Shared     []File
	PieceList  []piece
	LastReply  string
	ReplyCount int
	Repliers   []Face // those who replied, at most three
}

// conversation is a channel, or a thread, on the screen.
type conversation struct {
	*look
	Channel
	Lines  []line
	Thread string // parent, "" for the channel itself
	Mine   bool   // the viewer can write here
}

// Talk is the channel shown, nil in Home.
func (l *look) Talk() *conversation {
	ch, ok := l.Slack.Channel(l.At)
	if !ok {
		return nil
	}
	c := &conversation{look: l, Channel: ch, Mine: slices.Contains(ch.Members, l.Me.ID) && !ch.Archived}
	c.Lines = l.lines(l.Person.Messages(ch.ID), func(m Message) bool { return m.ThreadTS == "" })
	return c
}

// Open is the open thread, nil for none.
func (l *look) Open() *conversation {
	ch, ok := l.Slack.Channel(l.At)
	if !ok || l.TS == "" {
		return nil
	}
	c := &conversation{look: l, Channel: ch, Thread: l.TS, Mine: slices.Contains(ch.Members, l.Me.ID) && !ch.Archived}
	c.Lines = l.lines(l.Person.Thread(ch.ID, l.TS), func(m Message) bool { return m.ThreadTS == l.TS })
	for i := range c.Lines {
		c.Lines[i].InThread = true
	}
	return c
}

// lines adds what only the viewer sees, in order of time, and prepares all.
func (l *look) lines(ms []Message, whispered func(Message) bool) []line {
	for _, m := range l.Person.Ephemerals(l.At) {
		if whispered(m) {
			ms = append(ms, m)
		}
	}
	sort.SliceStable(ms, func(i, j int) bool { return micro(ms[i].TS) < micro(ms[j].TS) })
	lines := make([]line, len(ms))
	for i, m := range ms {
		lines[i] = l.line(m)
		if i == 0 {
			lines[i].DayBreak = l.W.day(lines[i].at)
			continue
		}
		before := lines[i-1]
		if !sameDay(before.at, lines[i].at) {
			lines[i].DayBreak = l.W.day(lines[i].at)
		}
		lines[i].Follows = lines[i].DayBreak == "" && before.User == m.User && !m.Ephemeral && !before.Ephemeral && m.BotID == "" &&
			lines[i].at.Sub(before.at) < 5*time.Minute
	}
	return lines
}

func (l *look) line(m Message) line {
	u := l.people[m.User]
	n := line{Face: face(cmp.Or(u.shown(), m.User), l.tints[m.User], m.BotID != ""), Message: m, look: l}
	n.at = time.UnixMicro(micro(m.TS)).In(l.Person.zone())
	sc := &scene{look: l, scope: m.TS, state: l.Person.pickedIn(m)}
	n.PieceList = sc.pieces(m.Blocks)
	for _, id := range m.Files {
		if f, ok := l.files[id]; ok {
			n.Shared = append(n.Shared, f)
		}
	}
	if k := len(m.Replies); k > 0 && !m.reply() {
		n.ReplyCount = k
		n.LastReply = l.when(time.UnixMicro(micro(m.Replies[k-1])))
		n.Repliers = l.repliers(m)
	}
	return n
}

// repliers are the first three who replied to a message.
func (l *look) repliers(m Message) []Face {
	var faces []Face
	seen := map[string]bool{}
	for _, r := range l.Person.Thread(m.Channel, m.TS) {
		if r.TS == m.TS || seen[r.User] || len(faces) == 3 {
			continue
		}
		seen[r.User] = true
		u := l.people[r.User]
		faces = append(faces, face(cmp.Or(u.shown(), r.User), l.tints[r.User], r.BotID != ""))
	}
	return faces
}

func micro(ts string) int64 {
	us, _ := parseTS(ts)
	return us
}

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// when is a time on the viewer's clock, with the day when that is not today.
func (l *look) when(t time.Time) string {
	t = t.In(l.Person.zone())
	if sameDay(t, l.now.In(t.Location())) {
		return t.Format(l.Person.clock())
	}
	return l.W.day(t) + " " + t.Format(l.Person.clock())
}

// Clock is the time of a message on the viewer's clock.
func (n line) Clock() string { return n.at.Format(n.Person.clock()) }

// DOM is the id of the message in the page.
func (n line) DOM() string {
	if n.InThread {
		return domID("t", n.Message.Channel, n.Message.TS)
	}
	return domID("m", n.Message.Channel, n.Message.TS)
}

// Stamp is the time of the message as Slack names it.
func (n line) Stamp() string { return n.Message.TS }

// ThreadHref opens the thread of the message.
func (n line) ThreadHref() string {
	return n.Root + "c/" + n.Message.Channel + "/" + cmp.Or(n.ThreadTS, n.Message.TS)
}

// Said is the text of a message that has no blocks.
func (n line) Said() template.HTML {
	if len(n.Blocks) > 0 {
		return ""
	}
	return prose{p: n.Person}.mrkdwn(n.Text)
}

// Attached is the text of old-style attachments.
func (n line) Attached() []template.HTML {
	var out []template.HTML
	for _, a := range n.Attachments {
		out = append(out, prose{p: n.Person}.mrkdwn(cmp.Or(text(a, "text"), text(a, "fallback"))))
	}
	return out
}

// OnMessage are the shortcuts of the app on a message.
func (n line) OnMessage() []Starter { return n.look.starters(true) }

func (l *look) starters(onMessage bool) []Starter {
	var out []Starter
	for _, s := range l.Page.Starters {
		if s.OnMessage == onMessage && l.Me.TeamID == l.Slack.cfg.TeamID {
			out = append(out, s)
		}
	}
	return out
}

// Beside are the shortcuts beside the composer.
func (l *look) Beside() []Starter { return l.starters(false) }

// DOM is the id of the conversation in the page.
func (c *conversation) DOM() string { return domID("c", c.ID, c.Thread) }

// Label is the name of the conversation: a channel's, or the app's.
func (c *conversation) Label() string {
	if c.User != "" {
		return c.AppName()
	}
	if c.Private {
		return c.Name // with a lock, where Slack shows one
	}
	return "#" + c.Name
}

// Prompt is what the empty composer says.
func (c *conversation) Prompt() string {
	if c.Thread != "" {
		return c.W.WriteThread
	}
	return fmt.Sprintf(c.W.Write, strings.TrimPrefix(c.Label(), "@"))
}

// Kept is a text that was typed here and not sent.
func (c *conversation) Kept() string { return c.Note.kept[c.ID+"/"+c.Thread] }

// Back is the address of the channel without its thread.
func (c *conversation) Back() string { return c.Root + "c/" + c.ID }
