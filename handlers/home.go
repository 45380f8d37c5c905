package handlers

import (
	"context"
	"slices"

	"ombud/bot"
	"ombud/bot/view"
)

// home draws the person's own page when they open it.
func (h *Handlers) home(ctx context.Context, r *bot.Request) (bot.Response, error) {
	if r.Event.Tab != "home" {
		return bot.Response{}, nil
	}
	return h.drawHome(ctx, r, shownIn(r))
}

// shownIn is what the list of all cases shows in the Home that the request came from:
// whoever comes back to it finds it as they left it.
func shownIn(r *bot.Request) view.ListQuery {
	m, _ := view.ParseMetadata(r.View.Metadata) // none was drawn yet
	q, _ := view.HomeIn(m.Pages)
	return q
}

// homeList shows what was chosen in the menus of the list of all cases, or the
// page asked for.
func (h *Handlers) homeList(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.drawHome(ctx, r, view.ParseListQuery(r.Action.Value))
}

func (h *Handlers) drawHome(ctx context.Context, r *bot.Request, q view.ListQuery) (bot.Response, error) {
	home, err := h.homeOf(ctx, r, q)
	return bot.Response{Home: home}, err
}

// HomeOf draws somebody's own page as it is now, unasked: its list of all cases begins
// at the beginning.
func (h *Handlers) HomeOf(ctx context.Context, user string) (*view.Home, error) {
	h.learnLanguage(ctx, user)
	return h.homeOf(ctx, &bot.Request{Kind: bot.KindEvent, User: user}, view.ParseListQuery(""))
}

// homeOf draws the person's own page, with what its list of all cases is to show.
func (h *Handlers) homeOf(ctx context.Context, r *bot.Request, q view.ListQuery) (*view.Home, error) {
	by, err := h.person(ctx, r)
	if err != nil {
		return nil, err
	}
	f := h.frame(r, by)
	if !by.Member {
		h.turnedAway(ctx, r)
		return view.HomeOutside(f), nil
	}
	l, err := h.lister(ctx, by)
	if err != nil {
		return nil, err
	}
	lists, err := l.home(ctx, q)
	if err != nil {
		return nil, err
	}
	if lists.Drafts, err = h.drafts(ctx, by); err != nil {
		return nil, err
	}
	if slices.Contains(l.roster.Keepers(h.Now()), by.ID) {
		if lists.Health, err = h.health(ctx); err != nil {
			return nil, err
		}
		lists.Health.Unmanned = l.roster.Unmanned(h.Now())
	}
	var away []string
	if l.roster.MayLookAtPeople(by, h.Now()) == nil {
		lists.Staff = &view.Staff{Roster: l.roster}
		away = lists.Staff.Users()
	}
	if l.roster.MaySign(by, h.Now()) == nil {
		var signed []string
		if lists.Days, signed, err = h.closedDays(ctx); err != nil {
			return nil, err
		}
		away = append(away, signed...)
	}
	if lists.Leads {
		soon, err := h.Store.ExpiringFor(ctx, by.ID, view.ExpiringUntil(h.Now(), h.Company.Zone))
		if err != nil {
			return nil, err
		}
		lists.Keeping = &view.Keeping{Soon: soon}
	}
	if l.roster.MayReview(lists.How, by, h.Now()) == nil {
		if lists.Revision, err = h.register(ctx); err != nil {
			return nil, err
		}
		away = append(away, reviewedBy(lists.Revision)...)
	}
	for _, a := range lists.Acting {
		away = append(away, a.User)
	}
	f.Names = h.names(ctx, namesTime, l.people(away...))
	return view.HomeTab(f, lists), nil
}

// homeHelp says in a window what can be asked for by command.
func (h *Handlers) homeHelp(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	f, help, err := h.helpFor(ctx, r, by, true, nil)
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.HelpModal(f, help)}, nil
}
