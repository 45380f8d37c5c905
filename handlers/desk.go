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
	lists := &view.HomeLists{Acting: l.acting(), AwayTill: l.roster.AwayUntil(l.by.ID, l.now)}
	var err error
	if lists.How, err = l.h.Store.Procedure(ctx, l.now); err != nil {
		return nil, err
	}
	counts, err := l.own(ctx, lists)
	if err != nil || !l.reads() {
		return lists, err
	}
	if lists.Leads {
		acts, err := l.h.Store.MeasureCount(ctx, l.by.ID, l.now)
		if err != nil {
			return nil, err
		}
		lists.Acts = view.MeasureCount(acts)
	}
	lists.All, err = l.list(ctx, q, counts)
	return lists, err
}

// own gathers what this person has to do, what else they work on and what they filed, and
// the counts that it was judged by.
func (l *lister) own(ctx context.Context, lists *view.HomeLists) (n db.Counts, err error) {
	lists.Leads, lists.Handles = l.leads(), l.has(complaint.RoleHandler, complaint.RoleFollowUp)
	if n, err = l.counts(ctx); err != nil {
		return n, err
	}
	if err = l.turns(ctx, lists); err != nil {
		return n, err
	}
	if lists.Leads {
		if err = l.others(ctx, lists, n); err != nil {
			return n, err
		}
	}
	for _, s := range l.sections(lists, n) {
		if !s.shown || s.all == 0 {
			continue
		}
		if err = l.section(ctx, s, lists); err != nil {
			return n, err
		}
	}
	return n, nil
}

// others gathers, for who leads, in how many cases of the company something is late, and
// those in which that, or something due today, is not theirs to do.
func (l *lister) others(ctx context.Context, lists *view.HomeLists, n db.Counts) error {
	p := part{Filter: db.Filter{Open: true, Sort: db.SortDue, DueBy: l.today}, see: complaint.PartCard}
	p.keep = func(c *complaint.Case) bool {
		_, theirs := l.turnOf(c)
		return !theirs && !shownAbove(lists, c)
	}
	cases, after, err := l.page(ctx, p, view.HomeRows)
	if err != nil {
		return err
	}
	closed, err := l.lateClosed(ctx)
	if err != nil {
		return err
	}
	cases = append(cases, closed...)
	lists.Others = view.Rows{Cases: cases, All: len(cases), More: after != ""}
	lists.Late, lists.Answered = n.Overdue+len(closed), n.Answered
	return nil
}

// shownAbove tells whether what this person has to do in the case, or that it waits for
// others, stands in Home already.
func shownAbove(lists *view.HomeLists, c *complaint.Case) bool {
	return slices.ContainsFunc(lists.Turns, func(t view.Turn) bool { return t.Case == c }) ||
		slices.Contains(slices.Concat(lists.Others.Cases, lists.Mine.Cases, lists.Beside.Cases), c)
}

// afterClosing are the closed cases in which something promised to the customer is still
// owed, with its day over at that moment: no list of open cases holds them.
func (l *lister) afterClosing(ctx context.Context, by time.Time) ([]*complaint.Case, error) {
	numbers, err := l.h.Store.AfterClosing(ctx, l.by.ID, by, judged)
	if err != nil {
		return nil, err
	}
	var cases []*complaint.Case
	for _, number := range numbers {
		c, err := l.opened(ctx, number, complaint.PartCard)
		if err != nil {
			return nil, err
		}
		if c != nil {
			cases = append(cases, c)
		}
	}
	return cases, nil
}

// section is a further part of Home: which list it is the beginning of, how many rows of
// it Home shows, and how many there are; unknown when only opening them tells.
type section struct {
	shown bool
	query string
	rows  *view.Rows
	most  int
	all   int
}

const unknown = -1

func (l *lister) sections(lists *view.HomeLists, n db.Counts) []section {
	works := lists.Handles || n.Mine > 0 || len(l.places()) > 1
	return []section{
		{works, view.ListMine, &lists.Mine, view.HomeMine, n.Mine},
		{true, view.ListBeside, &lists.Beside, view.HomeRows, unknown},
		{true, view.ListFiled, &lists.Filed, view.HomeMine, unknown},
	}
}

// section leaves out what stands above already.
func (l *lister) section(ctx context.Context, s section, lists *view.HomeLists) error {
	p := l.partOf(view.ListQuery{Filter: s.query})
	above := 0
	p.keep = func(c *complaint.Case) bool {
		shown := shownAbove(lists, c)
		if shown {
			above++
		}
		return !shown
	}
	cases, after, err := l.page(ctx, p, s.most)
	*s.rows = view.Rows{Cases: cases, All: max(s.all-above, len(cases)), More: after != "" && s.all == unknown}
	return err
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
