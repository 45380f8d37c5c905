package bot

import (
	"context"
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
	router.take(&Request{Kind: KindShortcut, Route: "case.file", Team: testTeam, User: testUser}, func(a *answer) {
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

// A modal that panics while it becomes the answer stops nothing else.
func TestPanicWhileAnswering(t *testing.T) {
	s := newSocketServer(t)
	_, _, log := s.run(t, &Routes{Submits: map[string]Handler{"case.file": func(_ context.Context, r *Request) (Response, error) {
		m := modal("Next")
		if r.View.ID == "V1" {
			m.Blocks = []slack.Block{furious{slack.NewDividerBlock()}}
		}
		return Response{Update: m}, nil
	}}})
	s.send("e1", "interactive", submission("V1", testTeam))
	eventually(t, "the log", func() bool { return strings.Contains(log.String(), "panic at ") })
	s.send("e2", "interactive", submission("V2", testTeam))
	eventually(t, "the next answer", func() bool { _, ok := s.acked("e2"); return ok })
	if strings.Contains(log.String(), "Bakkerij") {
		t.Errorf("the log repeats the panic: %s", log.String())
	}
}
