package handlers

import (
	"context"
	"errors"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// openCorrect asks which fact on record is wrong.
func (h *Handlers) openCorrect(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayCorrect(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.CorrectForm(f, c, complaint.CorrectForm{}, nil, nil)}, nil
}

// redrawCorrect asks for the new value of the chosen fact, and tells which
// deadlines a new moment, day or channel would move.
func (h *Handlers) redrawCorrect(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayCorrect(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	form := h.correctForm(&r.View)
	if r.Action.BlockID == "fact" {
		on := c.OnRecord(form.Fact)
		on.Fact, on.Reason = form.Fact, form.Reason // of no fact, perhaps, but a page of them
		form = on
	}
	if c.WhenPart(form) == complaint.PartPosted && form.Day == "" { // begins with the day on record
		form.Day = calendar.DayOf(c.Events[form.Fact.Seq-1].At, h.Company.Zone).String()
	}
	if form, err = h.judged(ctx, c, form); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: correctModal(f, c, form, m.Rev)}, nil
}

// correctModal is the form with what its value would move. What it was opened
// on stays what it is judged by.
func correctModal(f *view.Frame, c *complaint.Case, form complaint.CorrectForm, rev int) *view.Modal {
	modal := view.CorrectForm(f, c, form, c.Preview(form, f.Now), c.Effects(form, f.Now))
	m, err := view.ParseMetadata(modal.Metadata)
	if err == nil {
		m.Rev = rev
		modal.Metadata = m.String()
	}
	return modal
}

// judged adds what a correction is judged by: to a receipt the rules in force then, where
// the case is judged by others, and to who is kept out who is in the channel.
func (h *Handlers) judged(ctx context.Context, c *complaint.Case, form complaint.CorrectForm) (complaint.CorrectForm, error) {
	if form.Fact.OfPeople() {
		form.Channel = h.inChannel(ctx)
	}
	if form.Fact.Code != complaint.FactReceived || form.At.IsZero() {
		return form, nil
	}
	then, err := h.Store.Crossed(ctx, c.ReceivedAt, c.ReceivedIf(form.At))
	if p := then.Procedure; p != nil && (p.Name != c.Procedure.Name || p.Version != c.Procedure.Version || then.Calendar.Version() != c.CalendarVersion()) {
		form.Rules = then
	}
	return form, err
}

// submitCorrect records the correction. When it moves deadlines that the form
// did not tell of yet, it tells them first.
func (h *Handlers) submitCorrect(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, m, err := h.filled(ctx, r, complaint.PartFiling)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayCorrect(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	typed, err := h.judged(ctx, c, h.correctForm(&r.View))
	if err != nil {
		return bot.Response{}, err
	}
	if typed.Fact.Code == complaint.FactReceiver || typed.Fact.Code == complaint.FactInformed {
		if err := h.fullMember(ctx, strings.Join(typed.Users, ""), typed.Fact.Field(), "error.receiver_guest"); err != nil {
			return bot.Response{}, err
		}
	}
	rev := c.Rev(complaint.StepCorrect)
	if m.Rev == rev && m.Hash != view.ShownCorrection(typed) && len(c.Preview(typed, f.Now))+len(c.Effects(typed, f.Now)) > 0 {
		return bot.Response{Update: view.Outdated(correctModal(f, c, typed, rev), f.P.T("correct.check"))}, nil
	}
	again := form{complaint.StepCorrect, complaint.PartFiling, (*complaint.Case).MayCorrect, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return correctModal(f, c, typed, c.Rev(complaint.StepCorrect))
	}}
	if typed.Fact.Code == complaint.FactLink {
		return h.unrelate(ctx, r, again, c.LinkOf(typed.Fact), typed)
	}
	var held []string
	switch typed.Fact.Code {
	case complaint.FactDay:
		held = []string{typed.Fact.Field()}
	case complaint.FactReached:
		held = []string{typed.Fact.Part(complaint.PartUntil)}
	case complaint.FactOwner:
		if typed, err = h.called(ctx, typed); err != nil {
			return bot.Response{}, err
		}
	}
	return h.recordSoft(ctx, r, again, view.ShownCorrection(typed), "error.old_receipt", func(c *complaint.Case, by complaint.Person, keep bool) error {
		typed.KeepOld = keep
		return c.Correct(typed, by, h.Now())
	}, held...)
}

// called gives the form with what the colleague who keeps a promise is called now. Only
// colleagues can be named.
func (h *Handlers) called(ctx context.Context, form complaint.CorrectForm) (complaint.CorrectForm, error) {
	for _, user := range form.Users {
		name, ok, err := h.colleague(ctx, user)
		if err != nil {
			return form, err
		}
		if !ok {
			return form, complaint.Refusals{{Text: "error.promise_guest", Field: form.Fact.Field()}}
		}
		form.Text = name
	}
	return form, nil
}

// unrelate takes back that the case has to do with that other one, in both. One that the
// person may not see is told apart from none nowhere.
func (h *Handlers) unrelate(ctx context.Context, r *bot.Request, again form, number string, typed complaint.CorrectForm) (bot.Response, error) {
	by, c, _, m, err := h.filled(ctx, r, again.part)
	if err != nil {
		return bot.Response{}, err
	}
	if _, err := h.opened(ctx, number, by, complaint.PartAnswer); errors.Is(err, complaint.ErrNotFound) {
		return bot.Response{}, complaint.Refusals{{Text: "error.fact_missing", Field: "fact"}}
	}
	err = h.sent(r, m).UpdateCases(ctx, c.Number, number, func(c, other *complaint.Case) error {
		if err := fresh(c, again.step, m); err != nil {
			return err
		}
		return complaint.Unrelate(c, other, typed, by, h.Now())
	})
	if errors.Is(err, complaint.ErrConflict) {
		return h.outdatedForm(ctx, r, again)
	}
	return bot.Response{}, err
}

// correctForm reads the form: the field of the new value is named after the fact.
func (h *Handlers) correctForm(v *bot.View) complaint.CorrectForm {
	form := complaint.CorrectForm{Fact: complaint.ParseFact(v.Option("fact")), Reason: v.Text("reason")}
	block := form.Fact.Field()
	in := v.Values[block]
	if form.Fact.Several() {
		form.Code = strings.Join(in.Options, " ")
		return form
	}
	if form.Fact.Coded() {
		form.Code = v.Option(block)
		return form
	}
	switch form.Fact.Code {
	case complaint.FactReceived:
		form.At, form.DayOnly = h.receipt(v)
	case complaint.FactAt:
		form.At, _ = v.Time(block)
		if day, err := calendar.ParseDay(in.Date); err == nil { // of a letter
			form.At = day.Start(h.Company.Zone)
		}
	case complaint.FactVia, complaint.FactResult, complaint.FactHappened:
		form.Code = v.Option(block)
	case complaint.FactReached:
		form.Code, form.How, form.Day = v.Option(block), v.Text(form.Fact.Part(complaint.PartAgreed)), v.Values[form.Fact.Part(complaint.PartUntil)].Date
	case complaint.FactDay:
		form.Code = in.Date
	case complaint.FactLink: // of which there is nothing to fill in
	case complaint.FactContact, complaint.FactNote:
		form.Code, form.Day = v.Option(form.Fact.Part(complaint.PartWay)), v.Values[form.Fact.Part(complaint.PartPosted)].Date
		form.At, _ = v.Time(form.Fact.Part(complaint.PartHour))
		for _, part := range complaint.WordParts {
			if text := v.Text(form.Fact.Part(part)); text != "" {
				*form.Of(part) = text
			}
		}
	case complaint.FactAbout, complaint.FactReceiver, complaint.FactInterest, complaint.FactInformed, complaint.FactOwner:
		form.Users = slices.Clone(in.Users)
	case complaint.FactDeliverers:
		form.Users, form.Text = slices.Clone(in.Users), v.Text("deliverer")
	default:
		form.Text = v.Text(block)
	}
	return form
}
