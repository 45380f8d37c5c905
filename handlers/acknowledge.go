package handlers

import (
	"context"

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
	typed := receiptForm(&r.View)
	if err := h.nameFiles(ctx, typed.Files); err != nil {
		return bot.Response{}, err
	}
	again := form{complaint.StepAck, complaint.PartFiling, (*complaint.Case).MayAcknowledge, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ReceiptForm(f, c, r.View.Option("how"), typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Acknowledge(typed, by, h.Now()) }, "day")
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
