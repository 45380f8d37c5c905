package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openClassify asks what sort of case it is.
func (h *Handlers) openClassify(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayClassify(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ClassifyForm(f, c, complaint.Classification{Class: c.Class, Judgement: c.Judgement()})}, nil
}

// redrawClassify leads whoever says that it is no complaint to the form that ends
// the case as none.
func (h *Handlers) redrawClassify(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, _, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayEnd(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.EndForm(f, c, h.proposedEnd(complaint.End(r.View.Option("is")), c), nil)}, nil
}

// submitClassify records it.
func (h *Handlers) submitClassify(ctx context.Context, r *bot.Request) (bot.Response, error) {
	v := &r.View
	if is := v.Option("is"); is != "" && is != view.IsComplaint { // sent before the form changed
		return h.redrawClassify(ctx, r)
	}
	typed := complaint.Classification{
		Class: complaint.Class{
			Weight: v.Option("weight"), Submitted: v.Option("submitted"),
			Second: v.Option("second"), Category: v.Option("category"), Party: v.Option("party"), Urgent: v.Ticked("urgent", "urgent"),
		},
		Judgement: complaint.Judgement{
			Object: v.Text("object"), Represents: v.Text("represents"), Authority: v.Text("authority"), Assessment: v.Text("assessment"),
		},
	}
	typed.Nature, typed.Against = view.ParseNature(v.Option("nature"))
	again := form{complaint.StepClassify, complaint.PartCard, (*complaint.Case).MayClassify, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ClassifyForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Classify(typed, by, h.Now()) })
}
