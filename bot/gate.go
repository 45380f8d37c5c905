package bot

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Gate paces calls, by method as Slack names it; what is not the API is "file".
type Gate struct {
	// Ask is called before each call. Its error is the error of the call, which is
	// then not made; an *Error stays as it is.
	Ask func(ctx context.Context, method string) error
	// Limited is called when Slack wants a method left alone for a while.
	Limited func(ctx context.Context, method string, wait time.Duration)
}

type gateKey struct{}

// WithGate returns a context whose calls go through a gate.
func WithGate(ctx context.Context, g Gate) context.Context {
	return context.WithValue(ctx, gateKey{}, g)
}

// gated makes calls through the gate of their context, if there is one.
type gated struct {
	root string // of the API
	next http.RoundTripper
}

// RoundTrip makes one call. An answer that asks to wait says for how many seconds, however
// it said so and whoever reads it.
func (g gated) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	gate, ok := ctx.Value(gateKey{}).(Gate)
	if !ok {
		gate = Gate{Ask: func(context.Context, string) error { return nil }, Limited: func(context.Context, string, time.Duration) {}}
	}
	method, api := strings.CutPrefix(req.URL.String(), g.root)
	if method, _, _ = strings.Cut(method, "?"); !api {
		method = "file"
	}
	if err := gate.Ask(ctx, method); err != nil {
		if req.Body != nil {
			_ = req.Body.Close()
		}
		return nil, err
	}
	resp, err := g.next.RoundTrip(req)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		wait := retryAfter(resp.Header)
		resp.Header.Set("Retry-After", strconv.Itoa(int(wait/time.Second)))
		gate.Limited(ctx, method, wait)
	}
	return resp, err
}

// retryAfter is how long an answer asks to wait, in whole seconds: it names their number,
// or the moment. WaitUnsaid when it does neither, or the moment is over.
func retryAfter(h http.Header) time.Duration {
	asked := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(asked); err == nil && seconds > 0 {
		return time.Duration(seconds) * time.Second
	}
	until, err := http.ParseTime(asked)
	now, unsaid := http.ParseTime(h.Get("Date")) // theirs: ours may be wrong
	if err != nil || unsaid != nil || !until.After(now) {
		return WaitUnsaid
	}
	return until.Sub(now).Round(time.Second)
}
