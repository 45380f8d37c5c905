package handlers

import (
	"context"
	"maps"
	"slices"

	"ombud/bot"
	"ombud/complaint"
)

// peopleOnly refuses a form in which an app stands where a person is meant: Slack
// offers Slackbot, Ombud and other apps in every list of people, and lets nobody
// leave them out. Whom Slack cannot show in time is left to what the form does next.
func (h *Handlers) peopleOnly(handle bot.Handler) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		if rs := h.apps(ctx, &r.View); len(rs) > 0 {
			return bot.Response{}, rs
		}
		return handle(ctx, r)
	}
}

// apps refuses each field of a form in which apps are chosen.
func (h *Handlers) apps(ctx context.Context, v *bot.View) complaint.Refusals {
	ctx, cancel := context.WithTimeout(ctx, lookUpTime) // for all together
	defer cancel()
	var rs complaint.Refusals
	for _, block := range slices.Sorted(maps.Keys(v.Values)) {
		users := v.Values[block].Users
		if len(users) == 0 {
			continue
		}
		h.names(ctx, lookUpTime, users) // all at once; below they are remembered, and nobody is asked for who did not answer
		var apps complaint.Users
		for _, u := range users {
			if h.isApp(ctx, u) {
				apps = append(apps, u)
			}
		}
		if len(apps) > 0 {
			rs = append(rs, &complaint.Refusal{Text: "error.app", Field: block, Args: []any{"who", apps}})
		}
	}
	return rs
}

func (h *Handlers) isApp(ctx context.Context, user string) bool {
	p, err := h.Slack.Person(ctx, user)
	return err == nil && p.Bot
}
