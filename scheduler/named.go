package scheduler

import (
	"context"

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

// sight takes back the cards of confidential cases that somebody has in their direct
// messages and may no longer see: they would stay there, with their buttons.
func (x *delivery) sight(ctx context.Context) (told, error) {
	user := complaint.LeftUser(x.n.Ref)
	numbers, err := x.s.Store.Posted(ctx, purpose(complaint.NoticeCard, user, ""))
	if err != nil {
		return told{}, err
	}
	for _, number := range numbers {
		c, err := x.s.Store.Case(ctx, number)
		if err != nil {
			return told{}, err
		}
		if c.MaySee(complaint.Person{ID: user, Member: true}, complaint.PartCard, x.now) {
			continue
		}
		n := complaint.Notice{Kind: complaint.NoticeForget, Ref: user, Seq: int(x.now.Unix())}
		if err := x.s.Store.Tell(ctx, number, n, x.now); err != nil {
			return told{}, err
		}
	}
	return told{}, nil
}
