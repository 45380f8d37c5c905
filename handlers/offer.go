package handlers

import (
	"context"
	"errors"
	"sync"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// offer looks up documents of Slack that a form may take along. One that the
// app may not read, that is gone or kept elsewhere, or of which nothing is known
// in time, counts as unreadable: then the filer attaches it.
func (h *Handlers) offer(ctx context.Context, ids []string) view.Offer {
	ids = ids[:min(len(ids), view.MostOffered)] // a forged form may name any number
	ctx, cancel := context.WithTimeout(ctx, namesTime)
	defer cancel()
	found := make([]complaint.Attachment, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Go(func() {
			err := bot.Guard(func() error {
				info, err := h.Slack.FileInfo(ctx, id)
				if err == nil && !info.Deleted && !info.Elsewhere {
					found[i] = complaint.Attachment{ID: id, Name: info.Name, MIME: info.MIME, Size: info.Size}
				}
				return err
			})
			if errors.Is(err, bot.ErrPanic) {
				h.Log.ErrorContext(ctx, "a document was not looked up", "error", err)
			}
		})
	}
	wg.Wait()
	var o view.Offer
	for i, a := range found {
		if a.ID == "" {
			o.Unreadable = append(o.Unreadable, ids[i])
		} else {
			o.Files = append(o.Files, a)
		}
	}
	return o
}
