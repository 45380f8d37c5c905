package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openRecommend shows the form for what the officer recommends.
func (h *Handlers) openRecommend(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayRecommend(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.AdviceForm(f, c, complaint.Recommendation{})}, nil
}

// submitRecommend records it.
func (h *Handlers) submitRecommend(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed, err := complaint.Recommendation{What: r.View.Text("what"), To: r.View.Option("to")}, error(nil)
	if typed.Who, err = h.nameOwner(ctx, typed.To); err != nil {
		return bot.Response{}, err
	}
	again := form{complaint.StepRecommend, complaint.PartAnswer, (*complaint.Case).MayRecommend, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.AdviceForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Recommend(typed, by, h.Now()) })
}
