package handlers

import (
	"context"
	"strings"

	"ombud/bot"
	"ombud/calendar"
	"ombud/complaint"
)

// talked answers somebody who writes to the app in a direct message, where no
// person reads along: once, and not each line of it. What they wrote is not kept.
// Whoever is no colleague hears for whom the app is.
func (h *Handlers) talked(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.person(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	now, key := h.Now(), "talk/"+r.User
	if by.Member {
		ref := strings.TrimSuffix(r.Event.TS+"/"+r.Event.ThreadTS, "/")
		_, err := h.Store.TellSince(ctx, key, complaint.TalkPause, "", complaint.Notice{Kind: complaint.NoticeTalk, To: r.User, Ref: ref}, now)
		return bot.Response{}, err
	}
	first, err := h.Store.Seen(ctx, key+"/"+calendar.DayOf(now, h.Company.Zone).String(), now)
	if err != nil || !first {
		return bot.Response{}, err
	}
	h.turnedAway(ctx, r)
	return bot.Response{}, errOutsider
}
