package playground

import (
	"io"
	"net/http"
	"time"
)

const (
	hookUses = 5
	hookLife = 30 * time.Minute // machine time
)

// hook is a response URL: the right to answer where a person acted.
type hook struct {
	user, channel string
	ts            string // of the message it came from, "" for a command
	at            time.Time
	used          int
}

// newHook returns a response URL.
func (s *Slack) newHook(kind, user, channel, ts string) string {
	now := s.cfg.Machine()
	if len(s.hooks) > 4096 {
		for id, h := range s.hooks {
			if now.Sub(h.at) > hookLife {
				delete(s.hooks, id)
			}
		}
	}
	id := kind + "-" + secret()
	s.hooks[id] = &hook{user: user, channel: channel, ts: ts, at: now}
	return s.url + "/respond/" + id
}

// serveRespond takes what the app posts to a response URL. The URL itself is the
// right to do so: no token, and no membership of the channel is needed.
func (s *Slack) serveRespond(w http.ResponseWriter, r *http.Request) {
	c := &call{method: "respond", args: args{}}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		err = c.readBody("application/json", body)
	}
	f := s.takeFault(c.method, c.args)
	if !s.before(w, r, f) {
		s.logCall(c, 0, nil)
		return
	}
	status := http.StatusBadRequest
	answer := obj{"ok": true}
	if err == nil {
		status, err = s.useHook(r.PathValue("secret"), c)
	}
	if err != nil {
		answer = obj{"ok": false, "error": asSlackError(err).code}
	}
	raw := s.logCall(c, status, answer)
	if f != nil && f.After {
		s.fault(w, f)
		return
	}
	writeRaw(w, status, raw)
}

// useHook answers 404 for a URL that is unknown, used up or too old.
func (s *Slack) useHook(id string, c *call) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.hooks[id]
	if h == nil || s.app.removed {
		return http.StatusNotFound, fail("invalid_url")
	}
	if s.cfg.Machine().Sub(h.at) > hookLife {
		return http.StatusNotFound, fail("expired_url")
	}
	if h.used >= hookUses {
		return http.StatusNotFound, fail("used_url")
	}
	ch, ok := s.channels.get(h.channel)
	if !ok {
		return http.StatusNotFound, fail("channel_not_found")
	}
	if err := s.answerHook(h, ch, c); err != nil {
		return http.StatusBadRequest, err
	}
	h.used++
	return http.StatusOK, nil
}

func (s *Slack) answerHook(h *hook, ch *channel, c *call) error {
	if c.args.boolean("delete_original") {
		return s.dropOriginal(h, ch)
	}
	// Clients send an empty metadata object here, which Slack passes over.
	delete(c.args, "metadata")
	t, err := s.readContent(c)
	if err != nil {
		return err
	}
	if t.text == "" && len(t.blocks) == 0 {
		return fail("no_text")
	}
	if c.args.boolean("replace_original") {
		m := s.original(h, ch)
		if m == nil {
			return fail("message_not_found")
		}
		s.edit(ch, m, t)
		return nil
	}
	if err := s.mayReply(ch, c.args.str("thread_ts")); err != nil {
		return err
	}
	if c.args.str("response_type") == "in_channel" {
		s.say(ch, t, c.args.str("thread_ts"), false)
		return nil
	}
	s.whisper(h.user, ch.ID, t, c.args.str("thread_ts"))
	return nil
}

// original is the app's message an action came from: posted, or for one person.
func (s *Slack) original(h *hook, ch *channel) *Message {
	m := ch.byTS[h.ts]
	if m == nil {
		m = s.screen(h.user).ephemeral(ch.ID, h.ts)
	}
	if m == nil || m.BotID == "" {
		return nil
	}
	return m
}

func (s *Slack) dropOriginal(h *hook, ch *channel) error {
	m := s.original(h, ch)
	if m == nil {
		return fail("message_not_found")
	}
	if !m.Ephemeral {
		s.remove(ch, m)
		return nil
	}
	sc := s.screen(h.user)
	for i, e := range sc.ephemerals {
		if e == m {
			sc.ephemerals = append(sc.ephemerals[:i:i], sc.ephemerals[i+1:]...)
			break
		}
	}
	s.changed(Change{Kind: "ephemeral", Channel: ch.ID, User: h.user, TS: m.TS})
	return nil
}
