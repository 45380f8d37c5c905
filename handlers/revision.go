package handlers

import (
	"context"
	"errors"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// procedureActions are about the written procedure itself.
func (h *Handlers) procedureActions() map[string]bot.Handler {
	return map[string]bot.Handler{"procedure.review.open": h.openRevision, "days.sign": h.signYear}
}

// procedureSubmits are the forms about the same.
func (h *Handlers) procedureSubmits() map[string]bot.Handler {
	return map[string]bot.Handler{"procedure.review": h.submitRevision}
}

// register is the written procedure in force, with its last review.
func (h *Handlers) register(ctx context.Context) (*complaint.Register, error) {
	return h.Store.Register(ctx, h.Now(), h.Company.Zone)
}

// mayReview gives the written procedure to whoever sees to its review.
func (h *Handlers) mayReview(ctx context.Context, r *bot.Request) (complaint.Person, *complaint.Register, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return by, nil, err
	}
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return by, nil, err
	}
	g, err := h.register(ctx)
	if err != nil {
		return by, nil, err
	}
	return by, g, roster.MayReview(g.Procedure, by, h.Now())
}

// openRevision opens the form about a review of the procedure.
func (h *Handlers) openRevision(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, g, err := h.mayReview(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	today := calendar.DayOf(h.Now(), h.Company.Zone).String()
	modal, err := h.revisionForm(ctx, r, by, g, complaint.RevisionForm{Day: today})
	return bot.Response{Open: modal}, err
}

func (h *Handlers) revisionForm(ctx context.Context, r *bot.Request, by complaint.Person, g *complaint.Register, typed complaint.RevisionForm) (*view.Modal, error) {
	f := h.frame(r, by)
	since := g.Last.Day
	if since.IsZero() {
		since = calendar.DayOf(g.Versions[0].From, h.Company.Zone)
	}
	from := since.Start(h.Company.Zone)
	counted, err := h.Store.Figures(ctx, from, f.Now, time.Time{})
	if err != nil {
		return nil, err
	}
	n := view.RevisionFigures{Since: since, Received: counted.Received, Closed: counted.Closed}
	if n.Due, n.Missed, err = h.Store.Missed(ctx, from, f.Now); err != nil {
		return nil, err
	}
	acts, err := h.Store.MeasureCount(ctx, by.ID, f.Now)
	if err != nil {
		return nil, err
	}
	n.Measures = acts.Open
	if n.Past, err = h.Store.Revisions(ctx, view.MostReviews); err != nil {
		return nil, err
	}
	who := reviewedBy(g)
	for _, v := range n.Past {
		who = append(who, v.By)
	}
	f.Names = h.names(ctx, namesTime, who)
	return view.RevisionForm(f, g, n, typed), nil
}

// reviewedBy lists whom the words about the last review name.
func reviewedBy(g *complaint.Register) []string {
	if g.Last.N == 0 {
		return nil
	}
	return []string{g.Last.By}
}

// submitRevision keeps a review. A form that was opened before somebody else
// recorded one, or before the procedure changed, is shown again with what was typed.
func (h *Handlers) submitRevision(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, g, err := h.mayReview(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	typed := complaint.RevisionForm{
		Day: r.View.Values["day"].Date, Outcome: r.View.Option("outcome"), Findings: r.View.Text("findings"), Changes: r.View.Text("changes"),
		Attested: h.Company.Document != "" && r.View.Ticked("attested", "yes"),
	}
	err = complaint.ErrConflict
	if m.Rev <= g.Last.N && m.Version == g.Number {
		err = h.review(ctx, h.sent(r, m), g, m.Rev+1, typed, by)
	}
	if errors.Is(err, complaint.ErrConflict) {
		return h.revisionOutdated(ctx, r, by, typed)
	}
	if err != nil {
		return bot.Response{}, err
	}
	if g, err = h.register(ctx); err != nil {
		return bot.Response{}, err
	}
	h.Log.InfoContext(ctx, "the procedure was reviewed", "review", g.Last.N, "outcome", g.Last.Outcome, "by", by.ID)
	return bot.Response{Update: view.RevisionSaved(h.frame(r, by), g)}, nil
}

// review keeps the nth review; when that is there already, this form or another kept it.
func (h *Handlers) review(ctx context.Context, once *db.Workspace, g *complaint.Register, n int, typed complaint.RevisionForm, by complaint.Person) error {
	v, err := typed.Review(g.Last, by, h.Now(), h.Company.Zone)
	if err != nil {
		return err
	}
	v.N, v.Version = n, g.Number
	if v.Attested {
		v.Words.Address = h.Company.Document
	}
	return once.AddRevision(ctx, *v)
}

func (h *Handlers) revisionOutdated(ctx context.Context, r *bot.Request, by complaint.Person, typed complaint.RevisionForm) (bot.Response, error) {
	g, err := h.register(ctx)
	if err != nil {
		return bot.Response{}, err
	}
	modal, err := h.revisionForm(ctx, r, by, g, typed)
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.Outdated(modal, h.printer(r).T("revision.stale"))}, nil
}
