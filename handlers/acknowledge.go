package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openReceipt asks how the customer heard that we have the complaint.
func (h *Handlers) openReceipt(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayAcknowledge(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ReceiptForm(f, c, view.ConfirmedCalled, complaint.Receipt{At: h.Now(), With: c.Filing().Name})}, nil
}

// redrawReceipt asks what belongs to a conversation, or to a letter.
func (h *Handlers) redrawReceipt(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	modal := view.ReceiptForm(f, c, r.View.Option("how"), receiptForm(&r.View))
	modal.Metadata = m.String() // what it was opened on stays what it is judged by
	return bot.Response{Update: modal}, nil
}

// submitReceipt records that the receipt was confirmed.
func (h *Handlers) submitReceipt(ctx context.Context, r *bot.Request) (bot.Response, error) {
	form := receiptForm(&r.View)
	if err := h.nameFiles(ctx, form.Files); err != nil {
		return bot.Response{}, err
	}
	resp, err := h.record(ctx, r, complaint.StepAck, func(c *complaint.Case, by complaint.Person) error {
		return c.Acknowledge(form, by, h.Now())
	})
	if !errors.Is(err, complaint.ErrConflict) {
		return resp, err
	}
	by, c, f, _, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayAcknowledge(by, h.Now()); err != nil { // somebody else did it meanwhile
		return bot.Response{}, err
	}
	modal := view.ReceiptForm(f, c, r.View.Option("how"), form)
	return bot.Response{Update: view.Outdated(modal, h.outdated(f, c, complaint.StepAck))}, nil
}

// receiptForm reads the form; a conversation and a letter have fields of their
// own.
func receiptForm(v *bot.View) complaint.Receipt {
	form := complaint.Receipt{Via: v.Option("via")}
	form.At, _ = v.Time("when")
	if v.Option("how") == view.ConfirmedSent {
		form.Said, form.Files = v.Text("text"), attached(v)
		return form
	}
	form.With, form.Said, form.Day = v.Text("with"), v.Text("said"), v.Values["day"].Date
	return form
}
