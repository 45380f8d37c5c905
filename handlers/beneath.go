package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// restacked keeps true what lies beneath: whoever takes a step from the file of
// a case, or from the list of its actions, finds the case there as it is then,
// also when the step was refused because somebody else had taken it.
func (h *Handlers) restacked(next bot.Handler) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		resp, err := next(ctx, r)
		if !r.View.Modal {
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
		if stale := changed(r, &resp, err, m.Pages); len(stale) > 0 {
			resp.Redraw = func(ctx context.Context) (map[string]*view.Modal, error) { return h.redrawn(ctx, r, m, stale) }
		}
		return resp, err
	}
}

// changed gives the views that a request may have made untrue, by their place
// counted from the top: those beneath a form that was sent, and the page itself
// of which a button was pressed. A form that lacks something changes nothing.
func changed(r *bot.Request, resp *bot.Response, err error, pages []string) map[int]string {
	var refused *complaint.Refusal
	var many complaint.Refusals
	switch {
	case errors.As(err, &many), errors.As(err, &refused) && refused.Field != "", len(resp.Errors) > 0:
		return nil
	case resp.Clear, resp.Open != nil, resp.Push != nil:
		return nil
	case r.Kind == bot.KindAction && pages[0] == "", r.Kind == bot.KindOptions:
		return nil
	}
	ids := []string{r.View.ID, r.View.BelowID, r.View.RootID}
	stale := map[int]string{}
	for i, page := range pages {
		if page != "" && i < len(ids) && ids[i] != "" && (i > 0 || r.Kind == bot.KindAction && resp.Update == nil) {
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
