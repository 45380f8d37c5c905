package handlers

import (
	"context"
	"errors"
	"slices"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// errAlike ends a filing for now: the customer has a case that is open, and
// the filer is asked which it is to be.
var errAlike = errors.New("the customer has a case that is open")

// mostAlike is how many cases somebody is asked or told about.
const mostAlike = 3

// known gives those of the customer's open cases of which the filer may read what was
// filed. Of others they learn nothing; a complaint that must stay out of the channel is
// always a case of its own.
func (h *Handlers) known(ctx context.Context, by complaint.Person, reg complaint.Registration, open []string) ([]*complaint.Case, error) {
	var known []*complaint.Case
	for _, number := range open {
		c, err := h.Store.Case(ctx, number)
		if err != nil {
			return nil, err
		}
		apart := reg.Apart(c.Procedure)
		if !apart && c.MayAdd(by, h.Now()) == nil && len(known) < mostAlike {
			known = append(known, c)
		}
	}
	return known, nil
}

// together names the open cases that may belong to this one and of which the
// viewer may know.
func (h *Handlers) together(ctx context.Context, f *view.Frame, c *complaint.Case) error {
	if !c.MaySee(f.Viewer, complaint.PartCard, f.Now) {
		return nil
	}
	filing := c.Filing()
	open, err := h.Store.AlikeOpen(ctx, filing.Email, filing.Phone, c.Number)
	for _, other := range open {
		linked := slices.Contains(c.Related, other.Number) // then it is known and said elsewhere
		if !linked && len(f.Alike) < mostAlike && other.MaySee(f.Viewer, complaint.PartCard, f.Now) {
			f.Alike = append(f.Alike, other.Number)
		}
	}
	return err
}

// askWhich keeps what was typed and asks where it belongs.
func (h *Handlers) askWhich(ctx context.Context, r *bot.Request, by complaint.Person, m view.Metadata, reg complaint.Registration, alike []*complaint.Case) (bot.Response, error) {
	d, err := h.keep(ctx, r, m, reg)
	if err != nil {
		return bot.Response{}, err
	}
	m.Draft, m.Files = d.ID, nil
	return bot.Response{Update: view.AlikeCases(h.frame(r, by), alike, m)}, nil
}

// fileAnyway puts what waits on record as a case of its own.
func (h *Handlers) fileAnyway(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, m, reg, err := h.waiting(ctx, r)
	if err != nil && !errors.Is(err, draftGone) {
		return bot.Response{}, err
	}
	gone := err
	c, created, err := h.Store.FileCase(ctx, origin(by, m.Draft, formID(r, m), reg), func(c *complaint.Case, _ []string) error {
		if gone != nil { // and not because the button was pressed twice
			return gone
		}
		return c.Register(reg, by, h.Now())
	})
	if err != nil {
		return bot.Response{}, err
	}
	m.Draft = ""
	return h.filedNow(ctx, r, by, c, created, m), nil
}

// addToCase makes what waits a part of a case that is open.
func (h *Handlers) addToCase(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, m, reg, err := h.waiting(ctx, r)
	if err != nil && !errors.Is(err, draftGone) {
		return bot.Response{}, err
	}
	gone := err
	c, err := h.update(ctx, r.Action.Value, func(c *complaint.Case) error {
		err := c.AddInformation(complaint.Addition{Registration: reg, Source: formID(r, m)}, by, h.Now())
		if err != nil && gone != nil && !errors.Is(err, complaint.ErrNotFound) {
			return gone
		}
		return err
	})
	if err != nil {
		return bot.Response{}, err
	}
	if err := h.Store.DropDraft(ctx, by.ID, m.Draft); err != nil {
		return bot.Response{}, err
	}
	return bot.Response{Update: view.AddedTo(h.frame(r, by), c, m)}, nil
}

// waiting is who pressed the button, what the window remembers, and the
// complaint that waits for an answer; draftGone when it waits no more.
func (h *Handlers) waiting(ctx context.Context, r *bot.Request) (complaint.Person, view.Metadata, complaint.Registration, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return by, view.Metadata{}, complaint.Registration{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return by, m, complaint.Registration{}, err
	}
	d, err := h.Store.Draft(ctx, by.ID, m.Draft)
	if errors.Is(err, complaint.ErrNotFound) {
		err = draftGone
	}
	if err == nil {
		err = h.follow(ctx, by, &d.Registration)
	}
	return by, m, d.Registration, err
}
