package handlers

import (
	"context"
	"errors"
	"slices"
	"time"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// How far the lists of the Home tab look.
const (
	filedRows = 8
	ahead     = 5 * 24 * time.Hour // enough for "due today" over a long weekend
	lookAt    = 60                 // rows of a list that are judged one by one
)

// lister reads lists of cases for one person. A row is only a hint: each case
// is opened and judged, and left out unless the person may see it.
type lister struct {
	h     *Handlers
	by    complaint.Person
	now   time.Time
	cases map[string]*complaint.Case // nil: not for this person
}

func (l *lister) lists(ctx context.Context, roster *complaint.Roster, after string) (view.HomeLists, error) {
	has := func(roles ...complaint.Role) bool { return roster.HasAny(l.by.ID, l.now, roles...) }
	lists := view.HomeLists{
		Leads:   has(complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement),
		Handles: has(complaint.RoleHandler, complaint.RoleFollowUp),
	}
	var err error
	add := func(into *[]view.HomeRow, part complaint.Part, keep func(*complaint.Case) bool, filters ...db.Filter) {
		for _, filter := range filters {
			var rows []view.HomeRow
			if err == nil {
				rows, err = l.rows(ctx, filter, part, keep)
			}
			*into = append(*into, rows...)
		}
	}
	add(&lists.Filed, complaint.PartState, nil, db.Filter{Filer: l.by.ID, Limit: filedRows})
	add(&lists.Mine, complaint.PartCard, nil, db.Filter{Handler: l.by.ID, Open: true, Limit: lookAt})
	if has(complaint.RoleFollowUp) {
		add(&lists.Mine, complaint.PartCard, l.toCall,
			db.Filter{State: complaint.StateDecided, Limit: lookAt}, db.Filter{State: complaint.StateFollowUp, Limit: lookAt})
	}
	sortByDue(lists.Mine)
	if lists.Leads && err == nil {
		add(&lists.Approvals, complaint.PartAnswer, l.toDecide, db.Filter{State: complaint.StatePrepared, Limit: lookAt})
		add(&lists.Unassigned, complaint.PartCard, nil,
			db.Filter{State: complaint.StateRecorded, Limit: lookAt}, db.Filter{State: complaint.StateConfirmed, Limit: lookAt})
		err = errors.Join(err, l.due(ctx, &lists), l.page(ctx, &lists, after))
	}
	return lists, err
}

// toCall keeps cases whose customer may be asked by this person, who does not
// handle them.
func (l *lister) toCall(c *complaint.Case) bool {
	return c.Handler != l.by.ID && c.MayFollowUp(l.by, l.now) == nil
}

func (l *lister) toDecide(c *complaint.Case) bool {
	return c.MayDecide(len(c.Answers), l.by, l.now) == nil
}

// due counts the cases with a duty that is late or due today, and lists the
// first of each.
func (l *lister) due(ctx context.Context, lists *view.HomeLists) error {
	cal, err := l.h.Store.Calendar(ctx, l.now)
	if err != nil {
		return err
	}
	duties, err := l.h.Store.FirstDuties(ctx, l.now.Add(ahead), l.by.ID)
	if err != nil {
		return err
	}
	today := calendar.DayOf(l.now, l.h.Company.Zone)
	for _, row := range duties {
		count := &lists.Overdue
		if l.now.Before(row.Due) {
			last := calendar.DayOf(cal.WorkingDeadline(row.Due), l.h.Company.Zone)
			if n, err := cal.BusinessDaysBetween(today, last); err != nil || n > 0 {
				continue
			}
			count = &lists.Today
		}
		if *count++; *count > view.HomeRows {
			continue
		}
		c, err := l.opened(ctx, row.Number, complaint.PartCard)
		if err != nil {
			return err
		}
		if d := dutyOf(c, row); d != nil {
			lists.Due = append(lists.Due, view.HomeRow{Case: c, Duty: d})
		}
	}
	return nil
}

// page lists a page of all open cases, newest first.
func (l *lister) page(ctx context.Context, lists *view.HomeLists, after string) error {
	filter := db.Filter{Open: true, Limit: view.HomePage + 1, After: after}
	found, err := l.h.Store.Cases(ctx, l.visible(filter))
	if err != nil {
		return err
	}
	if len(found) > view.HomePage {
		found = found[:view.HomePage]
		lists.After = found[len(found)-1].Number
	}
	lists.Open, err = l.judge(ctx, found, complaint.PartCard, nil)
	return err
}

func (l *lister) rows(ctx context.Context, filter db.Filter, part complaint.Part, keep func(*complaint.Case) bool) ([]view.HomeRow, error) {
	if part != complaint.PartState {
		filter = l.visible(filter)
	}
	found, err := l.h.Store.Cases(ctx, filter)
	if err != nil {
		return nil, err
	}
	return l.judge(ctx, found, part, keep)
}

// visible spares opening cases that the person is kept out of anyway.
func (l *lister) visible(filter db.Filter) db.Filter {
	filter.NotInvolving = l.by.ID
	return filter
}

func (l *lister) judge(ctx context.Context, found []db.CaseRow, part complaint.Part, keep func(*complaint.Case) bool) ([]view.HomeRow, error) {
	var rows []view.HomeRow
	for _, row := range found {
		c, err := l.opened(ctx, row.Number, part)
		if err != nil {
			return nil, err
		}
		if c != nil && (keep == nil || keep(c)) {
			rows = append(rows, view.HomeRow{Case: c})
		}
	}
	return rows, nil
}

// opened opens a case, nil when the person may not see that part of it.
func (l *lister) opened(ctx context.Context, number string, part complaint.Part) (*complaint.Case, error) {
	c, opened := l.cases[number]
	if !opened {
		var err error
		c, err = l.h.Store.Case(ctx, number)
		if err != nil && !errors.Is(err, complaint.ErrNotFound) {
			return nil, err
		}
		l.cases[number] = c
	}
	if c == nil || !c.MaySee(l.by, part, l.now) {
		return nil, nil
	}
	return c, nil
}

// handlers lists whom the rows name.
func (l *lister) handlers() []string {
	var users []string
	for _, c := range l.cases {
		if c != nil && c.Handler != "" {
			users = append(users, c.Handler)
		}
	}
	slices.Sort(users)
	return slices.Compact(users)
}

// dutyOf finds the duty that a row speaks of, nil when it is no longer owed.
func dutyOf(c *complaint.Case, row db.DutyRow) *complaint.Duty {
	if c == nil {
		return nil
	}
	duties, err := c.Duties()
	if err != nil {
		return nil
	}
	for i := range duties {
		if d := &duties[i]; d.Kind == row.Kind && d.Round == row.Round && d.Open() {
			return d
		}
	}
	return nil
}

// sortByDue puts the nearest deadline first; what owes nothing comes last.
func sortByDue(rows []view.HomeRow) {
	slices.SortStableFunc(rows, func(a, b view.HomeRow) int { return firstDue(a.Case).Compare(firstDue(b.Case)) })
}

func firstDue(c *complaint.Case) time.Time {
	first := time.Unix(1<<40, 0)
	duties, err := c.Duties()
	if err != nil {
		return first
	}
	for _, d := range duties {
		if d.Open() && d.Due.Before(first) {
			first = d.Due
		}
	}
	return first
}
