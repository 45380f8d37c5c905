package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openConsult asks whom the handler asked for advice.
func (h *Handlers) openConsult(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayConsult(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ConsultForm(f, c, h.knownAdvice(c, by))}, nil
}

// submitConsult notes what they said.
func (h *Handlers) submitConsult(ctx context.Context, r *bot.Request) (bot.Response, error) {
	form := consultation(&r.View)
	resp, err := h.record(ctx, r, complaint.StepConsult, func(c *complaint.Case, by complaint.Person) error {
		return c.Consult(form, by, h.Now())
	})
	if !errors.Is(err, complaint.ErrConflict) {
		return resp, err
	}
	by, c, f, _, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayConsult(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.Outdated(view.ConsultForm(f, c, form), h.outdated(f, c, complaint.StepConsult))}, nil
}

// consultation reads the fields, alone or in the form of an answer.
func consultation(v *bot.View) complaint.Consultation {
	f := complaint.Consultation{With: v.User("with"), Said: v.Text("said"), Impossible: v.Option("done") == complaint.FlagImpossible}
	f.At, _ = v.Time("when")
	return f
}

// knownAdvice fills in the one person whom the procedure asks to consult.
func (h *Handlers) knownAdvice(c *complaint.Case, by complaint.Person) complaint.Consultation {
	known := complaint.Consultation{At: h.Now()}
	if c.ConsultMissing("", h.Now()) != "" {
		if users := c.ToConsult(h.Now()); len(users) == 1 && users[0] != by.ID {
			known.With = users[0]
		}
	}
	return known
}
