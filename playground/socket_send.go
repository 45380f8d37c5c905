package playground

import (
	"time"
)

// sendSocket sends a payload over any one of the open connections and waits for
// its ack.
func (s *Slack) sendSocket(kind Kind, payload obj, r retry) Answer {
	envelope := obj{"envelope_id": secret(), "payload": payload, "accepts_response_payload": kind != KindEvent}
	envelope["type"] = string(kind)
	switch kind {
	case KindOptions:
		envelope["type"] = string(KindInteraction)
	case KindEvent:
		envelope["retry_attempt"], envelope["retry_reason"] = r.n, r.reason
	}
	w, ok := s.expect(text(envelope, "envelope_id"), kind != KindEvent)
	if !ok {
		return Answer{Failure: FailDispatch}
	}
	if err := w.over.send(envelope); err != nil {
		_ = w.over.conn.Close() // its reader ends and fails what waits
	}
	t := time.NewTimer(s.cfg.AckWithin)
	defer t.Stop()
	select {
	case a := <-w.answered:
		return a
	case <-t.C:
	case <-s.ctx.Done():
	}
	s.mu.Lock()
	delete(s.sockets.waiting, text(envelope, "envelope_id"))
	s.mu.Unlock()
	return Answer{Failure: FailTimeout}
}

// expect picks a connection, in turn, and notes that an ack is awaited.
func (s *Slack) expect(envelope string, takes bool) (wait, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sockets.open) == 0 {
		return wait{}, false
	}
	s.sockets.next++
	w := wait{
		over: s.sockets.open[s.sockets.next%len(s.sockets.open)], takes: takes,
		answered: make(chan Answer, 1),
	}
	if s.sockets.waiting == nil {
		s.sockets.waiting = map[string]wait{}
	}
	s.sockets.waiting[envelope] = w
	return w, true
}

// Sockets returns how many connections the app has open.
func (s *Slack) Sockets() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets.open)
}

// CutSockets breaks all connections without a word.
func (s *Slack) CutSockets() {
	for _, k := range s.openSockets() {
		_ = k.conn.UnderlyingConn().Close()
		s.part(k)
	}
}

// RefreshSockets asks the app to reconnect as Slack does every few hours: a warning
// over each connection, then by end (about 10 s later on Slack) refresh_requested and
// the end of those that were warned.
func (s *Slack) RefreshSockets() (end func()) {
	all := s.openSockets()
	for _, k := range all {
		_ = k.send(disconnect("warning"))
	}
	return func() {
		for _, k := range all {
			_ = k.send(disconnect("refresh_requested"))
			s.part(k)
		}
	}
}

func (s *Slack) openSockets() []*socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*socket(nil), s.sockets.open...)
}
