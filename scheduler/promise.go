package scheduler

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"ombud/bot/view"
	"ombud/complaint"
)

// promise makes the message about a promise true for whoever it falls to.
func (x *delivery) promise(ctx context.Context) (told, error) {
	return x.task(ctx, func(n int) (bool, *view.Message) {
		m := x.c.Commitment(n)
		if m == nil {
			return false, nil
		}
		return m.Verdict == "" && x.isFor(x.c.CommitmentOwner(n)), view.Promise(x.f, x.c, n)
	})
}

// measure makes the message about a corrective action true for whoever it falls to.
func (x *delivery) measure(ctx context.Context) (told, error) {
	return x.task(ctx, func(n int) (bool, *view.Message) {
		m := x.c.Measure(n)
		if m == nil {
			return false, nil
		}
		return m.Verdict == "" && (x.isFor(x.c.MeasureOwner(n)) || x.had()), view.Measure(x.f, x.c, n)
	})
}

// task makes the message about a task true. Find gives what it says, nil where there is no
// such task, and whether whoever has no message about it gets one: nobody does of what
// ended or, of a promise, who does not owe it. Of a corrective action that was given to
// somebody else, who had it before is told as well.
func (x *delivery) task(ctx context.Context, find func(n int) (wanted bool, m *view.Message)) (told, error) {
	n, _ := strconv.Atoi(x.n.Ref)
	wanted, m := find(n)
	if m == nil {
		return told{}, fmt.Errorf("case %s has no %s %q: %w", x.n.Number, x.n.Kind, x.n.Ref, errNothing)
	}
	if wanted && x.moved() { // an edited message alone is overlooked
		there, err := x.messages(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref))
		if err == nil {
			err = x.unsay(ctx, there)
		}
		if err != nil {
			return told{}, err
		}
	}
	d, _, err := x.standing(ctx, x.n.Ref, wanted, m)
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
	return !x.isFor(x.c.MeasureOwner(n))
}

// had tells whether that action was the recipient's until the event.
func (x *delivery) had() bool {
	e, ok := x.event()
	return ok && slices.Contains(e.Data.Were, x.n.To)
}
