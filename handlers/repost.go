package handlers

import (
	"context"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// repostTyped has the card of a case posted anew, as asked by command: once, should the
// command come again.
func (h *Handlers) repostTyped(ctx context.Context, r *bot.Request, by complaint.Person, typed string) (bot.Response, error) {
	return h.once(func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		return h.repostNumber(ctx, r, by, typed)
	})(ctx, r)
}

func (h *Handlers) repostNumber(ctx context.Context, r *bot.Request, by complaint.Person, typed string) (bot.Response, error) {
	if !numberLike.MatchString(typed) {
		return h.didYouMean(ctx, r, by, strings.TrimSpace(r.Text))
	}
	c, err := h.meant(ctx, by, typed)
	if err != nil {
		return bot.Response{}, err
	}
	if err := h.postAnew(ctx, c, by); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Ephemeral: view.Reposted(h.frame(r, by), c)}, nil
}

// repost has the card of a case posted anew, as asked by button.
func (h *Handlers) repost(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartCard)
	if err != nil {
		return bot.Response{}, err
	}
	if err := h.postAnew(ctx, c, by); err != nil {
		return bot.Response{}, err
	}
	if r.View.Modal {
		return bot.Response{Update: view.RepostedModal(f, c)}, nil
	}
	return bot.Response{Open: view.RepostedModal(f, c)}, nil
}

func (h *Handlers) postAnew(ctx context.Context, c *complaint.Case, by complaint.Person) error {
	notices, err := c.Repost(by, h.Now())
	for _, n := range notices {
		if err := h.Store.Tell(ctx, c.Number, n, h.Now()); err != nil {
			return err
		}
	}
	return err
}
