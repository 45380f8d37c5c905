package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openReadBack shows the report to be read to the customer.
func (h *Handlers) openReadBack(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayReadBack(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	filing := c.Filing()
	known := complaint.ReadBackForm{Summary: filing.Summary, Story: filing.Story, Via: "phone", At: h.Now(), Hash: c.TextHash}
	return bot.Response{Open: view.ReadBackForm(f, c, known)}, nil
}

// submitReadBack records how the customer took the report. When the report
// changed meanwhile nothing is saved, and the form shows the newest beside
// what was typed.
func (h *Handlers) submitReadBack(ctx context.Context, r *bot.Request) (bot.Response, error) {
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	typed := readBackForm(&r.View, m)
	again := form{complaint.StepReadBack, complaint.PartFiling, (*complaint.Case).MayReadBack, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ReadBackForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.RecordReadBack(typed, by, h.Now()) })
}

// readBackForm reads the form.
func readBackForm(v *bot.View, m view.Metadata) complaint.ReadBackForm {
	form := complaint.ReadBackForm{
		Verdict: complaint.Kind(v.Option("verdict")), Summary: v.Text("summary"), Story: v.Text("story"),
		Via: v.Option("via"), Note: v.Text("note"), Explained: v.Ticked("done", "explained"), Hash: m.Hash,
	}
	form.At, _ = v.Time("when")
	return form
}

// openExplain shows the form that records the explanation alone.
func (h *Handlers) openExplain(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayExplain(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ExplainForm(f, c, complaint.Explanation{At: h.Now(), Via: "phone", Given: f.ReadAt()})}, nil
}

// submitExplain records that the procedure was explained.
func (h *Handlers) submitExplain(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := complaint.Explanation{Via: r.View.Option("via"), Given: r.View.Text("given")}
	typed.At, _ = r.View.Time("when")
	again := form{complaint.StepReadBack, complaint.PartFiling, (*complaint.Case).MayExplain, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ExplainForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Explain(typed, by, h.Now()) })
}

// openReach shows the form for a way to reach an unknown customer.
func (h *Handlers) openReach(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayFindReach(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.ReachForm(f, c, complaint.Filing{})}, nil
}

// submitReach records how the customer can be reached after all.
func (h *Handlers) submitReach(ctx context.Context, r *bot.Request) (bot.Response, error) {
	v := &r.View
	found := complaint.Filing{Name: v.Text("name"), Phone: v.Text("phone"), Email: v.Text("email"), Address: v.Text("address"), Handle: v.Text("handle")}
	again := form{complaint.StepReadBack, complaint.PartFiling, (*complaint.Case).MayFindReach, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ReachForm(f, c, found)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error {
		return c.FindReach(found, by, h.Now())
	})
}
