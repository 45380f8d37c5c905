package scheduler

import (
	"context"
	"fmt"
	"slices"

	"ombud/bot/view"
)

// waiver makes the request to close a case unverified true, where the case
// lives in its thread and for each who may decide in private.
func (x *delivery) waiver(ctx context.Context) (told, error) {
	w := x.c.Waiver
	if w == nil || fmt.Sprint(w.Seq) != x.n.Ref {
		return told{}, errNothing
	}
	p := purpose(x.n.Kind, x.n.To, x.n.Ref)
	_, asked, err := x.s.Store.Message(ctx, x.n.Number, p)
	if err != nil {
		return told{}, err
	}
	if !asked && !w.Waiting() { // nobody is asked about what is decided already
		return told{}, errNothing
	}
	say := func(thread string) (told, error) {
		d, _, err := x.makeTrue(ctx, p, thread, view.WaiverRequest(x.f, x.c))
		return d, err
	}
	if slices.Contains(x.c.Places(x.now), x.n.To) {
		return x.inThread(ctx, say)
	}
	return say("")
}
