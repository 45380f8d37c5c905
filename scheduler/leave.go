package scheduler

import (
	"context"
	"slices"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// left makes the message true that tells who leads of somebody who is gone. Of
// one who came back before it was told nothing is said.
func (x *delivery) left(ctx context.Context) (told, error) {
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return told{}, err
	}
	user := complaint.LeftUser(x.n.Ref)
	l := &view.Leaving{User: user, Here: !r.IsGone(x.n.Ref)}
	switch {
	case !l.Here:
		if l, err = x.leaving(ctx, r, user); err != nil {
			return told{}, err
		}
	case !x.again():
		return told{}, errNothing
	}
	if err := x.names(ctx, append([]string{user}, l.Deputy...)); err != nil {
		return told{}, err
	}
	cases := slices.Clone(l.Promised)
	for _, c := range slices.Concat(l.Cases, l.Beside) {
		cases = append(cases, c.Number)
	}
	return x.list(ctx, view.Left(x.f, l), cases)
}

// leaving gathers what somebody leaves behind, as far as the recipient may see it.
func (x *delivery) leaving(ctx context.Context, r *complaint.Roster, user string) (*view.Leaving, error) {
	l := &view.Leaving{User: user, Roles: r.RolesOf(user, x.now), Deputy: r.Deputies(x.now)[user], Leads: r.MayHandOver(x.f.Viewer, x.now) == nil}
	if !l.Leads {
		return l, nil
	}
	rows, err := x.s.Store.Cases(ctx, db.Filter{Open: true, Handlers: []string{user}, Sort: db.SortDue, NotInvolving: x.n.To, Limit: awayMost})
	if err != nil {
		return nil, err
	}
	if len(rows) == awayMost {
		all, err := x.s.Store.CountHeld(ctx, user, x.n.To)
		if err != nil {
			return nil, err
		}
		l.More = max(0, all-awayMost)
	}
	for _, row := range rows {
		c, err := x.s.listed(ctx, row.Number)
		if err != nil {
			return nil, err
		}
		if c != nil && c.MaySee(x.f.Viewer, complaint.PartCard, x.now) {
			l.Cases = append(l.Cases, c)
		}
	}
	rows, err = x.s.Store.Cases(ctx, db.Filter{Open: true, Beside: []string{user}, NotInvolving: x.n.To, Limit: awayMost})
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		c, err := x.s.listed(ctx, row.Number)
		if err != nil {
			return nil, err
		}
		if c != nil && c.LacksCoOwner() && c.MaySee(x.f.Viewer, complaint.PartCard, x.now) {
			l.Beside = append(l.Beside, c)
		}
	}
	duties, err := x.s.Store.OwnDuties(ctx, user, awayMost)
	if err != nil {
		return nil, err
	}
	for _, d := range duties {
		c, err := x.s.listed(ctx, d.Number)
		if err != nil {
			return nil, err
		}
		if c != nil && c.MaySee(x.f.Viewer, complaint.PartPromise, x.now) && !slices.Contains(l.Promised, d.Number) {
			l.Promised = append(l.Promised, d.Number)
		}
	}
	return l, nil
}
