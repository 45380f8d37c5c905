package handlers

import (
	"context"
	"slices"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// accept takes the case that somebody was asked to handle. A second click is
// no second effect, and no refusal.
func (h *Handlers) accept(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	number, _ := view.ParseValue(r.Action.Value)
	_, err = h.update(ctx, number, func(c *complaint.Case) error {
		if c.Handler == by.ID && c.Accepted {
			return nil
		}
		return c.Accept(by, h.Now())
	})
	return bot.Response{}, err
}

// openDecline asks the handler why they cannot take the case.
func (h *Handlers) openDecline(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayRespond(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.DeclineForm(f, c, "")}, nil
}

// submitDecline gives the case back. Whatever else happened to it meanwhile
// changes nothing about that.
func (h *Handlers) submitDecline(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.recordOf(ctx, r, func(c *complaint.Case, _ view.Metadata, by complaint.Person) error {
		return c.Decline(r.View.Text("reason"), by, h.Now())
	})
}

// openInterest asks how somebody is involved.
func (h *Handlers) openInterest(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartState)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayDeclare(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.InterestForm(f, c, complaint.Interest{})}, nil
}

// submitInterest keeps somebody out of the case. Who is in the management
// channel is looked up first; when that fails the sender looks again before
// anything is said there.
func (h *Handlers) submitInterest(ctx context.Context, r *bot.Request) (bot.Response, error) {
	form := complaint.Interest{Users: slices.Clone(r.View.Values["who"].Users), How: r.View.Text("how"), Channel: h.inChannel(ctx)}
	c, by, err := h.submit(ctx, r, func(c *complaint.Case, _ view.Metadata, by complaint.Person) error {
		return c.DeclareInterest(form, by, h.Now())
	})
	if err != nil || !c.IsInvolved(by.ID) {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.InterestKept(h.caseFrame(ctx, r, by, c), c.Number)}, nil
}

// inChannel lists who is in the management channel, as far as that is known in
// time.
func (h *Handlers) inChannel(ctx context.Context) []string {
	ctx, cancel := context.WithTimeout(ctx, namesTime)
	defer cancel()
	ch, err := h.Slack.Channel(ctx, h.Company.Channel)
	if err != nil {
		h.Log.WarnContext(ctx, "members of the channel unknown", "error", err)
	}
	return ch.Members
}
