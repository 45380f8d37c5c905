package handlers

import (
	"context"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openDraft shows the form of an answer, begun with the version before.
func (h *Handlers) openDraft(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayPrepare(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	var known complaint.Draft
	if a := c.Answer(); a != nil {
		known = c.Version(a.Version)
	}
	known.AskOf, known.Consulted, known.KeepLetter = "", h.knownAdvice(c, by), true
	known.Ask = !c.AdviceWaits(by.ID, h.Now())
	return bot.Response{Open: view.DraftForm(f, c, known, view.Room{Promises: 1, Parts: 1})}, nil
}

// redrawDraft draws the form anew for the form of delivery chosen.
func (h *Handlers) redrawDraft(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.drawDraft(ctx, r, room(&r.View))
}

// morePromises adds a row to the form.
func (h *Handlers) morePromises(ctx context.Context, r *bot.Request) (bot.Response, error) {
	shown := room(&r.View)
	shown.Promises++
	return h.drawDraft(ctx, r, shown)
}

// moreParts adds a part to the text.
func (h *Handlers) moreParts(ctx context.Context, r *bot.Request) (bot.Response, error) {
	shown := room(&r.View)
	shown.Parts++
	return h.drawDraft(ctx, r, shown)
}

// addLetter lets a letter be attached.
func (h *Handlers) addLetter(ctx context.Context, r *bot.Request) (bot.Response, error) {
	shown := room(&r.View)
	shown.Letter = true
	return h.drawDraft(ctx, r, shown)
}

// room is how much of the form is in sight.
func room(v *bot.View) view.Room {
	shown := view.Room{Promises: promiseRows(v), Parts: 1}
	for shown.Parts < complaint.Parts {
		if _, there := v.Values[view.PartBlock(shown.Parts+1)]; !there {
			break
		}
		shown.Parts++
	}
	_, shown.Letter = v.Values["files"]
	return shown
}

func (h *Handlers) drawDraft(ctx context.Context, r *bot.Request, shown view.Room) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	return redrawn(r, f, view.DraftForm(f, c, draft(&r.View), shown), m), nil
}

// submitDraft keeps the version and, where asked, puts it up for approval. Of one that is
// only kept nobody hears, so that a window says it.
func (h *Handlers) submitDraft(ctx context.Context, r *bot.Request) (bot.Response, error) {
	d := draft(&r.View)
	err := h.nameLetter(ctx, &d)
	if err != nil {
		return bot.Response{}, err
	}
	if d.Promises, err = h.promised(ctx, d.Promises); err != nil {
		return bot.Response{}, err
	}
	again := form{complaint.StepDraft, complaint.PartAnswer, (*complaint.Case).MayPrepare, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.DraftForm(f, c, d, room(&r.View))
	}}
	resp, err := h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.Prepare(d, by, h.Now()) }, promiseDays(&r.View)...)
	if err != nil || resp.Update != nil || d.Ask {
		return resp, err
	}
	if _, c, f, _, hidden := h.filled(ctx, r, complaint.PartAnswer); hidden == nil {
		resp.Update = view.DraftSaved(f, c)
	}
	return resp, nil
}

// draft reads the form.
func draft(v *bot.View) complaint.Draft {
	d := complaint.Draft{
		Answer: complaint.Answer{
			Text: v.Text("text"), Facts: v.Text("facts"), Reasons: v.Text("reasons"), Internal: v.Text("internal"), OralWhy: v.Text("oral_why"),
			Promises: promises(v),
		},
		Form: v.Option("form"), Address: sentTo(v, v.Option("form")), Outcome: v.Option("outcome"), Ask: v.Option("ask") == "ask",
		Consulted: consultation(v), KeepLetter: v.Ticked("letter", view.KeepLetter),
	}
	if files := attached(v); len(files) > 0 {
		d.Letter = &files[0]
	}
	for n := 2; n <= room(v).Parts; n++ {
		d.More = append(d.More, v.Text(view.PartBlock(n)))
	}
	if approver := v.Option("approver"); approver != view.AnyApprover {
		d.AskOf = approver
	}
	return d
}

// nameLetter looks up what the payload did not say of the letter.
func (h *Handlers) nameLetter(ctx context.Context, d *complaint.Draft) error {
	if d.Letter == nil {
		return nil
	}
	files := []complaint.Attachment{*d.Letter}
	err := h.nameFiles(ctx, files)
	d.Letter = &files[0]
	return err
}
