package handlers

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// changedUser notes that somebody of whom the procedure knows left the company,
// or came back. Slack tells of every change of everybody, so it is asked only
// about those who hold a role, stand in for somebody, have something open or were believed
// gone.
func (h *Handlers) changedUser(ctx context.Context, r *bot.Request) (bot.Response, error) {
	user, now := r.Event.User, h.Now()
	if matters, err := h.Store.Matters(ctx, user, now); err != nil || !matters {
		return bot.Response{}, err
	}
	p, err := h.Slack.Person(ctx, user)
	if err == nil {
		_, err = h.Store.NoteMembers(ctx, map[string]bool{user: p.Colleague()}, now)
	}
	return bot.Response{}, err
}

// openHandOver asks who takes the cases of somebody.
func (h *Handlers) openHandOver(ctx context.Context, r *bot.Request) (bot.Response, error) {
	modal, err := h.handOver(ctx, r, r.Action.Value, view.HandOverTyped{})
	if r.View.Modal {
		return bot.Response{Update: modal}, err
	}
	return bot.Response{Open: modal}, err
}

// redrawHandOver shows which cases the one chosen must not touch.
func (h *Handlers) redrawHandOver(ctx context.Context, r *bot.Request) (bot.Response, error) {
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	modal, err := h.handOver(ctx, r, m.Hash, handOverForm(&r.View))
	return bot.Response{Update: modal}, err
}

func handOverForm(v *bot.View) view.HandOverTyped {
	return view.HandOverTyped{To: v.Option("to"), Title: v.Text("title")}
}

func (h *Handlers) handOver(ctx context.Context, r *bot.Request, from string, typed view.HandOverTyped) (*view.Modal, error) {
	l, f, err := h.leaving(ctx, r, from)
	if err != nil {
		return nil, err
	}
	f.Names = h.names(ctx, namesTime, []string{from, typed.To})
	return view.HandOver(f, l, len(takers(l, f.Now)) > 0, typed), nil
}

// takers lists who may be chosen to take the cases of somebody: who handles them by the
// procedure of each.
func takers(l *view.Leaving, now time.Time) []string {
	var all []string
	for _, c := range l.Cases {
		for _, u := range c.Candidates(now) {
			if u != l.User && !c.Roster.Absent(u, now) && !slices.Contains(all, u) {
				all = append(all, u)
			}
		}
	}
	return all
}

// takerOptions lists them while a name is typed.
func (h *Handlers) takerOptions(ctx context.Context, r *bot.Request) (bot.Response, error) {
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	l, f, err := h.leaving(ctx, r, m.Hash)
	if err != nil {
		return bot.Response{}, err
	}
	all, query := takers(l, f.Now), strings.ToLower(strings.TrimSpace(r.Query))
	f.Names = h.names(ctx, lookUpTime, all)
	var list []view.Option
	for _, user := range all {
		if strings.Contains(strings.ToLower(f.Name(user)), query) {
			list = append(list, view.HandlerOption(f, user, ""))
		}
	}
	return bot.Response{Options: list}, nil
}

// leaving gathers the open cases of somebody that this person leads.
func (h *Handlers) leaving(ctx context.Context, r *bot.Request, from string) (*view.Leaving, *view.Frame, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	l, err := h.lister(ctx, by)
	if err != nil {
		return nil, nil, err
	}
	if err := l.roster.MayHandOver(by, l.now); err != nil {
		return nil, nil, err
	}
	cases, more, err := l.held(ctx, from, 4*view.MostHandedOver)
	return &view.Leaving{User: from, Here: !l.roster.HasLeft(from, l.now), Leads: true, Cases: cases, More: more}, h.frame(r, by), err
}

// held lists the open cases of a handler that the person may see, at most so many,
// and says how many there are beyond those.
func (l *lister) held(ctx context.Context, handler string, most int) (cases []*complaint.Case, more int, err error) {
	found, err := l.found(ctx, db.Filter{Open: true, Handlers: []string{handler}, Sort: db.SortDue, Limit: most})
	if err != nil {
		return nil, 0, err
	}
	if len(found) == most {
		all, err := l.h.Store.CountHeld(ctx, handler, l.by.ID)
		if err != nil {
			return nil, 0, err
		}
		more = max(0, all-most)
	}
	cases, err = l.judge(ctx, found, complaint.PartCard, nil)
	return cases, more, err
}

