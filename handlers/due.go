package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// dueCases bounds the cases whose deadlines one page lists.
const dueCases = 15

// Words for the two stretches of time, in English, Dutch and Danish.
var (
	todayWords = []string{"today", "vandaag", "idag", "i dag"}
	weekWords  = []string{"", "week", "uge"}
)

// due opens the deadlines of today or of the seven days that begin today.
func (h *Handlers) due(ctx context.Context, r *bot.Request, by complaint.Person, rest string) (bot.Response, error) {
	word := strings.ToLower(rest)
	today := slices.Contains(todayWords, word)
	if !today && !slices.Contains(weekWords, word) {
		return bot.Response{}, &complaint.Refusal{Text: "error.unknown_list", Args: []any{
			"word", rest, "command", r.Command + " " + rowOf(verbDue).word(h.language(r)),
		}}
	}
	modal, err := h.dueModal(ctx, r, by, view.DueQuery{Today: today})
	return bot.Response{Open: modal}, err
}

// turnDue shows the other stretch of time, or the next page.
func (h *Handlers) turnDue(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	modal, err := h.dueModal(ctx, r, by, view.ParseDueQuery(r.Action.Value))
	return bot.Response{Update: modal}, err
}

// openDue opens all that the person has to do, of which Home shows the beginning.
func (h *Handlers) openDue(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	modal, err := h.dueModal(ctx, r, by, view.ParseDueQuery(r.Action.Value))
	return bot.Response{Open: modal}, err
}

func (h *Handlers) dueModal(ctx context.Context, r *bot.Request, by complaint.Person, q view.DueQuery) (*view.Modal, error) {
	l, err := h.lister(ctx, by)
	if err != nil {
		return nil, err
	}
	f := h.frame(r, by)
	if q.Own {
		list, next, err := l.turnPage(ctx, q.After, dueCases)
		if err != nil {
			return nil, err
		}
		f.Names = h.names(ctx, namesTime, l.people())
		return view.TurnsModal(f, list, next), nil
	}
	end := calendar.DayOf(l.now, h.Company.Zone).AddDays(7).Start(h.Company.Zone)
	if q.Today {
		end = l.today
	}
	list, next, err := l.duties(ctx, end, q.After)
	if err != nil {
		return nil, err
	}
	f.Names = h.names(ctx, namesTime, l.people())
	return view.DueModal(f, q, list, next), nil
}

// duties lists what falls due until end, the soonest first: of all cases to
// those who lead, of their own to others; and where the next page begins.
func (l *lister) duties(ctx context.Context, end time.Time, after string) ([]view.DueRow, string, error) {
	cases, next, err := l.dueCases(ctx, end, after)
	if err != nil {
		return nil, "", err
	}
	var list []view.DueRow
	for _, c := range cases {
		for _, d := range l.dueIn(c, end) {
			list = append(list, view.DueRow{Case: c, Duty: d})
		}
	}
	slices.SortStableFunc(list, func(a, b view.DueRow) int { return a.Duty.Due.Compare(b.Duty.Due) })
	return list, next, nil
}

// dueIn are the duties of a case that fall due until end and are for this person.
func (l *lister) dueIn(c *complaint.Case, end time.Time) []complaint.Duty {
	duties, err := c.Duties()
	if err != nil {
		return nil // its dates lie beyond its calendar: none rather than a guess
	}
	return slices.DeleteFunc(duties, func(d complaint.Duty) bool {
		return !d.Open() || d.Due.After(end) || !l.leads() && !c.IsFor(&d, l.by.ID, l.now)
	})
}

func (l *lister) dueCases(ctx context.Context, end time.Time, after string) ([]*complaint.Case, string, error) {
	due := part{Filter: db.Filter{Open: true, Sort: db.SortDue, DueBy: end, After: after}, see: complaint.PartCard}
	if l.leads() {
		cases, next, err := l.page(ctx, due, dueCases)
		if err != nil || after != "" {
			return cases, next, err
		}
		closed, err := l.afterClosing(ctx, end)
		return append(cases, closed...), next, err
	}
	due = l.reach(due)
	due.keep = func(c *complaint.Case) bool { return len(l.dueIn(c, end)) > 0 }
	cases, next, err := l.page(ctx, due, dueCases)
	if err != nil || after != "" {
		return cases, next, err
	}
	named, err := l.named(ctx)
	for _, row := range named {
		c, err := l.opened(ctx, row.Number, complaint.PartPromise)
		if err != nil {
			return nil, "", err
		}
		if c != nil && !slices.Contains(cases, c) {
			cases = append(cases, c)
		}
	}
	return cases, next, err
}

// reach narrows a list to what somebody who does not lead may see.
func (l *lister) reach(p part) part {
	if !l.leads() {
		p.see, p.Reach, p.Passed, p.Told = complaint.PartFiling, l.places(), l.by.ID, l.desk().Calls
	}
	return p
}

// named are what this person is named for, or somebody for whom they stand in, and what
// may have been passed on to them.
func (l *lister) named(ctx context.Context) ([]db.DutyRow, error) {
	list, err := l.h.Store.PassedDuties(ctx, l.by.ID, judged)
	if err != nil {
		return nil, err
	}
	for _, user := range l.places() {
		rows, err := l.h.Store.OwnDuties(ctx, user, judged)
		if err != nil {
			return nil, err
		}
		list = append(list, rows...)
	}
	return list, nil
}
