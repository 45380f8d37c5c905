package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/procedure"
)

// review looks, each working day, after what every case stands on: whether the
// written procedure is due for its review, whether somebody found the closed days of
// next year right, what a changed calendar would move, and whether customers find
// the procedure where they are told to.
func (s *Scheduler) review(ctx context.Context, t turn) (string, error) {
	cal, err := s.Store.Calendar(ctx, t.at)
	if err != nil {
		return "", err
	}
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return "", err
	}
	var said []string
	var errs []error
	for _, step := range []func(context.Context, turn, *complaint.Roster, *calendar.Calendar) ([]string, error){
		s.revisionDue, s.signDue, s.movesDue, s.linksDue, s.adviceDue,
	} {
		errs = append(errs, bot.Guard(func() error {
			lines, err := step(ctx, t, r, cal)
			said = append(said, lines...)
			return err
		}))
	}
	if err := errors.Join(errs...); err != nil || t.dry {
		return report(said), err
	}
	_, err = s.takeSlot(ctx, t)
	return report(said), err
}

// revisionDue reminds whoever sees to the review of the procedure, of each stage
// once.
func (s *Scheduler) revisionDue(ctx context.Context, t turn, r *complaint.Roster, cal *calendar.Calendar) ([]string, error) {
	g, err := s.Store.Register(ctx, t.at, cal.Zone())
	if err != nil {
		return nil, err
	}
	day, due := procedure.ReviewReminder(g.Next, calendar.DayOf(t.at, cal.Zone()), cal)
	if !due {
		return nil, nil
	}
	return s.tellStage(ctx, t, "review due "+g.Next.String(), day.String(), complaint.NoticeRevision, r.Reviewers(g.Procedure, t.at))
}

// tellStage tells something that comes in stages, each named so that a later one
// sorts behind it: the newest one, once. While nobody is there to hear it, it waits.
func (s *Scheduler) tellStage(ctx context.Context, t turn, what, stage string, kind complaint.NoticeKind, users []string) ([]string, error) {
	last, err := s.Store.LastSlot(ctx, what)
	if err != nil || last >= stage || len(users) == 0 {
		return nil, err
	}
	said := []string{fmt.Sprintf("%s: said for %s to %s", what, stage, strings.Join(users, " "))}
	if t.dry {
		return said, nil
	}
	_, err = s.Store.TellOnce(ctx, what, stage, s.Now(), kind, users)
	return said, err
}

// revision reminds of the review as things stand now; the reminder before it goes.
func (x *delivery) revision(ctx context.Context) (told, error) {
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return told{}, err
	}
	g, err := x.s.Store.Register(ctx, x.now, x.s.zone())
	if err != nil {
		return told{}, err
	}
	cal, err := x.s.Store.Calendar(ctx, x.now)
	if err != nil {
		return told{}, err
	}
	_, due := procedure.ReviewReminder(g.Next, calendar.DayOf(x.now, x.s.zone()), cal)
	if !due || !slices.Contains(r.Reviewers(g.Procedure, x.now), x.n.To) { // it was done, or is somebody else's
		return told{}, errNothing
	}
	prefix := purpose(x.n.Kind, x.n.To, "") + "/"
	if err := x.unsayEarlier(ctx, prefix, prefix+x.n.Ref); err != nil {
		return told{}, err
	}
	if err := x.names(ctx, []string{g.Last.By}); err != nil {
		return told{}, err
	}
	return x.post(ctx, prefix+x.n.Ref, "", view.RevisionDue(x.f, g))
}

// revised lets all reminders of the review say that it was done.
func (x *delivery) revised(ctx context.Context) (told, error) {
	g, err := x.s.Store.Register(ctx, x.now, x.s.zone())
	if err != nil {
		return told{}, err
	}
	if err := x.names(ctx, []string{g.Last.By}); err != nil {
		return told{}, err
	}
	reminders, err := x.messages(ctx, string(complaint.NoticeRevision)+"/")
	if err != nil {
		return told{}, err
	}
	for _, m := range reminders {
		user, _, _ := strings.Cut(strings.TrimPrefix(m.Purpose, string(complaint.NoticeRevision)+"/"), "/")
		if err := x.speak(ctx, x.f, user); err != nil {
			return told{}, err
		}
		if _, err := x.change(ctx, m, view.RevisionDone(x.f, g)); err != nil {
			return told{}, err
		}
		m.Purpose = strings.Replace(m.Purpose, string(complaint.NoticeRevision), string(complaint.NoticeRevised), 1)
		if err := x.s.Store.PutMessage(ctx, m); err != nil {
			return told{}, err
		}
	}
	return told{}, nil
}
