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
	return bot.Response{Open: view.CloseForm(f, c, complaint.Report{})}, nil
}

// submitClose closes the case and tells until when it is kept.
func (h *Handlers) submitClose(ctx context.Context, r *bot.Request) (bot.Response, error) {
	report := complaint.Report{Handling: r.View.Text("handling"), Lesson: r.View.Text("lesson"), Archive: r.View.Text("archive")}
	var closed *complaint.Case
	var who complaint.Person
	_, err := h.record(ctx, r, complaint.StepClose, func(c *complaint.Case, by complaint.Person) error {
		closed, who = c, by
		return c.Close(report, by, h.Now())
	})
	if errors.Is(err, complaint.ErrConflict) {
		return bot.Response{}, h.closedAlready(ctx, r)
	}
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.ClosedCase(h.caseFrame(ctx, r, who, closed), closed)}, nil
}

// closedAlready refuses to close what somebody else closed meanwhile.
func (h *Handlers) closedAlready(ctx context.Context, r *bot.Request) error {
	by, c, _, _, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return err
	}
	return c.MayClose(by, h.Now())
}
