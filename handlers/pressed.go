package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// pressed is what a button of a case needs: who pressed it, the case as it is
// now, and a frame with the names in it. The case is not found for somebody
// who may not see that part.
func (h *Handlers) pressed(ctx context.Context, r *bot.Request, part complaint.Part) (complaint.Person, *complaint.Case, *view.Frame, error) {
	number, _ := view.ParseValue(r.Action.Value)
	by, c, f, err := h.looking(ctx, r, number, part)
	return by, c, f, h.notTheirs(ctx, r, number, by, err)
}

// notTheirs tells somebody who reads of a case in the management channel, and may do
// nothing with it, who can. That there is such a case they see; to those it concerns
// it does not exist. Any other error stays as it is.
func (h *Handlers) notTheirs(ctx context.Context, r *bot.Request, number string, by complaint.Person, err error) error {
	if !errors.Is(err, complaint.ErrNotFound) || r.Message.Channel != h.Company.Channel || !by.Member {
		return err
	}
	c, lost := h.Store.Case(ctx, number)
	if lost != nil || c.Confidential || c.IsInvolved(by.ID) {
		return err
	}
	return c.NotTheirs(h.Now())
}

// filled is pressed for a form: also what the form remembers. It refuses who only reads.
func (h *Handlers) filled(ctx context.Context, r *bot.Request, part complaint.Part) (complaint.Person, *complaint.Case, *view.Frame, view.Metadata, error) {
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return complaint.Person{}, nil, nil, m, err
	}
	by, c, f, err := h.looking(ctx, r, m.Number, part)
	if err == nil {
		err = c.MayFillIn(part, by, h.Now())
	}
	return by, c, f, m, err
}

func (h *Handlers) looking(ctx context.Context, r *bot.Request, number string, part complaint.Part) (complaint.Person, *complaint.Case, *view.Frame, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return by, nil, nil, err
	}
	c, err := h.opened(ctx, number, by, part)
	if err != nil {
		return by, nil, nil, err
	}
	return by, c, h.caseFrame(ctx, r, by, c), nil
}
