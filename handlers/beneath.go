package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// restacked keeps true what lies beneath: whoever takes a step from the file of
// a case, from the list of its actions, or from Home, finds the case there as it is
// then, also when the step was refused because somebody else had taken it.
func (h *Handlers) restacked(next bot.Handler) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		resp, err := next(ctx, r)
		if r.View.ID == "" || r.Kind == bot.KindEvent || r.Kind == bot.KindOptions {
			return resp, err
		}
		m, unread := view.ParseMetadata(r.View.Metadata)
		if unread != nil || len(m.Pages) == 0 { // no case, or none in sight
			m.Pages = []string{""}
		}
		for _, top := range []*view.Modal{resp.Open, resp.Push} {
			if top != nil {
				top.On(m.Pages)
			}
		}
		if resp.Update != nil {
			resp.Update.On(m.Pages[1:])
		}
		if unchanged(&resp, err) {
			return resp, err
		}
		q, home := view.HomeIn(m.Pages)
		home = home && resp.Home == nil && !redrawnForm(r, &resp)
		if stale := changed(r, &resp, m.Pages); home || len(stale) > 0 {
			resp.Redraw = func(ctx context.Context) (open bot.Redrawn, err error) {
				if len(stale) > 0 {
					open.Windows, err = h.redrawn(ctx, r, m, stale)
				}
				if home && err == nil {
					open.Home, err = h.homeOf(ctx, r, q)
				}
				return open, err
			}
		}
		return resp, err
	}
}

// unchanged tells of a request that it cannot have changed anything: a form that lacks
// something, or a button that opens a window.
func unchanged(resp *bot.Response, err error) bool {
	var refused *complaint.Refusal
	var many complaint.Refusals
	return errors.As(err, &many) || errors.As(err, &refused) && refused.Field != "" || len(resp.Errors) > 0 ||
		resp.Open != nil || resp.Push != nil
}

// redrawnForm tells whether a form only shows other fields now, or what was typed
// because it is outdated.
func redrawnForm(r *bot.Request, resp *bot.Response) bool {
	return resp.Update != nil && resp.Update.CallbackID == r.View.CallbackID && len(r.View.Values) > 0
}

// changed gives the windows that a request may have made untrue, by their place
// counted from the top: those beneath a form that was sent, and the page itself
// of which a button was pressed.
func changed(r *bot.Request, resp *bot.Response, pages []string) map[int]string {
	if resp.Clear || r.Kind == bot.KindAction && pages[0] == "" {
		return nil
	}
	ids := []string{r.View.ID, r.View.BelowID, r.View.RootID}
	stale := map[int]string{}
	for i, page := range pages {
		if _, home := view.HomeIn(pages[i : i+1]); home || page == "" || i >= len(ids) || ids[i] == "" {
			continue
		}
		if i > 0 || r.Kind == bot.KindAction && resp.Update == nil {
			stale[i] = ids[i]
		}
	}
	return stale
}

// redrawn draws pages of a case anew, by view id. What the person may no longer
// see gives way to the sentence for an unknown case.
func (h *Handlers) redrawn(ctx context.Context, r *bot.Request, m view.Metadata, stale map[int]string) (map[string]*view.Modal, error) {
	_, c, f, err := h.looking(ctx, r, m.Number, complaint.PartState)
	hidden := errors.Is(err, complaint.ErrNotFound)
	if err == nil {
		err = h.together(ctx, f, c)
	}
	if err != nil && !hidden {
		return nil, err
	}
	windows := map[string]*view.Modal{}
	for i, id := range stale {
		var page *view.Modal
		if !hidden {
			page = view.AtPage(f, c, m.Pages[i])
		}
		if page == nil {
			page = view.Sorry(h.printer(r), h.printer(r).T("error.unknown_case", "number", m.Number))
		}
		page.On(m.Pages[i+1:])
		windows[id] = page
	}
	return windows, nil
}
