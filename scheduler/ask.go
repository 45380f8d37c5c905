package scheduler

import (
	"context"
	"slices"
	"strings"

	"ombud/bot/view"
	"ombud/complaint"
)

// talk answers somebody who wrote to us where nobody reads.
func (x *delivery) talk(ctx context.Context) (told, error) {
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return told{}, err
	}
	officers := r.Holding(complaint.RoleOfficer, x.now)
	if err := x.names(ctx, officers); err != nil {
		return told{}, err
	}
	_, thread, _ := strings.Cut(x.n.Ref, "/")
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), thread, view.Talk(x.f, officers, r.Leads()))
}

// nudge tells somebody that a colleague asks them to take a step. What they may
// no longer do, because somebody did it, is not asked.
func (x *delivery) nudge(ctx context.Context) (told, error) {
	name, rest, _ := strings.Cut(x.n.Ref, "/")
	asker, _, _ := strings.Cut(rest, "/")
	step := complaint.Step(name)
	if !slices.Contains(x.c.Allowed(x.f.Viewer, x.now), step) {
		return told{}, errNothing
	}
	if x.f.Names[asker] == "" {
		if err := x.names(ctx, []string{asker}); err != nil {
			return told{}, err
		}
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.Nudge(x.f, x.c, step, asker))
}
