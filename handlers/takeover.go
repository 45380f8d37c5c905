package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// takeOver says that somebody of those to whom a case is handed has it in hand.
// Whoever presses second finds it done, and is not refused.
func (h *Handlers) takeOver(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, _ := view.ParseValue(r.Action.Value)
	_, err = h.update(ctx, number, func(c *complaint.Case) error {
		if !c.TakenOverAt.IsZero() && c.MaySee(by, complaint.PartCard, h.Now()) {
			return nil
		}
		return c.TakeOver(by, h.Now())
	})
	return bot.Response{}, err
}
