package scheduler

import (
	"context"
	"errors"
	"time"
)

// Advance moves business time from one moment to a later one for whoever owns
// the clock, through set. It stops at every slot and at every moment when a
// case wakes, runs what is due there and sends it before it goes on, so that
// nothing on the way is skipped. Errors of jobs come back joined; the clock
// reaches its end all the same, unless ctx ends first.
func (s *Scheduler) Advance(ctx context.Context, from, to time.Time, set func(time.Time)) error {
	errs := []error{s.drain(ctx)}
	for t := from; t.Before(to) && ctx.Err() == nil; {
		next, err := s.NextStep(ctx, t, to)
		if err != nil {
			return errors.Join(append(errs, err)...)
		}
		if s.Now().Before(next) { // while messages were sent the clock went on
			set(next)
		}
		errs = append(errs, s.dueJobs(ctx, next), s.drain(ctx))
		t = next
	}
	return errors.Join(append(errs, ctx.Err())...)
}

// NextStep is the first moment after t, to at the latest, at which anything
// could be due.
func (s *Scheduler) NextStep(ctx context.Context, t, to time.Time) (time.Time, error) {
	next, err := s.Store.NextWake(ctx, t)
	if err != nil {
		return to, err
	}
	if next.IsZero() || next.After(to) {
		next = to
	}
	for _, j := range jobs() {
		if j.kind != onSlots {
			continue
		}
		schedule, err := s.schedule(ctx, j, t)
		if err != nil {
			return to, err
		}
		if slot := schedule.Next(t.In(s.zone())); !slot.IsZero() && slot.Before(next) {
			next = slot
		}
	}
	return next, nil
}
