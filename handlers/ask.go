package handlers

import (
	"context"
	"fmt"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// askInstead words a refusal that names who may take the step, with a button for
// each of them. It is nil, and the sentence must do, where the case is not this
// person's to know of, or nobody of those can take the step now.
func (h *Handlers) askInstead(r *bot.Request, refusal *complaint.Refusal, text string, names map[string]string) *view.Modal {
	users, step, number := whoMay(refusal), view.StepOfRoute(r.Route), h.askedNumber(r)
	if len(users) == 0 || step == "" || number == "" || r.View.Full {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), lookUpTime)
	defer cancel()
	by, err := h.person(ctx, r)
	if err != nil {
		return nil
	}
	c, err := h.Store.Case(ctx, number)
	if err != nil {
		return nil
	}
	able := c.Askable(step, users, by, h.Now())
	if len(able) == 0 {
		return nil
	}
	f := h.frame(r, by)
	f.Names = names
	return view.SorryAsk(f, text, number, step, able)
}

// whoMay lists whom a refusal names as those who may.
func whoMay(refusal *complaint.Refusal) complaint.Users {
	switch refusal.Text {
	case "error.not_allowed", "error.not_yours", "error.fresh_over", "error.own_answer", "error.own_part", "error.handler_approves":
	default:
		return nil
	}
	for _, arg := range refusal.Args {
		if users, ok := arg.(complaint.Users); ok {
			return users
		}
	}
	return nil
}

// ask asks somebody to take a step. Everything is judged anew: a button can be
// old or forged, and tells nothing to whoever does not know of the case.
func (h *Handlers) ask(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, step, user := view.ParseAsk(r.Action.Value)
	c, err := h.opened(ctx, number, by, complaint.PartState)
	if err != nil {
		return bot.Response{}, err
	}
	if c.IsInvolved(by.ID) {
		return bot.Response{}, fmt.Errorf("ask about %s: %w", number, complaint.ErrNotFound)
	}
	now := h.Now()
	if len(c.Askable(step, []string{user}, by, now)) == 0 {
		return bot.Response{}, &complaint.Refusal{Text: "error.ask_over"}
	}
	key := fmt.Sprintf("ask/%s/%s/%s", number, step, by.ID)
	n := complaint.Notice{Kind: complaint.NoticeNudge, To: user, Ref: fmt.Sprintf("%s/%s/%d", step, by.ID, now.UnixMilli())}
	sent, err := h.Store.TellSince(ctx, key, complaint.AskPause, number, n, now)
	if err != nil {
		return bot.Response{}, err
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, []string{user})
	return bot.Response{Update: view.Asked(f, user, sent)}, nil
}
