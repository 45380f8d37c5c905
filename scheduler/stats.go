package scheduler

import (
	"sync"
	"sync/atomic"
	"time"
)

// Stats counts what this process sent since it started.
type Stats struct {
	Sent    int64 // notices that reached somebody
	Dead    int64 // notices that were given up
	Waiting int64 // deliveries that failed and are tried again, each try counted
	Halted  bool  // Slack refuses our token, and nothing is sent
}

type figures struct {
	sent, dead, waiting atomic.Int64
}

// Stats gives the counters of this process. What waits or died in the whole
// workspace is in db.Workspace.Backlog.
func (s *Scheduler) Stats() Stats {
	return Stats{
		Sent: s.figures.sent.Load(), Dead: s.figures.dead.Load(), Waiting: s.figures.waiting.Load(),
		Halted: !s.halt.until(time.Time{}).IsZero(),
	}
}

// halt stops the sender while our token or its scopes are broken.
type halt struct {
	mu sync.Mutex
	at time.Time // machine time of the next try; zero: not halted
}

// until gives the moment of the next try if it lies after now, else the zero
// time.
func (h *halt) until(now time.Time) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.at.After(now) {
		return h.at
	}
	return time.Time{}
}

// set halts until at, or ends the halt when at is zero. It tells whether that
// is news.
func (h *halt) set(at time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	news := h.at.IsZero() != at.IsZero()
	h.at = at
	return news
}
