package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"ombud/playground"
)

// button is something to press, as the payload has it.
type button struct{ action, value, text, style, label string }

// elements finds every block element of the kinds within blocks.
func elements(v any, kinds ...string) []map[string]any {
	var found []map[string]any
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			found = append(found, elements(x, kinds...)...)
		}
	case map[string]any:
		if kind, _ := v["type"].(string); slices.Contains(kinds, kind) {
			found = append(found, v)
		}
		for _, x := range v {
			found = append(found, elements(x, kinds...)...)
		}
	}
	return found
}

// blocksOf makes blocks plain values.
func blocksOf[T ~map[string]any](blocks []T) any {
	var list any
	if err := json.Unmarshal([]byte(asJSON(blocks)), &list); err != nil {
		panic(err)
	}
	return list
}

func buttons[T ~map[string]any](blocks []T) []button {
	var list []button
	for _, e := range elements(blocksOf(blocks), "button") {
		text, _ := e["text"].(map[string]any)
		said := func(m map[string]any, key string) string { s, _ := m[key].(string); return s }
		list = append(list, button{said(e, "action_id"), said(e, "value"), said(text, "text"), said(e, "style"), said(e, "accessibility_label")})
	}
	return list
}

func hasButton[T ~map[string]any](blocks []T, action string) bool {
	return slices.ContainsFunc(buttons(blocks), func(b button) bool { return b.action == action })
}

// green lists the actions of the primary buttons.
func green[T ~map[string]any](blocks []T) []string {
	var list []string
	for _, b := range buttons(blocks) {
		if b.style == "primary" {
			list = append(list, b.action)
		}
	}
	return list
}

// headerOf is the text of a message's header, "" for none.
func headerOf(m playground.Message) string {
	for _, h := range elements(blocksOf(m.Blocks), "header") {
		if text, ok := h["text"].(map[string]any); ok {
			s, _ := text["text"].(string)
			return s
		}
	}
	return ""
}

// roots lists the app's messages headed by a case that hang from nothing in
// the management channel.
func (s *stage) roots(number string) []playground.Message {
	return slices.DeleteFunc(headed(s.sanne.Messages(klachten), number), func(m playground.Message) bool {
		return m.ThreadTS != "" && m.ThreadTS != m.TS
	})
}

// headed lists the app's messages whose header names a case.
func headed(all []playground.Message, number string) []playground.Message {
	return slices.DeleteFunc(slices.Clone(all), func(m playground.Message) bool {
		return m.BotID == "" || !strings.Contains(headerOf(m), number)
	})
}

// card is the one root message of a case.
func (s *stage) card(number string) playground.Message {
	s.t.Helper()
	list := s.roots(number)
	if len(list) != 1 {
		s.fail("%s has %d root messages in the channel, want 1", number, len(list))
	}
	return list[0]
}

// thread is what hangs from the card, oldest first.
func (s *stage) thread(number string) []playground.Message {
	s.t.Helper()
	return s.sanne.Thread(klachten, s.card(number).TS)[1:]
}

// inThread is the newest message of the thread with a button, or with some
// text when that is no action.
func (s *stage) inThread(number, want string) playground.Message {
	s.t.Helper()
	thread := s.thread(number)
	for i := len(thread) - 1; i >= 0; i-- {
		if hasButton(thread[i].Blocks, want) || strings.Contains(s.sanne.Text(thread[i]), want) {
			return thread[i]
		}
	}
	s.fail("the thread of %s has no %q", number, want)
	return playground.Message{}
}

// shows checks where a card stands: its state word and its one green button.
func (s *stage) shows(number, state, action string) {
	s.t.Helper()
	s.rest()
	card := s.card(number)
	if !strings.Contains(headerOf(card), number+" · "+state) {
		s.fail("the card of %s is headed %q, want %q", number, headerOf(card), state)
	}
	got := green(card.Blocks)
	if action == "" && len(got) != 0 || action != "" && !slices.Equal(got, []string{action}) {
		s.fail("the card of %s has the green buttons %q, want %q", number, got, action)
	}
}

// sight is everything that somebody can see or that their client holds.
func (p *person) sight() string {
	var b strings.Builder
	for _, ch := range p.Channels() {
		for _, m := range p.Messages(ch.ID) {
			for _, r := range p.Thread(ch.ID, m.TS) {
				b.WriteString(asJSON(r) + p.Text(r) + "\n")
			}
		}
		for _, m := range p.Ephemerals(ch.ID) {
			b.WriteString(asJSON(m) + p.Text(m) + "\n")
		}
	}
	for _, v := range p.Modals() {
		b.WriteString(asJSON(v) + p.ViewText(&v) + "\n")
	}
	if home := p.Home(); home != nil {
		b.WriteString(asJSON(home) + p.ViewText(home) + "\n")
	}
	for _, f := range p.Files() {
		b.WriteString(f.Name + "\n")
	}
	return b.String()
}

// blind checks that somebody finds none of the words in all that they see.
func (p *person) blind(words ...string) {
	p.s.t.Helper()
	sight := p.sight()
	for _, w := range words {
		if strings.Contains(sight, w) {
			p.s.fail("%s can see %q", p.name, w)
		}
	}
}

// everybody is what each person sees, for a failed story.
func (s *stage) everybody() string {
	var b strings.Builder
	fmt.Fprintf(&b, "It is %s.\n", s.clock.Now().In(amsterdam).Format("Mon 2006-01-02 15:04:05"))
	for _, p := range s.people() {
		if p == nil {
			continue
		}
		fmt.Fprintf(&b, "\n==== %s\n", p.name)
		for _, ch := range p.Channels() {
			if ch.ID == klachten && p != s.sanne {
				continue // as Sanne sees it
			}
			for _, m := range p.Messages(ch.ID) {
				for i, r := range p.Thread(ch.ID, m.TS) {
					if i > 0 && m.ThreadTS != m.TS {
						break
					}
					fmt.Fprintf(&b, "-- %s %s %s\n%s\n", ch.Name+ch.User, r.TS, r.Text, indent(p.Text(r)))
				}
			}
			for _, m := range p.Ephemerals(ch.ID) {
				fmt.Fprintf(&b, "-- only to them: %s\n", indent(p.Text(m)))
			}
		}
		for _, v := range p.Modals() {
			fmt.Fprintf(&b, "-- window %s\n%s\n", v.CallbackID, indent(p.ViewText(&v)))
		}
	}
	log := s.log.String()
	return b.String() + "\n==== log\n" + log[max(0, len(log)-6000):]
}

func indent(text string) string { return "   " + strings.ReplaceAll(text, "\n", "\n   ") }

// unpacked gives the request of a call, and every JSON that travels in it as a
// string, as plain values.
func unpacked(raw []byte) []any {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return nil
	}
	all := []any{v}
	if top, ok := v.(map[string]any); ok {
		for _, x := range top {
			if s, isText := x.(string); isText && strings.HasPrefix(strings.TrimSpace(s), "[") || isText && strings.HasPrefix(s, "{") {
				all = append(all, unpacked([]byte(s))...)
			}
		}
	}
	return all
}
