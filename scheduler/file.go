package scheduler

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"ombud/bot"
	"ombud/complaint"
)

// Why an attachment was lost. These are codes of the case's events.
const (
	lostGone = "gone"   // deleted before it was fetched
	lostSize = "size"   // larger than what is kept
	lostType = "type"   // of a kind that is not kept, or not what its name says
	lostFar  = "access" // Slack does not let us have it
)

// file fetches an attachment, looks at what it is and seals it. One that
// cannot be kept is written down as lost, and its filer told.
func (x *delivery) file(ctx context.Context) (told, error) {
	id := x.n.Ref
	info, err := x.s.Slack.FileInfo(ctx, id)
	switch {
	case bot.ClassOf(err) == bot.Stale, err == nil && info.Deleted:
		return told{}, x.lose(ctx, lostGone)
	case err != nil:
		return told{}, err
	case info.Elsewhere:
		return told{}, x.lose(ctx, lostFar)
	case info.Size > complaint.MaxFile:
		return told{}, x.lose(ctx, lostSize)
	}
	data, err := x.s.Slack.Download(ctx, info, complaint.MaxFile)
	switch {
	case errors.Is(err, bot.ErrTooLarge):
		return told{}, x.lose(ctx, lostSize)
	case err != nil:
		return told{}, err
	}
	name := x.attachment(info.Name)
	if !looksLike(name, data) {
		if isPage(data) && x.n.Attempts < maxTries {
			// Slack shows one to whom it does not let in, and when it is out of order.
			return told{}, &bot.Error{Method: "file download", Code: "a web page instead", Class: bot.Other}
		}
		return told{}, x.lose(ctx, lostType)
	}
	if _, err := x.s.Store.PutFile(ctx, x.n.Number, id, bytes.NewReader(data)); err != nil {
		return told{}, err
	}
	_, err = x.s.Store.UpdateCase(ctx, x.n.Number, func(c *complaint.Case) error { return c.KeepFile(id, x.s.Now()) })
	return told{}, err
}

// attachment is the name under which the file was filed, else the one that
// Slack has for it now.
func (x *delivery) attachment(name string) string {
	for _, f := range x.c.Attachments() {
		if f.ID == x.n.Ref && f.Name != "" {
			return f.Name
		}
	}
	return name
}

func (x *delivery) lose(ctx context.Context, why string) error {
	_, err := x.s.Store.UpdateCase(ctx, x.n.Number, func(c *complaint.Case) error {
		return c.LoseFile(x.n.Ref, why, x.s.Now())
	})
	if err != nil {
		return fmt.Errorf("lose file %s: %w", x.n.Ref, err)
	}
	return nil
}
