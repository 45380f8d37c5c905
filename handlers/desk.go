package handlers

import (
	"context"
	"slices"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
	"ombud/procedure"
)

// home gathers what the Home tab shows to this person. The query is for the
// list of all cases, of those who have one.
func (l *lister) home(ctx context.Context, q view.ListQuery) (*view.HomeLists, error) {
	lists := &view.HomeLists{Acting: l.acting(), AwayTill: l.roster.AwayUntil(l.by.ID, l.now)}
	var err error
	if lists.How, err = l.h.Store.Procedure(ctx, l.now); err != nil {
		return nil, err
	}
	counts, today, err := l.own(ctx, lists)
	if err != nil || !lists.Leads {
		return lists, err
	}
	acts, err := l.h.Store.MeasureCount(ctx, l.by.ID, l.now)
	if err != nil {
		return nil, err
	}
	lists.Acts = view.MeasureCount(acts)
	lists.All, err = l.list(ctx, q, counts, today)
	return lists, err
}

// own gathers what waits for this person, what they filed, and the counts and the end
// of today that it was judged by.
func (l *lister) own(ctx context.Context, lists *view.HomeLists) (n db.Counts, today time.Time, err error) {
	lists.Leads, lists.Handles = l.leads(), l.has(complaint.RoleHandler, complaint.RoleFollowUp)
	if today, err = l.todayEnd(ctx); err != nil {
		return n, today, err
	}
	if n, err = l.counts(ctx, today); err != nil {
		return n, today, err
	}
	if err = l.tasks(ctx, lists); err != nil {
		return n, today, err
	}
	for _, s := range l.sections(lists, n) {
		if !s.shown || s.all == 0 {
			continue
		}
		if err = l.section(ctx, s, today); err != nil {
			return n, today, err
		}
	}
	if err = l.asFiler(ctx, lists, today); err != nil {
		return n, today, err
	}
	if lists.Leads {
		late, err := l.lateClosed(ctx)
		if err != nil {
			return n, today, err
		}
		lists.Overdue.Cases, lists.Overdue.All = append(lists.Overdue.Cases, late...), lists.Overdue.All+len(late)
	}
	l.withoutTwice(lists)
	return n, today, nil
}

// asFiler adds what somebody who does not lead owes in cases that they filed to what is
// late and due today: whoever took a complaint has to read it back, too.
func (l *lister) asFiler(ctx context.Context, lists *view.HomeLists, today time.Time) error {
	if lists.Leads {
		return nil
	}
	owed := part{Filter: db.Filter{Open: true, Sort: db.SortDue, Filer: l.by.ID, DueBy: today}, see: complaint.PartFiling}
	owed.keep = func(c *complaint.Case) bool {
		return !holds(lists.Overdue, c) && !holds(lists.Today, c) && len(l.dueIn(c, today)) > 0
	}
	cases, _, err := l.page(ctx, owed, view.HomeLate)
	for _, c := range cases {
		rows := &lists.Today
		if len(l.dueIn(c, l.now)) > 0 {
			rows = &lists.Overdue
		}
		rows.Cases, rows.All = append(rows.Cases, c), rows.All+1
	}
	return err
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

// section is a part of Home: which list it is the beginning of, how many rows of it
// Home shows, and how many there are; unknown when only opening them tells.
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
	late, today := n.MineOverdue, n.MineToday
	if lists.Leads {
		late, today = n.Overdue, n.Today
	}
	return []section{
		{lists.Leads || works, "overdue", &lists.Overdue, view.HomeLate, late},
		{lists.Leads || works, view.ListToday, &lists.Today, view.HomeRows, today},
		{l.mayBeAsked(lists.How), view.ListApprovals, &lists.Approve, view.HomeRows, unknown},
		{lists.Leads, "unassigned", &lists.Nobody, view.HomeRows, n.Unassigned},
		{lists.Leads, "ready", &lists.Ready, view.HomeRows, n.Ready},
		{works, view.ListMine, &lists.Mine, view.HomeLate + view.HomeRows + view.HomeMine, n.Mine},
		{works, view.ListChanges, &lists.Changes, view.HomeRows, unknown},
		{true, view.ListBeside, &lists.Beside, view.HomeRows, unknown},
		{true, view.ListFiled, &lists.Filed, view.HomeMine, unknown},
	}
}

// mayBeAsked tells whether this person may have to decide on something: management, the
// roles that the procedure names, or the fallback where these may not.
func (l *lister) mayBeAsked(p *procedure.Procedure) bool {
	roles := []complaint.Role{complaint.RoleManagement, complaint.RoleFallback}
	if p != nil {
		for _, name := range []string{
			p.Answer.Approval.Role, p.Extend.Agreement, p.Agreement.Handler, p.Agreement.NoComplaint, p.Agreement.Unreached, p.Agreement.Unverified,
		} {
			roles = append(roles, complaint.Role(name))
		}
	}
	return l.has(roles...) || l.leads() && slices.Contains(roles, complaint.RoleOfficer) // or who stands in for one
}

func (l *lister) section(ctx context.Context, s section, today time.Time) error {
	cases, after, err := l.page(ctx, l.partOf(view.ListQuery{Filter: s.query}, today), s.most)
	*s.rows = view.Rows{Cases: cases, All: max(s.all, len(cases)), More: after != "" && s.all == unknown}
	return err
}

// withoutTwice leaves out of somebody's own cases what stands above them already: late,
// due today, or with changes asked of them.
func (l *lister) withoutTwice(lists *view.HomeLists) {
	mine := lists.Mine.Cases
	lists.Mine.Cases = slices.DeleteFunc(slices.Clone(mine), func(c *complaint.Case) bool {
		return holds(lists.Overdue, c) || holds(lists.Today, c) || holds(lists.Changes, c)
	})
	lists.Mine.All -= len(mine) - len(lists.Mine.Cases)
}

// tasks lists what the person promised to customers and what they have to put
// right, or somebody in whose place they act, the nearest day first.
func (l *lister) tasks(ctx context.Context, lists *view.HomeLists) error {
	rows, err := l.named(ctx)
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
		if d, err := c.Owed(row.Kind, row.Round); err == nil && c.IsFor(d, l.by.ID, l.now) {
			*list = append(*list, view.Promised{Case: c, Duty: d})
		}
	}
	for _, list := range [][]view.Promised{lists.Promises, lists.Measures} {
		slices.SortStableFunc(list, func(a, b view.Promised) int { return a.Duty.Due.Compare(b.Duty.Due) })
	}
	return nil
}

func holds(rows view.Rows, c *complaint.Case) bool { return slices.Contains(rows.Cases, c) }

func (l *lister) toDecide(c *complaint.Case) bool {
	return len(c.ToDecide(l.by, l.now)) > 0
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
