package scheduler

import (
	"context"
	"fmt"
	"strconv"

	"ombud/bot/view"
	"ombud/complaint"
)

// approval makes the request in the thread true.
func (x *delivery) approval(ctx context.Context) (told, error) {
	v, err := x.version()
	if err != nil {
		return told{}, err
	}
	var fresh bool
	d, err := x.inThread(ctx, func(thread string) (d told, err error) {
		d, fresh, err = x.makeTrue(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), thread, view.ApprovalRequest(x.f, x.c, v))
		return d, err
	})
	if err != nil || !fresh {
		return d, err
	}
	return d, x.settleOlder(ctx, v, view.ApprovalRequest)
}

// ask makes an approver's private request true. Nobody is asked about what is decided
// already, or is not theirs to decide, as they handle the case by now.
func (x *delivery) ask(ctx context.Context) (told, error) {
	v, err := x.version()
	if err != nil {
		return told{}, err
	}
	wanted := x.c.MayDecide(v, x.f.Viewer, x.now) == nil
	d, fresh, err := x.standing(ctx, x.n.Ref, wanted, view.Ask(x.f, x.c, v))
	if err != nil || !fresh {
		return d, err
	}
	return d, x.settleOlder(ctx, v, view.Ask)
}

// changes makes the message true of whoever is to change an answer: its author, who hears
// in their place, or who handles the case since. Nobody is told to change what is not theirs.
func (x *delivery) changes(ctx context.Context) (told, error) {
	v, err := x.version()
	if err != nil {
		return told{}, err
	}
	edited := x.c.Answers[v-1].Verdict == "" && v < len(x.c.Answers) && x.c.Answers[v].Author != x.n.To // by somebody who was to decide
	wanted := edited || x.c.Face() == complaint.FaceChangesAsked && x.c.Allows(complaint.StepDraft, x.f.Viewer, x.now)
	d, _, err := x.standing(ctx, x.n.Ref, wanted, view.Changes(x.f, x.c, v))
	return d, err
}

// approved makes the handler's message about an approved answer true. Nobody is
// told to give what was given, or is approved no more.
func (x *delivery) approved(ctx context.Context) (told, error) {
	v, err := x.version()
	if err != nil {
		return told{}, err
	}
	wanted := x.c.ToTell(v) && x.c.Allows(complaint.StepDeliver, x.f.Viewer, x.now)
	d, _, err := x.standing(ctx, x.n.Ref, wanted, view.Approved(x.f, x.c, v))
	return d, err
}

// settleOlder lets the messages about earlier versions say that they are.
func (x *delivery) settleOlder(ctx context.Context, v int, show func(*view.Frame, *complaint.Case, int) *view.Message) error {
	for older := 1; older < v; older++ {
		there, found, err := x.s.Store.Message(ctx, x.n.Number, purpose(x.n.Kind, x.n.To, fmt.Sprint(older)))
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		if _, err := x.change(ctx, there, show(x.f, x.c, older)); err != nil {
			return err
		}
	}
	return nil
}

// version is the version of the answer that the notice is about.
func (x *delivery) version() (int, error) {
	v, err := strconv.Atoi(x.n.Ref)
	if err != nil || v < 1 || v > len(x.c.Answers) {
		return 0, fmt.Errorf("case %s has no answer version %q: %w", x.n.Number, x.n.Ref, errNothing)
	}
	return v, nil
}
