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
	modal := view.ClassifyForm(f, c, complaint.Classification{Class: c.Class, Judgement: c.Judgement()})
	if r.View.BelowID != "" { // room for the form that ends the case; what was pressed in has done its work
		return bot.Response{Update: modal}, nil
	}
	return bot.Response{Open: modal}, nil
}

// redrawClassify lays on the form, for whoever says that it is no complaint, the one that
// ends the case as none: closed again, it gives back all that was typed.
func (h *Handlers) redrawClassify(ctx context.Context, r *bot.Request) (bot.Response, error) {
	is := r.View.Option("is")
	if is == view.IsComplaint { // after all
		return bot.Response{}, nil
	}
	by, c, f, _, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayEnd(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	modal := view.EndForm(f, c, h.proposedEnd(complaint.End(is), c), nil)
	if r.View.Full {
		return bot.Response{Update: modal}, nil
	}
	return bot.Response{Open: lain(modal)}, nil
}

// submitClassify records it.
func (h *Handlers) submitClassify(ctx context.Context, r *bot.Request) (bot.Response, error) {
	v := &r.View
	if is := v.Option("is"); is != "" && is != view.IsComplaint { // the form that ends it was closed again
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
