package playground

import (
	"fmt"
	"net/http"
	"time"
)

// tell lets the subscribers know of a change made outside the workspace.
func (s *Slack) tell(c Change) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed(c)
}

// serveHints streams that something is different, never what: the page asks for
// itself anew. It ends with the workspace.
func (pg *Page) serveHints(w http.ResponseWriter, r *http.Request) {
	u, ok := pg.viewer(w, r)
	if !ok {
		return
	}
	changes, stop := pg.Slack.Subscribe()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	_, _ = fmt.Fprint(w, "retry: 1000\n\n")
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	shown := pg.now().Unix() / 60
	for out.Flush() == nil {
		var err error
		select {
		case <-r.Context().Done():
			return
		case <-pg.Slack.ctx.Done():
			return
		case c := <-changes:
			if concerns(c, u.ID) {
				_, err = fmt.Fprint(w, "data: changed\n\n")
			}
		case <-tick.C:
			beat := ": still here\n\n"
			if minute := pg.now().Unix() / 60; minute != shown {
				shown, beat = minute, "data: clock\n\n"
			}
			_, err = fmt.Fprint(w, beat)
		}
		if err != nil {
			return
		}
	}
}

// concerns tells whether a change can be seen on the viewer's page.
func concerns(c Change, user string) bool {
	switch c.Kind {
	case "call", "sockets", "delivered":
		return false
	case "modal", "home", "ephemeral", "file":
		return c.User == user
	}
	return true
}
