package playground

import (
	"encoding/base64"
	"math"
	"slices"
	"strconv"
)

// page cuts one page out of keys by limit and cursor. def is the limit when none
// is given, 0 for all.
func page[T any](c *call, keys []T, def, most int) ([]T, string, error) {
	n, ok := c.args.integer("limit", def)
	if !ok || n < 0 || n > most {
		return nil, "", fail("invalid_limit")
	}
	from := 0
	if cur := c.args.str("cursor"); cur != "" {
		raw, err := base64.StdEncoding.DecodeString(cur)
		if err == nil {
			from, err = strconv.Atoi(string(raw))
		}
		if err != nil || from < 0 || from > len(keys) {
			return nil, "", fail("invalid_cursor")
		}
	}
	if n == 0 {
		n = max(def, 0)
	}
	if n == 0 || from+n >= len(keys) {
		return keys[from:], "", nil
	}
	return keys[from : from+n], base64.StdEncoding.EncodeToString([]byte(strconv.Itoa(from + n))), nil
}

// window is the span of time a history call asks for.
type window struct {
	oldest, latest int64
	inclusive      bool
}

func readWindow(c *call) (window, error) {
	w := window{latest: math.MaxInt64, inclusive: c.args.boolean("inclusive")}
	for key, into := range map[string]*int64{"oldest": &w.oldest, "latest": &w.latest} {
		v := c.args.str(key)
		if v == "" {
			continue
		}
		t, ok := parseTS(v)
		if !ok {
			return w, fail("invalid_ts_" + key)
		}
		if key == "oldest" || t > 0 {
			*into = t
		}
	}
	return w, nil
}

func (w window) holds(ts string) bool {
	t, _ := parseTS(ts)
	return t > w.oldest && t < w.latest || w.inclusive && (t == w.oldest || t == w.latest)
}

// readable returns a channel whose messages the app may read.
func (s *Slack) readable(c *call) (*channel, window, error) {
	ch, err := s.visible(c.args.str("channel"))
	if err != nil {
		return nil, window{}, err
	}
	if err := s.needFor(c, ch, "history"); err != nil {
		return nil, window{}, err
	}
	if !ch.has(s.cfg.BotUserID) {
		return nil, window{}, fail("not_in_channel")
	}
	w, err := readWindow(c)
	return ch, w, err
}

func (s *Slack) conversationsHistory(c *call) (obj, error) {
	ch, w, err := s.readable(c)
	if err != nil {
		return nil, err
	}
	var found []*Message
	for _, m := range ch.since(w.oldest) {
		if (!m.reply() || m.Broadcast) && w.holds(m.TS) {
			found = append(found, m)
		}
	}
	slices.Reverse(found)
	answer, err := s.messagePage(c, found, 999)
	if err != nil {
		return nil, err
	}
	answer["pin_count"] = 0
	return answer, nil
}

func (s *Slack) conversationsReplies(c *call) (obj, error) {
	ch, w, err := s.readable(c)
	if err != nil {
		return nil, err
	}
	parent := ch.byTS[c.args.str("ts")]
	if parent == nil {
		return nil, fail("thread_not_found")
	}
	found := []*Message{parent}
	for _, ts := range parent.Replies {
		if m := ch.byTS[ts]; m != nil && w.holds(ts) {
			found = append(found, m)
		}
	}
	return s.messagePage(c, found, 1000)
}

func (s *Slack) messagePage(c *call, found []*Message, most int) (obj, error) {
	some, next, err := page(c, found, 100, most)
	if err != nil {
		return nil, err
	}
	msgs := []any{}
	for _, m := range some {
		msgs = append(msgs, s.messageJSON(m, c.args.boolean("include_all_metadata")))
	}
	answer := obj{"messages": msgs, "has_more": next != ""}
	if next != "" {
		answer["response_metadata"] = obj{"next_cursor": next}
	}
	return answer, nil
}
