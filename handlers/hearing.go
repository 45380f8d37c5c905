package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// confirmHeard records that whoever was consulted says that they were heard. The message
// says so once that is saved.
func (h *Handlers) confirmHeard(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, seq := view.ParseValue(r.Action.Value)
	_, err = h.update(ctx, number, func(c *complaint.Case) error { return c.ConfirmHeard(seq, by, h.Now()) })
	return bot.Response{}, err
}

// openDenyHeard asks whoever says that they were not heard for their words. They may be
// kept out of the case, of which the form tells nothing.
func (h *Handlers) openDenyHeard(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, seq := view.ParseValue(r.Action.Value)
	c, err := h.Store.Case(ctx, number)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MaySayHeard(seq, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.DenyHearing(h.caseFrame(ctx, r, by, c), c, seq)}, nil
}

// submitDenyHeard records that they were not. Their first answer counts.
func (h *Handlers) submitDenyHeard(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.recordOf(ctx, r, func(c *complaint.Case, m view.Metadata, by complaint.Person) error {
		return c.DenyHeard(m.Version, r.View.Text("words"), by, h.Now())
	})
}
