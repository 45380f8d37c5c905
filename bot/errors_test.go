package bot

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Every way in which a call can fail, through slack-go and through our own calls.
func TestClasses(t *testing.T) {
	code := func(code string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"ok":false,"error":"`+code+`"}`)
		}
	}
	status := func(status int, retry string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if retry != "" {
				w.Header().Set("Retry-After", retry)
			}
			w.WriteHeader(status)
		}
	}
	moment := func(ahead time.Duration) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			now := time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC)
			w.Header().Set("Date", now.Format(http.TimeFormat))
			w.Header().Set("Retry-After", now.Add(ahead).Format(http.TimeFormat))
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}
	for _, tc := range []struct {
		name    string
		handler http.HandlerFunc
		class   Class
		code    string
		retry   time.Duration
	}{
		{"429", status(429, "7"), Wait, "ratelimited", 7 * time.Second},
		{"429 without a time", status(429, ""), Wait, "ratelimited", WaitUnsaid},
		{"429 with no time at all", status(429, "0"), Wait, "ratelimited", WaitUnsaid},
		{"429 with words", status(429, "soon"), Wait, "ratelimited", WaitUnsaid},
		{"429 until a moment", moment(90 * time.Second), Wait, "ratelimited", 90 * time.Second},
		{"429 until a moment that is over", moment(-time.Minute), Wait, "ratelimited", WaitUnsaid},
		{"rate limit in the body", code("ratelimited"), Wait, "ratelimited", WaitUnsaid},
		{"members that cannot be listed", code("fetch_members_failed"), Wait, "fetch_members_failed", WaitUnsaid},
		{"502", status(502, ""), Doubtful, "http 502", 0},
		{"404", status(404, ""), Other, "http 404", 0},
		{"no JSON", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") }, Doubtful, "network", 0},
		{"cut off", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, _ := http.NewResponseController(w).Hijack()
			_ = conn.Close()
		}, Doubtful, "network", 0},
		{"fatal_error", code("fatal_error"), Doubtful, "fatal_error", 0},
		{"token_revoked", code("token_revoked"), Install, "token_revoked", 0},
		{"channel_not_found", code("channel_not_found"), Destination, "channel_not_found", 0},
		{"restricted", code("restricted_action_read_only_channel"), Destination, "restricted_action_read_only_channel", 0},
		{"message_not_found", code("message_not_found"), Uneditable, "message_not_found", 0},
		{"expired_trigger_id", code("expired_trigger_id"), Stale, "expired_trigger_id", 0},
		{"invalid_blocks", code("invalid_blocks"), OurBug, "invalid_blocks", 0},
		{"new code of Slack", code("it_is_tuesday"), Other, "it_is_tuesday", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := newSlack(t)
			for _, method := range []string{"chat.update", "conversations.info", "views.open"} {
				server.handle[method] = tc.handler
			}
			c := server.client()
			_, lookup := c.Channel(t.Context(), "C1")
			for method, err := range map[string]error{
				"chat.update":        c.Update(t.Context(), "C1", "1.1", &viewMessage),
				"conversations.info": lookup,
				"views.open":         c.OpenView(t.Context(), "t", modal("x")),
			} {
				e, ok := errors.AsType[*Error](err)
				if !ok || e.Method != method || e.Class != tc.class || e.Code != tc.code || e.RetryAfter != tc.retry {
					t.Errorf("%s: %#v, want %s %s %v", method, err, tc.class, tc.code, tc.retry)
				}
			}
		})
	}
}

func TestUnreachableIsNotDoubtful(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + l.Addr().String()
	_ = l.Close()
	_, _, err = NewClient(Config{BotToken: "xoxb-1", URL: address, Now: time.Now}).Post(context.Background(), "C1", "", &viewMessage, "k")
	if ClassOf(err) != Wait {
		t.Errorf("class %q of %v, want wait: nothing was sent", ClassOf(err), err)
	}
}

func TestTimeoutIsDoubtful(t *testing.T) {
	server := newSlack(t)
	release := make(chan bool)
	server.handle["chat.postMessage"] = func(http.ResponseWriter, *http.Request) { <-release }
	defer close(release)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, _, err := server.client().Post(ctx, "C1", "", &viewMessage, "k")
	if ClassOf(err) != Doubtful {
		t.Errorf("class %q of %v, want doubtful", ClassOf(err), err)
	}
}

func TestEveryCodeHasOneClass(t *testing.T) {
	n := 0
	for _, codes := range classes {
		for range strings.Fields(codes) {
			n++
		}
	}
	if n != len(classByCode) {
		t.Errorf("%d codes listed, %d different", n, len(classByCode))
	}
}
