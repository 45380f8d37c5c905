package playground

import (
	"encoding/json"
	"slices"
	"time"
)

// Call is one request between the app and Slack, for the payload inspector and
// for tests. Tokens are left out.
type Call struct {
	Seq      int64           `json:"seq"`
	At       time.Time       `json:"at"`     // machine time
	ToApp    bool            `json:"to_app"` // a payload delivered to the app, else a call of the app
	Method   string          `json:"method"` // API method, or the kind of payload
	Status   int             `json:"status"` // HTTP status, 0 when the connection was cut
	Error    string          `json:"error"`  // error of the answer or failure of the delivery, "" for none
	Request  json.RawMessage `json:"request"`
	Response json.RawMessage `json:"response,omitempty"`
}

// logCall keeps a call and returns its answer as JSON.
func (s *Slack) logCall(c *call, status int, answer obj) []byte {
	raw := encode(answer)
	s.record(Call{
		Method: c.method, Status: status, Error: text(answer, "error"),
		Request: encode(c.args), Response: raw,
	})
	return raw
}

func (s *Slack) record(c Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.callSeq++
	c.Seq, c.At = s.callSeq, s.cfg.Machine()
	s.calls = append(s.calls, c)
	if extra := len(s.calls) - s.cfg.KeepCalls; extra > s.cfg.KeepCalls/4 {
		s.calls = slices.Clone(s.calls[extra:])
	}
	s.changed(Change{Kind: "call"})
}

// Log returns the newest calls and deliveries, oldest first, at most
// Config.KeepCalls of them.
func (s *Slack) Log() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls[max(0, len(s.calls)-s.cfg.KeepCalls):])
}

// Calls returns the calls of one method, or the deliveries of one kind, of Log.
func (s *Slack) Calls(method string) []Call {
	return slices.DeleteFunc(s.Log(), func(c Call) bool { return c.Method != method })
}
