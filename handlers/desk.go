package handlers

import (
	"context"
	"slices"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// home gathers what the Home tab shows to this person. The query is for the
// list of all cases, of those who have one.
func (l *lister) home(ctx context.Context, q view.ListQuery) (*view.HomeLists, error) {
	lists := &view.HomeLists{
		Leads:    l.has(leads...),
		Handles:  l.has(complaint.RoleHandler, complaint.RoleFollowUp),
		Acting:   l.acting(),
		AwayTill: l.roster.AwayUntil(l.by.ID, l.now),
	}
	var err error
	if lists.How, err = l.h.Store.Procedure(ctx, l.now); err != nil {
		return nil, err
	}
	if err := l.filed(ctx, lists); err != nil {
		return nil, err
	}
	if err := l.beside(ctx, lists); err != nil {
		return nil, err
	}
	if err := l.tasks(ctx, lists); err != nil {
		return nil, err
	}
	today, err := l.todayEnd(ctx)
	if err != nil {
		return nil, err
	}
	counts, err := l.counts(ctx, today)
	if err != nil {
		return nil, err
	}
	if lists.Leads {
		if err := l.leading(ctx, lists, q, counts, today); err != nil {
			return nil, err
		}
	}
	if lists.Handles || counts.Mine > 0 || len(l.places()) > 1 {
		err = l.handling(ctx, lists, counts, today)
	}
	return lists, err
}

// tasks lists what the person promised to customers and what they have to put
// right, the nearest day first.
func (l *lister) tasks(ctx context.Context, lists *view.HomeLists) error {
	rows, err := l.h.Store.OwnDuties(ctx, l.by.ID, judged)
	if err != nil {
		return err
	}
	for _, row := range rows {
		c, err := l.opened(ctx, row.Number, complaint.PartPromise)
		if err != nil {
			return err
		}
		if c == nil {
			continue
		}
		list := &lists.Measures
		if row.Kind == complaint.DutyCommitment {
			list = &lists.Promises
		}
		if d, err := c.Owed(row.Kind, row.Round); err == nil {
			*list = append(*list, view.Promised{Case: c, Duty: d})
		}
	}
	return nil
}

// filed are the newest cases that this person filed.
func (l *lister) filed(ctx context.Context, lists *view.HomeLists) (err error) {
	lists.Filed.Cases, err = l.rows(ctx, db.Filter{Filer: l.by.ID, Limit: filedRows}, complaint.PartState, nil)
	return err
}

// beside are the open cases for which this person is co-responsible.
func (l *lister) beside(ctx context.Context, lists *view.HomeLists) (err error) {
	lists.Beside.Cases, err = l.besides(ctx, nil)
	return err
}

func (l *lister) besides(ctx context.Context, keep func(*complaint.Case) bool) ([]*complaint.Case, error) {
	found, err := l.h.Store.Beside(ctx, l.by.ID, judged)
	if err != nil {
		return nil, err
	}
	return l.judge(ctx, found, complaint.PartCard, func(c *complaint.Case) bool {
		return c.CoOwner() == l.by.ID && (keep == nil || keep(c))
	})
}

// leading are the lists of the whole company.
func (l *lister) leading(ctx context.Context, lists *view.HomeLists, q view.ListQuery, n db.Counts, today time.Time) error {
	due := db.Filter{Open: true, Sort: db.SortDue}
	for _, section := range []struct {
		rows   *view.Rows
		all    int
		narrow func(*db.Filter)
	}{
		{&lists.Overdue, n.Overdue, func(f *db.Filter) { f.DueBy, f.Limit = l.now, view.HomeLate }},
		{&lists.Today, n.Today, func(f *db.Filter) { f.DueAfter, f.DueBy, f.Limit = l.now, today, view.HomeRows }},
		{&lists.Ready, n.Ready, func(f *db.Filter) { f.Face, f.Limit = complaint.FaceReady, view.HomeRows }},
		{&lists.Nobody, n.Unassigned, func(f *db.Filter) { f.Unassigned, f.Limit = true, view.HomeRows }},
	} {
		filter := due
		section.narrow(&filter)
		cases, err := l.rows(ctx, filter, complaint.PartCard, nil)
		if err != nil {
			return err
		}
		*section.rows = view.Rows{Cases: cases, All: section.all}
	}
	waits := due
	waits.State, waits.Limit = complaint.StatePrepared, judged
	var err error
	if lists.Approve.Cases, err = l.rows(ctx, waits, complaint.PartAnswer, l.toDecide); err != nil {
		return err
	}
	lists.Approve.All = len(lists.Approve.Cases)
	acts, err := l.h.Store.MeasureCount(ctx, l.by.ID, l.now)
	if err != nil {
		return err
	}
	lists.Acts = view.MeasureCount(acts)
	lists.All, err = l.list(ctx, q, n)
	return err
}

// handling are the cases that this person works on. Who leads has what is late
// or due today in the lists of the company already.
func (l *lister) handling(ctx context.Context, lists *view.HomeLists, n db.Counts, today time.Time) error {
	mine, err := l.mine(ctx)
	if err != nil {
		return err
	}
	late, soon := view.Rows{All: n.MineOverdue}, view.Rows{All: n.MineToday}
	for _, c := range mine {
		due := firstDue(c)
		own := c.Handler == l.by.ID // else a customer to call, whom the counts leave out
		switch {
		case lists.Leads && (holds(lists.Overdue, c) || holds(lists.Today, c)):
		case !lists.Leads && !due.After(l.now):
			late.Cases = append(late.Cases, c)
			if !own {
				late.All++
			}
		case !lists.Leads && !due.After(today):
			soon.Cases = append(soon.Cases, c)
			if !own {
				soon.All++
			}
		case l.mustChange(c):
			lists.Changes.Cases = append(lists.Changes.Cases, c)
		default:
			lists.Mine.Cases = append(lists.Mine.Cases, c)
		}
	}
	if !lists.Leads {
		lists.Overdue, lists.Today = late, soon
	}
	lists.Mine.All = max(len(lists.Mine.Cases), n.Mine-n.MineOverdue-n.MineToday-len(lists.Changes.Cases))
	return nil
}

func holds(rows view.Rows, c *complaint.Case) bool { return slices.Contains(rows.Cases, c) }

// mine are the cases that this person handles, also in the place of somebody, or
// whose customer they call, by deadline.
func (l *lister) mine(ctx context.Context) ([]*complaint.Case, error) {
	due := db.Filter{Open: true, Sort: db.SortDue, Limit: judged}
	own := due
	var cases []*complaint.Case
	for _, own.Handler = range l.places() {
		more, err := l.rows(ctx, own, complaint.PartCard, nil)
		if err != nil {
			return nil, err
		}
		cases = append(cases, more...)
	}
	if !l.has(complaint.RoleFollowUp) {
		sortByDue(cases)
		return cases, nil
	}
	for _, state := range []complaint.State{complaint.StateDecided, complaint.StateFollowUp} {
		call := due
		call.State = state
		more, err := l.rows(ctx, call, complaint.PartCard, l.toCall)
		if err != nil {
			return nil, err
		}
		cases = append(cases, more...)
	}
	sortByDue(cases)
	return cases, nil
}

// toCall keeps cases whose customer may be asked by this person, who does not
// handle them.
func (l *lister) toCall(c *complaint.Case) bool {
	return !slices.Contains(l.places(), c.Handler) && c.MayFollowUp(l.by, l.now) == nil
}

func (l *lister) toDecide(c *complaint.Case) bool {
	return c.MayDecide(len(c.Answers), l.by, l.now) == nil
}

// mustChange keeps cases in which changes were asked of this person.
func (l *lister) mustChange(c *complaint.Case) bool {
	a := c.Answer()
	return a != nil && c.Face() == complaint.FaceChangesAsked && a.Author == l.by.ID
}

// acting lists who is away now and in whose place this person acts: as the
// deputy named, or as deputy of an officer who named nobody.
func (l *lister) acting() []view.Acting {
	var list []view.Acting
	for _, a := range l.roster.Away {
		if a.User == l.by.ID || !l.roster.AwayUntil(a.User, l.now).Equal(a.Until) || a.Until.IsZero() {
			continue
		}
		deputy := l.roster.DeputyOf(a.User, l.now)
		if deputy == l.by.ID || deputy == "" && l.roster.Has(a.User, complaint.RoleOfficer, l.now) && l.has(complaint.RoleDeputy) {
			list = append(list, view.Acting{User: a.User, Until: a.Until})
		}
	}
	return list
}
