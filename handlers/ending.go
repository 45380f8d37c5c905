package handlers

import (
	"context"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openAll lists everything the person may do with the case.
func (h *Handlers) openAll(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.AllActions(f, c)}, nil
}

// openEnd shows the form that ends a case by a side road.
func (h *Handlers) openEnd(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayEnd(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	var form complaint.EndForm
	if ends := c.Ends(by, h.Now()); len(ends) == 1 { // the only road is chosen
		form = h.proposedEnd(ends[0], c)
	}
	return bot.Response{Open: view.EndForm(f, c, form, nil)}, nil
}

// redrawEnd asks what the chosen road needs.
func (h *Handlers) redrawEnd(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	form := endForm(&r.View)
	if form.Via == "" && form.End != complaint.EndDuplicate {
		form = h.proposedEnd(form.End, c)
	}
	modal := h.ending(ctx, r, form).draw(f, c)
	drawn, err := view.ParseMetadata(modal.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	m.Hash, _, _ = strings.Cut(m.Hash, ":")
	if _, number, moves := strings.Cut(drawn.Hash, ":"); moves { // it tells of that case
		m.Hash += ":" + number
	}
	return redrawn(r, f, modal, m), nil
}

// proposedEnd is what stands in the form when a road was chosen.
func (h *Handlers) proposedEnd(end complaint.End, c *complaint.Case) complaint.EndForm {
	return complaint.EndForm{End: end, Via: "phone", With: c.Filing().Name, At: h.Now()}
}

// submitEnd ends the case as the form says.
func (h *Handlers) submitEnd(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := endForm(&r.View)
	end := func() (bot.Response, error) {
		return h.recordForm(ctx, r, h.ending(ctx, r, typed), func(c *complaint.Case, by complaint.Person) error { return c.EndCase(typed, by, h.Now()) })
	}
	if typed.End == complaint.EndDuplicate {
		end = func() (bot.Response, error) { return h.submitMerge(ctx, r, typed) }
	}
	resp, err := end()
	resp.Clear = err == nil && resp.Update == nil && liesOver(r) // nothing is left to classify
	return resp, err
}

// overForm marks a form that lies on another one about the same.
const overForm = "over"

// lain lets the form that ends a case remember that it lies on the one that classifies it.
func lain(modal *view.Modal) *view.Modal {
	if m, err := view.ParseMetadata(modal.Metadata); err == nil {
		m.Hash = overForm + m.Hash
		modal.Metadata = m.String()
	}
	return modal
}

func liesOver(r *bot.Request) bool {
	m, err := view.ParseMetadata(r.View.Metadata)
	return err == nil && strings.HasPrefix(m.Hash, overForm)
}

// ending is the form with what was typed.
func (h *Handlers) ending(ctx context.Context, r *bot.Request, typed complaint.EndForm) form {
	return form{complaint.StepEnd, complaint.PartFiling, (*complaint.Case).MayEnd, func(f *view.Frame, c *complaint.Case) *view.Modal {
		modal := view.EndForm(f, c, typed, h.onward(ctx, f, c, r.View.Option("other")))
		if liesOver(r) {
			return lain(modal)
		}
		return modal
	}}
}

// endForm reads the form.
func endForm(v *bot.View) complaint.EndForm {
	form := complaint.EndForm{
		End: complaint.End(v.Option("end")), Reason: v.Text("reason"), With: v.Text("with"), Reply: v.Text("reply"), Via: v.Option("via"),
	}
	form.At, _ = v.Time("when")
	return form
}

// undoEnd brings the case back to where it stood.
func (h *Handlers) undoEnd(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, _ := view.ParseValue(r.Action.Value)
	c, err := h.opened(ctx, number, by, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if into := c.MergedInto(); into != "" {
		err = h.Store.UpdateCases(ctx, number, into, func(c, into *complaint.Case) error { return complaint.Unmerge(c, into, by, h.Now()) })
	} else {
		_, err = h.update(ctx, number, func(c *complaint.Case) error { return c.UndoEnd(by, h.Now()) })
	}
	return bot.Response{}, err
}
