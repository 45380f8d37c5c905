package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openAdd shows the form for what a complaint does not say yet.
func (h *Handlers) openAdd(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartState)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayAddNow(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.AddForm(f, c, complaint.Filing{})}, nil
}

// submitAdd keeps it. A form that was opened in time is taken when it is sent,
// so that nothing is typed in vain.
func (h *Handlers) submitAdd(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	a := complaint.Addition{Source: formID(r, m)}
	a.Story, a.Files = r.View.Text("story"), attached(&r.View)
	if err := h.nameFiles(ctx, a.Files); err != nil {
		return bot.Response{}, err
	}
	_, err = h.update(ctx, m.Number, func(c *complaint.Case) error { return c.AddInformation(a, by, h.Now()) })
	return bot.Response{}, err
}
