package handlers

import (
	"context"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// reminderMenu does what the menu of a reminder offers: hear of it later, hand
// it to the deputy, or open the case file. The message itself is changed by the
// sender, for everybody who has it.
func (h *Handlers) reminderMenu(ctx context.Context, r *bot.Request) (bot.Response, error) {
	choice := view.ParseDuty(r.Action.Value)
	if choice.Do == view.DoOpen {
		return h.openFile(ctx, r, choice.Number)
	}
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	_, err = h.update(ctx, choice.Number, func(c *complaint.Case) error {
		if choice.Do == view.DoPass {
			return c.PassOn(choice.Kind, choice.Round, by, h.Now())
		}
		return c.Snooze(choice.Kind, choice.Round, choice.Until, by, h.Now())
	})
	return bot.Response{}, err
}

// alreadyDone opens the form of the step that gets a duty done, with the moment
// left open: when it truly happened is asked.
func (h *Handlers) alreadyDone(ctx context.Context, r *bot.Request) (bot.Response, error) {
	choice := view.ParseDuty(r.Action.Value)
	_, c, _, err := h.looking(ctx, r, choice.Number, complaint.PartState)
	if err != nil {
		return bot.Response{}, err
	}
	d, err := c.Owed(choice.Kind, choice.Round)
	if err != nil {
		return bot.Response{}, err
	}
	open := h.dated()[c.StepOf(d)]
	if open == nil { // what stands between is not done outside, such as an approval
		return bot.Response{}, &complaint.Refusal{Text: "error.not_done_before"}
	}
	return open(ctx, r)
}

// dated are the steps whose form asks when it happened: those of view.Dated.
func (h *Handlers) dated() map[complaint.Step]bot.Handler {
	return map[complaint.Step]bot.Handler{
		complaint.StepReadBack: h.openReadBack, complaint.StepExplain: h.openExplain, complaint.StepContact: h.openContact,
		complaint.StepDeliver: h.openDeliver, complaint.StepFollowUp: h.openFollowUp, complaint.StepAck: h.openReceipt,
		complaint.StepDetails: h.openDetails, complaint.StepConsult: h.openConsult, complaint.StepInform: h.openInform,
		complaint.StepRuling: h.openRuling, complaint.StepCarryOut: h.openReason(carryingOut),
	}
}

// begins is the moment that a form about something that happened begins with:
// now, or none where it was done before.
func (h *Handlers) begins(r *bot.Request) time.Time {
	if r.Action.ID == actionDone {
		return time.Time{}
	}
	return h.Now()
}

// actionDone says that a duty was done before.
const actionDone = "rem.done"

// chase asks those who owe a late duty to do it, and tells who asked when they
// hear of it.
func (h *Handlers) chase(ctx context.Context, r *bot.Request) (bot.Response, error) {
	choice := view.ParseDuty(r.Action.Value)
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	c, err := h.update(ctx, choice.Number, func(c *complaint.Case) error {
		return c.Chase(choice.Kind, choice.Round, by, h.Now())
	})
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.Chased(h.caseFrame(ctx, r, by, c), c, choice.Kind, choice.Round)}, nil
}
