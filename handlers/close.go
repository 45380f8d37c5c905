package handlers

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openClose shows what must be true before the case may close.
func (h *Handlers) openClose(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayClose(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.CloseForm(f, c, view.ClosingOf(c))}, nil
}

// redrawClose asks for a corrective action, or not.
func (h *Handlers) redrawClose(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	return redrawn(r, f, view.CloseForm(f, c, h.closing(&r.View)), m), nil
}

// closing reads the form.
func (h *Handlers) closing(v *bot.View) view.Closing {
	return view.Closing{
		Report: complaint.Report{
			Handling: v.Text("handling"), Lesson: v.Text("lesson"), Archive: v.Text("archive"), NoMeasure: v.Text("no_measure"),
		},
		Takes: v.Option("measure") == "yes", Measure: h.measureForm(v),
	}
}

// submitClose closes the case, with the corrective action that follows from it,
// and tells until when it is kept. Whoever is too late is told who closed it or, when it
// was taken up again since, what is to be done first; what they typed stays.
func (h *Handlers) submitClose(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed, err := h.closing(&r.View), error(nil)
	if typed.Takes {
		if typed.Measure.Who, err = h.nameOwner(ctx, typed.Measure.Owner); err != nil {
			return bot.Response{}, err
		}
	}
	closed, who, err := h.record(ctx, r, complaint.StepClose, func(c *complaint.Case, by complaint.Person) error {
		if typed.Takes {
			if err := c.TakeMeasure(typed.Measure, by, h.Now()); err != nil {
				return err
			}
		}
		return c.Close(typed.Report, by, h.Now())
	})
	if errors.Is(err, complaint.ErrConflict) {
		return h.outdatedForm(ctx, r, form{complaint.StepClose, complaint.PartAnswer, (*complaint.Case).Closable, func(f *view.Frame, c *complaint.Case) *view.Modal {
			return view.CloseForm(f, c, typed)
		}})
	}
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.ClosedCase(h.caseFrame(ctx, r, who, closed), closed)}, nil
}
