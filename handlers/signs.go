package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// signs tells by what one knows a complaint.
func (h *Handlers) signs(_ context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	return bot.Response{Ephemeral: view.Signs(h.frame(r, by))}, nil
}
