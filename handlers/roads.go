package handlers

import (
	"context"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// reason is a step whose form asks for a reason only.
type reason struct {
	step complaint.Step
	may  func(*complaint.Case, complaint.Person, time.Time) error
	do   func(c *complaint.Case, reason string, by complaint.Person, now time.Time) error
}

var (
	reopening = reason{complaint.StepReopen, (*complaint.Case).MayReopen, (*complaint.Case).Reopen}
	updating  = reason{complaint.StepUpdate, (*complaint.Case).MayUpdate, (*complaint.Case).Update}
	waiving   = reason{complaint.StepAskClose, (*complaint.Case).MayAskClose, (*complaint.Case).AskClose}
	goingOn   = reason{complaint.StepUnreached, (*complaint.Case).MayGoOn, (*complaint.Case).GoOn}
)

// openReason gives the handler of the button.
func (h *Handlers) openReason(s reason) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
		if err != nil {
			return bot.Response{}, err
		}
		if err := s.may(c, by, h.Now()); err != nil {
			return bot.Response{}, err
		}
		return bot.Response{Open: view.ReasonForm(f, c, s.step, "")}, nil
	}
}

// submitReason gives the handler of the form.
func (h *Handlers) submitReason(s reason) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		typed := r.View.Text("reason")
		again := form{s.step, complaint.PartFiling, s.may, func(f *view.Frame, c *complaint.Case) *view.Modal { return view.ReasonForm(f, c, s.step, typed) }}
		return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return s.do(c, typed, by, h.Now()) })
	}
}