// whoLeft lists those who left and still have open cases that this person leads.
func (h *Handlers) whoLeft(ctx context.Context, by complaint.Person) ([]view.Leaver, error) {
	l, err := h.lister(ctx, by)
	if err != nil || l.roster.MayHandOver(by, l.now) != nil {
		return nil, err
	}
	var list []view.Leaver
	for _, user := range slices.Sorted(maps.Keys(l.roster.Left)) {
		cases, more, err := l.held(ctx, user, view.MostHandedOver)
		if err != nil {
			return nil, err
		}
		if len(cases) > 0 {
			list = append(list, view.Leaver{User: user, Cases: len(cases) + more})
		}
	}
	return list, nil
}

// submitHandOver gives the cases one by one to the one chosen, each by the rules:
// those that this person must not touch stay, with the reason, and where the procedure
// has the choice of a handler agreed with each becomes a proposal. What was handed
// over before something failed stays so, and the form begins with the rest.
func (h *Handlers) submitHandOver(ctx context.Context, r *bot.Request) (bot.Response, error) {
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	typed := handOverForm(&r.View)
	l, f, err := h.leaving(ctx, r, m.Hash)
	if err != nil {
		return bot.Response{}, err
	}
	if len(l.Cases) == 0 { // it was done before, and perhaps not told
		return bot.Response{Clear: true}, nil
	}
	a, err := h.takesOver(ctx, l, typed)
	if err != nil {
		return bot.Response{}, err
	}
	rest := max(0, len(l.Cases)-view.MostHandedOver)
	done := view.Handed{To: a.Handler, Rest: rest + l.More}
	for _, c := range l.Cases[:len(l.Cases)-rest] {
		after, err := h.update(ctx, c.Number, func(c *complaint.Case) error { return c.Reassign(m.Hash, a, f.Viewer, h.Now()) })
		why, refused := h.whyStays(f, err)
		switch {
		case err == nil && after.Handler != a.Handler:
			done.Proposed, done.Agrees = done.Proposed+1, after.Agrees(complaint.AskHandler)
		case err == nil:
			done.Passed++
		case errors.Is(err, complaint.ErrNotFound): // hidden meanwhile
		case refused:
			done.Stayed = append(done.Stayed, view.Stayed{Number: c.Number, Why: why})
		default:
			return bot.Response{}, err
		}
	}
	f.Names = h.names(ctx, namesTime, []string{a.Handler})
	return bot.Response{Update: view.HandedOver(f, done)}, nil
}

// takesOver is the assignment that each of the cases gets.
func (h *Handlers) takesOver(ctx context.Context, l *view.Leaving, typed view.HandOverTyped) (complaint.Assignment, error) {
	a := complaint.Assignment{Handler: typed.To, Title: typed.Title}
	if a.Handler == "" {
		return a, complaint.Refusals{{Text: "error.handler_missing", Field: "to"}}
	}
	p, err := h.Slack.Person(ctx, a.Handler)
	if err != nil && bot.ClassOf(err) != bot.Destination {
		return a, fmt.Errorf("look up handler %s: %w", a.Handler, err)
	}
	if err != nil || !p.Colleague() {
		return a, complaint.Refusals{{Text: "error.handler_guest", Field: "to"}}
	}
	if a.Name = p.Name; a.Title == "" {
		a.Title = h.functions(ctx, l.Cases[0], []string{a.Handler})[a.Handler]
	}
	if a.Title == "" {
		return a, complaint.Refusals{{Text: "error.title_missing", Field: "title"}}
	}
	f := view.Frame{P: h.Company.Printer(h.Company.Language), Names: h.names(ctx, lookUpTime, []string{l.User})}
	a.WhyText = f.P.T("leave.why", "who", f.Name(l.User)) // the case file speaks the company's language
	return a, nil
}

// whyStays words why a case was not handed over; false when that is no refusal.
func (h *Handlers) whyStays(f *view.Frame, err error) (string, bool) {
	var many complaint.Refusals
	if one, ok := errors.AsType[*complaint.Refusal](err); ok {
		many = complaint.Refusals{one}
	}
	if !errors.As(err, &many) && len(many) == 0 {
		return "", false
	}
	return wordRefusal(f.P, f.Now, many[0], h.refusedNames(many)), true
}
