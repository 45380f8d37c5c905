package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// grantRequest agrees with what is asked, which is done at once.
func (h *Handlers) grantRequest(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, seq := view.ParseValue(r.Action.Value)
	_, err = h.update(ctx, number, func(c *complaint.Case) error { return c.Grant(seq, by, h.Now()) })
	return bot.Response{}, h.notTheirs(ctx, r, number, by, err)
}

// openDenyRequest asks why it is refused.
func (h *Handlers) openDenyRequest(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	_, seq := view.ParseValue(r.Action.Value)
	if err := c.MayDecideRequest(seq, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.DenyForm(f, c, seq, "")}, nil
}

// submitDenyRequest refuses it. The first decision wins, whatever the form was
// opened on.
func (h *Handlers) submitDenyRequest(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.recordOf(ctx, r, func(c *complaint.Case, m view.Metadata, by complaint.Person) error {
		return c.Deny(m.Version, r.View.Text("reason"), by, h.Now())
	})
}
