package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openColleague asks which colleague is told what the case asks of them.
func (h *Handlers) openColleague(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayTellColleague(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ColleagueForm(f, c, view.ColleagueTyped{})}, nil
}

// submitColleague tells them: a colleague of the own company only.
func (h *Handlers) submitColleague(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := view.ColleagueTyped{User: r.View.User("user"), Text: r.View.Text("text")}
	if err := h.fullMember(ctx, typed.User, "user", "error.colleague_guest"); err != nil {
		return bot.Response{}, err
	}
	again := form{complaint.StepColleague, complaint.PartFiling, (*complaint.Case).MayTellColleague, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ColleagueForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error {
		return c.TellColleague(typed.User, typed.Text, by, h.Now())
	})
}
