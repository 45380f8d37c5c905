package bot

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"ombud/bot/view"
)

const (
	testTeam   = "T0FIRM"
	testUser   = "U0MILAN"
	testSecret = "8f742231b10e8888abcd99yyyzzz85a5"
)

var testNow = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)

// errRefused stands for a rule that said no.
var errRefused = errors.New("refused")

// slackServer is a Slack of a few lines: it notes every call and answers from a table.
type slackServer struct {
	*httptest.Server
	mu      sync.Mutex
	calls   []call
	replies map[string]string // by method; "" means ok
	handle  map[string]http.HandlerFunc
}

type call struct {
	method string
	form   url.Values
	body   []byte
}

func newSlack(t *testing.T) *slackServer {
	s := &slackServer{replies: map[string]string{}, handle: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *slackServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	body, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(body))
	s.mu.Lock()
	s.calls = append(s.calls, call{method, form, body})
	reply, handle := s.replies[method], s.handle[method]
	s.mu.Unlock()
	if handle != nil {
		r.Form = form // its body is read
		handle(w, r)
		return
	}
	if reply == "" {
		reply = map[string]string{
			"auth.test":          `{"ok":true,"team_id":"T0FIRM","user_id":"U0BOT","bot_id":"B0BOT"}`,
			"conversations.open": `{"ok":true,"channel":{"id":"D0MILAN"}}`,
			"chat.postMessage":   `{"ok":true,"channel":"C1","ts":"1.5"}`,
		}[method]
	}
	if reply == "" {
		reply = `{"ok":true}`
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, reply)
}

func (s *slackServer) called(method string) []call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []call
	for _, c := range s.calls {
		if c.method == method {
			out = append(out, c)
		}
	}
	return out
}

func (s *slackServer) methods() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, c := range s.calls {
		out = append(out, c.method)
	}
	return out
}

func (s *slackServer) client() *Client {
	return NewClient(Config{BotToken: "xoxb-test", AppToken: "xapp-test", URL: s.URL + "/api", Now: time.Now})
}

// logBuffer may be written by several goroutines.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// newRouter returns a router whose errors are worded as "sorry REF: error".
func newRouter(routes *Routes, client *Client) (*Router, *logBuffer) {
	log := &logBuffer{}
	if client == nil {
		client = NewClient(Config{URL: "http://127.0.0.1:1", Now: time.Now})
	}
	return &Router{
		Team: testTeam, Routes: routes, Client: client, Log: newLog(log),
		Explain: func(r *Request, err error, ref string) (Response, bool) {
			if r.Kind == KindSubmit {
				return Response{Errors: map[string]string{"story": "sorry " + ref}}, !errors.Is(err, errRefused)
			}
			return Response{Ephemeral: &view.Message{Text: "sorry " + ref}}, !errors.Is(err, errRefused)
		},
	}, log
}

// newLog writes as the program does.
func newLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{ReplaceAttr: LogAttr}))
}

// done returns a handler that answers r and counts its runs.
func done(resp Response, runs *int) Handler {
	return func(context.Context, *Request) (Response, error) {
		*runs++
		return resp, nil
	}
}

func modal(title string) *view.Modal {
	return &view.Modal{Title: title, CallbackID: "case.file", Close: "Close", Blocks: []slack.Block{slack.NewDividerBlock()}}
}

// post sends a signed request, the way Slack does; change spoils it.
func post(h http.Handler, path, body string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	sign(r, body, testNow)
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func sign(r *http.Request, body string, at time.Time) {
	stamp := fmt.Sprint(at.Unix())
	mac := hmac.New(sha256.New, []byte(testSecret))
	_, _ = fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}

func commandForm(text string) string {
	return url.Values{
		"command": {"/complaint"}, "text": {text}, "team_id": {testTeam}, "user_id": {testUser},
		"user_name": {"milan"}, "channel_id": {"C1"}, "trigger_id": {"1.2.abc"},
	}.Encode()
}

func submission(viewID, team string) string {
	raw, _ := json.Marshal(map[string]any{
		"type": "view_submission", "team": map[string]string{"id": team},
		"user": map[string]string{"id": testUser, "team_id": team}, "trigger_id": "1.2.abc",
		"view": map[string]any{"id": viewID, "type": "modal", "callback_id": "case.file", "private_metadata": "{}"},
	})
	return string(raw)
}

func payload(json string) string { return url.Values{"payload": {json}}.Encode() }

// eventually waits for what happens after the acknowledgement.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !ok(); {
		if time.Now().After(end) {
			t.Fatalf("never happened: %s", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}
