package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openConsult asks whom the handler asked for advice.
func (h *Handlers) openConsult(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayConsult(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	known := h.knownAdvice(c, by)
	known.At = h.Now()
	return bot.Response{Open: view.ConsultForm(f, c, known)}, nil
}

// submitConsult notes what they said.
func (h *Handlers) submitConsult(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := consultation(&r.View)
	again := form{complaint.StepConsult, complaint.PartFiling, (*complaint.Case).MayConsult, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ConsultForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Consult(typed, by, h.Now()) })
}

// consultation reads the fields, alone or in the form of an answer.
func consultation(v *bot.View) complaint.Consultation {
	f := complaint.Consultation{With: v.User("with"), Said: v.Text("said"), Impossible: v.Option("done") == complaint.FlagImpossible, Unsaid: v.Option("done") == ""}
	f.At, _ = v.Time("when")
	return f
}

// knownAdvice fills in the one person whom the procedure asks to consult.
func (h *Handlers) knownAdvice(c *complaint.Case, by complaint.Person) complaint.Consultation {
	known := complaint.Consultation{At: h.Now(), Unsaid: true}
	if c.AwaitsAdvice() || !c.MissedAdvice().IsZero() {
		if users := c.Advisers(by.ID, h.Now()); len(users) == 1 {
			known.With = users[0]
		}
		return known
	}
	if c.ConsultMissing("", h.Now()) != "" {
		if users := c.ToConsult(h.Now()); len(users) == 1 && users[0] != by.ID {
			known.With = users[0]
		}
	}
	return known
}
