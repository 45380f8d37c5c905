package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/complaint"
)

// once runs the handler of an event or a command one time, however often it comes
// (decision D7). It is for those whose second handling would show: the key is
// kept before the work is done, so that of two deliveries at once one works. An
// event that failed or panicked is forgotten, to be handled when Slack sends it
// again; a refusal is an answer and counts. When the process is killed between
// key and work the event is lost. So whatever must not be lost is judged by how
// things stand instead, where doing it twice changes nothing, and has no once.
func (h *Handlers) once(handle bot.Handler) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (resp bot.Response, err error) {
		if r.Dedupe == "" {
			return handle(ctx, r)
		}
		key := string(r.Kind) + "/" + r.Dedupe
		first, err := h.Store.Seen(ctx, key, h.Now())
		if err != nil || !first {
			return bot.Response{}, err
		}
		handled := false
		defer func() { // on a panic too
			if !handled {
				err = errors.Join(err, h.Store.Unsee(context.WithoutCancel(ctx), key))
			}
		}()
		resp, err = handle(ctx, r)
		_, refused := errors.AsType[*complaint.Refusal](err)
		handled = err == nil || refused
		return resp, err
	}
}
