package scheduler

import (
	"context"
	"fmt"
	"strconv"

	"ombud/bot/view"
	"ombud/complaint"
)

// promise makes the message about a promise true for whoever it falls to.
func (x *delivery) promise(ctx context.Context) (told, error) {
	return x.task(ctx, func(n int) (*complaint.Task, *view.Message) {
		m := x.c.Commitment(n)
		if m == nil {
			return nil, nil
		}
		return &m.Task, view.Promise(x.f, x.c, n)
	})
}

// measure makes the message about a corrective action true for whoever it falls to.
func (x *delivery) measure(ctx context.Context) (told, error) {
	return x.task(ctx, func(n int) (*complaint.Task, *view.Message) {
		m := x.c.Measure(n)
		if m == nil {
			return nil, nil
		}
		return &m.Task, view.Measure(x.f, x.c, n)
	})
}

// task makes the message about a task true. Nobody is told of one that ended
// before they heard of it.
func (x *delivery) task(ctx context.Context, find func(n int) (*complaint.Task, *view.Message)) (told, error) {
	n, _ := strconv.Atoi(x.n.Ref)
	t, m := find(n)
	if t == nil {
		return told{}, fmt.Errorf("case %s has no %s %q: %w", x.n.Number, x.n.Kind, x.n.Ref, errNothing)
	}
	p := purpose(x.n.Kind, x.n.To, x.n.Ref)
	_, found, err := x.s.Store.Message(ctx, x.n.Number, p)
	if err != nil {
		return told{}, err
	}
	if !found && t.Verdict != "" {
		return told{}, errNothing
	}
	if found && x.moved() { // an edited message alone is overlooked
		there, err := x.messages(ctx, p)
		if err == nil {
			err = x.unsay(ctx, there)
		}
		if err != nil {
			return told{}, err
		}
	}
	d, _, err := x.makeTrue(ctx, p, "", m)
	return d, err
}

// moved tells whether the notice is of a corrective action that was given to
// somebody else, or another day.
func (x *delivery) moved() bool {
	e, ok := x.event()
	return ok && e.Kind == complaint.MeasureMoved
}

// anothers tells whether that action is somebody else's than the recipient's now.
func (x *delivery) anothers() bool {
	n, _ := strconv.Atoi(x.n.Ref)
	return x.n.To != x.c.MeasureOwner(n)
}
