package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/bot"
)

// kind says when a job runs.
type kind int

const (
	sending  kind = iota // all the time
	interval             // every minute, at any hour, keeping no backlog
	onSlots              // once per slot of a cron spec
)

// job is one line of the table.
type job struct {
	name string
	kind kind
	spec string // of its slots, unless the company says otherwise
	// workdays moves a slot that falls on a closed day to the next working day.
	workdays bool
	// run does the job and says in a line what it did. A job on slots takes
	// the slot itself, since what it writes belongs into that transaction.
	run func(*Scheduler, context.Context, turn) (string, error)
}

// jobs is the one table of what runs by itself.
func jobs() []job {
	return []job{
		{name: "send", kind: sending, run: (*Scheduler).sendOnce},
		{name: "remind", kind: interval, run: (*Scheduler).remind},
		{name: "returns", kind: interval, run: (*Scheduler).returns},
		{name: "late", kind: interval, run: (*Scheduler).late},
		{name: "watch", kind: interval, run: (*Scheduler).watch},
		{name: "colleagues", kind: interval, run: (*Scheduler).colleagues},
		{name: "followup", kind: onSlots, spec: "0 9 * * *", run: (*Scheduler).followUp},
		{name: "tidy", kind: onSlots, spec: "30 3 * * *", run: (*Scheduler).tidy},
		{name: "cover", kind: onSlots, spec: "0 9 * * 1", workdays: true, run: (*Scheduler).cover},
		{name: "digest", kind: onSlots, spec: "0 9 * * 1", workdays: true, run: (*Scheduler).digest},
		{name: "review", kind: onSlots, spec: "0 9 * * *", workdays: true, run: (*Scheduler).review},
		{name: "retention", kind: onSlots, spec: "15 4 * * *", run: (*Scheduler).retention},
		{name: "keeping", kind: onSlots, spec: "0 9 1 * *", workdays: true, run: (*Scheduler).keeping},
	}
}

// turn is one run of a job.
type turn struct {
	job string    // under which name the slot is taken
	at  time.Time // business time; of the slot, where there is one
	dry bool      // say what would be done, and change nothing
}

// Jobs lists the jobs that Run knows.
func Jobs() []string {
	var names []string
	for _, j := range jobs() {
		names = append(names, j.name)
	}
	return names
}

// Scheduled lists the jobs for which a company may choose when they run.
func Scheduled() []string {
	var names []string
	for _, j := range jobs() {
		if j.kind == onSlots {
			names = append(names, j.name)
		}
	}
	return names
}

// Run does one job once, as if it were at (business time), and says what it
// did; dry, it only says what it would do. The schedule neither knows nor
// minds: a slot done by hand is not counted as done. It fails for a job that
// is not in the table, or with the errors of the job, which did what it could.
func (s *Scheduler) Run(ctx context.Context, name string, at time.Time, dry bool) (string, error) {
	list := jobs()
	i := slices.IndexFunc(list, func(j job) bool { return j.name == name })
	if i < 0 {
		return "", fmt.Errorf("no job %q: there are %s", name, strings.Join(Jobs(), ", "))
	}
	report, err := list[i].run(s, ctx, turn{job: name + " by hand", at: at, dry: dry})
	if err != nil {
		return report, fmt.Errorf("job %s: %w", name, err)
	}
	return report, nil
}

// tick runs a job if it is due now. What went wrong is logged: the next tick
// asks again.
func (s *Scheduler) tick(ctx context.Context, j job) {
	report, err := s.due(ctx, j, s.Now())
	if err != nil && ctx.Err() == nil {
		s.Log.ErrorContext(ctx, "job failed", "job", j.name, "error", err)
	}
	if report != "" {
		s.Log.InfoContext(ctx, "job done", "job", j.name, "did", report)
	}
}

// due runs a job if it is due at that business time. A panic comes back as an error.
func (s *Scheduler) due(ctx context.Context, j job, at time.Time) (report string, err error) {
	err = bot.Guard(func() (err error) {
		switch j.kind {
		case interval:
			report, err = j.run(s, ctx, turn{job: j.name, at: at})
		case onSlots:
			slot, missed := s.missed(ctx, j, at)
			if missed != nil || slot.IsZero() {
				return missed
			}
			report, err = j.run(s, ctx, turn{job: j.name, at: slot})
		}
		return err
	})
	return report, err
}

// each does something with every case. What goes wrong with one, a panic too, keeps
// it from none of the others, and comes back with the number of its case.
func each(numbers []string, do func(number string) error) error {
	var errs []error
	for _, number := range numbers {
		if err := bot.Guard(func() error { return do(number) }); err != nil {
			errs = append(errs, fmt.Errorf("case %s: %w", number, err))
		}
	}
	return errors.Join(errs...)
}

// dueJobs runs everything that is due at a business time, in the order of the
// table; one job's error does not stop the next.
func (s *Scheduler) dueJobs(ctx context.Context, at time.Time) error {
	var errs []error
	for _, j := range jobs() {
		if _, err := s.due(ctx, j, at); err != nil {
			errs = append(errs, fmt.Errorf("job %s: %w", j.name, err))
		}
	}
	return errors.Join(errs...)
}
