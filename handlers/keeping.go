package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

var releasing = reason{complaint.StepRelease, (*complaint.Case).MayRelease, undated((*complaint.Case).Release)}

// openHold asks why a case is kept longer, and until when somebody looks at it again.
// Of one that is on hold already it shows what was said.
func (h *Handlers) openHold(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayHold(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	typed := complaint.HoldForm{Reason: c.HoldReason()}
	if hold := c.Hold(); hold != nil {
		typed.Day = hold.Day
	}
	return bot.Response{Open: view.HoldForm(f, c, typed)}, nil
}

// submitHold puts the case on hold.
func (h *Handlers) submitHold(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := complaint.HoldForm{Reason: r.View.Text("reason"), Day: r.View.Values["day"].Date}
	again := form{complaint.StepHold, complaint.PartAnswer, (*complaint.Case).MayHold, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.HoldForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.PutOnHold(typed, by, h.Now()) }, "day")
}

// openErase says what goes and what stays, and asks for the reason.
func (h *Handlers) openErase(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayOrderErase(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.EraseForm(f, c, complaint.EraseForm{})}, nil
}

// submitErase has the case erased a week from now.
func (h *Handlers) submitErase(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := complaint.EraseForm{Why: r.View.Option("why"), Reason: r.View.Text("reason"), Number: r.View.Text("number")}
	again := form{complaint.StepErase, complaint.PartAnswer, (*complaint.Case).MayOrderErase, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.EraseForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.OrderErase(typed, by, h.Now()) })
}

// stopErase takes that back, and shows the case as it stands then.
func (h *Handlers) stopErase(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, _ := view.ParseValue(r.Action.Value)
	_, err = h.update(ctx, number, func(c *complaint.Case) error { return c.StopErase(by, h.Now()) })
	if err != nil {
		return bot.Response{}, err
	}
	_, c, f, err := h.looking(ctx, r, number, complaint.PartState)
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.CaseFile(f, c, view.TabOverview, 1)}, nil
}

// expiring lists what is erased soon, what is on hold, and of what was erased Slack
// still holds something.
func (h *Handlers) expiring(ctx context.Context, r *bot.Request, by complaint.Person, _ string) (bot.Response, error) {
	until := view.ExpiringUntil(h.Now(), h.Company.Zone)
	soon, err := h.Store.Expiring(ctx, until)
	if err != nil {
		return bot.Response{}, err
	}
	holds, err := h.Store.Holds(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	var list view.Expiring
	add := func(numbers []string, take func(c *complaint.Case) error) error {
		for _, number := range numbers {
			c, err := h.opened(ctx, number, by, complaint.PartState)
			if errors.Is(err, complaint.ErrNotFound) { // not theirs to see
				continue
			}
			if err == nil {
				err = take(c)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	err = errors.Join(
		add(soon, func(c *complaint.Case) error {
			if c.Erased() {
				return h.left(ctx, c.Number, &list)
			}
			if !c.Held(until) {
				list.Due = append(list.Due, c)
			}
			return nil
		}),
		add(holds, func(c *complaint.Case) error {
			list.Held = append(list.Held, c)
			return nil
		}))
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ExpiringModal(h.frame(r, by), &list)}, nil
}

// left adds what is remembered of an erased case in Slack. The links to it are in the
// message that whoever leads gets of it: to ask Slack for them takes too long here.
func (h *Handlers) left(ctx context.Context, number string, list *view.Expiring) error {
	messages, err := h.Store.Messages(ctx, number)
	if err != nil {
		return err
	}
	files, err := h.Store.Files(ctx, number)
	if err != nil {
		return err
	}
	for range messages {
		list.Left = append(list.Left, view.Leftover{Number: number})
	}
	for range files {
		list.Left = append(list.Left, view.Leftover{Number: number, File: true})
	}
	return nil
}
