package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// reminderMenu does what the menu of a reminder offers: hear of it later, hand
// it to the deputy, or open the case file. The message itself is changed by the
// sender, for everybody who has it.
func (h *Handlers) reminderMenu(ctx context.Context, r *bot.Request) (bot.Response, error) {
	choice := view.ParseDuty(r.Action.Value)
	if choice.Do == view.DoOpen {
		return h.openFile(ctx, r, choice.Number)
	}
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	_, err = h.update(ctx, choice.Number, func(c *complaint.Case) error {
		if choice.Do == view.DoPass {
			return c.PassOn(choice.Kind, choice.Round, by, h.Now())
		}
		return c.Snooze(choice.Kind, choice.Round, choice.Until, by, h.Now())
	})
	return bot.Response{}, err
}

// chase asks those who owe a late duty to do it, and tells who asked when they
// hear of it.
func (h *Handlers) chase(ctx context.Context, r *bot.Request) (bot.Response, error) {
	choice := view.ParseDuty(r.Action.Value)
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	c, err := h.update(ctx, choice.Number, func(c *complaint.Case) error {
		return c.Chase(choice.Kind, choice.Round, by, h.Now())
	})
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.Chased(h.caseFrame(ctx, r, by, c), c, choice.Kind, choice.Round)}, nil
}
