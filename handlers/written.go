package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// written tells what the procedure in force promises, and when it was reviewed.
func (h *Handlers) written(ctx context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	g, err := h.register(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	links, err := h.Store.Links(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, reviewedBy(g))
	return bot.Response{Ephemeral: view.Written(f, g, links, roster.MayReview(g.Procedure, by, f.Now) == nil)}, nil
}
