package main

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"ombud/db"
	"ombud/vault"
)

// childMark makes the test binary the program itself, so that stories can
// kill a real process. Its value is how far the child's clock is ahead.
const childMark = "OMBUD_STORY_CHILD"

// childMain is main with a clock that may be ahead.
func childMain(ahead string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	by, err := time.ParseDuration(ahead)
	if err != nil {
		return 1
	}
	return run(ctx, os.Args[1:], &environment{
		Getenv: os.Getenv, Now: func() time.Time { return time.Now().Add(by) },
		Streams: &Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr},
	})
}

// child is the bot as a process of its own, with something between it and
// Slack that can hold a message.
type child struct {
	*stage
	cmd   *exec.Cmd
	hold  *holder
	ahead time.Duration
	env   []string
}

func newChild(s *stage) *child {
	s.t.Helper()
	p := &child{stage: s, hold: newHolder(s)}
	file := filepath.Join(s.t.TempDir(), "ombud.yml")
	s.do("write the configuration", os.WriteFile(file, s.cfg.src, 0o600))
	p.env = append(os.Environ(),
		"SLACK_BOT_TOKEN=xoxb-playground", "SLACK_API_URL="+p.hold.server.URL+"/api/",
		"DATABASE_URL="+s.set.Database, "OMBUD_MASTER_KEY="+s.set.MasterKey, "OMBUD_CONFIG="+file)
	if s.front == nil {
		p.env = append(p.env, "SLACK_APP_TOKEN=xapp-playground")
	} else {
		p.env = append(p.env, "SLACK_SIGNING_SECRET="+s.slack.Config().SigningSecret)
	}
	keys, err := vault.New([]byte(s.set.MasterKey))
	s.do("keys", err)
	s.store, err = db.Open(context.Background(), s.set.Database, keys)
	s.do("open the database", err)
	s.t.Cleanup(func() { _ = s.store.Close() })
	p.start()
	s.t.Cleanup(p.kill)
	return p
}

// start starts the process and waits until Slack can reach it.
func (p *child) start() {
	p.t.Helper()
	self, err := os.Executable()
	p.do("find the test binary", err)
	p.cmd = exec.Command(self, "serve") //nolint:gosec // this very binary; the story ends it
	p.cmd.Env = append(p.env, childMark+"="+p.ahead.String())
	addr := ""
	if p.front != nil {
		addr = freeAddr(p.t)
		p.cmd.Env = append(p.cmd.Env, "OMBUD_ADDR="+addr)
	}
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	p.do("start the process", p.cmd.Start())
	if p.front != nil {
		p.front.to(addr)
		p.until("ready", func() bool {
			resp, err := http.Get("http://" + addr + "/readyz")
			if err != nil {
				return false
			}
			_ = resp.Body.Close()
			return resp.StatusCode == http.StatusNoContent
		})
		return
	}
	if !p.slack.Wait(patience, func() bool { return p.slack.Sockets() > 0 }) {
		p.fail("the process opened no socket")
	}
}

// kill ends the process as an accident would.
func (p *child) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
	p.hold.release()
	p.slack.Wait(patience, func() bool { return p.slack.Sockets() == 0 })
}

// again starts it anew when the lease of what it held is over.
func (p *child) again() {
	p.t.Helper()
	p.ahead += 90 * time.Second
	p.tick.Set(time.Now().Add(p.ahead))
	p.start()
	p.rest()
}

// holder passes the calls of the process on to Slack and can hold one of
// them: on its way there, or its answer on the way back.
type holder struct {
	server *httptest.Server
	root   string // of the imitated Slack
	next   chan hold
	free   chan struct{}
	held   chan struct{}
}

// hold says which call is held: the first whose body holds the words.
type hold struct {
	words  string
	answer bool   // hold the answer, else the call
	method string // default chat.postMessage
}

func newHolder(s *stage) *holder {
	h := &holder{root: strings.TrimSuffix(s.slack.APIURL(), "/api/"), next: make(chan hold, 1), held: make(chan struct{}, 1), free: make(chan struct{})}
	h.server = httptest.NewServer(h)
	s.t.Cleanup(h.server.Close)
	return h
}

// ServeHTTP passes a call on.
func (h *holder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	held, mine := h.take(r, string(body))
	if mine && !held.answer && !h.wait(r) {
		return
	}
	req, err := http.NewRequestWithContext(context.WithoutCancel(r.Context()), r.Method, h.root+r.URL.Path, bytes.NewReader(body))
	if err != nil {
		return
	}
	req.Header = r.Header
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return
	}
	defer func() { _ = resp.Body.Close() }()
	answer, _ := io.ReadAll(resp.Body)
	if mine && held.answer && !h.wait(r) {
		return
	}
	for key, values := range resp.Header {
		w.Header()[key] = values
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = w.Write(answer)
}

// take tells whether this call is the one to hold.
func (h *holder) take(r *http.Request, body string) (hold, bool) {
	if plain, err := url.QueryUnescape(body); err == nil {
		body = plain
	}
	select {
	case p := <-h.next:
		if strings.HasSuffix(r.URL.Path, cmp.Or(p.method, "chat.postMessage")) && strings.Contains(body, p.words) {
			return p, true
		}
		h.next <- p
	default:
	}
	return hold{}, false
}

// wait says that the call is held, and holds it until the process is gone. It is true
// when it may go on.
func (h *holder) wait(r *http.Request) bool {
	h.held <- struct{}{}
	select {
	case <-r.Context().Done():
		return false
	case <-h.free:
		return true
	}
}

// release gives up a plan that did not come to pass.
func (h *holder) release() {
	select {
	case <-h.next:
	default:
	}
}

// killedAt lets an act happen and kills the process when it is about to say
// something, or has said it and does not know yet.
func (p *child) killedAt(words string, answer bool, act func()) {
	p.t.Helper()
	p.hold.next <- hold{words: words, answer: answer}
	act()
	select {
	case <-p.hold.held:
	case <-time.After(patience):
		p.fail("nothing like %q was said", words)
	}
	p.kill()
}
