package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"

	"ombud/bot/limits"
)

// socketServer is the far end of Socket Mode: it greets, sends envelopes over any
// greeted connection the way Slack does, and notes the answers.
type socketServer struct {
	*slackServer
	mu     sync.Mutex
	conns  []*websocket.Conn // greeted and not closed, oldest first
	opened int
	most   int // connections at one time
	least  int // connections at one time, once there were any
	acks   map[string]json.RawMessage
	ackBy  map[string]*websocket.Conn
	mute   bool // no hello
	refuse int  // so many more connections are told that there are too many
	silent int  // the first so many connections answer no ping
	sent   int
}

func newSocketServer(t *testing.T) *socketServer {
	s := &socketServer{slackServer: newSlack(t), acks: map[string]json.RawMessage{}, ackBy: map[string]*websocket.Conn{}}
	s.replies["apps.connections.open"] = `{"ok":true,"url":"` + strings.Replace(s.URL, "http", "ws", 1) + `/api/socket"}`
	s.handle["socket"] = s.accept
	return s
}

func (s *socketServer) accept(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s.mu.Lock()
	mute := s.mute
	if s.refuse--; s.refuse >= 0 {
		mute = true
		_ = ws.WriteJSON(map[string]any{"type": "disconnect", "reason": "too_many_websockets"})
		_ = ws.Close()
	}
	if s.silent--; s.silent >= 0 {
		ws.SetPingHandler(func(string) error { return nil })
	}
	if !mute {
		_ = ws.WriteJSON(map[string]any{"type": "hello", "num_connections": 1})
		s.conns = append(s.conns, ws)
		s.opened++
		s.most = max(s.most, len(s.conns))
	}
	s.mu.Unlock()
	for {
		var ack struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload"`
		}
		if ws.ReadJSON(&ack) != nil {
			s.drop(ws)
			return
		}
		s.mu.Lock()
		s.acks[ack.ID], s.ackBy[ack.ID] = ack.Payload, ws
		s.mu.Unlock()
	}
}

func (s *socketServer) drop(ws *websocket.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns = slices.DeleteFunc(s.conns, func(c *websocket.Conn) bool { return c == ws })
	s.least = min(s.least, len(s.conns))
	_ = ws.Close()
}

// send gives an envelope to one connection and reports which; nil when there is none.
func (s *socketServer) send(id, kind, payload string) *websocket.Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.conns) == 0 {
		return nil
	}
	s.sent++
	ws := s.conns[s.sent%len(s.conns)]
	s.sendOver(ws, id, kind, payload)
	return ws
}

func (s *socketServer) sendOver(ws *websocket.Conn, id, kind, payload string) {
	_ = ws.WriteJSON(map[string]any{"envelope_id": id, "type": kind, "payload": json.RawMessage(payload), "accepts_response_payload": true})
}

// refresh asks the oldest connection to leave and closes it a little later: nothing
// more is sent then, and what still comes in is read. It returns the connection.
func (s *socketServer) refresh(reason string, later time.Duration) *websocket.Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	ws := s.conns[0]
	_ = ws.WriteJSON(map[string]any{"type": "disconnect", "reason": reason})
	time.AfterFunc(later, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.conns = slices.DeleteFunc(s.conns, func(c *websocket.Conn) bool { return c == ws })
		s.least = min(s.least, len(s.conns))
		_ = ws.WriteControl(websocket.CloseMessage, nil, time.Now().Add(time.Second))
	})
	return ws
}

func (s *socketServer) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

func (s *socketServer) acked(id string) (json.RawMessage, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw, ok := s.acks[id]
	return raw, ok
}

