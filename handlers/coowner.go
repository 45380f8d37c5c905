package handlers

import (
	"context"
	"fmt"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openCoOwner asks who is co-responsible from now on.
func (h *Handlers) openCoOwner(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayReplaceCoOwner(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.CoOwnerForm(f, c, view.CoOwnerTyped{})}, nil
}

// submitCoOwner names that person: a colleague of the own company only.
func (h *Handlers) submitCoOwner(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := view.CoOwnerTyped{User: r.View.User("user"), Reason: r.View.Text("reason")}
	if err := h.fullMember(ctx, typed.User, "user", "error.co_owner_guest"); err != nil {
		return bot.Response{}, err
	}
	again := form{complaint.StepCoOwner, complaint.PartCard, (*complaint.Case).MayReplaceCoOwner, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.CoOwnerForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error {
		return c.ReplaceCoOwner(typed.User, typed.Reason, by, h.Now())
	})
}

// fullMember refuses, in that text under that field, whoever is chosen and no full member of
// the company. That nobody was chosen is for the rules to say.
func (h *Handlers) fullMember(ctx context.Context, user, field, text string) error {
	if user == "" {
		return nil
	}
	p, err := h.Slack.Person(ctx, user)
	if err != nil && bot.ClassOf(err) != bot.Destination {
		return fmt.Errorf("look up colleague %s: %w", user, err)
	}
	if err != nil || !p.Colleague() {
		return complaint.Refusals{{Text: text, Field: field}}
	}
	return nil
}
