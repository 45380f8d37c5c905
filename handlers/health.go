package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// keeper refuses whoever does not look after the app.
func (h *Handlers) keeper(ctx context.Context, r *bot.Request) (complaint.Person, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return by, err
	}
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return by, err
	}
	if slices.Contains(roster.Keepers(h.Now()), by.ID) {
		return by, nil
	}
	return by, roster.NotKeeper(h.Now())
}

// health gathers how delivery stands.
func (h *Handlers) health(ctx context.Context) (*view.Health, error) {
	b, err := h.Store.Backlog(ctx)
	if err != nil {
		return nil, err
	}
	return &view.Health{Dead: b.Dead, Held: b.Held, Oldest: b.Oldest, Channel: h.channelNow(ctx)}, nil
}

// channelUnknown is that Slack does not say in time how the channel is.
const channelUnknown = "unknown"

// channelNow is what is wrong with the channel and its members, a code; empty when
// nothing is.
func (h *Handlers) channelNow(ctx context.Context) string {
	ctx, cancel := context.WithTimeout(ctx, namesTime)
	defer cancel()
	ch, err := h.Slack.Channel(ctx, h.Company.Channel)
	switch {
	case bot.ClassOf(err) == bot.Destination:
		return bot.ChannelGone
	case err != nil:
		return channelUnknown
	case ch.Trouble() != "":
		return ch.Trouble()
	}
	switch who, err := h.Slack.Outsider(ctx, ch.Members); {
	case err != nil:
		return channelUnknown
	case who != "":
		return bot.ChannelOutsider
	}
	return ""
}

// showHealth lists the messages that were given up.
func (h *Handlers) showHealth(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.keeper(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	modal, err := h.undelivered(ctx, r, by, 0)
	return bot.Response{Open: modal}, err
}

// turnLost shows the messages that were given up before the last one shown, or the newest.
func (h *Handlers) turnLost(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.keeper(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	before, _ := strconv.ParseInt(r.Action.Value, 10, 64) // of a button of ours; else the newest
	modal, err := h.undelivered(ctx, r, by, before)
	return bot.Response{Update: modal}, err
}

// lostPage is which page of the list a button was on.
func lostPage(v *bot.View) (before int64) {
	if m, err := view.ParseMetadata(v.Metadata); err == nil {
		before, _ = strconv.ParseInt(m.Hash, 10, 64) // a window from before there were pages has none
	}
	return before
}

// undelivered is the list from before a message on; where nothing is left there, from the
// newest.
func (h *Handlers) undelivered(ctx context.Context, r *bot.Request, by complaint.Person, before int64) (*view.Modal, error) {
	state, err := h.health(ctx)
	if err != nil {
		return nil, err
	}
	dead, err := h.Store.Undelivered(ctx, before, view.MostLost+1)
	if err != nil {
		return nil, err
	}
	if len(dead) == 0 && before > 0 {
		return h.undelivered(ctx, r, by, 0)
	}
	more := len(dead) > view.MostLost
	dead = dead[:min(view.MostLost, len(dead))]
	f := h.frame(r, by)
	var lost []view.Lost
	var users []string
	for _, n := range dead {
		l := view.Lost{ID: n.ID, Number: n.Number, Kind: n.Kind, To: n.To, Class: n.Class, At: n.Created}
		if l.To == complaint.ToChannel {
			l.To = ""
		}
		if n.Number != "" {
			c, err := h.Store.Case(ctx, n.Number)
			switch {
			case errors.Is(err, complaint.ErrNotFound): // erased
				l.Number = ""
			case err != nil:
				return nil, err
			case c.IsInvolved(by.ID), c.Confidential && !c.MaySee(by, complaint.PartState, h.Now()): // that a message failed is all they may know
				l.Number, l.To = "", ""
			}
		}
		if lost = append(lost, l); l.To != "" {
			users = append(users, l.To)
		}
	}
	f.Names = h.names(ctx, namesTime, users)
	return view.UndeliveredList(f, state, lost, before, more), nil
}

// sendAgain lets one message that was given up try again; pressed twice it
// goes once.
func (h *Handlers) sendAgain(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.keeper(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	if id, err := strconv.ParseInt(r.Action.Value, 10, 64); err == nil {
		if _, err := h.Store.Requeue(ctx, id); err != nil {
			return bot.Response{}, err
		}
	}
	modal, err := h.undelivered(ctx, r, by, lostPage(&r.View))
	return bot.Response{Update: modal}, err
}

// putAway forgets one message that was given up.
func (h *Handlers) putAway(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.keeper(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	if id, err := strconv.ParseInt(r.Action.Value, 10, 64); err == nil {
		if _, err := h.Store.PutAway(ctx, id); err != nil {
			return bot.Response{}, err
		}
	}
	modal, err := h.undelivered(ctx, r, by, lostPage(&r.View))
	return bot.Response{Update: modal}, err
}

// retryChannel looks at the channel now and, when it is in order, lets what
// waited for it go.
func (h *Handlers) retryChannel(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.keeper(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	why, released := h.channelNow(ctx), 0
	if why == "" {
		if released, err = h.Store.Release(ctx); err != nil {
			return bot.Response{}, err
		}
	}
	return shown(r, view.Retried(h.frame(r, by), why, released)), nil
}

// howToRepair says what mends the channel.
func (h *Handlers) howToRepair(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.keeper(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	return shown(r, view.HowToRepair(h.frame(r, by), r.Action.Value)), nil
}

// shown lays a window over the conversation, or over the window in which the
// button was.
func shown(r *bot.Request, m *view.Modal) bot.Response {
	if r.View.Modal {
		return bot.Response{Push: m}
	}
	return bot.Response{Open: m}
}
