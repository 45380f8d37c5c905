package handlers

import (
	"context"
	"fmt"
	"slices"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// copyFile promises somebody a file of the case, which then comes by direct
// message. Pressing twice within a minute brings it once.
func (h *Handlers) copyFile(ctx context.Context, r *bot.Request) (bot.Response, error) {
	number, file := view.ParseFile(r.Action.Value)
	r.Action.Value = number // what a refusal speaks of
	by, c, f, err := h.looking(ctx, r, number, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if !slices.Contains(c.FilesKept, file) || !c.MaySeeFile(by, file, f.Now) {
		return bot.Response{}, fmt.Errorf("file of %s: %w", number, complaint.ErrNotFound)
	}
	ref := file + " " + f.Now.UTC().Format("2006-01-02T15:04")
	if err := h.Store.Tell(ctx, number, complaint.Notice{Kind: complaint.NoticeCopy, To: by.ID, Ref: ref}, f.Now); err != nil {
		return bot.Response{}, err
	}
	if r.View.CallbackID != view.CaseFileShown { // what stands there, or was typed, stays
		return bot.Response{Open: view.FilePromised(f, c)}, nil
	}
	return bot.Response{Update: view.FileComing(f, c)}, nil
}
