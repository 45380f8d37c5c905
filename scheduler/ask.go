package scheduler

import (
	"context"
	"slices"
	"strings"

	"ombud/bot/view"
	"ombud/complaint"
)

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
