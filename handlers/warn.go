package handlers

import (
	"context"
	"errors"
	"slices"

	"ombud/complaint"
)

// soft does what a form asks for when one of the refusals is only a warning
// (decision D20): shown once for that form, and kept when the form is
// submitted again. The second time do is told to keep it.
func (h *Handlers) soft(ctx context.Context, form, warning string, do func(keep bool) error) error {
	err := do(false)
	if !warns(err, warning) {
		return err
	}
	already, lost := h.Store.Warned(ctx, form, warning, h.Now())
	if lost != nil {
		return lost
	}
	if already {
		return do(true)
	}
	return err
}

// warns tells whether a refusal with that text is among the refusals.
func warns(err error, text string) bool {
	var many complaint.Refusals
	if errors.As(err, &many) {
		return slices.ContainsFunc(many, func(r *complaint.Refusal) bool { return r.Text == text })
	}
	return false
}
