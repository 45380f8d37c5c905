package handlers

import (
	"context"
	"errors"
	"slices"
	"testing"

	"ombud/bot"
	"ombud/complaint"
)

// An event is handled until it was handled once, whatever the handler came to.
func TestOnce(t *testing.T) {
	for _, tc := range []struct {
		name  string
		first func() error
		want  int // times handled, of two deliveries
	}{
		{"done", func() error { return nil }, 1},
		{"refused", func() error { return &complaint.Refusal{Text: "error.unknown_case"} }, 1},
		{"failed", func() error { return errors.New("no database") }, 2},
		{"panicked", func() error { panic("first time") }, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := newOffice(t)
			calls := 0
			handle := o.h.once(func(context.Context, *bot.Request) (bot.Response, error) {
				if calls++; calls == 1 {
					return bot.Response{}, tc.first()
				}
				return bot.Response{}, nil
			})
			deliver := func() {
				defer func() { _ = recover() }() // as the router does
				_, _ = handle(t.Context(), &bot.Request{Kind: bot.KindEvent, Dedupe: "Ev1"})
			}
			deliver()
			deliver()
			if calls != tc.want {
				t.Errorf("handled %d times, want %d", calls, tc.want)
			}
		})
	}
}

// A process that is killed in the middle of an event leaves its key behind. What
// keeps a case from those it concerns is done when Slack sends the event again.
func TestJoinedAfterAProcessWasKilled(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"about": []string{joost}})
	_, err := o.store.Seen(t.Context(), "event/Ev7", o.now)
	must(t, err)
	r := &bot.Request{
		Kind: bot.KindEvent, Route: "member_joined_channel", Dedupe: "Ev7",
		Event: bot.Event{ID: "Ev7", Type: "member_joined_channel", User: joost, Channel: klachten},
	}
	joined := o.h.Routes().Events[r.Route]
	for range 2 {
		_, err = joined(t.Context(), r)
		must(t, err)
	}
	moved := func(e complaint.Event) bool { return e.Kind == complaint.RouteConfidential }
	c := o.caseOf(number)
	first := slices.IndexFunc(c.Events, moved)
	if first < 0 || slices.ContainsFunc(c.Events[first+1:], moved) {
		t.Error("the case did not leave the channel exactly once")
	}
}
