package scheduler

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// awayMost bounds how many cases are opened to say what an absence means.
const awayMost = 200

// returns tells those who are back, in their working hours, what happened, asks the
// deputies whom the configuration names, and lets those whose role or absence began or is
// over have the cards that they see.
func (s *Scheduler) returns(ctx context.Context, t turn) (string, error) {
	cal, err := s.Store.Calendar(ctx, t.at)
	if err != nil {
		return "", err
	}
	var back []string
	decide := func(r *complaint.Roster) ([]complaint.Notice, error) {
		notices := r.Returned(t.at, func(user string) bool {
			return complaint.AtWork(cal, r.Zone(user, cal.Zone()), t.at)
		})
		back = nil
		for _, n := range notices {
			back = append(back, "back: "+n.To)
		}
		asked := r.Asks(t.at)
		for _, n := range asked {
			back = append(back, "asked to stand in: "+n.To)
		}
		turned := r.Turned(t.at)
		for _, n := range turned {
			if n.Kind == complaint.NoticeHome { // there is one for each of them
				back = append(back, "a role or an absence began or is over: "+n.To)
			}
		}
		return slices.Concat(notices, asked, turned), nil
	}
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return "", err
	}
	if _, err := decide(r); err != nil || len(back) == 0 || t.dry { // mostly nobody is
		return report(back), err
	}
	return report(back), s.Store.UpdateRoster(ctx, t.at, decide)
}

