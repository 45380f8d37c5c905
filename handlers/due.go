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

// dueCases bounds the cases whose deadlines are listed.
const dueCases = 30

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
	modal, err := h.dueModal(ctx, r, by, today)
	return bot.Response{Open: modal}, err
}

// turnDue shows the other stretch of time.
func (h *Handlers) turnDue(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	modal, err := h.dueModal(ctx, r, by, r.Action.Value == "today")
	return bot.Response{Update: modal}, err
}

func (h *Handlers) dueModal(ctx context.Context, r *bot.Request, by complaint.Person, today bool) (*view.Modal, error) {
	l, err := h.lister(ctx, by)
	if err != nil {
		return nil, err
	}
	end, err := l.todayEnd(ctx)
	if err != nil {
		return nil, err
	}
	if !today {
		end = calendar.DayOf(l.now, h.Company.Zone).AddDays(7).Start(h.Company.Zone)
	}
	list, err := l.duties(ctx, end)
	if err != nil {
		return nil, err
	}
	f := h.frame(r, by)
	f.Names = h.names(ctx, namesTime, l.people())
	return view.DueModal(f, today, list), nil
}

// duties lists what falls due until end, the soonest first: of all cases to
// those who lead, of their own to others.
func (l *lister) duties(ctx context.Context, end time.Time) ([]view.DueRow, error) {
	all := l.has(leads...)
	cases, err := l.dueCases(ctx, all, end)
	if err != nil {
		return nil, err
	}
	var list []view.DueRow
	for _, c := range cases {
		duties, err := c.Duties()
		if err != nil {
			continue // its dates lie beyond its calendar: none rather than a guess
		}
		for _, d := range duties {
			if d.Open() && !d.Due.After(end) && (all || c.IsFor(&d, l.by.ID, l.now)) {
				list = append(list, view.DueRow{Case: c, Duty: d})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b view.DueRow) int { return a.Duty.Due.Compare(b.Duty.Due) })
	return list, nil
}

func (l *lister) dueCases(ctx context.Context, all bool, end time.Time) ([]*complaint.Case, error) {
	due := db.Filter{Open: true, Sort: db.SortDue, DueBy: end, Limit: dueCases}
	if all {
		return l.rows(ctx, due, complaint.PartCard, nil)
	}
	cases, err := l.mine(ctx)
	if err != nil {
		return nil, err
	}
	fresh := func(c *complaint.Case) bool { return !slices.Contains(cases, c) }
	beside, err := l.besides(ctx, fresh)
	if err != nil {
		return nil, err
	}
	cases = append(cases, beside...)
	for _, due.Filer = range l.places() {
		filed, err := l.rows(ctx, due, complaint.PartFiling, fresh)
		if err != nil {
			return nil, err
		}
		cases = append(cases, filed...)
	}
	named, err := l.named(ctx)
	for _, row := range named {
		c, err := l.opened(ctx, row.Number, complaint.PartPromise)
		if err != nil {
			return nil, err
		}
		if c != nil && fresh(c) {
			cases = append(cases, c)
		}
	}
	return cases, err
}

// named are what this person is named for, or somebody for whom they stand in.
func (l *lister) named(ctx context.Context) ([]db.DutyRow, error) {
	var list []db.DutyRow
	for _, user := range l.places() {
		rows, err := l.h.Store.OwnDuties(ctx, user, judged)
		if err != nil {
			return nil, err
		}
		list = append(list, rows...)
	}
	return list, nil
}
