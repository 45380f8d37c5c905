package bot

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestTokensThatWillNeverDo(t *testing.T) {
	for _, code := range []string{
		"invalid_auth", "not_allowed_token_type", "missing_scope", "account_inactive", "team_access_not_granted", "token_revoked", "not_authed",
		"token_expired", "org_login_required", "forbidden_team",
	} {
		t.Run(code, func(t *testing.T) {
			server := newSlack(t)
			server.replies["apps.connections.open"] = `{"ok":false,"error":"` + code + `","needed":"connections:write"}`
			client := server.client()
			router, log := newRouter(&Routes{}, client)
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			err := (&Socket{Router: router, Client: client, Log: newLog(log)}).Run(ctx)
			if err == nil || ctx.Err() != nil || !strings.Contains(err.Error(), code) || !strings.Contains(err.Error(), "connections:write") {
				t.Errorf("got %v (%v), want an error about %s", err, ctx.Err(), code)
			}
		})
	}
	client := NewClient(Config{BotToken: "xoxb-1", AppToken: "xoxb-1", URL: "http://127.0.0.1:1", Now: time.Now})
	if err := (&Socket{Client: client}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "SLACK_APP_TOKEN is a bot token") {
		t.Errorf("wrong kind of token: %v", err)
	}
}

func TestPassingTroubleIsWaitedOut(t *testing.T) {
	for _, reply := range []string{`{"ok":false,"error":"internal_error"}`, `<html>`, `{"ok":true,"url":"ws://127.0.0.1:1/"}`} {
		t.Run(reply, func(t *testing.T) {
			s := newSocketServer(t)
			good := s.replies["apps.connections.open"]
			s.slackServer.mu.Lock()
			s.handle["apps.connections.open"] = func(w http.ResponseWriter, _ *http.Request) {
				if len(s.called("apps.connections.open")) > 4 {
					_, _ = w.Write([]byte(good))
					return
				}
				_, _ = w.Write([]byte(reply))
			}
			s.slackServer.mu.Unlock()
			s.run(t, &Routes{})
		})
	}
}

func TestNoHelloIsNoConnection(t *testing.T) {
	s := newSocketServer(t)
	s.mute = true
	client := s.client()
	router, log := newRouter(&Routes{}, client)
	socket := &Socket{Router: router, Client: client, Log: newLog(log), times: socketTimes{hello: 30 * time.Millisecond, first: time.Millisecond, longest: time.Millisecond}}
	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
	defer cancel()
	if err := socket.Run(ctx); err != nil || socket.Live() != 0 || !strings.Contains(log.String(), "no hello") {
		t.Errorf("%v, %d live, log %s", err, socket.Live(), log)
	}
}

// Slack that takes no further connection, or has Socket Mode off, is left alone for a
// while instead of being asked again and again; then all is as before.
func TestRefusedConnectionsWait(t *testing.T) {
	t.Run("before the hello", func(t *testing.T) {
		s := newSocketServer(t)
		s.refuse = lanes
		began := time.Now()
		_, _, log := s.run(t, &Routes{})
		if took := time.Since(began); took < 30*time.Millisecond {
			t.Errorf("asked again after %v", took)
		}
		if line := log.String(); strings.Count(line, "too_many_websockets") != lanes || !strings.Contains(line, "retry_in=30ms") {
			t.Errorf("log %s, want the reason and the wait of each connection", line)
		}
	})
	for _, reason := range []string{"too_many_websockets", "link_disabled"} {
		t.Run(reason, func(t *testing.T) {
			s := newSocketServer(t)
			runs := 0
			_, _, log := s.run(t, &Routes{Commands: map[string]Handler{"/complaint": done(Response{}, &runs)}})
			began := time.Now()
			s.refresh(reason, 0)
			eventually(t, "another in its place", func() bool {
				s.mu.Lock()
				defer s.mu.Unlock()
				return s.opened > lanes
			})
			if took := time.Since(began); took < 30*time.Millisecond {
				t.Errorf("asked again after %v", took)
			}
			if line := log.String(); !strings.Contains(line, "reason="+reason+" retry_in=30ms") {
				t.Errorf("log %s, want the reason and the wait", line)
			}
			s.send("e1", "slash_commands", socketCommand("1"))
			eventually(t, "an answer", func() bool { _, ok := s.acked("e1"); return ok })
		})
	}
}