// run starts a Socket with little patience; stop ends it and waits.
func (s *socketServer) run(t *testing.T, routes *Routes) (socket *Socket, stop func() error, log *logBuffer) {
	client := s.client()
	router, log := newRouter(routes, client)
	socket = &Socket{Router: router, Client: client, Log: newLog(log), times: socketTimes{
		hello: 200 * time.Millisecond, ping: 50 * time.Millisecond, silent: 200 * time.Millisecond, linger: 300 * time.Millisecond,
		drain: 2 * time.Second, first: 5 * time.Millisecond, longest: 20 * time.Millisecond, refused: 30 * time.Millisecond,
	}}
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error, 1)
	go func() { result <- socket.Run(ctx) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-result
	})
	t.Cleanup(func() { _ = stop() })
	eventually(t, "connections", func() bool { return s.count() == lanes && socket.Live() == lanes })
	s.mu.Lock()
	s.least = lanes
	s.mu.Unlock()
	return socket, stop, log
}

func socketCommand(trigger string) string {
	return fmt.Sprintf(`{"command":"/complaint","team_id":%q,"user_id":%q,"trigger_id":%q}`, testTeam, testUser, trigger)
}

// Commands keep coming while Slack refreshes connections and cuts some; each is
// handled and answered.
func TestRefreshLosesNothing(t *testing.T) {
	s := newSocketServer(t)
	var mu sync.Mutex
	handled := map[string]int{}
	_, stop, _ := s.run(t, &Routes{Commands: map[string]Handler{"/complaint": func(_ context.Context, r *Request) (Response, error) {
		time.Sleep(15 * time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		handled[r.TriggerID]++
		return Response{}, nil
	}}})
	const commands = 400
	for i := range commands {
		if i%50 == 10 {
			s.refresh([]string{"warning", "refresh_requested"}[i/50%2], 160*time.Millisecond)
		}
		id := fmt.Sprint(i)
		if s.send("e"+id, "slash_commands", socketCommand(id)) == nil {
			t.Fatalf("no connection at command %d", i)
		}
		time.Sleep(4 * time.Millisecond)
	}
	eventually(t, "all answers", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return len(s.acks) == commands
	})
	mu.Lock()
	defer mu.Unlock()
	for i := range commands {
		if handled[fmt.Sprint(i)] != 1 {
			t.Errorf("command %d handled %d times", i, handled[fmt.Sprint(i)])
		}
	}
	s.mu.Lock()
	if s.least < lanes || s.opened < lanes+6 {
		t.Errorf("between refreshes %d connections, %d opened; want never fewer than %d", s.least, s.opened, lanes)
	}
	s.mu.Unlock()
	if err := stop(); err != nil {
		t.Error(err)
	}
	eventually(t, "every connection closed", func() bool { return s.count() == 0 })
}

func TestAnswerGoesWhereTheEnvelopeCameFrom(t *testing.T) {
	s := newSocketServer(t)
	entered, release := make(chan bool, 1), make(chan bool)
	s.run(t, &Routes{Commands: map[string]Handler{"/complaint": func(context.Context, *Request) (Response, error) {
		entered <- true
		<-release
		return Response{}, nil
	}}})
	from := s.send("e1", "slash_commands", socketCommand("1"))
	<-entered
	release <- true
	eventually(t, "answer", func() bool { _, ok := s.acked("e1"); return ok })
	if s.ackBy["e1"] != from {
		t.Error("answered over another connection")
	}
	cut := s.send("e2", "slash_commands", socketCommand("2"))
	<-entered
	s.drop(cut)
	if s.count() == 0 {
		t.Error("a cut connection was the only one")
	}
	eventually(t, "the cut to be noticed and mended", func() bool { return s.count() == lanes })
	release <- true
	eventually(t, "answer over another connection", func() bool { _, ok := s.acked("e2"); return ok })
}

// Slack may still send over a connection that it wants replaced.
func TestReplacedConnectionIsReadOn(t *testing.T) {
	s := newSocketServer(t)
	runs := 0
	s.run(t, &Routes{Commands: map[string]Handler{"/complaint": done(Response{}, &runs)}})
	old := s.refresh("refresh_requested", time.Minute)
	eventually(t, "replacement", func() bool { return s.count() == lanes+1 })
	time.Sleep(50 * time.Millisecond)
	s.mu.Lock()
	s.sendOver(old, "e1", "slash_commands", socketCommand("1"))
	s.mu.Unlock()
	eventually(t, "answer", func() bool { _, ok := s.acked("e1"); return ok })
	if s.ackBy["e1"] != old {
		t.Error("answered over another connection")
	}
	eventually(t, "end of the replaced one", func() bool { return s.count() == lanes })
}

