package scheduler

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/robfig/cron/v3"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/db"
)

// Scheduler runs the jobs and the sender of one workspace. Set its fields
// before the first call and leave them alone afterwards.
type Scheduler struct {
	Store   *db.Workspace
	Slack   *bot.Client
	Company view.Company
	Now     func() time.Time // business time: dues, slots, messages
	Machine func() time.Time // machine time: leases, retries, pace
	// Schedules replaces the default cron spec of a calendar job, by its name.
	Schedules map[string]string
	// Wake gives a value when there is something new to send; nil: never.
	Wake <-chan struct{}
	// Pace is the machine time between two messages to one destination. Zero
	// is what Slack asks for, a little over a second; negative is none.
	Pace time.Duration
	// ByHand leaves the jobs to Advance and Run after the start: where business time
	// is moved by hand, no minute of the machine comes between two steps.
	ByHand bool
	Log    *slog.Logger
	// Home draws somebody's own page as it is now. Nil: none is drawn anew.
	Home func(ctx context.Context, user string) (*view.Home, error)
	// Look tells why an address does not answer: a code, or the number of the HTTP
	// status; empty when it does. Nil: nobody looks.
	Look func(ctx context.Context, address string) string

	cancel  context.CancelFunc
	clock   *cron.Cron
	work    sync.WaitGroup
	flying  atomic.Int32 // deliveries under way in this process
	figures figures
	halt    halt
	census  census
	looked  sync.Map // members of the channel whose cases were looked at, by id
}

// Start checks the schedules, catches up the slots that were missed, and
// returns once jobs and sender run. They end with ctx or with Stop. It fails
// on a schedule that CheckSpec refuses, or for a job that has none.
func (s *Scheduler) Start(ctx context.Context) error {
	if err := s.checkSchedules(); err != nil {
		return err
	}
	ctx, s.cancel = context.WithCancel(ctx)
	logger := cronLog{ctx, s.Log}
	// A tick recovers by itself: SkipIfStillRunning never lets a job that
	// panicked through it run again.
	singly := cron.NewChain(cron.SkipIfStillRunning(logger))
	s.clock = cron.New(cron.WithLocation(s.zone()), cron.WithLogger(logger))
	for _, j := range jobs() {
		if j.kind == sending {
			continue
		}
		tick := singly.Then(cron.FuncJob(func() { s.tick(ctx, j) }))
		if !s.ByHand {
			if _, err := s.clock.AddJob("* * * * *", tick); err != nil {
				return err
			}
		}
		s.work.Go(tick.Run)
	}
	s.clock.Start()
	for range workers {
		s.work.Go(func() { s.serve(ctx) })
	}
	return nil
}

// Stop ends jobs and sender and returns when the last of them is done; a
// message under way is finished first. Without Start it does nothing.
func (s *Scheduler) Stop() {
	if s.cancel == nil {
		return
	}
	s.cancel()
	<-s.clock.Stop().Done()
	s.work.Wait()
}

func (s *Scheduler) zone() *time.Location {
	if s.Company.Zone == nil {
		return time.UTC
	}
	return s.Company.Zone
}

// cronLog speaks cron's way of logging to ours. What cron is doing is not
// worth a line; what went wrong is.
type cronLog struct {
	ctx context.Context
	log *slog.Logger
}

func (cronLog) Info(string, ...any) {}

func (l cronLog) Error(err error, msg string, pairs ...any) {
	l.log.ErrorContext(l.ctx, "job: "+msg, append(pairs, "error", err)...)
}
