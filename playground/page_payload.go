package playground

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"ombud/bot/limits"
)

// payload is what the app sent of one thing on the screen, for the inspector.
type payload struct {
	*look
	Subject string
	JSON    template.HTML
	Within  []string // how near to the limits, a sentence each
	Over    []string // what Slack would refuse
}

// inPayload opens and shuts the inspector, and chooses a message for it.
func (pg *Page) inPayload(a *act) {
	pg.mu.Lock()
	defer pg.mu.Unlock()
	switch do := a.PostFormValue("do"); {
	case do == "open":
		pg.visit.payload = true
	case do == "shut":
		pg.visit.payload = false
		delete(pg.visit.picked, a.p.id)
	case strings.HasPrefix(do, "of/"):
		pg.visit.payload = true
		pg.visit.picked[a.p.id] = strings.TrimPrefix(do, "of/")
	}
}

// PayloadOpen tells whether the inspector is open.
func (l *look) PayloadOpen() bool { return l.visited.payload }

// Payload is what the inspector shows: the visible form, else the chosen message,
// else Home, else the newest message of the app; nil when it is shut.
func (l *look) Payload() *payload {
	if !l.visited.payload {
		return nil
	}
	if v := l.Modal(); v != nil {
		return l.viewPayload(l.W.PayloadModal+" · "+v.View.Title, l.Person.source(v.View.ID), limits.CheckModal)
	}
	if l.AtHome() {
		if v := l.Person.Home(); v != nil {
			return l.viewPayload(l.W.PayloadHome, l.Person.source(v.ID), limits.CheckHome)
		}
		return &payload{look: l}
	}
	ms := append(l.Person.Messages(l.At), l.Person.Ephemerals(l.At)...)
	if l.TS != "" {
		ms = append(ms, l.Person.Thread(l.At, l.TS)...)
	}
	slices.SortStableFunc(ms, func(a, b Message) int { return strings.Compare(a.TS, b.TS) })
	var shown *Message
	for i, m := range ms {
		if m.Channel+"/"+m.TS == l.visited.picked[l.Me.ID] {
			shown = &ms[i]
			break
		}
		if m.BotID != "" {
			shown = &ms[i]
		}
	}
	if shown == nil {
		return &payload{look: l}
	}
	return l.messagePayload(shown)
}

func (l *look) messagePayload(m *Message) *payload {
	sent := obj{"channel": m.Channel, "text": m.Text}
	for key, v := range map[string]any{"thread_ts": m.ThreadTS, "metadata": m.Metadata, "blocks": m.Blocks, "attachments": m.Attachments} {
		switch v := v.(type) {
		case string:
			if v != "" && m.reply() {
				sent[key] = v
			}
		case obj:
			if v != nil {
				sent[key] = v
			}
		case []obj:
			if v != nil {
				sent[key] = v
			}
		}
	}
	var raw []byte
	if m.Blocks != nil {
		raw = encode(m.Blocks)
	}
	p := &payload{look: l, Subject: l.W.PayloadMessage + " · " + l.when(l.line(*m).at), JSON: readableJSON(sent)}
	p.check(limits.CheckMessage(m.Text, raw))
	p.Within = append(p.Within,
		l.W.count(l.W.BlocksOf, len(m.Blocks), limits.MaxBlocksMessage),
		l.W.count(l.W.CharsOf, limits.Length(m.Text), limits.MaxEditText))
	return p
}

func (l *look) viewPayload(subject string, raw obj, check func([]byte) []limits.Problem) *payload {
	p := &payload{look: l, Subject: subject, JSON: readableJSON(raw)}
	p.check(check(encode(raw)))
	p.Within = append(p.Within,
		l.W.count(l.W.BlocksOf, len(list(raw, "blocks")), limits.MaxBlocksView),
		l.W.count(l.W.BytesOf, len(encode(raw))>>10, limits.MaxViewBytes>>10),
		l.W.count(l.W.MetadataOf, limits.Length(text(raw, "private_metadata")), limits.MaxMetadata))
	return p
}

func (p *payload) check(problems []limits.Problem) {
	for _, problem := range problems {
		p.Over = append(p.Over, problem.String())
	}
}

// Verdict says whether Slack would take it.
func (p *payload) Verdict() string {
	if len(p.Over) > 0 {
		return p.W.OverLimits
	}
	return fmt.Sprintf(p.W.WithinLimits, strings.Join(p.Within, ", "))
}

// source is the JSON of a view as the app sent it.
func (p *Person) source(viewID string) obj {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if v := p.s.views[viewID]; v != nil {
		return v.raw
	}
	return nil
}
