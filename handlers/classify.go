package handlers

import (
	"context"
	"errors"

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
	return bot.Response{Open: view.ClassifyForm(f, c, complaint.Classification{Class: c.Class, Object: c.Object()})}, nil
}

// submitClassify records it.
func (h *Handlers) submitClassify(ctx context.Context, r *bot.Request) (bot.Response, error) {
	v := &r.View
	form := complaint.Classification{
		Class:  complaint.Class{Nature: v.Option("nature"), Weight: v.Option("weight"), Submitted: v.Option("submitted")},
		Object: v.Text("object"),
	}
	resp, err := h.record(ctx, r, complaint.StepClassify, func(c *complaint.Case, by complaint.Person) error {
		return c.Classify(form, by, h.Now())
	})
	if !errors.Is(err, complaint.ErrConflict) {
		return resp, err
	}
	by, c, f, _, err := h.filled(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayClassify(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.Outdated(view.ClassifyForm(f, c, form), h.outdated(f, c, complaint.StepClassify))}, nil
}
