package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/robfig/cron/v3"

	"ombud/calendar"
	"ombud/db"
)

// wall names a slot by the wall clock of the company, so that an hour that the
// clock shows twice is one slot.
const wall = "2006-01-02T15:04"

func (s *Scheduler) slotOf(at time.Time) string { return at.In(s.zone()).Format(wall) }

// missed gives the newest slot of a job that came up to now and was not done;
// the zero time when there is none. A job that never ran begins now.
func (s *Scheduler) missed(ctx context.Context, j job, now time.Time) (time.Time, error) {
	last, err := s.Store.LastSlot(ctx, j.name)
	if err != nil {
		return time.Time{}, err
	}
	if last == "" {
		_, err := s.takeSlot(ctx, turn{job: j.name, at: now})
		return time.Time{}, err
	}
	from, err := calendar.ParseMoment(last, s.zone())
	if err != nil {
		return time.Time{}, fmt.Errorf("slot %q of %s: %w", last, j.name, err)
	}
	schedule, err := s.schedule(ctx, j, now)
	if err != nil {
		return time.Time{}, err
	}
	slot := newest(schedule, from, now.In(s.zone()))
	if !slot.IsZero() && s.slotOf(slot) == last { // the same hour of the wall clock again
		return time.Time{}, nil
	}
	return slot, nil
}

// takeSlot marks a slot as done. It is false when somebody else did it.
func (s *Scheduler) takeSlot(ctx context.Context, t turn) (bool, error) {
	return s.Store.CronRun(ctx, t.job, s.slotOf(t.at), t.at, func(*db.Slot) error { return nil })
}

// schedule gives the slots of a job, as the company wants them and its
// calendar of that moment allows.
func (s *Scheduler) schedule(ctx context.Context, j job, now time.Time) (cron.Schedule, error) {
	spec, err := parseSpec(cmp.Or(s.Schedules[j.name], j.spec))
	if err != nil || !j.workdays {
		return spec, err
	}
	cal, err := s.Store.Calendar(ctx, now)
	if err != nil {
		return nil, err
	}
	return workdays{spec, cal}, nil
}

// newest gives the last slot after from up to and including now, or the zero
// time.
func newest(schedule cron.Schedule, from, now time.Time) time.Time {
	var slot time.Time
	for t := schedule.Next(from); !t.IsZero() && !t.After(now); t = schedule.Next(t) {
		slot = t
	}
	return slot
}

// workdays is a schedule whose slots on closed days move to the same time of
// the next working day. Beyond the calendar's years they stay where they are.
type workdays struct {
	slots cron.Schedule
	cal   *calendar.Calendar
}

// Next gives the first slot after t, the zero time when none comes.
func (w workdays) Next(t time.Time) time.Time {
	day := calendar.DayOf(t, t.Location())
	from := t
	if before, err := w.cal.PrevBusinessDay(day); err == nil {
		// What was due earlier has moved no further than that day.
		from = before.Start(t.Location()).Add(-time.Second)
	}
	for n := w.slots.Next(from); !n.IsZero(); n = w.slots.Next(n) {
		if moved := w.moved(n); moved.After(t) {
			return moved
		}
	}
	return time.Time{}
}

func (w workdays) moved(t time.Time) time.Time {
	day := calendar.DayOf(t, t.Location())
	if w.cal.IsBusinessDay(day) {
		return t
	}
	next, err := w.cal.NextBusinessDay(day)
	if err != nil {
		return t
	}
	clock := time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
	at, _ := next.At(clock, t.Location())
	return at
}
