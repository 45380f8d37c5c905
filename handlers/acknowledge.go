package handlers

import (
	"context"
	"slices"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
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
	return bot.Response{Open: view.ReceiptForm(f, c, view.ConfirmedCalled, complaint.Receipt{At: h.Now(), Posted: h.today(), With: c.Filing().Name})}, nil
}

// redrawReceipt asks what belongs to a conversation, or to a letter.
func (h *Handlers) redrawReceipt(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if !c.Acknowledges() { // which has no form, and nobody opened one
		return bot.Response{}, c.MayAcknowledge(by, h.Now())
	}
	typed := receiptForm(&r.View)
	h.fillWhen(&r.View, &typed.At, &typed.Posted)
	return redrawn(r, f, view.ReceiptForm(f, c, r.View.Option("how"), typed), m), nil
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
	return h.recordSoft(ctx, r, again, "passed", "error.ack_not_passed", func(c *complaint.Case, by complaint.Person, keep bool) error {
		typed.KeepUnsaid = keep
		return c.Acknowledge(typed, by, h.Now())
	}, "day")
}

// receiptForm reads the form; a conversation and a letter have fields of their
// own.
func receiptForm(v *bot.View) complaint.Receipt {
	form := complaint.Receipt{Via: v.Option("via")}
	form.At, _ = v.Time("when")
	if v.Option("how") == view.ConfirmedSent {
		form.Posted, form.Address = v.Values["posted"].Date, sentTo(v, v.Option("via"))
		form.Said, form.Files = v.Text("text"), attached(v)
		return form
	}
	form.With, form.Said, form.Day = v.Text("with"), v.Text("said"), v.Values["day"].Date
	form.PassedOn = slices.Contains(v.Values["passed"].Options, complaint.FlagPassedOn)
	return form
}

// fillWhen is for a form that asks for a moment, or of a letter for the day on which it was
// posted: what it did not ask before it begins with now.
func (h *Handlers) fillWhen(v *bot.View, at *time.Time, posted *string) {
	if _, asked := v.Values["when"]; !asked {
		*at = h.Now()
	}
	if _, asked := v.Values["posted"]; !asked {
		*posted = h.today()
	}
}

// today is the day it is where the company is, 2006-01-02.
func (h *Handlers) today() string { return calendar.DayOf(h.Now(), h.Company.Zone).String() }
