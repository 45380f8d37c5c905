package bot

import (
	"context"
	"encoding/json"

	"ombud/bot/limits"
)

// envelope is one frame from Slack.
type envelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Reason  string          `json:"reason"` // of a disconnect
	Payload json.RawMessage `json:"payload"`
	Accepts bool            `json:"accepts_response_payload"`
}

// envelopeRoom is kept free in an acknowledgement for what stands around the answer.
const envelopeRoom = 256

type acknowledgement struct {
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// read takes envelopes until the connection ends.
func (s *Socket) read(c *connection) {
	defer close(c.gone)
	defer s.live.remove(c)
	defer func() { _ = c.ws.Close() }() // nothing more is to be said over it
	for {
		_, raw, err := c.ws.ReadMessage()
		if err != nil {
			return
		}
		c.alive()
		var e envelope
		if err := json.Unmarshal(raw, &e); err != nil {
			s.Log.Warn("unreadable frame", "bytes", len(raw))
			continue
		}
		if e.Type == "disconnect" {
			c.leave(e.Reason)
			continue
		}
		if e.ID == "" {
			continue
		}
		c.handling.Add(1)
		s.handling.Add(1)
		go func() {
			defer s.handling.Add(-1)
			defer c.handling.Add(-1)
			if err := Guard(func() error { s.handle(c, &e); return nil }); err != nil {
				s.Log.Error("request failed", "type", e.Type, "error", err)
			}
		}()
	}
}

// handle runs the route of an envelope and answers it. What cannot be read never
// will be, so it is acknowledged too.
func (s *Socket) handle(c *connection, e *envelope) {
	r, err := e.request()
	if err != nil {
		s.Log.Warn("request refused", "type", e.Type, "error", err.Error())
	}
	if r == nil {
		s.acknowledge(c, &acknowledgement{ID: e.ID})
		return
	}
	s.Router.take(r, func(a *reply) { s.send(c, e, r, a) })
}

// request reads the payload; nil when there is nothing to do.
func (e *envelope) request() (*Request, error) {
	switch e.Type {
	case "slash_commands":
		return parseCommand(e.Payload)
	case "interactive":
		return parseInteraction(e.Payload)
	case "events_api":
		r, _, err := parseEvent(e.Payload)
		return r, err
	}
	return nil, nil
}

func (s *Socket) send(c *connection, e *envelope, r *Request, a *reply) {
	if a.failed {
		return
	}
	whole, err := a.fit(limits.MaxAckBytes - envelopeRoom)
	if err != nil {
		s.Router.logFailure(r, err, newReference())
		return
	}
	if !e.Accepts {
		a.body = nil
	}
	s.acknowledge(c, &acknowledgement{ID: e.ID, Payload: a.body})
	if whole == nil {
		return
	}
	view := ""
	if whole.ExternalID == "" {
		view = r.View.ID
	}
	complete := s.Router.later(r, func(ctx context.Context) error {
		return s.Client.updateView(ctx, view, whole.ExternalID, "", *whole)
	})
	a.after = append([]func(){complete}, a.after...)
}

// acknowledge answers over the connection the envelope came by, or any other.
func (s *Socket) acknowledge(c *connection, ack *acknowledgement) {
	err := c.write(ack)
	if err == nil {
		return
	}
	for _, other := range s.live.all() {
		if other != c && other.write(ack) == nil {
			return
		}
	}
	s.Log.Warn("answer not delivered", "error", err)
}
