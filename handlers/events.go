package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// joined moves the cases that concern somebody out of the management channel
// when that person comes into it. With nobody left to tell, what the channel holds
// of a case goes all the same, and the admin hears why.
func (h *Handlers) joined(ctx context.Context, r *bot.Request) (bot.Response, error) {
	if r.Event.Channel != h.Company.Channel {
		return bot.Response{}, nil
	}
	numbers, err := h.Store.Involving(ctx, r.Event.User)
	if err != nil {
		return bot.Response{}, err
	}
	var failed []error
	for _, number := range numbers {
		_, err := h.update(ctx, number, func(c *complaint.Case) error {
			return c.TakeConfidentialRoute([]string{r.Event.User}, h.Now())
		})
		if _, refused := errors.AsType[*complaint.Refusal](err); refused {
			h.Log.ErrorContext(ctx, "nobody uninvolved is left to tell; the channel holds somebody involved", "case", number)
			err = errors.Join(h.Store.TakeBack(ctx, number, r.Event.ID, h.Now()), h.tellTrouble(ctx, bot.ChannelNobody))
		}
		failed = append(failed, err)
	}
	return bot.Response{}, errors.Join(failed...)
}

// channelTrouble tells the admin, once a day, that the management channel
// takes no more messages, and why: a code that names the sentence.
func (h *Handlers) channelTrouble(why string) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		if r.Event.Channel != h.Company.Channel && r.Event.OldChannel != h.Company.Channel {
			return bot.Response{}, nil
		}
		return bot.Response{}, h.tellTrouble(ctx, why)
	}
}

func (h *Handlers) tellTrouble(ctx context.Context, why string) error {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return err
	}
	now := h.Now()
	ref := why + " " + calendar.DayOf(now, h.Company.Zone).String()
	_, err = h.Store.TellOnce(ctx, "trouble", ref, now, complaint.NoticeTrouble, roster.KeepersThere(now))
	return err
}

// mentioned answers somebody who writes the app's name: in the thread of a
// case with its buttons, elsewhere with help; to them alone.
func (h *Handlers) mentioned(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, err := h.Store.CaseOf(ctx, r.Event.Channel, r.Event.ThreadTS)
	if errors.Is(err, complaint.ErrNotFound) {
		return h.helpMentioned(ctx, r, by)
	}
	if err != nil {
		return bot.Response{}, err
	}
	c, err := h.opened(ctx, number, by, complaint.PartCard)
	if errors.Is(err, complaint.ErrNotFound) {
		return h.helpMentioned(ctx, r, by)
	}
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Ephemeral: view.Buttons(h.caseFrame(ctx, r, by, c), c)}, nil
}
