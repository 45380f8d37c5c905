package playground

import (
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"ombud/bot/limits"
)

// maxSockets is how many connections one app may have open.
const maxSockets = 10

// writeWithin is how long one frame may take before the connection is given up.
const writeWithin = 5 * time.Second

// socketSet is the open connections of the app and what waits for an ack.
type socketSet struct {
	tickets map[string]bool
	open    []*socket
	next    int
	waiting map[string]wait // by envelope id
}

// wait is one envelope on its way.
type wait struct {
	over     *socket
	takes    bool // accepts_response_payload
	answered chan Answer
}

// socket is one connection; writes are serialized by its own lock.
type socket struct {
	conn *websocket.Conn
	mu   sync.Mutex
}

func (k *socket) send(v any) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.write(v)
}

// write sends a frame for whoever holds the lock.
func (k *socket) write(v any) error {
	stuck := time.AfterFunc(writeWithin, func() { _ = k.conn.Close() })
	defer stuck.Stop()
	return k.conn.WriteMessage(websocket.TextMessage, encode(v))
}

func (s *Slack) connectionsOpen(c *call) (obj, error) {
	if err := s.need(c, "connections:write"); err != nil {
		return nil, err
	}
	if s.sockets.tickets == nil {
		s.sockets.tickets = map[string]bool{}
	}
	t := secret()
	s.sockets.tickets[t] = true
	return obj{"url": "ws" + s.url[len("http"):] + "/link?ticket=" + t + "&app_id=" + s.cfg.AppID}, nil
}

// serveLink is the other end of a socket URL, which works once.
func (s *Slack) serveLink(w http.ResponseWriter, r *http.Request) {
	t := r.URL.Query().Get("ticket")
	s.mu.Lock()
	known := s.sockets.tickets[t]
	delete(s.sockets.tickets, t)
	s.mu.Unlock()
	if !known {
		http.Error(w, "invalid ticket", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	conn.SetReadLimit(maxBody)
	k := &socket{conn: conn}
	k.mu.Lock() // as soon as it is admitted others write; the hello comes first
	n, ok := s.admit(k)
	if !ok {
		_ = k.write(disconnect("too_many_websockets"))
		_ = conn.Close()
		return
	}
	defer s.part(k)
	_ = k.write(obj{
		"type": "hello", "num_connections": n, "connection_info": obj{"app_id": s.cfg.AppID},
		"debug_info": obj{"host": "playground", "build_number": 1, "approximate_connection_time": 18060},
	})
	k.mu.Unlock()
	for {
		_, raw, err := conn.ReadMessage()
		if err != nil {
			return
		}
		s.acked(k, raw)
	}
}

func disconnect(reason string) obj {
	return obj{"type": "disconnect", "reason": reason, "debug_info": obj{"host": "playground"}}
}

func (s *Slack) admit(k *socket) (int, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sockets.open) >= maxSockets || s.ctx.Err() != nil {
		return 0, false
	}
	s.sockets.open = append(s.sockets.open, k)
	s.work.Go(func() { s.ping(k) })
	s.changed(Change{Kind: "sockets"})
	return len(s.sockets.open), true
}

// part forgets a closed connection; what was on its way fails.
func (s *Slack) part(k *socket) {
	_ = k.conn.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sockets.open = slices.DeleteFunc(slices.Clone(s.sockets.open), func(o *socket) bool { return o == k })
	for id, w := range s.sockets.waiting {
		if w.over == k {
			delete(s.sockets.waiting, id)
			w.answered <- Answer{Failure: FailDispatch}
		}
	}
	s.changed(Change{Kind: "sockets"})
}

func (s *Slack) ping(k *socket) {
	tick := time.NewTicker(s.cfg.PingEvery)
	defer tick.Stop()
	for {
		if k.conn.WriteControl(websocket.PingMessage, []byte("ping"), time.Time{}) != nil {
			return
		}
		select {
		case <-tick.C:
		case <-s.ctx.Done():
			return
		}
	}
}

// acked takes a frame of the app. One of limits.MaxAckBytes or more is dropped
// without a word, and so is one for an unknown envelope.
func (s *Slack) acked(k *socket, raw []byte) {
	if len(raw) >= limits.MaxAckBytes {
		return
	}
	v, err := decode(raw)
	o, ok := v.(obj)
	if err != nil || !ok {
		return
	}
	id := text(o, "envelope_id")
	s.mu.Lock()
	defer s.mu.Unlock()
	w, waiting := s.sockets.waiting[id]
	if !waiting || w.over != k {
		return
	}
	delete(s.sockets.waiting, id)
	a := Answer{Status: http.StatusOK}
	if w.takes && o["payload"] != nil {
		a.Body = encode(o["payload"])
	}
	w.answered <- a
}
