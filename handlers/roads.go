package handlers

import (
	"context"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// reason is a step whose form asks for a reason, or when it happened, and no more.
type reason struct {
	step complaint.Step
	may  func(*complaint.Case, complaint.Person, time.Time) error
	do   func(c *complaint.Case, typed view.Reason, by complaint.Person, now time.Time) error
}

var (
	reopening     = reason{complaint.StepReopen, (*complaint.Case).MayReopen, reopen}
	reopeningLate = reason{complaint.StepReopenLate, (*complaint.Case).MayReopenLate, reopen}
	carryingOut   = reason{complaint.StepCarryOut, (*complaint.Case).MayCarryOut, func(c *complaint.Case, typed view.Reason, by complaint.Person, now time.Time) error {
		return c.CarryOut(typed.At, by, now)
	}}
	updating  = reason{complaint.StepUpdate, (*complaint.Case).MayUpdate, undated((*complaint.Case).Update)}
	reporting = reason{complaint.StepReport, (*complaint.Case).MayReport, undated((*complaint.Case).ReportHandling)}
	entering  = reason{complaint.StepEnter, (*complaint.Case).MayEnter, func(c *complaint.Case, typed view.Reason, by complaint.Person, now time.Time) error {
		return c.Enter(typed.Text, typed.At, by, now)
	}}
	waiving    = reason{complaint.StepAskClose, (*complaint.Case).MayAskClose, undated((*complaint.Case).AskClose)}
	goingOn    = reason{complaint.StepUnreached, (*complaint.Case).MayGoOn, undated((*complaint.Case).GoOn)}
	keepingDay = reason{complaint.StepKeepDay, (*complaint.Case).MayKeepDay, undated((*complaint.Case).KeepDay)}
	untelling  = reason{complaint.StepUntold, (*complaint.Case).MayKeepAnswer, undated((*complaint.Case).KeepAnswer)}
)

func reopen(c *complaint.Case, typed view.Reason, by complaint.Person, now time.Time) error {
	return c.Reopen(typed.Text, typed.At, by, now)
}

// undated is a step that happens when it is recorded.
func undated(do func(c *complaint.Case, reason string, by complaint.Person, now time.Time) error) func(*complaint.Case, view.Reason, complaint.Person, time.Time) error {
	return func(c *complaint.Case, typed view.Reason, by complaint.Person, now time.Time) error {
		return do(c, typed.Text, by, now)
	}
}

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
		known := view.Reason{At: h.Now()}
		if s.step == complaint.StepReopenLate { // which was not now
			known.At = time.Time{}
		}
		return bot.Response{Open: view.ReasonForm(f, c, s.step, known)}, nil
	}
}

// submitReason gives the handler of the form.
func (h *Handlers) submitReason(s reason) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		typed := view.Reason{Text: r.View.Text("reason")}
		typed.At, _ = r.View.Time("when")
		again := form{s.step, complaint.PartFiling, s.may, func(f *view.Frame, c *complaint.Case) *view.Modal { return view.ReasonForm(f, c, s.step, typed) }}
		return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return s.do(c, typed, by, h.Now()) })
	}
}