// cover tells the admin once a week what is wrong with who holds which role, such
// as officers for whom nobody would stand in.
func (s *Scheduler) cover(ctx context.Context, t turn) (string, error) {
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return "", err
	}
	concerns := len(r.Concerns(t.at))
	said := fmt.Sprintf("concerns about roles: %d", concerns)
	if t.dry {
		return said, nil
	}
	ran, err := s.Store.CronRun(ctx, t.job, s.slotOf(t.at), t.at, func(slot *db.Slot) error {
		if concerns == 0 {
			return nil
		}
		for _, u := range r.KeepersThere(t.at) {
			if err := slot.Enqueue(ctx, complaint.Notice{Kind: complaint.NoticeConcerns, To: u, Ref: s.slotOf(t.at)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || !ran || concerns == 0 {
		return "", err
	}
	return said, nil
}

// concerns says it as things stand: a deputy who was named meanwhile ends it.
func (x *delivery) concerns(ctx context.Context) (told, error) {
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return told{}, err
	}
	concerns := r.Concerns(x.now)
	if len(concerns) == 0 {
		return told{}, errNothing
	}
	var users []string
	for _, c := range concerns {
		users = append(users, c.Users...)
	}
	if err := x.names(ctx, users); err != nil {
		return told{}, err
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.Concerns(x.f, r))
}

// absence is the one that a notice is about, nil when it is no longer set, with
// the names that its messages need.
func (x *delivery) absence(ctx context.Context) (*complaint.Absence, *complaint.Roster, error) {
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return nil, nil, err
	}
	a := r.Absence(x.n.Ref)
	if a == nil {
		return nil, r, nil
	}
	return a, r, x.names(ctx, []string{a.User, a.Deputy, a.By})
}

// away makes the message true that asks a deputy to stand in.
func (x *delivery) away(ctx context.Context) (told, error) {
	a, r, err := x.absence(ctx)
	if err != nil {
		return told{}, err
	}
	needed := a != nil && a.Deputy == x.n.To && x.now.Before(a.Until)
	if !needed {
		a = nil
	}
	var load view.AwayLoad
	if needed && a.Answer == "" {
		if load, err = x.load(ctx, r, a); err != nil {
			return told{}, err
		}
	}
	d, _, err := x.standing(ctx, x.n.Ref, needed, view.AwayAsk(x.f, a, load)) // that it is over is said to who was asked
	return d, err
}

// awaySet tells somebody that another person set or ended their absence.
func (x *delivery) awaySet(ctx context.Context) (told, error) {
	a, _, err := x.absence(ctx)
	if err != nil {
		return told{}, err
	}
	if a != nil && a.By == "" { // they changed it themselves meanwhile
		a = nil
	}
	return x.news(ctx, a != nil, view.AwaySet(x.f, a))
}

// load counts what a deputy would take over, leaving out the cases that they
// must not know of.
func (x *delivery) load(ctx context.Context, r *complaint.Roster, a *complaint.Absence) (view.AwayLoad, error) {
	f := db.Filter{Open: true, Handlers: []string{a.User}, NotInvolving: a.Deputy, Limit: awayMost}
	if len(r.RolesOf(a.User, x.now)) > 0 { // what is owed by a role may be in any case
		f.Handlers = nil
	}
	rows, err := x.s.Store.Cases(ctx, f)
	if err != nil {
		return view.AwayLoad{}, err
	}
	own, err := x.s.Store.OwnDuties(ctx, a.User, awayMost)
	if err != nil {
		return view.AwayLoad{}, err
	}
	var numbers []string
	for _, row := range rows {
		numbers = append(numbers, row.Number)
	}
	for _, d := range own {
		numbers = append(numbers, d.Number)
	}
	slices.Sort(numbers)
	load := view.AwayLoad{}
	for _, number := range slices.Compact(numbers) {
		c, err := x.s.listed(ctx, number)
		if err != nil {
			return view.AwayLoad{}, err
		}
		if c == nil || c.IsInvolved(a.Deputy) {
			continue
		}
		cases, dates := owes(c, a)
		load.Cases, load.Dates = load.Cases+cases, load.Dates+dates
	}
	return load, nil
}

// owes tells whether whoever is away owes anything in a case that a deputy can do, and how
// much of it falls due in these days.
func owes(c *complaint.Case, a *complaint.Absence) (cases, dates int) {
	duties, err := c.Duties()
	if err != nil { // beyond its calendar: a case all the same
		return 1, 0
	}
	for i := range duties {
		d := &duties[i]
		if !d.Open() || d.Quiet || d.Kind == complaint.DutyHearing || !slices.Contains(c.Owners(d, a.From), a.User) {
			continue
		}
		cases = 1
		if d.Due.After(a.From) && !d.Due.After(a.Until) {
			dates++
		}
	}
	return cases, dates
}

// awayAnswer tells what a deputy said.
func (x *delivery) awayAnswer(ctx context.Context) (told, error) {
	a, _, err := x.absence(ctx)
	if err != nil {
		return told{}, err
	}
	wanted := a != nil && a.Answer != "" && x.now.Before(a.Until)
	if !wanted {
		a = nil
	}
	return x.news(ctx, wanted, view.AwayAnswer(x.f, a))
}

// awayGap tells that somebody needs another deputy.
func (x *delivery) awayGap(ctx context.Context) (told, error) {
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return told{}, err
	}
	g, is := r.GapOf(x.n.Ref, x.now)
	if is {
		if err := x.names(ctx, append([]string{g.Of.User, g.By.User}, g.Next...)); err != nil {
			return told{}, err
		}
	}
	d, _, err := x.standing(ctx, x.n.Ref, is, view.AwayGap(x.f, g))
	return d, err
}

// news says anew what became of an absence, in place of what was said of it before; an
// edited message alone is overlooked. What is there is only made true where nothing new is
// wanted.
func (x *delivery) news(ctx context.Context, wanted bool, m *view.Message) (told, error) {
	p := purpose(x.n.Kind, x.n.To, x.n.Ref)
	if wanted && !x.again() {
		before, found, err := x.s.Store.Message(ctx, "", p)
		if found {
			err = x.unsay(ctx, []db.Message{before})
		}
		if err != nil {
			return told{}, err
		}
		return x.post(ctx, p, "", m)
	}
	d, _, err := x.standing(ctx, x.n.Ref, wanted, m)
	return d, err
}

// back tells who is back what happened in their cases.
func (x *delivery) back(ctx context.Context) (told, error) {
	a, r, err := x.absence(ctx)
	if err != nil {
		return told{}, err
	}
	if a == nil { // of one so long ago nobody can say again what happened
		return x.list(ctx, nil, nil)
	}
	numbers, err := x.s.Store.Touched(ctx, a.From, a.Until, awayMost)
	if err != nil {
		return told{}, err
	}
	var cases []*complaint.Case
	var people, named []string
	for _, number := range numbers {
		c, err := x.s.listed(ctx, number)
		if err != nil {
			return told{}, err
		}
		if c == nil || c.Erased() || !c.TakenFrom(a) && (c.LastDuring(a) == nil || !concerned(c, r, a.User, x.now) || !c.MaySee(x.f.Viewer, complaint.PartCard, x.now)) {
			continue
		}
		cases, named = append(cases, c), append(named, number)
		for _, e := range c.Events {
			if e.Actor != "" && !slices.Contains(people, e.Actor) {
				people = append(people, e.Actor)
			}
		}
	}
	if err := x.names(ctx, people); err != nil {
		return told{}, err
	}
	return x.list(ctx, view.Returned(x.f, a, cases), named)
}

// concerned tells whether a case was somebody's to follow.
func concerned(c *complaint.Case, r *complaint.Roster, user string, now time.Time) bool {
	return c.Handler == user || c.Filer == user || r.HasAny(user, now, complaint.RoleOfficer, complaint.RoleDeputy)
}
