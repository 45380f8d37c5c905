package handlers

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
	"ombud/procedure"
)

// How far a search for words looks before it asks whether to go on.
const (
	searchLook = 120 // cases that are opened at most
	searchStep = 40  // rows that are asked for at a time
	alikeMost  = 40  // cases of one customer
)

var (
	mailLike  = regexp.MustCompile(`^[^@\s]+@[^@\s]+$`)
	phoneLike = regexp.MustCompile(`^\+?[0-9 ()./-]{6,}$`)
)

// search opens the search window; with words it has looked for them already.
func (h *Handlers) search(ctx context.Context, r *bot.Request, by complaint.Person, words string) (bot.Response, error) {
	modal, err := h.searched(ctx, r, by, view.SearchForm{Words: words}, words != "", "")
	return bot.Response{Open: modal}, err
}

// openSearch opens the empty search window.
func (h *Handlers) openSearch(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	return h.search(ctx, r, by, "")
}

// submitSearch looks for what the form says and shows it under the form.
func (h *Handlers) submitSearch(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.searchAgain(ctx, r, "")
}

// searchNext goes on where the search stopped.
func (h *Handlers) searchNext(ctx context.Context, r *bot.Request) (bot.Response, error) {
	return h.searchAgain(ctx, r, r.Action.Value)
}

func (h *Handlers) searchAgain(ctx context.Context, r *bot.Request, after string) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	form := view.SearchForm{
		Words: r.View.Text("words"), State: r.View.Option("state"), Nature: r.View.Option("nature"),
		Handler: r.View.Option("handler"), Period: r.View.Option("period"),
	}
	if form.Fields() == 0 {
		return bot.Response{}, &complaint.Refusal{Field: "words", Text: "error.search_empty"}
	}
	modal, err := h.searched(ctx, r, by, form, true, after)
	return bot.Response{Update: modal}, err
}

// searched draws the window, with what was found when it is to look.
func (h *Handlers) searched(ctx context.Context, r *bot.Request, by complaint.Person, form view.SearchForm, look bool, after string) (*view.Modal, error) {
	l, err := h.lister(ctx, by)
	if err != nil {
		return nil, err
	}
	p, err := h.Store.Procedure(ctx, l.now)
	if err != nil {
		return nil, err
	}
	var found *view.SearchFound
	if look {
		if found, err = l.search(ctx, form, after); err != nil {
			return nil, err
		}
	}
	var handlers []string
	if l.reads() {
		handlers = l.roster.MayHandle(p, l.now)
		slices.Sort(handlers)
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, l.people(handlers...))
	return view.Search(f, p, form, handlers, found), nil
}

// search finds a case by its number, those of a customer by address or
// telephone number, and others by opening them, newest first.
func (l *lister) search(ctx context.Context, form view.SearchForm, after string) (*view.SearchFound, error) {
	found := &view.SearchFound{}
	direct, err := l.direct(ctx, form)
	if err != nil {
		return nil, err
	}
	for number, part := range direct {
		c, err := l.opened(ctx, number, part)
		if err != nil {
			return nil, err
		}
		if c != nil && l.fits(c, form) {
			found.Cases = append(found.Cases, c)
		}
	}
	// A hidden case of that number or customer must change nothing: a number that no visible
	// case has may stand in the words of one, as that of an invoice does.
	if len(found.Cases) > 0 || mailLike.MatchString(form.Words) {
		sortNewest(found.Cases)
		found.Cases = found.Cases[:min(len(found.Cases), alikeMost)]
		return found, nil
	}
	return found, l.words(ctx, form, after, found)
}

// direct are the cases that what was typed names by itself, and the part of
// them that must be visible to be found that way.
func (l *lister) direct(ctx context.Context, form view.SearchForm) (map[string]complaint.Part, error) {
	typed, found := form.Words, map[string]complaint.Part{}
	byNumber, byWords := complaint.PartState, complaint.PartFiling
	if form.Fields() > 1 { // what the menus ask may be told to those who see the card
		byNumber, byWords = complaint.PartCard, complaint.PartCard
	}
	if numberLike.MatchString(typed) {
		numbers, err := l.h.Store.Number(ctx, typed, l.now, l.h.Company.Zone)
		if err != nil {
			return nil, err
		}
		for _, n := range numbers {
			found[n] = byNumber
		}
	}
	mail, phone := "", ""
	switch {
	case mailLike.MatchString(typed):
		mail = typed
	case phoneLike.MatchString(typed):
		phone = typed
	default:
		return found, nil
	}
	numbers, err := l.h.Store.Alike(ctx, mail, phone, alikeMost)
	for _, n := range numbers {
		if _, known := found[n]; !known {
			found[n] = byWords
		}
	}
	return found, err
}

