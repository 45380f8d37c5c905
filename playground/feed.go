package playground

import "time"

// Change says that something is different, not how: the reader asks for it.
type Change struct {
	Seq     int64  `json:"seq"`  // rises by one; a gap means changes were missed
	Kind    string `json:"kind"` // users channels message ephemeral modal home file call sockets delivered
	Channel string `json:"channel,omitempty"`
	User    string `json:"user,omitempty"` // whose screen, for ephemeral, modal and home
	TS      string `json:"ts,omitempty"`
}

type feed struct {
	seq  int64
	subs map[chan Change]bool
}

// changed tells the subscribers; one that does not keep up misses changes and
// sees it by the gap in Seq.
func (s *Slack) changed(c Change) {
	s.feed.seq++
	c.Seq = s.feed.seq
	for ch := range s.feed.subs {
		select {
		case ch <- c:
		default:
		}
	}
}

// Subscribe returns a channel of changes and the function that ends it.
func (s *Slack) Subscribe() (<-chan Change, func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := make(chan Change, 256)
	if s.feed.subs == nil {
		s.feed.subs = map[chan Change]bool{}
	}
	s.feed.subs[ch] = true
	return ch, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.feed.subs[ch] {
			delete(s.feed.subs, ch)
			close(ch)
		}
	}
}

// Wait returns true as soon as ok does, asking again after every change, and what
// ok says at the end of the time otherwise.
func (s *Slack) Wait(within time.Duration, ok func() bool) bool {
	changes, stop := s.Subscribe()
	defer stop()
	end := time.NewTimer(within)
	defer end.Stop()
	for !ok() {
		select {
		case <-changes:
		case <-end.C:
			return ok()
		case <-s.ctx.Done():
			return ok()
		}
	}
	return true
}

// Settle waits until every event was answered or its first attempt has failed.
func (s *Slack) Settle(within time.Duration) bool {
	return s.Wait(within, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.inflight == 0
	})
}
