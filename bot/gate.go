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

// RoundTrip makes one call.
func (g gated) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	gate, ok := ctx.Value(gateKey{}).(Gate)
	if !ok {
		return g.next.RoundTrip(req)
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
		wait := WaitUnsaid
		if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
			wait = time.Duration(seconds) * time.Second
		}
		gate.Limited(ctx, method, wait)
	}
	return resp, err
}
