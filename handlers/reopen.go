package handlers

import (
	"context"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openReopen asks with what the customer came back. Where the case closed too
// long ago to be taken up again, or ended as a question, the form records a new one that is linked to
// it, with the customer and whom it was about filled in.
func (h *Handlers) openReopen(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if c.MayFileAnew(by, h.Now()) != nil {
		return h.openReason(reopening)(ctx, r)
	}
	p, err := h.Store.Procedure(ctx, h.Now())
	if err != nil {
		return bot.Response{}, err
	}
	was := c.Filing()
	known := complaint.Registration{Via: "phone", ReceivedAt: h.Now(), Nature: c.Nature, About: c.About, Deliverers: c.Deliverers, Filing: complaint.Filing{
		Name: was.Name, Phone: was.Phone, Email: was.Email, Address: was.Address, Handle: was.Handle, Deliverer: was.Deliverer,
	}}
	if p.Intake.AddressParts {
		known.Street, known.Postcode, known.Town = was.AddressParts()
	}
	m := filingMetadata(r, f)
	m.Number = c.Number
	if c.State == complaint.StateNoComplaint { // when it became a complaint is for whoever files it to say
		known.ReceivedAt, known.Summary, known.Story = time.Time{}, was.Summary, was.Story
	}
	form := view.FilingForm(f, p, known, view.Offer{}, m)
	if r.View.Modal { // the list of actions has done its work, and room on the stack is scarce
		return bot.Response{Update: form}, nil
	}
	return bot.Response{Open: form}, nil
}

// follow links a filing to the closed case whose number its form or draft
// remembers, if any, when this person may do so. What holds in that case is
// read anew: a form can be cleared, and a draft can be old.
func (h *Handlers) follow(ctx context.Context, by complaint.Person, reg *complaint.Registration) error {
	if reg.After == "" {
		return nil
	}
	c, err := h.opened(ctx, reg.After, by, complaint.PartFiling)
	if err != nil {
		return err
	}
	reg.Follow(c)
	return c.MayFileAnew(by, h.Now())
}

// linkBack lets the closed case know of the one that was filed instead of
// reopening it. That one says so itself already, so nobody waits for this.
func (h *Handlers) linkBack(ctx context.Context, by complaint.Person, c *complaint.Case) {
	for _, old := range c.Related {
		_, err := h.update(ctx, old, func(old *complaint.Case) error { return old.FiledAnew(c.Number, by, h.Now()) })
		if err != nil {
			h.Log.ErrorContext(ctx, "the closed case does not know of the new one", "case", old, "new", c.Number, "error", err)
		}
	}
}
