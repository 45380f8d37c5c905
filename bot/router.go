package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Slack waits three seconds. A handler gets most of them; a late one is given up a
// little later, and what remains is for the answer's way back.
const (
	handlerTime = 2500 * time.Millisecond
	graceTime   = 200 * time.Millisecond
	answerTime  = 2900 * time.Millisecond
	afterTime   = 10 * time.Second
)

var (
	// ErrSlow is given to Explain when the handler did not return in time. Whether
	// it saved anything is not known.
	ErrSlow = errors.New("handler too slow")
	// ErrPanic is what [Guard] makes of a panic, such as of a handler's.
	ErrPanic = errors.New("panicked")
	// ErrNotShown is given to Explain when the handler did its work and what it wants
	// shown cannot be: Slack would not open it, or it is none. Of the answer the
	// Ephemeral is used, for a submission all of it.
	ErrNotShown = errors.New("modal not shown")
	// ErrRetired is given to Explain when a button, menu or form has no handler any
	// more: it lies there from before another version of the app.
	ErrRetired = errors.New("nothing by that name any more")
)

// Router finds the handler of a request, runs it and answers Slack. Its fields are
// set before the first request and not changed afterwards.
type Router struct {
	Team   string // the one workspace that is served
	Routes *Routes
	Client *Client
	// Explain words an error for the person and reports whether it is a failure
	// (logged as such, with the reference) or an expected refusal. Failed events are
	// not answered but sent again by Slack. It must return quickly; it is not called
	// for menus.
	Explain func(r *Request, err error, ref string) (resp Response, failure bool)
	Log     *slog.Logger

	mu       sync.Mutex
	stopping bool
	running  sync.WaitGroup
}

// Stop refuses new requests and waits for the handlers that run, and for what they
// want said. It returns the context's error when that takes too long.
func (rt *Router) Stop(ctx context.Context) error {
	rt.mu.Lock()
	rt.stopping = true
	rt.mu.Unlock()
	done := make(chan struct{})
	go func() {
		rt.running.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stop router: %w", ctx.Err())
	}
}

// begin counts a request in; false when the router is stopping. Stop waits until
// running is done.
func (rt *Router) begin() bool {
	rt.mu.Lock()
	defer rt.mu.Unlock()
	if rt.stopping {
		return false
	}
	rt.running.Add(1)
	return true
}

// take runs the route of r, gives the answer to send, and says the rest when send
// returned. It reports false, and does nothing, when the router is stopping.
func (rt *Router) take(r *Request, send func(*answer)) bool {
	if !rt.begin() {
		return false
	}
	defer rt.running.Done()
	a := rt.serve(r)
	send(&a)
	if len(a.after) > 0 {
		rt.running.Go(func() {
			for _, say := range a.after {
				say()
			}
		})
	}
	return true
}

// serve runs the route of r and returns what Slack gets back, ready to be sent. What
// cannot be shown of it is said, and what cannot be said is logged.
func (rt *Router) serve(r *Request) (a answer) {
	started := rt.Client.config.Now()
	err := Guard(func() error {
		a = rt.respond(r, started)
		return a.encode()
	})
	if err == nil {
		return a
	}
	again := Guard(func() error {
		a = rt.explain(r, fmt.Errorf("%w: %w", ErrNotShown, err), time.Time{}, newReference())
		return a.encode()
	})
	if again != nil {
		rt.logFailure(r, fmt.Errorf("answering: %w", errors.Join(err, again)), newReference())
		a = answer{failed: true}
	}
	return a
}

// respond runs the route of r and makes an answer of what comes of it.
func (rt *Router) respond(r *Request, started time.Time) (a answer) {
	handler, ours := rt.accept(r)
	ref := newReference()
	if handler == nil {
		if ours && retired(r) {
			return rt.explain(r, ErrRetired, started, ref)
		}
		return rt.nothing(r)
	}
	resp, err := rt.run(r, handler, started, ref)
	if err != nil {
		a = rt.explain(r, err, started, ref)
	} else {
		a = rt.answer(r, &resp, started)
	}
	if resp.Redraw != nil {
		a.after = append(a.after, rt.later(r, func(ctx context.Context) error { return rt.redraw(ctx, r, resp.Redraw) }))
	}
	return a
}

// retired tells whether r was meant to do something, as inputs that change are not.
func retired(r *Request) bool {
	return r.Kind == KindSubmit || r.Kind == KindAction && (r.Action.Type == "button" || r.Action.Type == "overflow")
}

// accept reports whether r is of our workspace, and its handler, nil when it has none.
func (rt *Router) accept(r *Request) (Handler, bool) {
	if r.Team == "" || r.Team != rt.Team {
		rt.Log.Warn("request from another workspace refused", attributes(r)...)
		return nil, false
	}
	if r.Kind == KindEvent {
		rt.Client.forget(&r.Event)
	}
	handler := rt.Routes.of(r.Kind)[r.Route]
	if handler == nil {
		rt.Log.Info("no route", attributes(r)...)
	}
	return handler, true
}

// nothing is the answer that only acknowledges.
func (rt *Router) nothing(r *Request) answer {
	if r.Kind == KindOptions {
		return answer{options: []option{}}
	}
	return answer{}
}

type outcome struct {
	resp Response
	err  error
}

// run calls the handler on its own and waits for it, but not longer than Slack does. What
// becomes of one that comes later is logged under the reference that the person was given.
func (rt *Router) run(r *Request, h Handler, started time.Time, ref string) (Response, error) {
	result := make(chan outcome, 1)
	rt.running.Go(func() {
		ctx, cancel := context.WithDeadline(context.Background(), started.Add(handlerTime))
		defer cancel()
		o := rt.call(ctx, h, r)
		result <- o
		if late := rt.Client.config.Now().Sub(started); late > handlerTime+graceTime {
			rt.Log.Warn("handler came late", append(attributes(r), "ref", ref, "took", late, "failed", o.err != nil)...)
		}
	})
	timer := time.NewTimer(started.Add(handlerTime + graceTime).Sub(rt.Client.config.Now()))
	defer timer.Stop()
	select {
	case o := <-result:
		if errors.Is(o.err, context.DeadlineExceeded) {
			o.err = fmt.Errorf("%w: %w", ErrSlow, o.err)
		}
		return o.resp, o.err
	case <-timer.C:
		return Response{}, ErrSlow
	}
}

func (rt *Router) call(ctx context.Context, h Handler, r *Request) (o outcome) {
	o.err = Guard(func() (err error) {
		o.resp, err = h(ctx, r)
		return err
	})
	return o
}
