package handlers

import (
	"context"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openContact shows the form for a contact with the customer.
func (h *Handlers) openContact(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayLogContact(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	known := complaint.ContactForm{Reached: true, Via: "phone", At: h.Now(), With: c.Filing().Name, Folder: c.Folder()}
	return bot.Response{Open: view.ContactForm(f, c, known, 1)}, nil
}

// redrawContact asks for a plan only where somebody was reached.
func (h *Handlers) redrawContact(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.drawContact(ctx, r, promiseRows(&r.View))
}

// moreInContact adds a row of what was promised.
func (h *Handlers) moreInContact(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.drawContact(ctx, r, promiseRows(&r.View)+1)
}

func (h *Handlers) drawContact(ctx context.Context, r *bot.Request, rows int) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	form := contactForm(&r.View)
	form.Quoted = quoted(m)
	return redrawn(r, f, view.ContactForm(h.nameAuthor(ctx, f, form.Quoted), c, form, rows), m), nil
}

// submitContact records the contact or the try.
func (h *Handlers) submitContact(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed := contactForm(&r.View)
	if m, err := view.ParseMetadata(r.View.Metadata); err == nil {
		typed.Quoted = h.linked(ctx, m)
	}
	if err := h.nameFiles(ctx, typed.Files); err != nil {
		return bot.Response{}, err
	}
	var err error
	if typed.Promises, err = h.promised(ctx, typed.Promises); err != nil {
		return bot.Response{}, err
	}
	may := func(c *complaint.Case, by complaint.Person, now time.Time) error {
		return mayLog(c, typed.Quoted, by, now)
	}
	again := form{complaint.StepContact, complaint.PartFiling, may, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.ContactForm(h.nameAuthor(ctx, f, typed.Quoted), c, typed, promiseRows(&r.View))
	}}
	return h.recordSoft(ctx, r, again, "contact", "error.contact_unadvised", func(c *complaint.Case, by complaint.Person, keep bool) error {
		typed.KeepUnadvised = keep
		return c.LogContact(typed, by, h.Now())
	}, append(promiseDays(&r.View), "day")...)
}

// mayLog refuses whoever may not log a contact, and a message that was logged already.
func mayLog(c *complaint.Case, q *complaint.Quoted, by complaint.Person, now time.Time) error {
	if err := c.MayLogContact(by, now); err != nil || q == nil {
		return err
	}
	return c.Unknown(q.Source)
}

// contactForm reads the form.
func contactForm(v *bot.View) complaint.ContactForm {
	form := complaint.ContactForm{
		Via: v.Option("via"), With: v.Text("with"), Solved: v.Ticked("solved", "solved"),
		How: v.Text("how"), Day: v.Values["day"].Date, Note: v.Text("note"), Folder: v.Text("folder"), Files: attached(v), Promises: promises(v),
		Reached: v.Option("reached") == view.ContactReached || v.Option("reached") == view.ContactInbound,
		Inbound: v.Option("reached") == view.ContactInbound, Points: v.Values["points"].Options,
	}
	form.At, _ = v.Time("when")
	if !form.Reached {
		form.Solved, form.How, form.Day, form.Folder, form.Promises = false, "", "", "", nil
	}
	return form
}
