package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/complaint"
)

// batch is how many cases are looked up at once.
const batch = 200

// remind visits the cases whose moment has come and records the reminders that
// are due; the rest stays untouched however many there are. A case that was
// answered early is moved to its follow-up at the same visit, and what messages
// offer for a day only is taken from them.
func (s *Scheduler) remind(ctx context.Context, t turn) (string, error) {
	return s.visit(ctx, t, func(c *complaint.Case) error {
		if err := c.StartFollowUp(t.at); err != nil {
			return err
		}
		c.Lapse(t.at)
		return c.Remind(t.at)
	})
}

// followUp moves answered cases to those that wait for their follow-up call.
func (s *Scheduler) followUp(ctx context.Context, t turn) (string, error) {
	report, err := s.visit(ctx, t, func(c *complaint.Case) error { return c.StartFollowUp(t.at) })
	if err != nil || t.dry {
		return report, err
	}
	_, err = s.takeSlot(ctx, t) // afterwards: doing it twice does no harm, never would
	return report, err
}

// visit lets decide look at every case that woke. One case's error does not
// stop the next; they come back joined.
func (s *Scheduler) visit(ctx context.Context, t turn, decide func(*complaint.Case) error) (string, error) {
	var done []string
	var errs []error
	visited := map[string]bool{}
	for limit := batch; ; limit += batch {
		numbers, err := s.Store.Waking(ctx, t.at, limit)
		if err != nil {
			return report(done), errors.Join(append(errs, err)...)
		}
		fresh := slices.DeleteFunc(slices.Clone(numbers), func(n string) bool { return visited[n] })
		errs = append(errs, each(fresh, func(number string) error {
			visited[number] = true
			did, err := s.visitOne(ctx, number, t, decide)
			done = append(done, did...)
			return err
		}))
		if len(numbers) < limit || ctx.Err() != nil {
			return report(done), errors.Join(errs...)
		}
	}
}

func (s *Scheduler) visitOne(ctx context.Context, number string, t turn, decide func(*complaint.Case) error) ([]string, error) {
	if t.dry {
		c, err := s.Store.Case(ctx, number)
		if err == nil {
			err = decide(c)
		}
		if err != nil {
			return nil, err
		}
		events, _ := c.Changes()
		return said(number, events), nil
	}
	var did []string
	_, err := s.Store.VisitCase(ctx, number, t.at, func(c *complaint.Case) error {
		if err := decide(c); err != nil {
			return err
		}
		events, _ := c.Changes()
		did = said(number, events)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return did, nil
}

// said words what a visit recorded, in codes and ids.
func said(number string, events []complaint.Event) []string {
	var lines []string
	for _, e := range events {
		line := number + " " + string(e.Kind)
		if e.Kind == complaint.Reminded {
			line += fmt.Sprintf(" %s due %s: %s to %s", e.Data.Duty,
				time.UnixMilli(e.Data.Due).UTC().Format(time.RFC3339), e.Data.Stage, strings.Join(e.Data.Users, " "))
		}
		lines = append(lines, line)
	}
	return lines
}

func report(lines []string) string { return strings.Join(lines, "\n") }
