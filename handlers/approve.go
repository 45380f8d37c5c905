package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// readAnswer shows a version of the answer in full.
func (h *Handlers) readAnswer(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err == nil {
		err = h.read(ctx, by, c)
	}
	if err != nil {
		return bot.Response{}, err
	}
	_, version := view.ParseValue(r.Action.Value)
	return bot.Response{Open: view.ReadAnswer(f, c, version)}, nil
}

// approve agrees with a version. In the thread the message is rewritten once
// the decision is saved; the window, if that is where it was pressed, at once.
func (h *Handlers) approve(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, version := view.ParseValue(r.Action.Value)
	c, err := h.update(ctx, number, func(c *complaint.Case) error {
		if c.ApprovedBy(version, by) && c.MaySee(by, complaint.PartAnswer, h.Now()) { // a second click is no second effect, and no refusal
			return nil
		}
		return c.Approve(version, by, h.Now())
	})
	if err != nil || !r.View.Modal {
		return bot.Response{}, h.notTheirs(ctx, r, number, by, err)
	}
	return bot.Response{Update: view.ReadAnswer(h.caseFrame(ctx, r, by, c), c, version)}, nil
}

// openChanges asks what must change, of somebody who may decide.
func (h *Handlers) openChanges(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	_, version := view.ParseValue(r.Action.Value)
	if err := c.MayAskChanges(version, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ChangesForm(f, c, version)}, nil
}

// submitChanges sends a version back to its writer. The first decision wins,
// whatever else happened to the case meanwhile.
func (h *Handlers) submitChanges(ctx context.Context, r *bot.Request) (bot.Response, error) {
	resp, err := h.recordOf(ctx, r, func(c *complaint.Case, m view.Metadata, by complaint.Person) error {
		return c.AskChanges(m.Version, r.View.Text("comment"), by, h.Now())
	})
	resp.Clear = err == nil
	return resp, err
}
