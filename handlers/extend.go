package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openExtend asks until when the answer may take, or how the customer was told.
func (h *Handlers) openExtend(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayExtend(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ExtendForm(f, c, complaint.ExtensionForm{Via: "phone", At: h.Now(), Posted: h.today()})}, nil
}

// submitExtend asks for the extension or records that the customer was told.
func (h *Handlers) submitExtend(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := extensionForm(&r.View)
	again := form{complaint.StepExtend, complaint.PartAnswer, (*complaint.Case).MayExtend, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ExtendForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Extend(typed, by, h.Now()) }, "day")
}

// extensionForm reads the form.
func extensionForm(v *bot.View) complaint.ExtensionForm {
	typed := complaint.ExtensionForm{
		Day: v.Values["day"].Date, Reason: v.Text("reason"), Internal: v.Text("internal"),
		Via: v.Option("via"), Posted: v.Values["posted"].Date, Address: sentTo(v, v.Option("via")),
	}
	typed.At, _ = v.Time("when")
	return typed
}

// redrawExtend asks what belongs to the chosen way: of a letter where it went and on which
// day it was posted.
func (h *Handlers) redrawExtend(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	typed := extensionForm(&r.View)
	h.fillWhen(&r.View, &typed.At, &typed.Posted)
	return redrawn(r, f, view.ExtendForm(f, c, typed), m), nil
}

// agreeExtension agrees to a request. A second click is no second effect, and
// no refusal.
func (h *Handlers) agreeExtension(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, n := view.ParseValue(r.Action.Value)
	_, err = h.update(ctx, number, func(c *complaint.Case) error {
		if c.AgreedExtension(n, by) {
			return nil
		}
		return c.AgreeExtension(n, by, h.Now())
	})
	return bot.Response{}, h.notTheirs(ctx, r, number, by, err)
}

// openRefuseExtension asks why there is no more time.
func (h *Handlers) openRefuseExtension(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	_, n := view.ParseValue(r.Action.Value)
	if err := c.MayDecideExtension(n, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.RefuseExtensionForm(f, c, n)}, nil
}

// submitRefuseExtension refuses a request. The first decision wins, whatever
// else happened to the case meanwhile.
func (h *Handlers) submitRefuseExtension(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.recordOf(ctx, r, func(c *complaint.Case, m view.Metadata, by complaint.Person) error {
		return c.RefuseExtension(m.Version, r.View.Text("reason"), by, h.Now())
	})
}
