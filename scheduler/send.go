package scheduler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ombud/bot"
	"ombud/db"
)

const (
	workers = 4
	// lease is how long a claimed notice is ours. Everything that a delivery
	// does must be over before.
	lease    = time.Minute
	patience = 45 * time.Second
	// longRest is how long a worker rests when it knows of nothing to do.
	longRest = 3 * time.Second
	// breath keeps workers that wait for each other from spinning.
	breath = 25 * time.Millisecond
	// calm is how long a worker that looked in vain leaves the database alone: while
	// cases come in one after the other, each would have it look.
	calm = 100 * time.Millisecond
	// soon is what drain still waits for.
	soon = 5 * time.Second
	// drainTime bounds a drain.
	drainTime = 2 * time.Minute
	// slackPace is a little more than the second that Slack asks for between
	// messages to one channel.
	slackPace = 1100 * time.Millisecond
)

// serve is one worker: it sends until ctx ends, and rests while there is
// nothing to send, and after a panic.
func (s *Scheduler) serve(ctx context.Context) {
	for ctx.Err() == nil {
		err := bot.Guard(func() error {
			if !s.sendNext(ctx) {
				s.idle(ctx)
			}
			return nil
		})
		if err != nil {
			s.Log.ErrorContext(ctx, "a worker failed", "error", err)
			pause(ctx, longRest, nil)
		}
	}
}

// idle ends when something could go. To look costs less than to claim in vain.
func (s *Scheduler) idle(ctx context.Context) {
	wait := s.rest(ctx)
	if wait <= 0 { // another worker was first
		pause(ctx, breath, nil)
	}
	for ; wait > 0 && ctx.Err() == nil; wait = s.rest(ctx) {
		pause(ctx, calm, nil)
		pause(ctx, wait-calm, s.Wake)
	}
}

// pause waits until the time is over, a value comes, or ctx ends.
func pause(ctx context.Context, d time.Duration, wake <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-wake:
	case <-timer.C:
	}
}

// rest is how long to wait before looking again; nothing when something can go.
func (s *Scheduler) rest(ctx context.Context) time.Duration {
	now := s.Machine()
	next, err := s.Store.NextDue(ctx)
	if err != nil || next.IsZero() {
		return longRest
	}
	if halted := s.halt.until(now); halted.After(next) {
		next = halted
	}
	return min(next.Sub(now), longRest)
}

// sendNext claims one notice and delivers it. It is false when none is ready.
func (s *Scheduler) sendNext(ctx context.Context) bool {
	now := s.Machine()
	if !s.halt.until(now).IsZero() {
		return false
	}
	s.flying.Add(1)
	defer s.flying.Add(-1)
	claimed, err := s.Store.Claim(ctx, now, lease, 1)
	if err != nil {
		if ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "claim a notice", "error", err)
		}
		return false
	}
	for _, n := range claimed {
		s.deliver(ctx, n)
	}
	return len(claimed) > 0
}

// drain sends until nothing is left that could go within seconds, with as many
// workers as the sender has.
func (s *Scheduler) drain(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, drainTime)
	defer cancel()
	ended := make(chan error)
	for range workers {
		go func() {
			ended <- bot.Guard(func() error { s.drainOne(ctx); return nil })
		}()
	}
	var errs []error
	for range workers {
		errs = append(errs, <-ended)
	}
	return errors.Join(append(errs, ctx.Err())...)
}

func (s *Scheduler) drainOne(ctx context.Context) {
	for ctx.Err() == nil {
		if s.sendNext(ctx) {
			continue
		}
		next, err := s.Store.NextDue(ctx)
		wait := next.Sub(s.Machine())
		quiet := s.flying.Load() == 0 // else what is under way may bring more
		if err != nil || quiet && (next.IsZero() || wait > soon) || !s.halt.until(s.Machine()).IsZero() {
			return
		}
		pause(ctx, min(max(wait, breath), 4*breath), nil)
	}
}

// sendOnce sends everything that can go now; the job "send" run by hand.
func (s *Scheduler) sendOnce(ctx context.Context, t turn) (string, error) {
	before, err := s.Store.Backlog(ctx)
	if err != nil {
		return "", err
	}
	if t.dry {
		return fmt.Sprintf("%d notices wait", before.Waiting), nil
	}
	sent, dead := s.figures.sent.Load(), s.figures.dead.Load()
	err = s.drain(ctx)
	after, countErr := s.Store.Backlog(ctx)
	return fmt.Sprintf("%d told, %d given up, %d still wait",
		s.figures.sent.Load()-sent, s.figures.dead.Load()-dead, after.Waiting), errors.Join(err, countErr)
}

// deliver tells one claimed notice and marks it, whatever comes of it. A
// delivery that began is finished although ctx ends.
func (s *Scheduler) deliver(ctx context.Context, n db.Claimed) {
	ctx, cancel := context.WithTimeout(s.withGate(context.WithoutCancel(ctx)), patience)
	defer cancel()
	x := &delivery{s: s, n: n, now: s.Now()}
	err := x.through(ctx)
	if errors.Is(err, errPanic) {
		err = x.putBack(ctx)
	}
	s.marked(ctx, n, err)
}

// marked logs what went wrong while a delivery was written down. The lease
// will end, and whoever claims the notice then looks for the message first.
func (s *Scheduler) marked(ctx context.Context, n db.Claimed, err error) {
	switch {
	case err == nil:
	case errors.Is(err, db.ErrFenced):
		s.Log.WarnContext(ctx, "a delivery took longer than its lease", "notice", n.ID, "kind", n.Kind, "case", n.Number)
	default:
		s.Log.ErrorContext(ctx, "mark a delivery", "notice", n.ID, "kind", n.Kind, "case", n.Number, "error", err)
	}
}

func (s *Scheduler) pace() time.Duration {
	if s.Pace == 0 {
		return slackPace
	}
	return max(s.Pace, 0)
}
