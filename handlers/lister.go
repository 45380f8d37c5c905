package handlers

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// How far lists look.
const (
	judged = 60 // cases that are opened for a page in which not each belongs
	lookAt = 60 // rows that a picker of cases chooses among
)

// leads are the roles that see every case; reads are those that have the lists of the whole
// company.
var (
	leads = []complaint.Role{complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement}
	reads = append(slices.Clone(leads), complaint.RoleReader)
)

// lister reads lists of cases for one person. A row is only a hint: each case
// is opened and judged, and left out unless the person may see it.
type lister struct {
	h      *Handlers
	by     complaint.Person
	now    time.Time
	roster *complaint.Roster
	today  time.Time                           // the last moment at which a deadline counts as due today
	told   time.Time                           // before it an answer was long ago
	cases  map[string]*complaint.Case          // nil: not for this person
	alone  bool                                // only what is their own, though they lead
	asks   map[*complaint.Case]*complaint.Turn // see turnOf
	closed []*complaint.Case                   // see lateClosed
	asked  bool                                // for closed
}

func (h *Handlers) lister(ctx context.Context, by complaint.Person) (*lister, error) {
	roster, err := h.Store.Roster(ctx)
	if err != nil {
		return nil, err
	}
	cal, err := h.Store.Calendar(ctx, h.Now())
	if err != nil {
		return nil, err
	}
	l := &lister{h: h, by: by, now: h.Now(), roster: roster, cases: map[string]*complaint.Case{}, asks: map[*complaint.Case]*complaint.Turn{}}
	l.today, l.told = bounds(cal, l.now)
	return l, nil
}

// bounds gives the end of today, which is when work begins on the next working day, and
// the moment before which an answer was long ago. Where the calendar ends nothing is due
// today and no answer was long ago: a list without them is better than none.
func bounds(cal *calendar.Calendar, now time.Time) (today, told time.Time) {
	today, told = now, time.Unix(0, 0)
	if next, err := cal.NextBusinessDay(calendar.DayOf(now, cal.Zone())); err == nil {
		today, _, _ = cal.WorkingHours(next)
	}
	if ago, err := complaint.LongAnswered(cal, now); err == nil {
		told = ago
	}
	return today, told
}

func (l *lister) has(roles ...complaint.Role) bool { return l.roster.HasAny(l.by.ID, l.now, roles...) }

// leads tells whether what the whole company has to do is for this person, also in the
// place of who leads and is away.
func (l *lister) leads() bool { return !l.alone && l.roster.ActsAs(l.by.ID, l.now, leads...) }

// reads tells whether the lists of the whole company are for this person: who leads, and
// who reads for privacy and audit.
func (l *lister) reads() bool { return !l.alone && l.roster.ActsAs(l.by.ID, l.now, reads...) }

// places are in whose place this person acts now, first their own.
func (l *lister) places() []string { return l.roster.Places(l.by.ID, l.now) }

// desk is what this person works on.
func (l *lister) desk() db.Desk {
	return db.Desk{Handlers: l.places(), Passed: l.by.ID, Calls: l.roster.ActsAs(l.by.ID, l.now, complaint.RoleFollowUp)}
}

// part is what a list holds: cases of which that part must be visible, and which keep
// keeps, nil for all.
type part struct {
	db.Filter
	see  complaint.Part
	keep func(*complaint.Case) bool
}

// partOf turns what a list shows into what the store is asked for and what of it
// belongs there. To those without the lists of the company it is what they work on themselves.
func (l *lister) partOf(q view.ListQuery) part {
	p := part{Filter: db.Filter{Open: true, Sort: db.SortDue, After: q.After}, see: complaint.PartCard}
	if q.Handler != "" {
		p.Handlers = []string{q.Handler}
	}
	switch q.Sort {
	case "new":
		p.Sort = db.SortNewest
	case "handler":
		p.Sort = db.SortHandler
	}
	desk := func() { // who stands in for a filer sees no card
		d := l.desk()
		p.Handlers, p.Passed, p.Calls, p.see = d.Handlers, d.Passed, d.Calls, complaint.PartFiling
	}
	switch q.Filter {
	case view.ListFiled:
		p.Filter = db.Filter{Filer: l.by.ID, After: q.After}
		p.see = complaint.PartState
		return p
	case view.ListRecent:
		p.Filter, p.see = db.Filter{After: q.After}, complaint.PartState
		l.within(&p.Filter)
		return p
	case view.ListBeside:
		p.Beside = l.places()
		return p
	case view.ListMine:
		desk()
	}
	if !l.reads() {
		desk()
	}
	l.narrow(&p.Filter, q.Filter)
	return p
}

