package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openDeliver shows the approved answer and asks how it reached the customer.
func (h *Handlers) openDeliver(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayDeliver(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	known := complaint.Delivery{At: h.Now(), Day: h.today(), Via: c.Answer().Form, With: c.Filing().Name, Handling: c.ReportedNow()}
	return bot.Response{Open: view.DeliverForm(f, c, known)}, nil
}

// redrawDeliver shows what belongs to the chosen way: what to put below an answer in writing,
// and where the procedure asks for it what was said in a conversation.
func (h *Handlers) redrawDeliver(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	typed := delivered(&r.View)
	if _, asked := r.View.Values["when"]; !asked { // of a letter only the day was
		typed.At = h.Now()
	}
	if _, asked := r.View.Values["day"]; !asked {
		typed.Day = h.today()
	}
	return redrawn(r, f, view.DeliverForm(f, c, typed), m), nil
}

// delivered reads the form.
func delivered(v *bot.View) complaint.Delivery {
	d := complaint.Delivery{Day: v.Values["day"].Date, Via: v.Option("via"), Address: sentTo(v, v.Option("via")), With: v.Text("with"), Reaction: v.Text("reaction"), Said: v.Text("said"), Points: v.Values["points"].Options, Handling: v.Text("handling"), Late: v.Text("late")}
	d.At, _ = v.Time("when")
	return d
}

// submitDeliver records the delivery.
func (h *Handlers) submitDeliver(ctx context.Context, r *bot.Request) (bot.Response, error) {
	d := delivered(&r.View)
	again := form{complaint.StepDraft, complaint.PartAnswer, (*complaint.Case).MayDeliver, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.DeliverForm(f, c, d)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Deliver(d, by, h.Now()) })
}

// sentTo is where a letter or an e-mail goes, as a form asks for that of the way chosen.
func sentTo(v *bot.View, via string) string { return v.Text(string(complaint.AddressOf(via))) }