func TestSocketPayloads(t *testing.T) {
	s := newSocketServer(t)
	big := modal("Case")
	for range 10 {
		big.Blocks = append(big.Blocks, slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, strings.Repeat("x", 2900), false, false), nil, nil))
	}
	routes := &Routes{
		Submits: map[string]Handler{"case.file": func(_ context.Context, r *Request) (Response, error) {
			if r.View.ID == "VBIG" {
				return Response{Update: big}, nil
			}
			return Response{Errors: map[string]string{"phone": "Use digits."}}, nil
		}},
		Events: map[string]Handler{"app_mention": func(context.Context, *Request) (Response, error) { return Response{}, errors.New("away") }},
	}
	_, _, log := s.run(t, routes)
	event := `{"type":"event_callback","event_id":"Ev1","team_id":"T0FIRM","event":{"type":"%s"}}`
	for id, e := range map[string][2]string{
		"errors":  {"interactive", submission("V1", testTeam)},
		"big":     {"interactive", submission("VBIG", testTeam)},
		"other":   {"interactive", submission("V2", "T0OTHER")},
		"broken":  {"interactive", `{"type":"block_actions","user":{"id":"U0SECRET"}}`},
		"unknown": {"telepathy", `{}`},
		"tea":     {"events_api", fmt.Sprintf(event, "tea_time")},
		"failing": {"events_api", fmt.Sprintf(event, "app_mention")},
	} {
		s.send(id, e[0], e[1])
	}
	for id, want := range map[string]string{"errors": `{"response_action":"errors","errors":{"phone":"Use digits."}}`, "other": "", "broken": "", "unknown": "", "tea": ""} {
		eventually(t, "answer to "+id, func() bool { _, ok := s.acked(id); return ok })
		if raw, _ := s.acked(id); string(raw) != want {
			t.Errorf("%s: answer %s, want %s", id, raw, want)
		}
	}
	eventually(t, "answer to big", func() bool { _, ok := s.acked("big"); return ok })
	eventually(t, "the whole view", func() bool { return len(s.called("views.update")) == 1 })
	if raw, _ := s.acked("big"); len(raw) == 0 || len(raw) >= limits.MaxAckBytes {
		t.Errorf("answer of %d bytes", len(raw))
	}
	if body := s.called("views.update")[0].body; len(body) < 29_000 || !strings.Contains(string(body), `"view_id":"VBIG"`) {
		t.Errorf("views.update of %d bytes", len(body))
	}
	if _, ok := s.acked("failing"); ok {
		t.Error("an event that failed was acknowledged")
	}
	if strings.Contains(log.String(), "U0SECRET") {
		t.Errorf("the log repeats a payload: %s", log)
	}
}

func TestStopAnswersRunningHandlers(t *testing.T) {
	s := newSocketServer(t)
	entered, release := make(chan bool), make(chan bool)
	_, stop, _ := s.run(t, &Routes{Commands: map[string]Handler{"/complaint": func(context.Context, *Request) (Response, error) {
		close(entered)
		<-release
		return Response{}, nil
	}}})
	s.send("e1", "slash_commands", socketCommand("1"))
	<-entered
	stopped := make(chan error)
	go func() { stopped <- stop() }()
	select {
	case err := <-stopped:
		t.Fatalf("stopped (%v) while a handler ran", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(release)
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	eventually(t, "answer of the running handler", func() bool { _, ok := s.acked("e1"); return ok })
}

func TestSilentConnectionIsReplaced(t *testing.T) {
	s := newSocketServer(t)
	s.silent = 1
	s.run(t, &Routes{})
	eventually(t, "another connection", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.opened > lanes
	})
}
