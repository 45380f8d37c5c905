package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"ombud/bot/view"
)

var viewMessage = view.Message{Text: "Filed."}

func submitOf(viewID string) *Request {
	r, err := parseInteraction([]byte(submission(viewID, testTeam)))
	if err != nil {
		panic(err)
	}
	return r
}

var reference = regexp.MustCompile(`sorry ([A-Z0-9]{4})`)

func TestPanicBecomesReference(t *testing.T) {
	routes := &Routes{Submits: map[string]Handler{"case.file": func(context.Context, *Request) (Response, error) {
		panic("Bakkerij Zon is angry")
	}}}
	router, log := newRouter(routes, nil)
	body := string(router.serve(submitOf("V1")).body)
	ref := reference.FindStringSubmatch(body)
	if ref == nil || !strings.Contains(body, `"response_action":"errors"`) {
		t.Fatalf("answer %s, want an error with a reference", body)
	}
	line := log.String()
	if !strings.Contains(line, "ref="+ref[1]) || !strings.Contains(line, "route=case.file") || !strings.Contains(line, "router_test.go") && !strings.Contains(line, "TestPanic") {
		t.Errorf("log line %q, want reference, route and place", line)
	}
	if strings.Contains(line, "Bakkerij") {
		t.Errorf("the log repeats the panic: %s", line)
	}
}

func TestErrorsAreLoggedWithoutTheirRoot(t *testing.T) {
	for _, tc := range []struct {
		err        error
		want, hide string
	}{
		{fmt.Errorf("save case 12: %w", errors.New("value (Anna) exists")), "save case 12: *errors.errorString", "Anna"},
		{fmt.Errorf("%w while saving", errors.New("Anna")), "*errors.errorString", "Anna"},
		{errors.Join(fmt.Errorf("a: %w", errors.New("Anna")), ErrSlow), "a: *errors.errorString; handler too slow", "Anna"},
		{fmt.Errorf("save K-2026-0042: %w", coded{errors.New("Key (name)=(Anna) exists")}), "save K-2026-0042: bot.coded 23505", "Anna"},
		{fmt.Errorf("reach the database: %w", &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}), "reach the database: dial tcp: connect: connection refused", "Anna"},
		{fmt.Errorf("load K-2026-0042: %w", context.DeadlineExceeded), "load K-2026-0042: context deadline exceeded", "Anna"},
		{fmt.Errorf("post: %w", &Error{Method: "chat.update", Code: "msg_too_long", err: errors.New("Anna")}), "post: slack chat.update: msg_too_long", "Anna"},
	} {
		got := errorPlace(tc.err)
		if got != tc.want || strings.Contains(got, tc.hide) {
			t.Errorf("errorPlace(%q) = %q, want %q", tc.err, got, tc.want)
		}
	}
}

// coded is an error as a database has it.
type coded struct{ error }

func (coded) SQLState() string { return "23505" }

// Whoever logs an error, under whatever name and however deep, logs its place.
func TestLogsHoldNoWordsOfErrors(t *testing.T) {
	var b strings.Builder
	newLog(&b).With("why", fmt.Errorf("load K-2026-0041: %w", errors.New("Anna"))).WithGroup("inner").Error("failed", "error", fmt.Errorf("load K-2026-0042: %w", errors.New("Anna")), "n", 3)
	if line := b.String(); strings.Contains(line, "Anna") || !strings.Contains(line, "K-2026-0041: *errors") || !strings.Contains(line, "K-2026-0042: *errors") || !strings.Contains(line, "n=3") {
		t.Errorf("the log says %s", line)
	}
}

func TestSlowHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var cancelled, committed time.Duration
		start := time.Now()
		routes := &Routes{Submits: map[string]Handler{"case.file": func(ctx context.Context, _ *Request) (Response, error) {
			<-ctx.Done()
			cancelled = time.Since(start)
			time.Sleep(4 * time.Second)
			committed = time.Since(start)
			return Response{Clear: true}, nil
		}}}
		router, log := newRouter(routes, nil)
		body := string(router.serve(submitOf("V1")).body)
		if took := time.Since(start); took >= 3*time.Second {
			t.Errorf("answered after %v", took)
		}
		if !reference.MatchString(body) {
			t.Errorf("answer %s, want a reference", body)
		}
		if err := router.Stop(context.Background()); err != nil || committed == 0 {
			t.Errorf("Stop: %v, committed after %v: it did not wait", err, committed)
		}
		if cancelled != handlerTime {
			t.Errorf("context ended after %v, want %v", cancelled, handlerTime)
		}
		told := "ref=" + strings.TrimPrefix(reference.FindString(body), "sorry ")
		if late := lineOf(log.String(), "handler came late"); !strings.Contains(late, told) || !strings.Contains(lineOf(log.String(), "request failed"), told) {
			t.Errorf("the person has %s, the log says: %s", told, log)
		}
	})
}

// lineOf is the line of a log that holds the words.
func lineOf(log, words string) string {
	for line := range strings.Lines(log) {
		if strings.Contains(line, words) {
			return line
		}
	}
	return "none"
}

func TestDeadlineInsideHandlerIsSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		routes := &Routes{Submits: map[string]Handler{"case.file": func(ctx context.Context, _ *Request) (Response, error) {
			<-ctx.Done()
			return Response{}, fmt.Errorf("save: %w", ctx.Err())
		}}}
		router, _ := newRouter(routes, nil)
		var got error
		router.Explain = func(_ *Request, err error, _ string) (Response, bool) {
			got = err
			return Response{}, true
		}
		router.serve(submitOf("V1"))
		if !errors.Is(got, ErrSlow) {
			t.Errorf("explained %v, want ErrSlow", got)
		}
	})
}

func TestStopWaitsAndRefuses(t *testing.T) {
	release, entered, answered := make(chan bool), make(chan bool), make(chan answer, 1)
	routes := &Routes{Submits: map[string]Handler{"case.file": func(context.Context, *Request) (Response, error) {
		close(entered)
		<-release
		return Response{Clear: true}, nil
	}}}
	router, _ := newRouter(routes, nil)
	go router.take(submitOf("V1"), func(a *answer) { answered <- *a })
	<-entered
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if err := router.Stop(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Stop with a running handler: %v", err)
	}
	if router.take(submitOf("V2"), func(*answer) { t.Error("answered while stopping") }) {
		t.Error("took a request while stopping")
	}
	close(release)
	if err := router.Stop(context.Background()); err != nil {
		t.Error(err)
	}
	if body := string((<-answered).body); body != `{"response_action":"clear"}` {
		t.Errorf("answer %s", body)
	}
}

