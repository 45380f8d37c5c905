package handlers

import (
	"context"
	"strconv"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openMeasure shows the form for a corrective action.
func (h *Handlers) openMeasure(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	if err := c.MayTakeMeasure(by, h.Now()); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.MeasureForm(f, c, complaint.MeasureForm{})}, nil
}

// redrawMeasure asks what the customer knows of a procedure that changes.
func (h *Handlers) redrawMeasure(ctx context.Context, r *bot.Request) (bot.Response, error) {
	_, c, f, m, err := h.filled(ctx, r, complaint.PartAnswer)
	if err != nil {
		return bot.Response{}, err
	}
	return redrawn(r, f, view.MeasureForm(f, c, h.measureForm(&r.View)), m), nil
}

// submitMeasure records it.
func (h *Handlers) submitMeasure(ctx context.Context, r *bot.Request) (bot.Response, error) {
	typed, err := h.measureForm(&r.View), error(nil)
	if typed.Who, err = h.nameOwner(ctx, typed.Owner); err != nil {
		return bot.Response{}, err
	}
	again := form{complaint.StepMeasure, complaint.PartAnswer, (*complaint.Case).MayTakeMeasure, func(f *view.Frame, c *complaint.Case) *view.Modal {
		return view.MeasureForm(f, c, typed)
	}}
	return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return c.TakeMeasure(typed, by, h.Now()) }, "day", "tell")
}

// measureForm reads the fields. When the customer was told is now, until
// somebody says otherwise.
func (h *Handlers) measureForm(v *bot.View) complaint.MeasureForm {
	form := complaint.MeasureForm{
		What: v.Text("what"), Owner: v.User("owner"), Day: v.Values["day"].Date, Changes: v.Option("changes"), TellBy: v.Values["tell"].Date,
	}
	if form.Changes == complaint.ChangesTold {
		form.ToldAt = h.Now()
		if _, shown := v.Values["told"]; shown {
			form.ToldAt, _ = v.Time("told")
		}
	}
	return form
}

// nameOwner gives what the owner is called now. Only colleagues can be named; a
// form can be forged.
func (h *Handlers) nameOwner(ctx context.Context, owner string) (string, error) {
	if owner == "" {
		return "", nil
	}
	name, ok, err := h.colleague(ctx, owner)
	if err == nil && !ok {
		return "", complaint.Refusals{{Text: "error.promise_guest", Field: "owner"}}
	}
	return name, err
}

// measureEnd is what can become of a corrective action: the question whether
// somebody may say so, and how it is recorded.
type measureEnd struct {
	end string
	may func(c *complaint.Case, n int, by complaint.Person, now time.Time) error
	do  func(c *complaint.Case, n int, v *bot.View, by complaint.Person, now time.Time) error
}

var (
	measureDone = measureEnd{
		view.MeasureDone,
		func(c *complaint.Case, n int, by complaint.Person, now time.Time) error {
			return c.MayEndMeasure(n, false, by, now)
		},
		func(c *complaint.Case, n int, v *bot.View, by complaint.Person, now time.Time) error {
			at, _ := v.Time("when")
			return c.FinishMeasure(n, at, v.Text("evidence"), by, now)
		},
	}
	measureDropped = measureEnd{
		view.MeasureDrop,
		func(c *complaint.Case, n int, by complaint.Person, now time.Time) error {
			return c.MayEndMeasure(n, true, by, now)
		},
		func(c *complaint.Case, n int, v *bot.View, by complaint.Person, now time.Time) error {
			return c.DropMeasure(n, v.Text("why"), by, now)
		},
	}
	measureTold = measureEnd{
		view.MeasureTell, (*complaint.Case).MayTellMeasure,
		func(c *complaint.Case, n int, v *bot.View, by complaint.Person, now time.Time) error {
			at, _ := v.Time("when")
			return c.TellMeasure(n, at, by, now)
		},
	}
)

// openMeasureEnd gives the handler of a button that asks what became of it.
func (h *Handlers) openMeasureEnd(m measureEnd) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		by, c, f, err := h.pressed(ctx, r, complaint.PartPromise)
		if err != nil {
			return bot.Response{}, err
		}
		_, n := view.ParseValue(r.Action.Value)
		if err := m.may(c, n, by, h.Now()); err != nil {
			return bot.Response{}, err
		}
		return bot.Response{Open: view.MeasureEnd(f, c, n, m.end, view.Reason{At: h.Now()})}, nil
	}
}

// submitMeasureEnd gives the handler of its form. Like a promise it needs no
// revision: what was settled meanwhile is refused with who did it.
func (h *Handlers) submitMeasureEnd(m measureEnd) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		about, err := view.ParseMetadata(r.View.Metadata)
		if err != nil {
			return bot.Response{}, err
		}
		n, typed := about.Version, view.Reason{Text: r.View.Text("evidence")}
		typed.At, _ = r.View.Time("when")
		may := func(c *complaint.Case, by complaint.Person, now time.Time) error { return m.may(c, n, by, now) }
		again := form{"", complaint.PartPromise, may, func(f *view.Frame, c *complaint.Case) *view.Modal {
			return view.MeasureEnd(f, c, n, m.end, typed)
		}}
		return h.recordForm(ctx, r, again, func(c *complaint.Case, by complaint.Person) error { return m.do(c, n, &r.View, by, h.Now()) })
	}
}

// listMeasures opens the corrective actions of the company, for who leads.
func (h *Handlers) listMeasures(ctx context.Context, r *bot.Request) (bot.Response, error) {
	modal, err := h.measures(ctx, r, 0)
	return bot.Response{Open: modal}, err
}

// turnMeasures shows another page of them.
func (h *Handlers) turnMeasures(ctx context.Context, r *bot.Request) (bot.Response, error) {
	skip, err := strconv.Atoi(r.Action.Value)
	if err != nil || skip < 0 {
		skip = 0
	}
	modal, err := h.measures(ctx, r, skip)
	return bot.Response{Update: modal}, err
}

func (h *Handlers) measures(ctx context.Context, r *bot.Request, skip int) (*view.Modal, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return nil, err
	}
	l, err := h.lister(ctx, by)
	if err != nil {
		return nil, err
	}
	if !l.leads() {
		return nil, h.notYours(l.roster, &verbRow{roles: leads})
	}
	list, err := l.measures(ctx, skip)
	if err != nil {
		return nil, err
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, l.people())
	return view.Measures(f, list), nil
}

// measures gives a page of the open corrective actions that the person may read.
func (l *lister) measures(ctx context.Context, skip int) (*view.MeasureList, error) {
	rows, err := l.h.Store.Measures(ctx, l.by.ID, skip, view.ListPage+1)
	if err != nil {
		return nil, err
	}
	list := &view.MeasureList{}
	if skip > 0 {
		list.First = "0"
	}
	if len(rows) > view.ListPage {
		rows, list.After = rows[:view.ListPage], strconv.Itoa(skip+view.ListPage)
	}
	for _, row := range rows {
		c, err := l.opened(ctx, row.Number, complaint.PartPromise)
		if err != nil {
			return nil, err
		}
		if c != nil && c.MaySeeMeasure(l.by, row.N, l.now) {
			list.Rows = append(list.Rows, view.MeasureRow{Case: c, N: row.N})
		}
	}
	return list, nil
}
