package handlers

import (
	"context"
	"fmt"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openWithdraw asks why an approval is taken back, of somebody who may.
func (h *Handlers) openWithdraw(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	_, version := view.ParseValue(r.Action.Value)
	if err := c.MayWithdrawApproval(version, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.WithdrawForm(f, c, version)}, nil
}

// submitWithdraw takes the approval back. The first who does so wins.
func (h *Handlers) submitWithdraw(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.recordOf(ctx, r, func(c *complaint.Case, m view.Metadata, by complaint.Person) error {
		return c.WithdrawApproval(m.Version, r.View.Text("why"), by, h.Now())
	})
}

// moreOfAnswer does what was chosen in the menu beside a decision.
func (h *Handlers) moreOfAnswer(ctx context.Context, r *bot.Request) (bot.Response, error) {
	where, do := view.ParseMore(r.Action.Value)
	r.Action.Value = where // as the value of a button about that version
	switch do {
	case view.AnswerEdit:
		return h.editAnswer(ctx, r)
	case view.AnswerCompare:
		return h.compareAnswers(ctx, r)
	case view.AnswerDelegate:
		return h.openDelegate(ctx, r)
	}
	return bot.Response{}, fmt.Errorf("menu of %s: %w", where, complaint.ErrNotFound)
}

// editAnswer lets whoever may write, or decide, put another version in the place
// of this one, if it is the newest.
func (h *Handlers) editAnswer(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, _, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if _, version := view.ParseValue(r.Action.Value); version < len(c.Answers) {
		return bot.Response{}, &complaint.Refusal{Text: "error.newer_version", Args: []any{"version", len(c.Answers)}}
	}
	return h.openDraft(ctx, r)
}

// compareAnswers shows what changed since the version that was asked about
// before.
func (h *Handlers) compareAnswers(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	_, version := view.ParseValue(r.Action.Value)
	return bot.Response{Open: view.CompareAnswers(f, c, c.Before(version), version)}, nil
}

// openDelegate asks who decides instead, of somebody who may decide.
func (h *Handlers) openDelegate(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	_, version := view.ParseValue(r.Action.Value)
	if err := c.MayDecide(version, by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.DelegateForm(f, c, version)}, nil
}

// submitDelegate lets the colleague chosen decide.
func (h *Handlers) submitDelegate(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.recordOf(ctx, r, func(c *complaint.Case, m view.Metadata, by complaint.Person) error {
		return c.Delegate(m.Version, r.View.Option("approver"), by, h.Now())
	})
}
