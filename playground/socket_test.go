package playground

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// dial opens one connection of the app and returns it after its hello.
func (o *office) dial() *websocket.Conn {
	o.t.Helper()
	_, _, a := o.request("apps.connections.open", formType, "", "xapp-playground")
	if a["ok"] != true {
		o.t.Fatalf("apps.connections.open: %v", a)
	}
	conn, _, err := websocket.DefaultDialer.Dial(text(a, "url"), nil)
	o.must(err)
	o.t.Cleanup(func() { _ = conn.Close() })
	wantAt(o.t, frame(o.t, conn), map[string]any{"type": "hello", "connection_info.app_id": "A0OMBUD"})
	if _, _, err := websocket.DefaultDialer.Dial(text(a, "url"), nil); err == nil {
		o.t.Error("a socket URL worked twice")
	}
	return conn
}

func frame(t *testing.T, conn *websocket.Conn) obj {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(waitABit))
	_, raw, err := conn.ReadMessage()
	if err != nil {
		t.Fatalf("reading a frame: %v", err)
	}
	v, _ := decode(raw)
	return v.(obj)
}

// acks reads envelopes and acknowledges each with a payload, "" for a bare ack.
func acks(conn *websocket.Conn, payload string, into chan<- obj) {
	for {
		_, raw, err := conn.ReadMessage()
		if err != nil {
			return
		}
		v, _ := decode(raw)
		e := v.(obj)
		into <- e
		ack := `{"envelope_id":"` + text(e, "envelope_id") + `"`
		if payload != "" {
			ack += `,"payload":` + payload
		}
		_ = conn.WriteMessage(websocket.TextMessage, []byte(ack+"}"))
	}
}

func TestSocketRoundTrip(t *testing.T) {
	o := newOffice(t, Config{})
	got := make(chan obj, 10)
	go acks(o.dial(), `{"text":"Genoteerd"}`, got)

	seen, err := o.As(sanne).Command(klachten, "/klacht", "x")
	o.must(err)
	if seen.Failure != "" || len(seen.Ephemerals) != 1 || seen.Ephemerals[0].Text != "Genoteerd" {
		t.Errorf("seen %+v", seen)
	}
	wantAt(t, <-got, map[string]any{"type": "slash_commands", "accepts_response_payload": true, "payload.command": "/klacht"})

	_, err = o.As(sanne).Shortcut("case.file.global")
	o.must(err)
	wantAt(t, <-got, map[string]any{"type": "interactive", "payload.type": "shortcut"})

	o.must(o.ChangeUser(milan, func(u *User) { u.Title = "x" }))
	wantAt(t, <-got, map[string]any{"type": "events_api", "accepts_response_payload": false, "payload.event.type": "user_change", "retry_attempt": "0"})
}

func TestSocketAckOf20KiBIsDropped(t *testing.T) {
	o := newOffice(t, Config{AckWithin: 200 * time.Millisecond})
	got := make(chan obj, 10)
	go acks(o.dial(), `{"text":"`+strings.Repeat("x", 20480)+`"}`, got)
	seen, err := o.As(sanne).Command(klachten, "/klacht", "")
	o.must(err)
	if seen.Failure != FailTimeout {
		t.Errorf("failure %q", seen.Failure)
	}
}

func TestNoSocketNoDelivery(t *testing.T) {
	o := newOffice(t, Config{EventRetry: []time.Duration{0, 100 * time.Millisecond}})
	seen, err := o.As(sanne).Command(klachten, "/klacht", "")
	o.must(err)
	if seen.Failure != FailDispatch {
		t.Errorf("failure %q", seen.Failure)
	}
	o.must(o.ChangeUser(milan, func(u *User) { u.Title = "x" }))
	o.Settle(waitABit)
	got := make(chan obj, 10)
	go acks(o.dial(), "", got)
	select {
	case e := <-got:
		wantAt(t, e, map[string]any{"payload.event.type": "user_change", "retry_attempt": "2", "retry_reason": "connection_failed"})
	case <-time.After(waitABit):
		t.Error("the event was not retried")
	}
	o.must(o.Leave(algemeen, lotte))
	wantAt(t, <-got, map[string]any{"payload.event.type": "member_left_channel", "retry_attempt": "0"})
}

func TestEachPayloadGoesToOneConnection(t *testing.T) {
	o := newOffice(t, Config{})
	a, b := make(chan obj, 10), make(chan obj, 10)
	go acks(o.dial(), "", a)
	go acks(o.dial(), "", b)
	for range 6 {
		_, err := o.As(sanne).Shortcut("case.file.global")
		o.must(err)
	}
	if len(a)+len(b) != 6 || len(a) == 0 || len(b) == 0 {
		t.Errorf("%d and %d payloads", len(a), len(b))
	}
}

func TestEleventhConnectionIsTurnedAway(t *testing.T) {
	o := newOffice(t, Config{NoRateLimits: true})
	for range 10 {
		o.dial()
	}
	_, _, a := o.request("apps.connections.open", formType, "", "xapp-playground")
	conn, _, err := websocket.DefaultDialer.Dial(text(a, "url"), nil)
	o.must(err)
	defer conn.Close()
	wantAt(t, frame(t, conn), map[string]any{"type": "disconnect", "reason": "too_many_websockets"})
	if o.Sockets() != 10 {
		t.Errorf("%d connections", o.Sockets())
	}
}

func TestRefreshAndCut(t *testing.T) {
	o := newOffice(t, Config{})
	conn := o.dial()
	end := o.RefreshSockets()
	wantAt(t, frame(t, conn), map[string]any{"type": "disconnect", "reason": "warning"})
	after := o.dial()
	end()
	if o.Sockets() != 1 {
		t.Errorf("%d connections, want the one that came after the warning", o.Sockets())
	}
	_ = after.Close()
	wantAt(t, frame(t, conn), map[string]any{"type": "disconnect", "reason": "refresh_requested"})
	if _, _, err := conn.ReadMessage(); err == nil {
		t.Error("still open after refresh_requested")
	}
	conn = o.dial()
	o.CutSockets()
	if o.Sockets() != 0 {
		t.Error("a cut connection is still counted")
	}
	if _, _, err := conn.ReadMessage(); err == nil {
		t.Error("still open after a cut")
	}
}

func TestCutDuringAnInteraction(t *testing.T) {
	o := newOffice(t, Config{AckWithin: time.Minute})
	conn := o.dial()
	go func() {
		_, _, _ = conn.ReadMessage()
		o.CutSockets()
	}()
	seen, err := o.As(sanne).Shortcut("case.file.global")
	o.must(err)
	if seen.Failure != FailDispatch {
		t.Errorf("failure %q", seen.Failure)
	}
}

func TestPings(t *testing.T) {
	o := newOffice(t, Config{PingEvery: 10 * time.Millisecond})
	conn := o.dial()
	pings := make(chan bool, 100)
	conn.SetPingHandler(func(string) error { pings <- true; return nil })
	go func() { _, _, _ = conn.ReadMessage() }()
	for range 3 {
		select {
		case <-pings:
		case <-time.After(waitABit):
			t.Fatal("no ping")
		}
	}
}

// Nothing comes before the hello, however busy people are while the app connects.
func TestHelloComesFirst(t *testing.T) {
	o := newOffice(t, Config{})
	stop := make(chan struct{})
	var busy sync.WaitGroup
	for range 4 {
		busy.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					_, _ = o.As(sanne).Command(algemeen, "/klacht", "") // fails while nobody is connected
				}
			}
		})
	}
	for range 8 {
		conn := o.dial()
		_ = conn.Close()
	}
	close(stop)
	busy.Wait()
}
