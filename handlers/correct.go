package handlers

import (
	"context"
	"slices"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openCorrect asks which fact on record is wrong.
func (h *Handlers) openCorrect(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayCorrect(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.CorrectForm(f, c, complaint.CorrectForm{}, nil)}, nil
}

// redrawCorrect asks for the new value of the chosen fact, and tells which
// deadlines a new moment, day or channel would move.
func (h *Handlers) redrawCorrect(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayCorrect(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	form := correctForm(&r.View)
	if r.Action.BlockID == "fact" {
		reason := form.Reason
		form = c.OnRecord(form.Fact)
		form.Reason = reason
	}
	return bot.Response{Update: h.correctModal(ctx, f, c, form, m.Rev)}, nil
}

// correctModal is the form with what its value would move. What it was opened
// on stays what it is judged by.
func (h *Handlers) correctModal(ctx context.Context, f *view.Frame, c *complaint.Case, form complaint.CorrectForm, rev int) *view.Modal {
	modal := view.CorrectForm(f, c, form, c.Preview(form, f.Now))
	if form.Fact.Code == complaint.FactReceived && h.crossesVersions(ctx, c, form.At) {
		view.UnderItsVersions(modal, f)
	}
	m, err := view.ParseMetadata(modal.Metadata)
	if err == nil {
		m.Rev = rev
		modal.Metadata = m.String()
	}
	return modal
}

// crossesVersions tells whether another version of the procedure or the calendar was in
// force at a moment than those that the case keeps. Where that cannot be read, the form
// says nothing of it.
func (h *Handlers) crossesVersions(ctx context.Context, c *complaint.Case, at time.Time) bool {
	if at.IsZero() {
		return false
	}
	p, err := h.Store.Procedure(ctx, at)
	if err != nil {
		return false
	}
	cal, err := h.Store.Calendar(ctx, at)
	return err == nil && (p.Version != c.Procedure.Version || cal.Version() != c.CalendarVersion())
}

// submitCorrect records the correction. When it moves deadlines that the form
// did not tell of yet, it tells them first.
func (h *Handlers) submitCorrect(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayCorrect(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	typed, rev := correctForm(&r.View), c.Rev(complaint.StepCorrect)
	if m.Rev == rev && m.Hash != view.ShownCorrection(typed) && len(c.Preview(typed, f.Now)) > 0 {
		return bot.Response{Update: view.Outdated(h.correctModal(ctx, f, c, typed, rev), f.P.T("correct.check"))}, nil
	}
	again := form{complaint.StepCorrect, complaint.PartFiling, (*complaint.Case).MayCorrect, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return h.correctModal(ctx, f, c, typed, c.Rev(complaint.StepCorrect))
	}}
	var held []string
	if typed.Fact.Code == complaint.FactDay {
		held = []string{typed.Fact.Field()}
	}
	return h.recordSoft(ctx, r, again, view.ShownCorrection(typed), "error.old_receipt", func(c *complaint.Case, by complaint.Person, keep bool) error {
		typed.KeepOld = keep
		return c.Correct(typed, by, h.Now())
	}, held...)
}

// correctForm reads the form: the field of the new value is named after the fact.
func correctForm(v *bot.View) complaint.CorrectForm {
	form := complaint.CorrectForm{Fact: complaint.ParseFact(v.Option("fact")), Reason: v.Text("reason")}
	block := form.Fact.Field()
	in := v.Values[block]
	switch form.Fact.Code {
	case complaint.FactReceived, complaint.FactAt:
		form.At, _ = v.Time(block)
	case complaint.FactVia, complaint.FactResult:
		form.Code = v.Option(block)
	case complaint.FactDay:
		form.Code = in.Date
	case complaint.FactContact:
		part := form.Fact.Part
		form.Code, form.With, form.How, form.Text = v.Option(part("via")), v.Text(part("with")), v.Text(part("how")), v.Text(part("note"))
	case complaint.FactAbout:
		form.Users = slices.Clone(in.Users)
	case complaint.FactDeliverers:
		form.Users, form.Text = slices.Clone(in.Users), v.Text("deliverer")
	default:
		form.Text = v.Text(block)
	}
	return form
}
