package playground

import (
	"fmt"
	"net/url"
)

// The failures a person sees when the app does not answer as it must.
const (
	FailTimeout  = "operation_timeout"  // no answer within Config.AckWithin
	FailDispatch = "dispatch_failed"    // no socket open, or no connection
	FailService  = "http_service_error" // an answer that is not 2xx
	FailResponse = "invalid_response"   // an answer that Slack cannot use
)

// Kind is a kind of payload by the way it travels.
type Kind string

// The kinds of payloads.
const (
	KindCommand     Kind = "slash_commands"
	KindInteraction Kind = "interactive"
	KindOptions     Kind = "options"
	KindEvent       Kind = "events_api"
)

// Answer is what the app said to one payload.
type Answer struct {
	Status  int    // HTTP status; 200 for an ack over a socket, 0 for none
	Body    []byte // what it answered, empty for a bare ack
	Failure string // one of the Fail constants, "" when acknowledged
	noRetry bool
}

// Forge delivers any payload over the transport in use, signed as Slack would.
// raw is the JSON of the payload; for a command an object of strings.
func (s *Slack) Forge(kind Kind, raw []byte) (Answer, error) {
	v, err := decode(raw)
	if err != nil {
		return Answer{}, fmt.Errorf("forge %s: %w", kind, err)
	}
	o, ok := v.(obj)
	if !ok {
		return Answer{}, fmt.Errorf("forge %s: not a JSON object", kind)
	}
	return s.deliver(kind, o, retry{}), nil
}

// retry numbers a repeated delivery of an event.
type retry struct {
	n      int // 0 for the first attempt
	reason string
}

// deliver brings one payload to the app and waits for its answer. The lock must
// not be held.
func (s *Slack) deliver(kind Kind, payload obj, r retry) Answer {
	s.mu.Lock()
	again := s.twice > 0
	if again {
		s.twice--
	}
	s.mu.Unlock()
	a := s.deliverOnce(kind, payload, r)
	if again {
		second := r
		if kind == KindEvent {
			second = retry{n: r.n + 1, reason: "http_timeout"}
		}
		b := s.deliverOnce(kind, payload, second)
		if text(payload, "type") == "view_submission" {
			return b // as when the first answer was lost on its way, and the person sent the form again
		}
	}
	return a
}

func (s *Slack) deliverOnce(kind Kind, payload obj, r retry) Answer {
	s.mu.Lock()
	gone := s.app.removed && text(child(payload, "event"), "type") != "app_uninstalled"
	s.mu.Unlock()
	var a Answer
	switch {
	case gone:
		a.Failure = FailDispatch
	case s.cfg.RequestURL == "":
		a = s.sendSocket(kind, payload, r)
	default:
		a = s.sendHTTP(kind, payload, r)
	}
	name := text(payload, "type")
	switch kind {
	case KindCommand:
		name = text(payload, "command")
	case KindEvent:
		name = text(child(payload, "event"), "type")
	}
	logged := make(obj, len(payload))
	for k, v := range payload {
		logged[k] = v
	}
	delete(logged, "token")
	s.record(Call{
		ToApp: true, Method: name, Status: a.Status, Error: a.Failure,
		Request: encode(logged), Response: jsonOrText(a.Body),
	})
	return a
}

func jsonOrText(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	if _, err := decode(b); err == nil {
		return b
	}
	return encode(string(b))
}

// form is a flat payload as a command carries it.
func form(payload obj) url.Values {
	f := url.Values{}
	for k, v := range payload {
		if t, ok := v.(string); ok {
			f.Set(k, t)
		}
	}
	return f
}