func TestSubmissionAnswers(t *testing.T) {
	for _, tc := range []struct {
		name string
		resp Response
		err  error
		want string
	}{
		{"nothing closes", Response{}, nil, ""},
		{"clear", Response{Clear: true}, nil, `{"response_action":"clear"}`},
		{"errors", Response{Errors: map[string]string{"phone": "Use digits."}}, nil, `{"response_action":"errors","errors":{"phone":"Use digits."}}`},
		{"update", Response{Update: modal("Done")}, nil, `"response_action":"update","view":{"type":"modal"`},
		{"push", Response{Push: modal("More")}, nil, `"response_action":"push","view":{"type":"modal"`},
		{"open lies on top", Response{Open: modal("More")}, nil, `"response_action":"push","view":{"type":"modal"`},
		{"refusal", Response{}, errRefused, `"errors":{"story":"sorry `},
	} {
		t.Run(tc.name, func(t *testing.T) {
			router, _ := newRouter(&Routes{Submits: map[string]Handler{"case.file": func(context.Context, *Request) (Response, error) {
				return tc.resp, tc.err
			}}}, nil)
			if got := string(router.serve(submitOf("V1")).body); got != tc.want && (tc.want == "" || !strings.Contains(got, tc.want)) {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestRefusalIsNoFailureInTheLog(t *testing.T) {
	router, log := newRouter(&Routes{Submits: map[string]Handler{"case.file": func(context.Context, *Request) (Response, error) {
		return Response{}, errRefused
	}}}, nil)
	router.serve(submitOf("V1"))
	if strings.Contains(log.String(), "level=ERROR") || !strings.Contains(log.String(), "level=INFO") {
		t.Errorf("log: %s", log)
	}
}

func TestEventsAreRepeatedUntilHandled(t *testing.T) {
	var fail error
	runs := 0
	routes := &Routes{Events: map[string]Handler{"app_mention": func(_ context.Context, r *Request) (Response, error) {
		if runs++; fail != nil {
			return Response{}, fail
		}
		return Response{}, nil
	}}}
	router, _ := newRouter(routes, nil)
	r, _, err := parseEvent([]byte(`{"type":"event_callback","event_id":"Ev1","team_id":"T0FIRM","event":{"type":"app_mention","user":"U1","text":"hi"}}`))
	if err != nil {
		t.Fatal(err)
	}
	fail = errors.New("database is away")
	if a := router.serve(r); !a.failed {
		t.Error("a failed event was acknowledged")
	}
	fail = nil
	if a := router.serve(r); a.failed {
		t.Error("a handled event was not acknowledged")
	}
	if runs != 2 || r.Dedupe != "Ev1" {
		t.Errorf("%d runs with key %q, want one that failed and one that did it, with Ev1", runs, r.Dedupe)
	}
	fail = fmt.Errorf("guests: %w", errRefused)
	if a := router.serve(r); a.failed || len(a.after) != 1 {
		t.Error("a refused event was not acknowledged and explained")
	}
}

func TestOptionsAreAlwaysAList(t *testing.T) {
	many := make([]view.Option, 120)
	for i := range many {
		many[i] = view.Option{Text: strings.Repeat("é", 80), Value: fmt.Sprint(i)}
	}
	for _, tc := range []struct {
		name  string
		list  []view.Option
		err   error
		route string
		want  int
	}{
		{"none", nil, nil, "handler", 0},
		{"failure", nil, errors.New("x"), "handler", 0},
		{"unknown menu", nil, nil, "other", 0},
		{"too many, too long", many, nil, "handler", 100},
		{"without text", []view.Option{{Value: "a"}, {Text: "B", Value: "b"}}, nil, "handler", 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			router, _ := newRouter(&Routes{Options: map[string]Handler{"handler": func(context.Context, *Request) (Response, error) {
				return Response{Options: tc.list}, tc.err
			}}}, nil)
			a := router.serve(&Request{Kind: KindOptions, Route: tc.route, Team: testTeam, User: testUser})
			var got struct {
				Options []json.RawMessage `json:"options"`
			}
			body := a.body
			if err := json.Unmarshal(body, &got); err != nil || got.Options == nil || len(got.Options) != tc.want {
				t.Errorf("got %d options (%v) in %.80s", len(got.Options), err, body)
			}
			if _, err := a.fit(20_000); err != nil || len(a.body) >= 20_000 {
				t.Errorf("%d bytes on a socket, %v", len(a.body), err)
			}
		})
	}
}

// A button, menu or form that nothing handles any more is answered; an input that changed,
// and whatever another workspace sends, is not.
func TestWhatIsRetiredIsAnswered(t *testing.T) {
	action := func(kind, team string) *Request {
		return &Request{Kind: KindAction, Team: team, User: "U1", Route: "old.button", Action: Action{ID: "old.button", Type: kind}}
	}
	for name, tc := range map[string]struct {
		r    *Request
		want bool
	}{
		"a button":          {action("button", testTeam), true},
		"a menu":            {action("overflow", testTeam), true},
		"a form":            {&Request{Kind: KindSubmit, Team: testTeam, User: "U1", Route: "old.form"}, true},
		"an input":          {action("plain_text_input", testTeam), false},
		"an event":          {&Request{Kind: KindEvent, Team: testTeam, Route: "reaction_added"}, false},
		"another workspace": {action("button", "T0OTHER"), false},
	} {
		router, _ := newRouter(&Routes{}, newSlack(t).client())
		var said error
		router.Explain = func(_ *Request, err error, _ string) (Response, bool) {
			said = err
			return Response{}, false
		}
		router.serve(tc.r)
		if errors.Is(said, ErrRetired) != tc.want || !tc.want && said != nil {
			t.Errorf("%s: %v", name, said)
		}
	}
}
