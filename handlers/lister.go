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

// How far lists look.
const (
	filedRows = view.HomeMine
	judged    = 20 // rows of a section that are opened at most
	lookAt    = 60 // rows that a picker of cases chooses among
)

// leads are the roles that see every case, and so its lists.
var leads = []complaint.Role{complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement}

// lister reads lists of cases for one person. A row is only a hint: each case
// is opened and judged, and left out unless the person may see it.
type lister struct {
	h      *Handlers
	by     complaint.Person
	now    time.Time
	roster *complaint.Roster
	cases  map[string]*complaint.Case // nil: not for this person
}

func (h *Handlers) lister(ctx context.Context, by complaint.Person) (*lister, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return nil, err
	}
	return &lister{h: h, by: by, now: h.Now(), roster: roster, cases: map[string]*complaint.Case{}}, nil
}

func (l *lister) has(roles ...complaint.Role) bool { return l.roster.HasAny(l.by.ID, l.now, roles...) }

// places are in whose place this person acts now, first their own.
func (l *lister) places() []string {
	users := []string{l.by.ID}
	for _, a := range l.roster.ActingFor(l.by.ID, l.now) {
		if !slices.Contains(users, a.User) {
			users = append(users, a.User)
		}
	}
	return users
}

// filterOf turns what a list shows into what the store is asked for.
func (l *lister) filterOf(q view.ListQuery) db.Filter {
	f := db.Filter{Open: true, Sort: db.SortDue, After: q.After, Handler: q.Handler}
	switch q.Sort {
	case "new":
		f.Sort = db.SortNewest
	case "handler":
		f.Sort = db.SortHandler
	}
	switch q.Filter {
	case "overdue":
		f.DueBy = l.now
	case "mine":
		f.Handler = l.by.ID
	case "unassigned":
		f.Unassigned = true
	case "waiting":
		f.Face = complaint.FaceAnswered
	case "ready":
		f.Face = complaint.FaceReady
	case "closed":
		f.Open, f.Closed, f.Since, f.Sort = false, true, l.yearStart(), db.SortNewest
	}
	return f
}

func (l *lister) yearStart() time.Time {
	zone := l.h.Company.Zone
	return time.Date(l.now.In(zone).Year(), 1, 1, 0, 0, 0, 0, zone)
}

// todayEnd is the last moment at which a deadline counts as due today: when
// work begins on the next working day.
func (l *lister) todayEnd(ctx context.Context) (time.Time, error) {
	cal, err := l.h.Store.Calendar(ctx, l.now)
	if err != nil {
		return time.Time{}, err
	}
	next, err := cal.NextBusinessDay(calendar.DayOf(l.now, l.h.Company.Zone))
	if err != nil { // the calendar ends: nothing is known to be due
		return l.now, nil //nolint:nilerr // a Home without that list is better than none
	}
	begins, _, _ := cal.WorkingHours(next)
	return begins, nil
}

// counts are how many cases there are for this person: of all to those who
// lead, of their own to others.
func (l *lister) counts(ctx context.Context, today time.Time) (db.Counts, error) {
	if !l.has(leads...) {
		return l.h.Store.OwnCounts(ctx, l.by.ID, l.now, today)
	}
	return l.h.Store.Counts(ctx, l.by.ID, l.now, today, l.yearStart())
}

// list gives the page of a list that the query asks for.
func (l *lister) list(ctx context.Context, q view.ListQuery, n db.Counts) (*view.CaseList, error) {
	list := &view.CaseList{Query: q, Counts: map[string]int{
		"open": n.Open, "overdue": n.Overdue, "mine": n.Mine, "unassigned": n.Unassigned, "waiting": n.Waiting, "ready": n.Ready, "closed": n.Closed,
	}}
	filter := l.filterOf(q)
	filter.Limit = view.ListPage + 1
	found, err := l.found(ctx, filter)
	if err != nil {
		return nil, err
	}
	if len(found) > view.ListPage {
		found = found[:view.ListPage]
		list.After = found[len(found)-1].Place()
	}
	list.Cases, err = l.judge(ctx, found, complaint.PartCard, nil)
	return list, err
}

// rows opens and judges the first cases of a filter.
func (l *lister) rows(ctx context.Context, filter db.Filter, part complaint.Part, keep func(*complaint.Case) bool) ([]*complaint.Case, error) {
	found, err := l.found(ctx, filter)
	if err != nil {
		return nil, err
	}
	return l.judge(ctx, found, part, keep)
}

// found asks the store, which spares opening cases that the person is kept out
// of anyway; of what they filed themselves they may know the state.
func (l *lister) found(ctx context.Context, filter db.Filter) ([]db.CaseRow, error) {
	if filter.Filer != l.by.ID {
		filter.NotInvolving = l.by.ID
	}
	return l.h.Store.Cases(ctx, filter)
}

func (l *lister) judge(ctx context.Context, found []db.CaseRow, part complaint.Part, keep func(*complaint.Case) bool) ([]*complaint.Case, error) {
	var cases []*complaint.Case
	for _, row := range found {
		c, err := l.opened(ctx, row.Number, part)
		if err != nil {
			return nil, err
		}
		if c != nil && (keep == nil || keep(c)) {
			cases = append(cases, c)
		}
	}
	return cases, nil
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

// people lists whom rows of these cases name, and the person themselves.
func (l *lister) people(more ...string) []string {
	users := append(more, l.by.ID)
	for _, c := range l.cases {
		if c == nil {
			continue
		}
		users = append(users, c.Handler)
		if a := c.Answer(); a != nil {
			users = append(users, a.Author)
		}
		duties, err := c.Duties()
		if err != nil {
			continue // its dates lie beyond its calendar: rows name nobody who owes
		}
		for _, d := range duties {
			if d.Open() {
				user, _ := c.Owes(&d, l.now)
				users = append(users, user)
			}
		}
	}
	slices.Sort(users)
	return slices.DeleteFunc(slices.Compact(users), func(u string) bool { return u == "" })
}

// sortByDue puts the nearest deadline first; what owes nothing comes last.
func sortByDue(cases []*complaint.Case) {
	slices.SortStableFunc(cases, func(a, b *complaint.Case) int { return firstDue(a).Compare(firstDue(b)) })
}

func firstDue(c *complaint.Case) time.Time {
	if d := c.FirstDuty(); d != nil {
		return d.Due
	}
	return time.Unix(1<<40, 0)
}
