package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// reminder makes one person's reminder of a duty true: one live message, the
// newest stage; and when the duty is over, the words that it is.
func (x *delivery) reminder(ctx context.Context) (told, error) {
	d, err := x.duty()
	if err != nil {
		return told{}, err
	}
	stage, mark, seq := x.newestStage(d, func(e complaint.Event) bool { return slices.Contains(e.Data.Users, x.n.To) })
	mark += fmt.Sprintf("#%d", seq) // the same stage told again, after a snooze, comes anew
	return x.oneLive(ctx, d, stage, mark, "", view.Reminder, false)
}

// overdue makes the thread's line about a late duty true: the older one goes.
func (x *delivery) overdue(ctx context.Context) (told, error) {
	d, err := x.duty()
	if err != nil {
		return told{}, err
	}
	stage, mark, _ := x.newestStage(d, func(e complaint.Event) bool { return complaint.Stage(e.Data.Stage).Late() })
	return x.inThread(ctx, func(thread string) (told, error) {
		loud := stage.Broadcast() && x.n.To == complaint.ToChannel
		return x.oneLive(ctx, d, stage, mark, thread, view.Overdue, loud)
	})
}

// unheard tells whoever looks after the app that nobody is there to be reminded, and of
// what. It does not say of which case, which may not be theirs to know of.
func (x *delivery) unheard(ctx context.Context) (told, error) {
	e, _ := x.event()
	return told{}, x.s.tellTrouble(ctx, cmp.Or(x.n.Ref, whyUnheard), e.Data.Duty)
}

type dutyView func(*view.Frame, *complaint.Case, *complaint.Duty, complaint.Stage) *view.Message

// oneLive keeps one message about a duty in this place. Mark tells stages
// apart, also those of a due date that moved.
func (x *delivery) oneLive(ctx context.Context, d *complaint.Duty, stage complaint.Stage, mark, thread string, show dutyView, loud bool) (told, error) {
	prefix := purpose(x.n.Kind, x.n.To, x.n.Ref) + "/"
	live, err := x.messages(ctx, prefix)
	if err != nil {
		return told{}, err
	}
	if !d.Open() {
		if err := x.retract(ctx); err != nil {
			return told{}, err
		}
		return x.over(ctx, live, show(x.f, x.c, d, stage))
	}
	away := x.c.Roster.Absent(x.n.To, x.now) // the deputy is told instead
	if stage == "" || away {
		return told{}, errNothing
	}
	m := show(x.f, x.c, d, stage)
	if thread == "" && !x.c.Hears(d, x.n.To, x.now) { // it is somebody else's now: said to whoever has a message of it
		return x.over(ctx, live, m)
	}
	if i := slices.IndexFunc(live, func(m db.Message) bool { return m.Purpose == prefix+mark }); i >= 0 {
		if changed, err := x.change(ctx, live[i], m); changed || err != nil {
			return toldAgain(live[i], x.now), err
		}
	}
	if err := x.unsay(ctx, live); err != nil {
		return told{}, err
	}
	return x.postAs(ctx, prefix+mark, thread, m, "", loud)
}

// over lets what was said of a duty say that nothing is owed any more.
func (x *delivery) over(ctx context.Context, live []db.Message, m *view.Message) (told, error) {
	d := told{}
	for _, there := range live {
		if _, err := x.change(ctx, there, m); err != nil {
			return told{}, err
		}
		d = toldAgain(there, x.now)
	}
	return d, nil
}

// duty is the one that the notice is about, as it stands now.
func (x *delivery) duty() (*complaint.Duty, error) {
	kind, round, _ := strings.Cut(x.n.Ref, ":")
	n, err := strconv.Atoi(round)
	if err != nil {
		return nil, fmt.Errorf("case %s: duty %q: %w", x.n.Number, x.n.Ref, err)
	}
	duties, err := x.c.Duties()
	if err != nil {
		return nil, err
	}
	for i := range duties {
		if duties[i].Is(kind, n) {
			return &duties[i], nil
		}
	}
	return nil, errNothing
}

// newestStage is the last rung of the duty that was recorded as the filter
// wants it, with a mark of that rung for the date as it is and the event.
func (x *delivery) newestStage(d *complaint.Duty, want func(complaint.Event) bool) (complaint.Stage, string, int) {
	for i := len(x.c.Events) - 1; i >= 0; i-- {
		e := &x.c.Events[i]
		if e.Kind == complaint.Reminded && e.Data.Duty == d.Kind && e.Data.Round == d.Round && want(*e) {
			return complaint.Stage(e.Data.Stage), fmt.Sprintf("%s@%d", e.Data.Stage, e.Data.Due), e.Seq
		}
	}
	return "", "", 0
}
