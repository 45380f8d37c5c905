package scheduler

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
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
	q := questionOf(x.n.Ref)
	if !slices.Contains(x.c.Allowed(x.f.Viewer, x.now), q.step) || x.c.Taken(q.step, q.at) != nil {
		return told{}, errNothing
	}
	if x.f.Names[q.asker] == "" {
		if err := x.names(ctx, []string{q.asker}); err != nil {
			return told{}, err
		}
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.Nudge(x.f, x.c, q.step, q.asker))
}

// question is what a colleague asked: the step, who, and when.
type question struct {
	step  complaint.Step
	asker string
	at    time.Time
}

func questionOf(ref string) question {
	step, rest, _ := strings.Cut(ref, "/")
	asker, at, _ := strings.Cut(rest, "/")
	ms, _ := strconv.ParseInt(at, 10, 64) // ours; of another nothing was asked ever
	return question{complaint.Step(step), asker, time.UnixMilli(ms)}
}

// answered lets questions of colleagues say that the step was taken, or is not to be taken
// any more. It is asked with every card, which each step makes true.
func (x *delivery) answered(ctx context.Context, all []db.Message) error {
	for _, there := range all {
		rest, nudge := strings.CutPrefix(there.Purpose, string(complaint.NoticeNudge)+"/")
		user, ref, _ := strings.Cut(rest, "/")
		f := *x.f
		f.Viewer = complaint.Person{ID: user, Member: true}
		if !nudge || !x.c.MaySee(f.Viewer, complaint.PartState, x.now) {
			continue
		}
		q := questionOf(ref)
		taken := x.c.Taken(q.step, q.at)
		if taken == nil && x.c.Allows(q.step, f.Viewer, x.now) {
			continue
		}
		if err := x.speak(ctx, &f, user); err != nil {
			return err
		}
		_, err := x.change(ctx, there, view.NudgeOver(&f, x.c, q.step, taken))
		switch bot.ClassOf(err) {
		case bot.Destination, bot.Stale, bot.OurBug, bot.Other: // theirs alone: the card does not wait for it
			x.s.Log.WarnContext(ctx, "a question keeps its button", "case", x.n.Number, "error", err)
			err = nil
		}
		if err != nil {
			return err
		}
		there.Purpose = "nudged/" + rest
		if err := x.s.Store.PutMessage(ctx, there); err != nil {
			return err
		}
	}
	return nil
}
