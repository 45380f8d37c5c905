package scheduler

import (
	"context"
	"slices"

	"ombud/bot/view"
	"ombud/complaint"
)

// named tells somebody that who holds a role was changed.
func (x *delivery) named(ctx context.Context) (told, error) {
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return told{}, err
	}
	n := complaint.ParseNamed(x.n.Ref)
	users := append((&view.Staff{Roster: r}).Users(), n.By)
	if err := x.names(ctx, append(append(users, n.Come...), n.Gone...)); err != nil {
		return told{}, err
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.RoleChanged(x.f, r, n))
}

// sight lets somebody have in their direct messages the cards of the confidential
// cases that they see, and no others: those would stay there, with their buttons.
func (x *delivery) sight(ctx context.Context) (told, error) {
	user := complaint.LeftUser(x.n.Ref)
	posted, err := x.s.Store.Posted(ctx, purpose(complaint.NoticeCard, user, ""))
	if err != nil {
		return told{}, err
	}
	running, err := x.s.Store.Confidential(ctx)
	if err != nil {
		return told{}, err
	}
	for _, number := range posted {
		if err := x.look(ctx, number, user, true); err != nil {
			return told{}, err
		}
	}
	for _, number := range running {
		if slices.Contains(posted, number) {
			continue
		}
		if err := x.look(ctx, number, user, false); err != nil {
			return told{}, err
		}
	}
	return told{}, nil
}

// look takes back the card of a case, or lets it come, as somebody sees it now.
func (x *delivery) look(ctx context.Context, number, user string, has bool) error {
	c, err := x.s.Store.Case(ctx, number)
	if err != nil {
		return err
	}
	var notices []complaint.Notice
	switch {
	case !has:
		notices = c.CatchUp(user, x.now)
	case !c.MaySee(complaint.Person{ID: user, Member: true}, complaint.PartCard, x.now):
		notices = []complaint.Notice{{Kind: complaint.NoticeForget, Ref: user, Seq: int(x.now.Unix())}}
	}
	for _, n := range notices {
		if err := x.s.Store.Tell(ctx, number, n, x.now); err != nil {
			return err
		}
	}
	return nil
}
