package handlers

import (
	"context"
	"slices"
	"strconv"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openFollowUp shows the form for asking whether it is solved.
func (h *Handlers) openFollowUp(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayFollowUp(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	form := complaint.FollowUpForm{At: h.Now(), Via: "phone"}
	if results := c.FollowUpResults(); len(results) == 1 {
		form.Result = results[0]
	}
	return bot.Response{Open: view.FollowUpForm(f, c, form)}, nil
}

// redrawFollowUp says what the chosen result does, and what it needs.
func (h *Handlers) redrawFollowUp(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	return redrawn(r, f, view.FollowUpForm(f, c, followUp(&r.View)), m), nil
}

// submitFollowUp records what the customer said, or that nobody answered.
func (h *Handlers) submitFollowUp(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := followUp(&r.View)
	again := form{complaint.StepFollowUp, complaint.PartFiling, (*complaint.Case).MayFollowUp, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.FollowUpForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.RecordFollowUp(typed, by, h.Now()) })
}

// followUp reads the form.
func followUp(v *bot.View) complaint.FollowUpForm {
	form := complaint.FollowUpForm{
		Result: complaint.Kind(v.Option("result")), Via: v.Option("via"), Note: v.Text("note"), Why: v.Text("why"),
		Ticks: slices.Clone(v.Values["ticks"].Options),
	}
	form.Grade, _ = strconv.Atoi(v.Option("grade")) // nobody asked: 0
	form.At, _ = v.Time("when")
	return form
}
