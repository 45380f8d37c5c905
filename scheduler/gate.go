package scheduler

import (
	"context"
	"time"

	"ombud/bot"
)

// withGate has all calls of a context keep to what Slack said of their method,
// to whomever of us. Messages are paced by their destination instead, which is
// how Slack counts them.
func (s *Scheduler) withGate(ctx context.Context) context.Context {
	const posting = "chat.postMessage"
	return bot.WithGate(ctx, bot.Gate{
		Ask: func(ctx context.Context, method string) error {
			if method == posting {
				return nil
			}
			held, err := s.Store.GateHeld(ctx, "method:"+method)
			if wait := held.Sub(s.Machine()); err == nil && wait > 0 {
				return &bot.Error{Method: method, Code: "held", Class: bot.Wait, RetryAfter: wait}
			}
			return err
		},
		Limited: func(ctx context.Context, method string, wait time.Duration) {
			if method == posting {
				return
			}
			if err := s.Store.GateUntil(ctx, "method:"+method, s.Machine().Add(wait)); err != nil {
				s.Log.ErrorContext(ctx, "hold a method", "method", method, "error", err)
			}
		},
	})
}
