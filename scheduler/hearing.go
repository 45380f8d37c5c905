package scheduler

import (
	"context"

	"ombud/bot/view"
	"ombud/complaint"
)

// hearing asks whoever was consulted whether they were heard, and makes that message true.
func (x *delivery) hearing(ctx context.Context) (told, error) {
	h := x.c.Hearing(x.number())
	if h == nil || h.With != x.n.To {
		return told{}, errNothing
	}
	d, _, err := x.standing(ctx, x.n.Ref, h == x.c.Unconfirmed(), view.Hearing(x.f, x.c, h))
	return d, err
}

// heard tells what they said to whoever noted it and to the handler, while a denial asks
// something of them or the answer goes on by a confirmation.
func (x *delivery) heard(ctx context.Context) (told, error) {
	h := x.c.Hearing(x.number())
	if h == nil || h.Says == "" {
		return told{}, errNothing
	}
	news := h.Says == complaint.ConsultConfirmed || x.c.Consultation == "" && x.c.Unconfirmed() == nil
	d, _, err := x.standing(ctx, x.n.Ref, news && x.c.Open(), view.Heard(x.f, x.c, h))
	return d, err
}
