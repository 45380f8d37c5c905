package bot

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"
)

func TestGate(t *testing.T) {
	server := newSlack(t)
	server.handle["conversations.open"] = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	c := server.client()
	held := map[string]time.Duration{}
	var asked []string
	ctx := WithGate(t.Context(), Gate{
		Ask: func(_ context.Context, method string) error {
			asked = append(asked, method)
			if held[method] > 0 {
				return &Error{Method: method, Code: "held", Class: Wait, RetryAfter: held[method]}
			}
			return nil
		},
		Limited: func(_ context.Context, method string, wait time.Duration) { held[method] = wait },
	})
	for i, want := range []string{"ratelimited", "held"} {
		_, err := c.OpenDM(ctx, testUser)
		if e, ok := errors.AsType[*Error](err); !ok || e.Code != want || e.Class != Wait || e.RetryAfter != 30*time.Second {
			t.Errorf("call %d: %v, want %s for 30 s", i, err, want)
		}
	}
	if n := len(server.called("conversations.open")); n != 1 {
		t.Errorf("%d calls, want the one that was refused", n)
	}
	if err := c.Update(ctx, "C1", "1.0", &viewMessage); err != nil {
		t.Errorf("another method: %v", err)
	}
	_, _ = c.OpenDM(t.Context(), testUser) // without a gate
	if n := len(server.called("conversations.open")); n != 2 {
		t.Errorf("%d calls, want a context without a gate to go on", n)
	}
	if want := []string{"conversations.open", "conversations.open", "chat.update"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
}
