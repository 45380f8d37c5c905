package complaint

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Stage is a rung of the reminder ladder.
type Stage string

// The rungs, in their order.
const (
	StageHalf      Stage = "half"       // short duties only: half of the time is gone
	StageDayBefore Stage = "day_before" // one business day before the last day, 09:00
	StageDueDay    Stage = "due_day"    // the last day, 09:00
	StageTwoHours  Stage = "two_hours"  // two hours before the working deadline
	StageOverdue   Stage = "overdue"    // the time is over
	StageDeputy    Stage = "overdue_1"  // one business day later
	StageFallback  Stage = "overdue_3"  // three business days later
)

var ladder = []Stage{StageHalf, StageDayBefore, StageDueDay, StageTwoHours, StageOverdue, StageDeputy, StageFallback}

// Late tells whether the stage comes after the deadline.
func (s Stage) Late() bool {
	return s == StageOverdue || s == StageDeputy || s == StageFallback
}

// Broadcast tells whether the thread line of this stage also shows in the
// channel.
func (s Stage) Broadcast() bool { return s == StageDeputy || s == StageFallback }

// reminderKey makes a reminder unique: when a due date moves, its stages
// start anew.
type reminderKey struct {
	duty  string
	round int
	due   int64
	stage Stage
	user  string
}

// Remind records the reminders that are due at now, for every open duty the
// newest stage only: after a pause nobody is told the same thing thrice. It
// records nothing in a recipient's quiet hours. It fails on a date beyond the
// case's calendar.
func (c *Case) Remind(now time.Time) error {
	duties, err := c.Duties()
	if err != nil {
		return err
	}
	for i := range duties {
		d := &duties[i]
		if !d.Open() {
			continue
		}
		stage, err := c.stageAt(d, now)
		if err != nil {
			return fmt.Errorf("case %s: remind of %s: %w", c.Number, d.Kind, err)
		}
		users := slices.DeleteFunc(c.untold(d, stage, now), func(u string) bool { return !c.atWork(u, now) })
		if len(users) == 0 {
			continue
		}
		c.record(Reminded, Clock, now, now, Data{
			Duty: d.Kind, Round: d.Round, Due: d.Due.UnixMilli(), Stage: string(stage), Users: users,
		}, 0)
	}
	return nil
}

// stageAt gives the newest rung that a duty reached, empty before the first.
func (c *Case) stageAt(d *Duty, now time.Time) (Stage, error) {
	newest := Stage("")
	for _, s := range ladder {
		at, applies, err := c.moment(d, s)
		if err != nil {
			return "", err
		}
		if applies && !now.Before(at) {
			newest = s
		}
	}
	return newest, nil
}

// untold lists the recipients of a stage who were not told of it yet.
func (c *Case) untold(d *Duty, stage Stage, now time.Time) []string {
	if stage == "" {
		return nil
	}
	return slices.DeleteFunc(c.Recipients(d, stage, now), func(u string) bool {
		return c.reminded[reminderKey{d.Kind, d.Round, d.Due.UnixMilli(), stage, u}]
	})
}

// WakeAt is the earliest moment at which the clock could have something to do
// with the case, ignoring absence; the job looks then and decides. The zero
// time means never. It fails on a date beyond the case's calendar.
func (c *Case) WakeAt(now time.Time) (time.Time, error) {
	if !c.Open() {
		return time.Time{}, nil
	}
	duties, err := c.Duties()
	if err != nil {
		return time.Time{}, err
	}
	wake, err := c.followUpMoment(duties)
	if err != nil {
		return time.Time{}, err
	}
	for i := range duties {
		d := &duties[i]
		if !d.Open() {
			continue
		}
		at, err := c.nextMoment(d, now)
		if err != nil {
			return time.Time{}, fmt.Errorf("case %s: wake for %s: %w", c.Number, d.Kind, err)
		}
		if !at.IsZero() && (wake.IsZero() || at.Before(wake)) {
			wake = at
		}
	}
	return wake, nil
}

// nextMoment is when a duty next needs a look: its next rung; now, when
// somebody was not told of the newest one; or, when that is because it is
// night where they are, a quarter of an hour of working time from now.
func (c *Case) nextMoment(d *Duty, now time.Time) (time.Time, error) {
	newest, err := c.stageAt(d, now)
	if err != nil {
		return time.Time{}, err
	}
	if untold := c.untold(d, newest, now); len(untold) > 0 {
		if slices.ContainsFunc(untold, func(u string) bool { return c.atWork(u, now) }) {
			return now, nil
		}
		return c.Calendar.NextWorking(now.Add(15 * time.Minute))
	}
	var next time.Time
	for _, s := range ladder {
		at, applies, err := c.moment(d, s)
		if err != nil {
			return time.Time{}, err
		}
		if applies && at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next, nil
}

func (c *Case) applyReminded(e Event) {
	if c.reminded == nil {
		c.reminded = map[reminderKey]bool{}
	}
	for _, u := range e.Data.Users {
		c.reminded[reminderKey{e.Data.Duty, e.Data.Round, e.Data.Due, Stage(e.Data.Stage), u}] = true
	}
}

// reminderOf is a message that once reminded somebody of a duty.
type reminderOf struct{ user, ref string }

// remindedOf lists the reminders whose duty ended with event e, and which of
// these duties the thread was told were late.
func (c *Case) remindedOf(e Event) (out []reminderOf, late []string) {
	if len(c.reminded) == 0 {
		return nil, nil
	}
	duties, err := c.Duties()
	if err != nil {
		return nil, nil
	}
	for key := range c.reminded {
		for i := range duties {
			d := &duties[i]
			if d.Kind != key.duty || d.Round != key.round || d.Open() || !c.endedBy(d, e) {
				continue
			}
			r := reminderOf{key.user, fmt.Sprintf("%s:%d", key.duty, key.round)}
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
			if key.stage.Late() && !slices.Contains(late, r.ref) {
				late = append(late, r.ref)
			}
		}
	}
	slices.Sort(late)
	slices.SortFunc(out, func(a, b reminderOf) int {
		if a.user != b.user {
			return cmp.Compare(a.user, b.user)
		}
		return cmp.Compare(a.ref, b.ref)
	})
	return out, late
}

// endedBy tells whether e is what ended the duty.
func (c *Case) endedBy(d *Duty, e Event) bool {
	if d.Void {
		return e.Kind == Dissatisfied || slices.Contains(endings, e.Kind)
	}
	spec := c.Procedure.Duty(d.Kind)
	return slices.Contains(spec.DoneBy, string(e.Kind)) && d.Done.Equal(e.At)
}
