package scheduler

import (
	"context"
	"errors"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// purposeTheirs is a message of somebody else in the thread of an erased case: only
// they, or an owner of the workspace, can delete it.
const purposeTheirs = "theirs"

// leftovers lists what Slack still holds of an erased case, and forgets what it does
// not any more.
func (s *Scheduler) leftovers(ctx context.Context, number string) ([]view.Leftover, error) {
	messages, err := s.Store.Messages(ctx, number)
	if err != nil {
		return nil, err
	}
	var left []view.Leftover
	for _, m := range messages {
		l, gone, err := s.leftMessage(ctx, m)
		if err == nil && gone {
			err = s.Store.DropMessage(ctx, m)
		}
		if err != nil {
			return nil, err
		}
		if !gone {
			left = append(left, l)
		}
	}
	files, err := s.Store.Files(ctx, number)
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		info, err := s.Slack.FileInfo(ctx, f.ID)
		switch {
		case bot.ClassOf(err) == bot.Stale, err == nil && info.Deleted:
			err = s.Store.DropFile(ctx, number, f.ID)
		case err == nil:
			left = append(left, view.Leftover{Number: number, File: true, Link: info.Nameless()})
		}
		if err != nil {
			return nil, err
		}
	}
	return left, nil
}

// leftMessage is a message or file that we remember; gone when Slack has it no more.
func (s *Scheduler) leftMessage(ctx context.Context, m db.Message) (l view.Leftover, gone bool, err error) {
	l = view.Leftover{Number: m.Number, File: isCopy(m)}
	if l.File { // ours: it is asked to be deleted again
		return l, false, nil
	}
	l.Link, err = s.Slack.Permalink(ctx, m.Channel, m.TS)
	switch e, ok := errors.AsType[*bot.Error](err); {
	case ok && e.Code == "message_not_found":
		return l, true, nil
	case ok && e.Class == bot.Destination: // in a place that we cannot see into any more
		return l, false, nil
	}
	return l, false, err
}

// tellKeeping tells one who leads what is erased soon, on hold, or left in Slack, as
// that is when it is told and as far as they may know of it.
func (x *delivery) tellKeeping(ctx context.Context) (told, error) {
	days, until, err := x.s.looksAhead(ctx, x.now)
	if err != nil {
		return told{}, err
	}
	soon, err := x.s.Store.Expiring(ctx, until)
	if err != nil {
		return told{}, err
	}
	holds, err := x.s.Store.Holds(ctx)
	if err != nil {
		return told{}, err
	}
	e := view.Expiring{Days: days}
	var people, cases []string
	add := func(numbers []string, take func(c *complaint.Case) error) error {
		for _, number := range numbers {
			c, err := x.s.listed(ctx, number)
			if c != nil && c.MaySee(x.f.Viewer, complaint.PartState, x.now) {
				err = take(c)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	err = errors.Join(
		add(soon, func(c *complaint.Case) error {
			if c.Erased() {
				left, err := x.s.leftovers(ctx, c.Number)
				e.Left = append(e.Left, left...)
				return err
			}
			if !c.Held(until) {
				e.Due, cases = append(e.Due, c), append(cases, c.Number)
			}
			return nil
		}),
		add(holds, func(c *complaint.Case) error {
			e.Held, people, cases = append(e.Held, c), append(people, c.Hold().By), append(cases, c.Number)
			return nil
		}))
	if err == nil {
		err = x.names(ctx, people)
	}
	if err != nil {
		return told{}, err
	}
	if err := x.onlyNewest(ctx); err != nil {
		return told{}, err
	}
	if e.Empty() {
		return x.list(ctx, nil, nil)
	}
	return x.list(ctx, view.ExpiringMessage(x.f, &e), cases)
}