// words opens cases from that place on until a page is full or enough was
// looked at. Without words every case that fits is found.
func (l *lister) words(ctx context.Context, form view.SearchForm, after string, found *view.SearchFound) error {
	words := strings.Fields(procedure.Fold(form.Words))
	part := complaint.PartFiling
	if form.Nature != "" || form.Handler != "" {
		part = complaint.PartCard
	}
	filter := l.searchFilter(form)
	filter.After, filter.Limit = after, searchStep
	for opened := 0; ; {
		rows, err := l.found(ctx, filter)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if len(found.Cases) == view.ListPage || opened == searchLook {
				found.After = filter.After
				return nil
			}
			c, err := l.opened(ctx, row.Number, part)
			if err != nil {
				return err
			}
			delete(l.cases, row.Number) // thousands may pass by; only what is found is kept
			filter.After = row.Place()
			opened++
			if c == nil {
				continue
			}
			if len(words) > 0 {
				found.Looked++
			}
			if len(words) == 0 || c.Mentions(l.by, words, l.now) {
				found.Cases = append(found.Cases, c)
				l.cases[row.Number] = c
			}
		}
		if len(rows) < searchStep {
			return nil
		}
	}
}

// searchFilter asks the store for what the menus of the form say. Who does not
// lead is asked only for what may be theirs to see.
func (l *lister) searchFilter(form view.SearchForm) db.Filter {
	f := db.Filter{}
	if form.State != "" {
		f.Open = true
		l.narrow(&f, form.State)
		if form.State == view.ListMine {
			desk := l.desk()
			f.Handlers, f.Passed, f.Calls = desk.Handlers, desk.Passed, desk.Calls
		}
	}
	if form.Handler != "" {
		f.Handlers, f.Passed, f.Calls = []string{form.Handler}, "", false
	}
	f.Nature = form.Nature
	f.From, f.Until = l.period(form.Period)
	l.within(&f)
	return f
}

// within leaves out what somebody who does not lead cannot see anyway.
func (l *lister) within(f *db.Filter) {
	if !l.reads() && !l.has(complaint.RoleFallback) {
		f.Reach, f.Passed, f.Told = l.places(), l.by.ID, l.desk().Calls
	}
}

// period gives the bounds of a period in which cases came in; zero: none.
func (l *lister) period(code string) (from, until time.Time) {
	year := l.yearStart()
	switch code {
	case "month":
		return l.now.AddDate(0, 0, -30), time.Time{}
	case "quarter":
		return l.now.AddDate(0, 0, -90), time.Time{}
	case "year":
		return year, time.Time{}
	case "before":
		return time.Time{}, year
	}
	return time.Time{}, time.Time{}
}

// fits judges a case that was found without the store's filter by the menus.
func (l *lister) fits(c *complaint.Case, form view.SearchForm) bool {
	from, until := l.period(form.Period)
	switch {
	case form.Nature != "" && c.Nature != form.Nature, form.Handler != "" && c.Handler != form.Handler:
		return false
	case !from.IsZero() && c.ReceivedAt.Before(from), !until.IsZero() && !c.ReceivedAt.Before(until):
		return false
	}
	var f db.Filter
	l.narrow(&f, form.State)
	switch form.State {
	case "":
		return true
	case "closed":
		return !c.Open() && !c.ClosedAt.Before(f.Since)
	case "answered":
		return c.Open() && !c.ToldAt.IsZero() && c.ToldAt.Before(f.AnsweredBefore)
	case "overdue":
		due := c.FirstDuty()
		return due != nil && !due.Due.After(l.now)
	case view.ListMine:
		desk := l.desk()
		return c.Open() && (slices.Contains(desk.Handlers, c.Handler) || desk.Calls && c.Face() == complaint.FaceAnswered ||
			slices.Contains(c.PassedTo(), desk.Passed))
	}
	return c.Open() && (f.Face == "" || c.Face() == f.Face) && (!f.Unassigned || c.Handler == "")
}

func sortNewest(cases []*complaint.Case) {
	slices.SortFunc(cases, func(a, b *complaint.Case) int {
		return cmp.Or(b.RegisteredAt.Compare(a.RegisteredAt), cmp.Compare(b.Number, a.Number))
	})
}
