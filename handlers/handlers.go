// Package handlers holds one file per thing a person can do in Slack. A
// handler reads the request, lets the core decide inside one transaction and
// answers; it stays a few lines long. What Slack sees as success was
// committed before.
package handlers

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
	"ombud/lang"
)

// Handlers is what every handler needs: where cases are kept, who people are,
// what the firm is called and what time it is.
type Handlers struct {
	Store   *db.Workspace
	Slack   *bot.Client
	Company view.Company
	Now     func() time.Time // business time: receipts, dues, reminders
	Log     *slog.Logger

	languages sync.Map // user id: what is spoken, as of their last request
}

// person is who sent the request, as Slack knows them now. Somebody whom
// Slack does not know as a full member gets the zero rights.
func (h *Handlers) person(ctx context.Context, r *bot.Request) (complaint.Person, error) {
	if r.Outsider() {
		return complaint.Person{ID: r.User}, nil
	}
	p, err := h.Slack.Person(ctx, r.User)
	if err != nil {
		return complaint.Person{}, fmt.Errorf("look up %s: %w", r.User, err)
	}
	return complaint.Person{ID: r.User, Member: p.Colleague()}, nil
}

// member is person, but refuses guests, bots, closed accounts and people of
// other companies.
func (h *Handlers) member(ctx context.Context, r *bot.Request) (complaint.Person, error) {
	by, err := h.person(ctx, r)
	if err == nil && !by.Member {
		h.turnedAway(ctx, r)
		err = errOutsider
	}
	return by, err
}

// errOutsider refuses whoever is no full member of the company. It is worded
// in outsider, and never in a window.
var errOutsider = &complaint.Refusal{Text: "error.outsider"}

// turnedAway notes that somebody was refused, by ids only.
func (h *Handlers) turnedAway(ctx context.Context, r *bot.Request) {
	h.Log.InfoContext(ctx, "no member of the company, turned away", "kind", string(r.Kind), "route", r.Route, "user", r.User)
}

// outsider is what guests, bots, closed accounts and people of other companies
// are told who typed a command or pressed something.
func (h *Handlers) outsider(p *lang.Printer, kind bot.Kind) string {
	typed, say := kind == bot.KindCommand, []any{"company", h.Company.Name, "contact", h.Company.Contact}
	switch {
	case typed && h.Company.Contact != "":
		return p.T("error.outsider", say...)
	case typed:
		return p.T("error.outsider_plain", say...)
	case h.Company.Contact != "":
		return p.T("error.outsider_pressed", say...)
	}
	return p.T("error.outsider_pressed_plain", say...)
}

// printer words things for the person of the request.
func (h *Handlers) printer(r *bot.Request) *lang.Printer {
	return h.Company.Printer(h.language(r))
}

// frame is what a screen about no case is drawn with.
func (h *Handlers) frame(r *bot.Request, by complaint.Person) *view.Frame {
	return &view.Frame{Company: h.Company, P: h.printer(r), Now: h.Now(), Viewer: by}
}

// caseFrame is what a screen of a case is drawn with, names included.
func (h *Handlers) caseFrame(ctx context.Context, r *bot.Request, by complaint.Person, c *complaint.Case) *view.Frame {
	f := h.frame(r, by)
	f.CalledIn(c)
	f.Names = h.names(ctx, namesTime, view.People(c, f.Now))
	f.Others = h.others(ctx, by, c)
	return f
}

// How long a screen waits for names, and how long the answer to what went wrong.
const (
	namesTime  = 900 * time.Millisecond
	lookUpTime = 300 * time.Millisecond
)

// names looks up what people are called, as far as that is known in time: a
// screen that calls somebody "a colleague" is better than none.
func (h *Handlers) names(ctx context.Context, most time.Duration, users []string) map[string]string {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	names, err := h.Slack.Names(ctx, users)
	if err != nil {
		h.Log.WarnContext(ctx, "names left out", "asked", len(users), "known", len(names), "error", err)
	}
	return names
}

// opened is a case that a button or form speaks of, for the person who used
// it: not found when they may not see that part.
func (h *Handlers) opened(ctx context.Context, number string, by complaint.Person, part complaint.Part) (*complaint.Case, error) {
	c, err := h.Store.Case(ctx, number)
	if err != nil {
		return nil, err
	}
	if c.Erased() && part != complaint.PartState && c.MaySee(by, complaint.PartState, h.Now()) {
		return nil, c.Gone()
	}
	if !c.MaySee(by, part, h.Now()) {
		return nil, fmt.Errorf("%s for %s: %w", part, number, complaint.ErrNotFound)
	}
	return c, nil
}

// update lets the core decide.
func (h *Handlers) update(ctx context.Context, number string, decide func(*complaint.Case) error) (*complaint.Case, error) {
	return h.Store.UpdateCase(ctx, number, decide)
}

// fresh refuses a form that was opened before somebody changed the part of
// the case that it edits (decision D5).
func fresh(c *complaint.Case, step complaint.Step, m view.Metadata) error {
	if step != "" && c.Rev(step) != m.Rev {
		return complaint.ErrConflict
	}
	return nil
}
