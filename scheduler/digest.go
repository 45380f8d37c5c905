package scheduler

import (
	"context"
	"fmt"
	"slices"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// mostListed bounds how many open duties are looked at for a list: whose they are only
// their cases tell, and who has more of them no longer reads lists.
const mostListed = 1000

// digest writes the notice of the weekly digest in the transaction that takes
// the slot. There is none when nothing is open or late and nothing happened.
func (s *Scheduler) digest(ctx context.Context, t turn) (string, error) {
	f, err := s.weekOf(ctx, t.at, t.at)
	if err != nil {
		return "", err
	}
	said := fmt.Sprintf("digest of %s: %d received, %d closed, %d open", calendar.DayOf(f.From, s.zone()), f.Received, f.Closed, f.Open)
	if f.Quiet() {
		said = fmt.Sprintf("no digest of %s: nothing is open and nothing happened", calendar.DayOf(f.From, s.zone()))
	}
	if t.dry {
		return said, nil
	}
	ran, err := s.Store.CronRun(ctx, t.job, s.slotOf(t.at), t.at, func(slot *db.Slot) error {
		if f.Quiet() {
			return nil
		}
		return slot.Enqueue(ctx, complaint.Notice{Kind: complaint.NoticeDigest, To: complaint.ToChannel, Ref: s.slotOf(t.at)})
	})
	if err != nil || !ran {
		return "", err
	}
	return said, nil
}

// week is the last whole week, Monday to Sunday, before a moment.
func (s *Scheduler) week(at time.Time) (from, to time.Time) {
	day := calendar.DayOf(at, s.zone())
	monday := day.AddDays(-(int(day.Weekday()+6) % 7))
	return monday.AddDays(-7).Start(s.zone()), monday.Start(s.zone())
}

// tellDigest posts the digest of a slot with the figures of now. One that
// waited until the next is due stays unsaid; one of before that names a case that it must
// not name goes, as its week cannot be told again.
func (x *delivery) tellDigest(ctx context.Context) (told, error) {
	at, err := calendar.ParseMoment(x.n.Ref, x.s.zone())
	if err != nil {
		return told{}, fmt.Errorf("digest of %q: %w", x.n.Ref, err)
	}
	if _, to := x.s.week(at); x.now.After(to.AddDate(0, 0, 7)) {
		return x.list(ctx, nil, nil)
	}
	f, err := x.s.weekOf(ctx, at, x.now)
	if err != nil {
		return told{}, err
	}
	if f.Needs, err = x.needs(ctx); err != nil {
		return told{}, err
	}
	var cases []string
	for _, line := range f.Needs {
		cases = append(cases, line.Number)
	}
	return x.list(ctx, view.Digest(x.f, f), cases)
}

// weekOf gives the figures of the last whole week before a moment, with how things stand now.
func (s *Scheduler) weekOf(ctx context.Context, at, now time.Time) (view.DigestFigures, error) {
	from, to := s.week(at)
	cal, err := s.Store.Calendar(ctx, now)
	if err != nil {
		return view.DigestFigures{}, err
	}
	answered, err := complaint.LongAnswered(cal, now)
	if err != nil {
		return view.DigestFigures{}, err
	}
	n, err := s.Store.Figures(ctx, from, to, answered)
	if err != nil {
		return view.DigestFigures{}, err
	}
	acts, err := s.Store.MeasureCount(ctx, "", now)
	if err != nil {
		return view.DigestFigures{}, err
	}
	f := view.DigestFigures{
		From: from, To: to, Received: n.Received, Closed: n.Closed, Open: n.Open, Overdue: n.Overdue, Promises: n.Promises, Waiting: n.Answered,
		Measures: view.MeasureCount(acts), Satisfied: view.InTime{Well: n.Content, All: n.Heard},
	}
	p, err := s.Store.Procedure(ctx, now)
	if err != nil {
		return f, err
	}
	if f.Confirmed.All, f.Confirmed.Well, err = s.Store.InTime(ctx, []string{complaint.DutyConfirm}, from, to); err != nil {
		return f, err
	}
	f.Answered.All, f.Answered.Well, err = s.Store.InTime(ctx, p.DoneOnlyBy(string(complaint.Told)), from, to)
	return f, err
}

// needs lists the cases in which something falls due within the week, each
// with its first duty. Confidential cases, and those that concern a member of
// the channel, are not named there.
func (x *delivery) needs(ctx context.Context) ([]view.DigestLine, error) {
	day := calendar.DayOf(x.now, x.s.zone())
	duties, err := x.s.Store.OpenDuties(ctx, day.AddDays(7).Start(x.s.zone()), mostListed)
	if err != nil {
		return nil, err
	}
	var lines []view.DigestLine
	var people []string
	seen := map[string]bool{}
	for _, d := range duties {
		if seen[d.Number] {
			continue
		}
		seen[d.Number] = true
		c, err := x.s.listed(ctx, d.Number)
		if err != nil {
			return nil, err
		}
		if c == nil || c.Confidential || slices.ContainsFunc(x.members, c.IsInvolved) {
			continue
		}
		owed, err := c.Owed(d.Kind, d.Round)
		if err != nil { // it was done since it was listed
			continue
		}
		line := view.DigestLine{Number: d.Number, Rules: c.Procedure, Kind: d.Kind, Last: c.Calendar.LastDay(d.Due), Overdue: !x.now.Before(d.Due)}
		line.User, line.Role = c.Owes(owed, x.now)
		lines = append(lines, line)
		people = append(people, line.User)
	}
	return lines, x.names(ctx, people)
}

// listed loads one of the cases of a list. One that cannot be loaded is logged and nil,
// and no error: it must not keep the others from being told.
func (s *Scheduler) listed(ctx context.Context, number string) (*complaint.Case, error) {
	var c *complaint.Case
	err := bot.Guard(func() (err error) {
		c, err = s.Store.Case(ctx, number)
		return err
	})
	if err != nil && ctx.Err() == nil {
		s.Log.ErrorContext(ctx, "a list leaves out a case that cannot be loaded", "case", number, "error", err)
		return nil, nil
	}
	return c, err
}
