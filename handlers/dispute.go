package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openDispute shows the form that hands the case to a third party.
func (h *Handlers) openDispute(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayDispute(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.DisputeForm(f, c, complaint.DisputeForm{AskedBy: c.Filing().Name, At: h.Now()}, "")}, nil
}

// redrawDispute asks for a name where the procedure does not give it.
func (h *Handlers) redrawDispute(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	return redrawn(r, f, view.DisputeForm(f, c, disputeForm(&r.View), r.View.Option("initiative")), m), nil
}

// submitDispute records that the customer went to a third party.
func (h *Handlers) submitDispute(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := disputeForm(&r.View)
	again := form{complaint.StepDispute, complaint.PartAnswer, (*complaint.Case).MayDispute, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.DisputeForm(f, c, typed, r.View.Option("initiative"))
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.HandOver(typed, by, h.Now()) })
}

// disputeForm reads the form.
func disputeForm(v *bot.View) complaint.DisputeForm {
	form := complaint.DisputeForm{
		Body: v.Option("body"), Name: v.Text("name"), Binding: v.Option("binding"), AskedBy: v.Text("asked_by"),
		Documents: v.Text("documents"), Day: v.Values["day"].Date,
		Unasked: v.Option("initiative") == view.InitiativeOurs, Known: v.Values["known"].Date, Accepted: v.Option("accepted"),
	}
	form.At, _ = v.Time("when")
	return form
}

// openRuling shows the form for what the third party decided.
func (h *Handlers) openRuling(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayRule(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.RulingForm(f, c, complaint.Ruling{At: h.Now(), Day: c.ProposedDay(h.Now())}, 1)}, nil
}

// moreInRuling adds a row of who does what.
func (h *Handlers) moreInRuling(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.redrawnRuling(ctx, r, promiseRows(&r.View)+1)
}

// redrawRuling asks for what was decided, or why nothing was.
func (h *Handlers) redrawRuling(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.redrawnRuling(ctx, r, max(promiseRows(&r.View), 1))
}

func (h *Handlers) redrawnRuling(ctx context.Context, r *bot.Request, rows int) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	return redrawn(r, f, view.RulingForm(f, c, rulingForm(&r.View), rows), m), nil
}

// rulingForm reads the form.
func rulingForm(v *bot.View) complaint.Ruling {
	ruling := complaint.Ruling{Text: v.Text("text"), Day: v.Values["day"].Date, Promises: promises(v), Nothing: v.Text("nothing"), Undecided: v.Ticked("undecided", "undecided")}
	ruling.At, _ = v.Time("when")
	return ruling
}

// submitRuling records it.
func (h *Handlers) submitRuling(ctx context.Context, r *bot.Request) (bot.Response, error) {
	ruling, err := rulingForm(&r.View), error(nil)
	if ruling.Promises, err = h.promised(ctx, ruling.Promises); err != nil {
		return bot.Response{}, err
	}
	again := form{complaint.StepRuling, complaint.PartAnswer, (*complaint.Case).MayRule, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.RulingForm(f, c, ruling, promiseRows(&r.View))
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.RecordRuling(ruling, by, h.Now()) },
		append(promiseDays(&r.View), "day")...)
}
