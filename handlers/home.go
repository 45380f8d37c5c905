package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// home draws the person's own page when they open it.
func (h *Handlers) home(ctx context.Context, r *bot.Request) (bot.Response, error) {
	if r.Event.Tab != "home" {
		return bot.Response{}, nil
	}
	return h.drawHome(ctx, r, "")
}

// homePage shows the next cases in the list of all open ones.
func (h *Handlers) homePage(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.drawHome(ctx, r, r.Action.Value)
}

func (h *Handlers) drawHome(ctx context.Context, r *bot.Request, after string) (bot.Response, error) {
	by, err := h.person(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	if !by.Member {
		return bot.Response{Home: view.HomeOutside(f)}, nil
	}
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	l := &lister{h: h, by: by, now: f.Now, cases: map[string]*complaint.Case{}}
	lists, err := l.lists(ctx, roster, after)
	if err != nil {
		return bot.Response{}, err
	}
	if lists.Drafts, err = h.drafts(ctx, by); err != nil {
		return bot.Response{}, err
	}
	f.Names = h.names(ctx, namesTime, l.handlers())
	return bot.Response{Home: view.HomeTab(f, lists)}, nil
}
