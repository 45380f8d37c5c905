package bot

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeTime  = 5 * time.Second
	settleStep = 10 * time.Millisecond
	maxFrame   = 2 * maxBody // JSON inside JSON
)

// connection is one socket to Slack.
type connection struct {
	ws      *websocket.Conn
	now     func() time.Time // machine time
	opened  time.Time
	leaving chan struct{} // closed when Slack asks us to leave
	gone    chan struct{} // closed when nothing can be read any more
	silent  time.Duration

	handling atomic.Int64
	writing  sync.Mutex

	mu   sync.Mutex
	told bool
	why  string // reason Slack gave
}

// live is the set of connections that Slack greeted and that can be read.
type live struct {
	mu  sync.Mutex
	set map[*connection]bool
}

func (l *live) add(c *connection) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.set == nil {
		l.set = map[*connection]bool{}
	}
	l.set[c] = true
}

func (l *live) remove(c *connection) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.set, c)
}

func (l *live) all() []*connection {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []*connection
	for c := range l.set {
		all = append(all, c)
	}
	return all
}

// dial asks Slack for an address, connects to it and awaits the hello.
func (s *Socket) dial(ctx context.Context) (*connection, error) {
	_, address, err := s.Client.api.StartSocketModeContext(ctx)
	if err != nil {
		return nil, classify("apps.connections.open", err)
	}
	ctx, cancel := context.WithTimeout(ctx, s.times.hello)
	defer cancel()
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: s.times.hello}
	ws, resp, err := dialer.DialContext(ctx, address, nil)
	if err != nil {
		// The address is a secret and stays out of the error.
		return nil, &Error{Method: "socket", Code: "not connected", Class: Wait, err: err}
	}
	_ = resp.Body.Close() // nothing is left to read
	ws.SetReadLimit(maxFrame)
	if err := s.awaitHello(ws); err != nil {
		_ = ws.Close() // it is given up
		return nil, err
	}
	c := &connection{
		ws: ws, now: s.Client.config.Now, opened: s.Client.config.Now(), silent: s.times.silent,
		leaving: make(chan struct{}), gone: make(chan struct{}),
	}
	s.live.add(c)
	if s.Greeted != nil {
		s.greetOnce.Do(s.Greeted)
	}
	c.stayAwake(s.times.ping)
	go s.read(c)
	return c, nil
}

func (s *Socket) awaitHello(ws *websocket.Conn) error {
	_ = ws.SetReadDeadline(s.Client.config.Now().Add(s.times.hello)) // fails only on a closed one, which the read tells
	var e envelope
	if err := ws.ReadJSON(&e); err != nil {
		return &Error{Method: "socket", Code: "no hello", Class: Wait, err: err}
	}
	if refusals[e.Reason] {
		return &Error{Method: "socket", Code: e.Reason, Class: Wait, RetryAfter: s.times.refused}
	}
	if e.Type != "hello" {
		return &Error{Method: "socket", Code: "no hello but " + e.Type, Class: Wait}
	}
	return nil
}

// stayAwake pings, and takes any sign of life as one.
func (c *connection) stayAwake(every time.Duration) {
	c.alive()
	c.ws.SetPingHandler(func(data string) error {
		c.alive()
		// A pong that cannot be written shows at the next read.
		_ = c.ws.WriteControl(websocket.PongMessage, []byte(data), c.now().Add(writeTime))
		return nil
	})
	c.ws.SetPongHandler(func(string) error {
		c.alive()
		return nil
	})
	go func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				_ = c.ws.WriteControl(websocket.PingMessage, nil, c.now().Add(writeTime)) // as above
			case <-c.gone:
				return
			}
		}
	}()
}

func (c *connection) alive() {
	_ = c.ws.SetReadDeadline(c.now().Add(c.silent)) // fails only on a closed one, which the read tells
}

// leave notes that Slack wants the connection replaced.
func (c *connection) leave(reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.told {
		c.told, c.why = true, reason
		close(c.leaving)
	}
}

func (c *connection) reason() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.why
}

func (c *connection) write(v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	if err := c.ws.SetWriteDeadline(c.now().Add(writeTime)); err != nil {
		return err
	}
	return c.ws.WriteMessage(websocket.TextMessage, raw)
}

// settle waits for the handlers of this connection, but not for ever.
func (c *connection) settle(patience time.Duration) {
	for end := c.now().Add(patience); c.handling.Load() > 0 && c.now().Before(end); {
		time.Sleep(settleStep)
	}
}

func (c *connection) close() {
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	_ = c.ws.WriteControl(websocket.CloseMessage, goodbye, c.now().Add(time.Second)) // it may be closed already
	_ = c.ws.Close()
}
