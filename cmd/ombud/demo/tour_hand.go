package demo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// hand does what a visitor would: it presses the same buttons of the imitated
// Slack, slowly enough to be watched.
type hand struct {
	*tour
	ctx  context.Context
	look func(playground.Pointer)
}

// wait rests for so many beats of the tour.
func (h *hand) wait(beats int) error {
	if h.world.beat == 0 {
		return h.ctx.Err()
	}
	select {
	case <-h.ctx.Done():
		return h.ctx.Err()
	case <-time.After(time.Duration(beats) * h.world.beat):
		return nil
	}
}

// sure is how long the app may take to show what it was asked for.
const sure = 30 * time.Second

// until waits for something to have come about.
func (h *hand) until(what string, ok func(*complaint.Case) bool) (*complaint.Case, error) {
	var c *complaint.Case
	if !h.world.slack.Wait(sure, func() bool { c = h.kase(h.ctx); return c != nil && ok(c) }) {
		return c, fmt.Errorf("the app does not come to: %s", what)
	}
	return c, h.ctx.Err()
}

// press presses a button of the case as somebody, once it is there, where the page
// looks on.
func (h *hand) press(user, action string) error {
	p := h.world.slack.As(user)
	var m playground.Message
	var carried, path string
	found := func() (ok bool) {
		if c := h.kase(h.ctx); c != nil {
			carried = carriedBy(action, c)
			m, path, ok = find(p, action, carried)
		}
		return ok
	}
	if !h.world.slack.Wait(sure, found) {
		return fmt.Errorf("%s has no button %s", user, action)
	}
	h.look(playground.Pointer{User: user, Path: path, Action: action, Case: carried})
	if err := h.wait(2); err != nil {
		return err
	}
	seen, err := p.Press(m.Channel, m.TS, action, valueOf(m, action, carried)...)
	if err := went(action, seen, err); err != nil {
		return err
	}
	return h.wait(2)
}

// carriedBy is how the value of a button begins: with the case, and where somebody
// decides with the answer that waits, for a request is settled a moment after it was.
func carriedBy(action string, c *complaint.Case) string {
	if action == "answer.approve" || action == "answer.changes.open" {
		return fmt.Sprintf("%s:v%d", c.Number, len(c.Answers))
	}
	return c.Number
}

// valueOf tells the button of the case from others with the same action.
func valueOf(m playground.Message, action, number string) []playground.Pick {
	var value string
	for _, b := range m.Blocks {
		for _, key := range []string{"elements", "accessory"} {
			many, _ := b[key].([]any)
			if one, ok := b[key].(map[string]any); ok {
				many = []any{one}
			}
			for _, e := range many {
				o, _ := e.(map[string]any)
				if carries(o, action, number) {
					value, _ = o["value"].(string)
				}
			}
		}
	}
	return []playground.Pick{playground.WithValue(value)}
}

// fill enters values by block, as far as the form has these blocks: a pair is left
// out where the form does not ask for it.
func (h *hand) fill(user string, pairs ...any) error {
	p := h.world.slack.As(user)
	for i := 0; i < len(pairs); i += 2 {
		block := pairs[i].(string)
		v := p.Modal()
		if v == nil {
			return fmt.Errorf("%s sees no form", user)
		}
		if !asks(v, block) {
			continue
		}
		seen, err := p.Fill(block, pairs[i+1])
		if err := went("fill "+block, seen, err); err != nil {
			return err
		}
		if err := h.wait(1); err != nil {
			return err
		}
	}
	return nil
}

func asks(v *playground.View, block string) bool {
	return slices.ContainsFunc(v.Blocks, func(b map[string]any) bool { return b["block_id"] == block && b["type"] == "input" })
}

// choose takes a line that the app suggests.
func (h *hand) choose(user, block, value string) error {
	p := h.world.slack.As(user)
	options, err := p.Options(block, "")
	if err != nil {
		return fmt.Errorf("suggestions for %s: %w", block, err)
	}
	if !slices.ContainsFunc(options, func(o playground.Option) bool { return o.Value == value }) {
		return fmt.Errorf("%s is not suggested for %s", value, block)
	}
	return h.fill(user, block, value)
}

// send submits the form and closes whatever the app says afterwards.
func (h *hand) send(user string) error {
	p := h.world.slack.As(user)
	if err := h.wait(2); err != nil {
		return err
	}
	form := p.Modal()
	seen, err := p.Submit()
	if err := went("submit", seen, err); err != nil {
		return err
	}
	if after := p.Modal(); form != nil && after != nil && after.ID == form.ID && after.CallbackID == form.CallbackID {
		return fmt.Errorf("the form %s was not taken", form.CallbackID)
	}
	for p.Modal() != nil {
		if err := h.wait(3); err != nil {
			return err
		}
		seen, err := p.CloseView()
		if err := went("close", seen, err); err != nil {
			return err
		}
	}
	return h.wait(2)
}

// went turns what a person would see go wrong into an error.
func went(what string, seen playground.Seen, err error) error {
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", what, err)
	case seen.Failure != "":
		return fmt.Errorf("%s: %s", what, seen.Failure)
	case len(seen.Errors) > 0:
		return fmt.Errorf("%s: %v", what, seen.Errors)
	}
	return nil
}

// inTurn does acts until one fails.
func inTurn(acts ...func() error) error {
	for _, act := range acts {
		if err := act(); err != nil {
			return err
		}
	}
	return nil
}

var errNoCase = errors.New("there is no case yet")