// narrow keeps what a filter of the menus asks for.
func (l *lister) narrow(f *db.Filter, filter string) {
	switch filter {
	case "overdue":
		f.DueBy = l.now
	case "unassigned":
		f.Unassigned = true
	case "waiting":
		f.Face = complaint.FaceAnswered
	case "ready":
		f.Face = complaint.FaceReady
	case "answered":
		f.AnsweredBefore = l.told
	case "closed":
		f.Open, f.Closed, f.Since, f.Sort = false, true, l.yearStart(), db.SortNewest
	}
}

func (l *lister) yearStart() time.Time {
	zone := l.h.Company.Zone
	return time.Date(l.now.In(zone).Year(), 1, 1, 0, 0, 0, 0, zone)
}

// counts are how many cases there are for this person: of all to those who
// lead, of their own to others.
func (l *lister) counts(ctx context.Context) (db.Counts, error) {
	if !l.leads() {
		return l.h.Store.OwnCounts(ctx, l.by.ID, l.desk())
	}
	return l.h.Store.Counts(ctx, l.by.ID, l.desk(), l.now, l.yearStart(), l.told)
}

// list gives the page of a list that the query asks for.
func (l *lister) list(ctx context.Context, q view.ListQuery, n db.Counts) (*view.CaseList, error) {
	list := &view.CaseList{Query: q, Leads: l.reads()}
	if l.leads() { // the counts hold confidential cases
		list.Counts = map[string]int{
			"open": n.Open, "overdue": n.Overdue, "mine": n.Mine, "unassigned": n.Unassigned, "waiting": n.Waiting, "ready": n.Ready, "answered": n.Answered, "closed": n.Closed,
		}
	}
	var err error
	if !strings.HasPrefix(q.After, closedPlace) {
		if list.Cases, list.After, err = l.page(ctx, l.partOf(q), view.ListPage); err != nil {
			return nil, err
		}
	}
	if l.reads() {
		err = l.andClosed(ctx, list)
	}
	return list, err
}

// closedPlace begins the place of a page among the closed cases that come behind the
// overdue ones; how many of them came before follows.
const closedPlace = "closed/"

// andClosed counts the closed cases in which a promise is late, and shows them where the
// overdue ones end.
func (l *lister) andClosed(ctx context.Context, list *view.CaseList) error {
	late, err := l.lateClosed(ctx)
	if err != nil {
		return err
	}
	list.LateClosed = len(late)
	if list.Query.Filter != "overdue" || list.After != "" {
		return nil
	}
	if by := list.Query.Handler; by != "" {
		late = slices.DeleteFunc(slices.Clone(late), func(c *complaint.Case) bool { return c.Handler != by })
	}
	place, _ := strings.CutPrefix(list.Query.After, closedPlace)
	from, _ := strconv.Atoi(place) // of any other place: none came before
	from = min(max(from, 0), len(late))
	to := min(from+view.ListPage-len(list.Cases), len(late))
	list.Cases = append(list.Cases, late[from:to]...)
	if to < len(late) {
		list.After = closedPlace + strconv.Itoa(to)
	}
	return nil
}

// lateClosed are the closed cases in which a promise to the customer is late, looked up
// once.
func (l *lister) lateClosed(ctx context.Context) (_ []*complaint.Case, err error) {
	if !l.asked {
		l.closed, err = l.afterClosing(ctx, l.now)
		l.asked = err == nil
	}
	return l.closed, err
}

// page opens cases from the place on at which the list begins, until so many belong
// there or enough was looked at, and gives where the next page begins, "" at the end.
// What the person is kept out of, or does not belong, leaves no gap.
func (l *lister) page(ctx context.Context, p part, most int) (cases []*complaint.Case, after string, err error) {
	p.Limit = most + 1
	for looked := 0; ; {
		found, err := l.found(ctx, p.Filter)
		if err != nil {
			return nil, "", err
		}
		for _, row := range found {
			if len(cases) == most || looked >= judged {
				return cases, p.After, nil
			}
			c, err := l.opened(ctx, row.Number, p.see)
			if err != nil {
				return nil, "", err
			}
			looked++
			p.After = row.Place()
			if c != nil && (p.keep == nil || p.keep(c)) {
				cases = append(cases, c)
			}
		}
		if len(found) < p.Limit {
			return cases, "", nil
		}
	}
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
				users = append(users, user, d.User, c.Capacity(&d, "", l.by.ID, l.now).For)
			}
		}
	}
	slices.Sort(users)
	return slices.DeleteFunc(slices.Compact(users), func(u string) bool { return u == "" })
}
