package handlers

import (
	"context"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openMeasureMove asks who sees to a corrective action from now on, and by when.
func (h *Handlers) openMeasureMove(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartPromise)
	if err != nil {
		return bot.Response{}, err
	}
	_, n := view.ParseValue(r.Action.Value)
	if err := c.MayMoveMeasure(n, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.MeasureMoveForm(f, c, n, complaint.MeasureMove{Owner: c.MeasureOwner(n), Day: c.Measure(n).Day})}, nil
}

// submitMeasureMove records it.
func (h *Handlers) submitMeasureMove(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, before, _, m, err := h.filled(ctx, r, complaint.PartPromise)
	if err != nil {
		return bot.Response{}, err
	}
	typed := complaint.MeasureMove{Owner: r.View.User("owner"), Day: r.View.Values["day"].Date, Why: r.View.Text("why")}
	if typed.Who, err = h.nameOwner(ctx, typed.Owner); err != nil {
		return bot.Response{}, err
	}
	may := func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return c.MayMoveMeasure(m.Version, by, now)
	}
	again := form{complaint.StepMeasure, complaint.PartPromise, may, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.MeasureMoveForm(f, c, m.Version, typed)
	}}
	var held []string
	if was := before.Measure(m.Version); was != nil && was.Day != typed.Day {
		held = []string{"day"}
	}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error {
		return c.MoveMeasure(m.Version, typed, by, h.Now())
	}, held...)
}
