package playground

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// FaultKind is the way a call goes wrong.
type FaultKind string

// The kinds of faults.
const (
	DropBefore FaultKind = "drop-before" // the connection is cut, nothing happened
	DropAfter  FaultKind = "drop-after"  // the call took effect, then the connection is cut
	Delay      FaultKind = "delay"       // the answer comes late
	HTTPStatus FaultKind = "status"      // 429, 500 or 503 instead of an answer
	ErrorCode  FaultKind = "error"       // ok false with Error
)

// Fault is what goes wrong with the next calls it matches.
type Fault struct {
	Method     string // API method, or upload, download, respond; "" for any
	Channel    string // channel id, or user id of a direct message; "" for any
	Times      int    // how many calls; 0 means once, below 0 for ever
	Kind       FaultKind
	After      bool          // HTTPStatus and ErrorCode: the call took effect first
	Delay      time.Duration // Delay: how late
	Status     int           // HTTPStatus
	RetryAfter int           // seconds, for HTTPStatus 429
	Error      string        // ErrorCode, such as fatal_error
}

// Fail makes the next matching calls go wrong; several faults apply in the order
// they were given.
func (s *Slack) Fail(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	f.After = f.After || f.Kind == DropAfter
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// ClearFaults forgets every fault that has not happened yet.
func (s *Slack) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	s.twice, s.unheard = 0, nil
}

func (s *Slack) takeFault(method string, a args) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Method != "" && f.Method != method || !s.faultChannel(f.Channel, a) {
			continue
		}
		if f.Times--; f.Times == 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		taken := *f
		return &taken
	}
	return nil
}

// faultChannel compares by channel, counting a person and their direct message as
// one, and the channels of an upload one by one.
func (s *Slack) faultChannel(want string, a args) bool {
	if want == "" {
		return true
	}
	same := func(id string) bool {
		if id == want {
			return true
		}
		for _, pair := range [][2]string{{id, want}, {want, id}} {
			if ch, ok := s.channels.get(pair[0]); ok && ch.partner != "" && ch.partner == pair[1] {
				return true
			}
		}
		return false
	}
	for _, id := range append(strings.Split(a.str("channels"), ","), a.str("channel"), a.str("channel_id")) {
		if id != "" && same(id) {
			return true
		}
	}
	return false
}

// before applies a fault that comes before the call; false ends the request.
func (s *Slack) before(w http.ResponseWriter, r *http.Request, f *Fault) bool {
	if f == nil || f.After {
		return true
	}
	if f.Kind == Delay {
		select {
		case <-time.After(f.Delay):
		case <-r.Context().Done():
		case <-s.ctx.Done():
		}
		return true
	}
	s.fault(w, f)
	return false
}

// fault answers with the fault itself.
func (s *Slack) fault(w http.ResponseWriter, f *Fault) {
	switch f.Kind {
	case HTTPStatus:
		if f.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
		}
		http.Error(w, http.StatusText(f.Status), f.Status)
	case ErrorCode:
		writeJSON(w, http.StatusOK, obj{"ok": false, "error": f.Error})
	default:
		cut(w)
	}
}

// cut closes the connection without an answer.
func cut(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			_ = conn.Close()
			return
		}
	}
	panic(http.ErrAbortHandler)
}

// LoseAnswer loses what the app answers to the next payload, calls meanwhile, and
// delivers the payload again: the second answer counts.
func (s *Slack) LoseAnswer(meanwhile func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unheard = meanwhile
}

// DeliverTwice makes each of the next n payloads reach the app twice.
func (s *Slack) DeliverTwice(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.twice = n
}
