package scheduler

import (
	"context"
	"slices"
	"strconv"

	"ombud/bot/view"
)

// request makes a request for agreement true, where the case lives in its thread and
// for each who may decide in private; and tells who asked what became of it.
func (x *delivery) request(ctx context.Context) (told, error) {
	seq, err := strconv.Atoi(x.n.Ref)
	if err != nil {
		return told{}, errNothing
	}
	r := x.c.Request(seq)
	if r == nil {
		return told{}, errNothing
	}
	p := purpose(x.n.Kind, x.n.To, x.n.Ref)
	_, asked, err := x.s.Store.Message(ctx, x.n.Number, p)
	if err != nil {
		return told{}, err
	}
	if !asked && !r.Waiting() && !x.isFor(r.By) { // nobody is asked about what is decided already
		return told{}, errNothing
	}
	say := func(thread string) (told, error) {
		d, _, err := x.makeTrue(ctx, p, thread, view.RequestForAgreement(x.f, x.c, seq))
		return d, err
	}
	if slices.Contains(x.c.Places(x.now), x.n.To) {
		return x.inThread(ctx, say)
	}
	return say("")
}

// isFor tells whether the notice is to that person, or to who hears in their place.
func (x *delivery) isFor(who string) bool { return x.n.To == who || x.c.ActsFor(x.n.To, who, x.now) }
