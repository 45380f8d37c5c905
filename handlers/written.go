package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// written tells what the procedure in force promises.
func (h *Handlers) written(ctx context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	p, err := h.Store.Procedure(ctx, h.Now())
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Ephemeral: view.Written(h.frame(r, by), p)}, nil
}
