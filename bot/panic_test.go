package bot

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"ombud/bot/view"
)

// Nobody waits for what is said afterwards; the rest of it is said all the same.
func TestPanicAfterwards(t *testing.T) {
	server := newSlack(t)
	routes := &Routes{Shortcuts: map[string]Handler{"case.file": func(context.Context, *Request) (Response, error) {
		return Response{Home: &view.Home{}, Redraw: func(context.Context) (Redrawn, error) { panic("Bakkerij Zon is angry") }}, nil
	}}}
	router, log := newRouter(routes, server.client())
	router.take(&Request{Kind: KindShortcut, Route: "case.file", Team: testTeam, User: testUser}, func(a *reply) {
		slices.Reverse(a.after) // the panic first
	})
	if err := router.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(server.called("views.publish")); got != 1 {
		t.Errorf("Home was drawn %d times, want once", got)
	}
	if line := log.String(); !strings.Contains(line, "route=case.file") || !strings.Contains(line, "TestPanicAfterwards") || strings.Contains(line, "Bakkerij") {
		t.Errorf("log line %q, want route and place and not what was said", line)
	}
}

// furious is a block that cannot be written down.
type furious struct{ *slack.DividerBlock }

func (furious) MarshalJSON() ([]byte, error) { panic("Bakkerij Zon is angry") }

// A modal that panics while it becomes the answer stops nothing else: the person reads
// a reference and the log holds the place, by both ways in.
func TestPanicWhileAnswering(t *testing.T) {
	routes := &Routes{Submits: map[string]Handler{"case.file": func(_ context.Context, r *Request) (Response, error) {
		m := modal("Next")
		if r.View.ID == "V1" {
			m.Blocks = []slack.Block{furious{slack.NewDividerBlock()}}
		}
		return Response{Update: m}, nil
	}}}
	for _, over := range []string{"http", "sockets"} {
		t.Run(over, func(t *testing.T) {
			submit, log := formsOver(t, over, routes)
			said := submit("V1")
			ref := reference.FindStringSubmatch(said)
			if ref == nil {
				t.Fatalf("the person reads %q, want a reference", said)
			}
			if line := log.String(); !strings.Contains(line, "route=case.file") || !strings.Contains(line, "ref="+ref[1]) || !strings.Contains(line, "panicked at ") {
				t.Errorf("log line %q, want route, reference and place", line)
			}
			if said := submit("V2"); !strings.Contains(said, "Next") {
				t.Errorf("the next answer is %q", said)
			}
			if strings.Contains(log.String(), "Bakkerij") {
				t.Errorf("the log repeats the panic: %s", log)
			}
		})
	}
}

// formsOver gives what Slack gets back for a submission, by one of the ways in.
func formsOver(t *testing.T, over string, routes *Routes) (submit func(view string) string, log *logBuffer) {
	if over == "http" {
		h, _, _, log := testIntake(t, routes)
		return func(view string) string {
			return post(h, "/slack/interactions", payload(submission(view, testTeam)), nil).Body.String()
		}, log
	}
	s := newSocketServer(t)
	_, _, log = s.run(t, routes)
	return func(view string) string {
		s.send(view, "interactive", submission(view, testTeam))
		eventually(t, "the answer", func() bool { _, ok := s.acked(view); return ok })
		raw, _ := s.acked(view)
		return string(raw)
	}, log
}

// An error that cannot be worded either is left to Slack to tell.
func TestPanicWhileExplaining(t *testing.T) {
	routes := &Routes{
		Submits: map[string]Handler{"case.file": func(context.Context, *Request) (Response, error) { return Response{}, errRefused }},
		Events:  map[string]Handler{"app_mention": func(context.Context, *Request) (Response, error) { return Response{}, errRefused }},
	}
	h, router, _, log := testIntake(t, routes)
	router.Explain = func(*Request, error, string) (Response, bool) { panic("Bakkerij Zon is angry") }
	event := `{"type":"event_callback","event_id":"Ev1","team_id":"T0FIRM","event":{"type":"app_mention","user":"U1"}}`
	for path, body := range map[string]string{"/slack/interactions": payload(submission("V1", testTeam)), "/slack/events": event} {
		if w := post(h, path, body, nil); w.Code != http.StatusInternalServerError || w.Body.Len() > 0 {
			t.Errorf("%s: %d %s, want a bare failure", path, w.Code, w.Body)
		}
	}
	if line := log.String(); strings.Count(line, "request failed") != 2 || strings.Contains(line, "Bakkerij") || !strings.Contains(line, "TestPanicWhileExplaining") {
		t.Errorf("the log says %s", line)
	}
}

// torn is a connection that breaks with a panic at the first word.
type torn struct {
	*httptest.ResponseRecorder
	broke bool
}

func (w *torn) WriteHeader(code int) {
	if !w.broke {
		w.broke = true
		panic("Bakkerij Zon is angry")
	}
	w.ResponseRecorder.WriteHeader(code)
}

// Nothing that happens between signature and answer reaches the recover of net/http,
// which logs what a panic said.
func TestPanicBesideTheRouter(t *testing.T) {
	h, _, _, log := testIntake(t, &Routes{})
	body := commandForm("")
	r := httptest.NewRequest(http.MethodPost, "/slack/commands", strings.NewReader(body))
	sign(r, body, testNow)
	w := &torn{ResponseRecorder: httptest.NewRecorder()}
	h.ServeHTTP(w, r)
	if w.Code != http.StatusInternalServerError {
		t.Errorf("status %d, want 500", w.Code)
	}
	if line := log.String(); !strings.Contains(line, "path=/slack/commands") || !strings.Contains(line, "WriteHeader") || strings.Contains(line, "Bakkerij") {
		t.Errorf("the log says %s", line)
	}
}
