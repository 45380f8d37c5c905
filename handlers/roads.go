package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openReason gives the handler of a button whose form asks for a reason only.
func (h *Handlers) openReason(s complaint.Step, may func(*complaint.Case, complaint.Person) error) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
		if err != nil {
			return bot.Response{}, err
		}
		if err := may(c, by); err != nil {
			return bot.Response{}, err
		}
		return bot.Response{Open: view.ReasonForm(f, c, s, "")}, nil
	}
}

// submitReason gives the handler of such a form.
func (h *Handlers) submitReason(s complaint.Step, may func(*complaint.Case, complaint.Person) error,
	do func(c *complaint.Case, reason string, by complaint.Person) error,
) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		reason := r.View.Text("reason")
		resp, err := h.record(ctx, r, s, func(c *complaint.Case, by complaint.Person) error { return do(c, reason, by) })
		if !errors.Is(err, complaint.ErrConflict) {
			return resp, err
		}
		return h.outdatedForm(ctx, r, s, may, func(f *view.Frame, c *complaint.Case) *view.Modal { return view.ReasonForm(f, c, s, reason) })
	}
}

// outdatedForm shows a form again with the case as it is now, or says why the
// step is no longer possible.
func (h *Handlers) outdatedForm(ctx context.Context, r *bot.Request, s complaint.Step,
	may func(*complaint.Case, complaint.Person) error, draw func(*view.Frame, *complaint.Case) *view.Modal,
) (bot.Response, error) {
	by, c, f, _, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := may(c, by); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.Outdated(draw(f, c), h.outdated(f, c, s))}, nil
}

func (h *Handlers) mayReopen(c *complaint.Case, by complaint.Person) error {
	return c.MayReopen(by, h.Now())
}
func (h *Handlers) mayAskClose(c *complaint.Case, by complaint.Person) error {
	return c.MayAskClose(by, h.Now())
}

func (h *Handlers) reopen(c *complaint.Case, reason string, by complaint.Person) error {
	return c.Reopen(reason, by, h.Now())
}

func (h *Handlers) askClose(c *complaint.Case, reason string, by complaint.Person) error {
	return c.AskClose(reason, by, h.Now())
}

// grantClose lets the case close unverified.
func (h *Handlers) grantClose(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, seq := view.ParseValue(r.Action.Value)
	c, err := h.update(ctx, number, func(c *complaint.Case) error { return c.GrantClose(seq, by, h.Now()) })
	if err != nil || !r.View.Modal {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.CaseFile(h.caseFrame(ctx, r, by, c), c, view.TabOverview, 1)}, nil
}

// openDenyClose asks why it may not.
func (h *Handlers) openDenyClose(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	_, seq := view.ParseValue(r.Action.Value)
	if err := c.MayDecideClose(seq, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.DenyForm(f, c, seq, "")}, nil
}

// submitDenyClose refuses it. The first decision wins, whatever the form was
// opened on.
func (h *Handlers) submitDenyClose(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	reason := r.View.Text("reason")
	_, err = h.update(ctx, m.Number, func(c *complaint.Case) error { return c.DenyClose(m.Version, reason, by, h.Now()) })
	return bot.Response{}, err
}
