package handlers

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// openCaseFile opens the file of the case that a button speaks of.
func (h *Handlers) openCaseFile(ctx context.Context, r *bot.Request) (bot.Response, error) {
	number, _ := view.ParseValue(r.Action.Value)
	return h.openFile(ctx, r, number)
}

// openFile shows the first page of a case's file, to whoever may know of it.
func (h *Handlers) openFile(ctx context.Context, r *bot.Request, number string) (bot.Response, error) {
	by, c, f, err := h.looking(ctx, r, number, complaint.PartState)
	if err != nil {
		return bot.Response{}, err
	}
	if err := errors.Join(h.read(ctx, by, c), h.together(ctx, f, c)); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Open: view.CaseFile(f, c, view.TabOverview, 1)}, nil
}

// lookAt gives the handler of a button that opens the file at a page.
func (h *Handlers) lookAt(tab view.Tab, part complaint.Part) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		by, c, f, err := h.pressed(ctx, r, part)
		if err != nil {
			return bot.Response{}, err
		}
		if err := h.read(ctx, by, c); err != nil {
			return bot.Response{}, err
		}
		return bot.Response{Open: view.CaseFile(f, c, tab, 1)}, nil
	}
}

// turnTo gives the handler of a button that turns to a page of the file.
func (h *Handlers) turnTo(tab view.Tab) bot.Handler {
	return func(ctx context.Context, r *bot.Request) (bot.Response, error) {
		_, c, f, err := h.pressed(ctx, r, complaint.PartState)
		if err != nil {
			return bot.Response{}, err
		}
		if err := h.furnish(ctx, f, c, tab); err != nil {
			return bot.Response{}, err
		}
		return bot.Response{Update: view.CaseFile(f, c, tab, 1)}, nil
	}
}

// read keeps that somebody opened the file (KG-02, CY-32). Whoever sees no more of it
// than where it stands read nothing.
func (h *Handlers) read(ctx context.Context, by complaint.Person, c *complaint.Case) error {
	if !c.MaySee(by, complaint.PartFiling, h.Now()) {
		return nil
	}
	return h.Store.Read(ctx, c.Number, by.ID, h.Now())
}

// furnish looks up what a page shows besides the case.
func (h *Handlers) furnish(ctx context.Context, f *view.Frame, c *complaint.Case, tab view.Tab) (err error) {
	switch {
	case tab == view.TabOverview:
		err = h.together(ctx, f, c)
	case tab == view.TabReaders && c.MaySee(f.Viewer, complaint.PartReaders, f.Now):
		if f.Readings, err = h.Store.Readings(ctx, c.Number); err != nil {
			return err
		}
		users := view.People(c, f.Now)
		for _, r := range f.Readings {
			users = append(users, r.User)
		}
		slices.Sort(users)
		f.Names = h.names(ctx, namesTime, slices.Compact(users))
	}
	return err
}

// turnPage turns within a page that is too long to show at once.
func (h *Handlers) turnPage(ctx context.Context, r *bot.Request) (bot.Response, error) {
	number, tab, from := view.ParsePage(r.Action.Value)
	r.Action.Value = number // what a refusal speaks of
	_, c, f, err := h.looking(ctx, r, number, complaint.PartState)
	if err == nil {
		err = h.furnish(ctx, f, c, tab)
	}
	if err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.CaseFile(f, c, tab, from)}, nil
}

// moreOf does what was chosen in a card's menu, as its button would.
func (h *Handlers) moreOf(ctx context.Context, r *bot.Request) (bot.Response, error) {
	number, step := view.ParseMore(r.Action.Value)
	r.Action.Value = number // as the value of the step's own button
	switch step {
	case complaint.StepOpenFile:
		return h.openCaseFile(ctx, r)
	case complaint.StepContact:
		return h.openContact(ctx, r)
	case complaint.StepDispute:
		return h.openDispute(ctx, r)
	case complaint.StepEnd:
		return h.openEnd(ctx, r)
	case complaint.StepAll:
		return h.openAll(ctx, r)
	case complaint.StepClassify:
		return h.openClassify(ctx, r)
	}
	return bot.Response{}, fmt.Errorf("menu of %s: %w", number, complaint.ErrNotFound)
}
