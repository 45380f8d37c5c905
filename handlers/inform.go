package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openInform asks how the partner concerned heard of the complaint.
func (h *Handlers) openInform(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayInform(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.InformForm(f, c, complaint.Informing{At: h.Now(), Via: "phone"})}, nil
}

// submitInform records it.
func (h *Handlers) submitInform(ctx context.Context, r *bot.Request) (bot.Response, error) {
	v := &r.View
	typed := complaint.Informing{User: v.User("who"), Name: v.Text("name"), Via: v.Option("via"), Note: v.Text("note"), Nobody: v.Ticked("nobody", "nobody")}
	typed.At, _ = v.Time("when")
	again := form{complaint.StepInform, complaint.PartCard, (*complaint.Case).MayInform, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.InformForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Inform(typed, by, h.Now()) })
}
