package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openDetails shows name and address of the customer, to be checked.
func (h *Handlers) openDetails(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayCheckDetails(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	known := complaint.DetailsForm{Name: c.Filing().Name, How: complaint.DetailHows[0], At: h.Now()}
	known.Street, known.Postcode, known.Town = c.Filing().AddressParts()
	return bot.Response{Open: view.DetailsForm(f, c, known)}, nil
}

// submitDetails records that they were checked.
func (h *Handlers) submitDetails(ctx context.Context, r *bot.Request) (bot.Response, error) {
	v := &r.View
	typed := complaint.DetailsForm{
		Name: v.Text("name"), Street: v.Text("street"), Postcode: v.Text("postcode"), Town: v.Text("town"), How: v.Option("how"),
	}
	typed.At, _ = v.Time("when")
	again := form{complaint.StepDetails, complaint.PartFiling, (*complaint.Case).MayCheckDetails, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.DetailsForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.CheckDetails(typed, by, h.Now()) })
}
