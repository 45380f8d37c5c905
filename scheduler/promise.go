package scheduler

import (
	"context"
	"fmt"
	"strconv"

	"ombud/bot/view"
)

// promise makes the message about a promise true for whoever it falls to.
// Nobody is told of one that ended before they heard of it.
func (x *delivery) promise(ctx context.Context) (told, error) {
	n, err := strconv.Atoi(x.n.Ref)
	if err != nil || x.c.Commitment(n) == nil {
		return told{}, fmt.Errorf("case %s has no promise %q: %w", x.n.Number, x.n.Ref, errNothing)
	}
	p := purpose(x.n.Kind, x.n.To, x.n.Ref)
	_, found, err := x.s.Store.Message(ctx, x.n.Number, p)
	if err != nil {
		return told{}, err
	}
	if !found && x.c.Commitment(n).Verdict != "" {
		return told{}, errNothing
	}
	d, _, err := x.makeTrue(ctx, p, "", view.Promise(x.f, x.c, n))
	return d, err
}
