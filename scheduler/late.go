package scheduler

import (
	"context"
	"fmt"
	"slices"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// late tells the last in line each working day what is still not done of what
// they were asked for on a day before: one list, in their working hours.
func (s *Scheduler) late(ctx context.Context, t turn) (string, error) {
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return "", err
	}
	cal, err := s.Store.Calendar(ctx, t.at)
	if err != nil {
		return "", err
	}
	var told []string
	for _, u := range lastInLine(r, t) {
		there := r.Zone(u, cal.Zone())
		if wall := t.at.In(there); wall.Hour() < 9 || !complaint.AtWork(cal, there, t.at) {
			continue
		}
		day := calendar.DayOf(t.at, there).String()
		if last, err := s.Store.LastSlot(ctx, "late "+u); err != nil || last >= day {
			if err != nil {
				return report(told), err
			}
			continue
		}
		duties, err := s.lateFor(ctx, u, t)
		if err != nil {
			return report(told), err
		}
		if !t.dry {
			if err := s.tellLate(ctx, u, day, len(duties) > 0, t); err != nil {
				return report(told), err
			}
		}
		if len(duties) > 0 {
			told = append(told, fmt.Sprintf("late for days: %d, to %s", len(duties), u))
		}
	}
	return report(told), nil
}

// lastInLine are those who could be told: the fallback, who stands in for one that is
// away, and management, which is asked where the fallback must not know or is away.
func lastInLine(r *complaint.Roster, t turn) []string {
	var users []string
	for _, u := range append(r.Holding(complaint.RoleFallback, t.at), r.Holding(complaint.RoleManagement, t.at)...) {
		if r.Absent(u, t.at) {
			u = r.DeputyOf(u, t.at)
		}
		if u != "" && !r.Absent(u, t.at) && !slices.Contains(users, u) {
			users = append(users, u)
		}
	}
	return users
}

func (s *Scheduler) tellLate(ctx context.Context, user, day string, some bool, t turn) error {
	_, err := s.Store.CronRun(ctx, "late "+user, day, t.at, func(slot *db.Slot) error {
		if !some {
			return nil
		}
		return slot.Enqueue(ctx, complaint.Notice{Kind: complaint.NoticeLate, To: user, Ref: day})
	})
	return err
}

// lateFor lists the duties that one of the last in line was told of on a day
// before, at most as many as a list shows.
func (s *Scheduler) lateFor(ctx context.Context, user string, t turn) ([]view.DueRow, error) {
	rows, err := s.Store.OpenDuties(ctx, t.at, mostListed)
	if err != nil {
		return nil, err
	}
	var lines []view.DueRow
	for _, row := range rows {
		c, err := s.listed(ctx, row.Number)
		if err != nil {
			return nil, err
		}
		if c == nil {
			continue
		}
		d, err := c.Owed(row.Kind, row.Round)
		if err != nil || !c.LateForDays(d, user, t.at) {
			continue
		}
		lines = append(lines, view.DueRow{Case: c, Duty: *d})
	}
	return lines, nil
}

// tellLate says the list of the day, as things stand now; the one of the day
// before goes.
func (x *delivery) tellLate(ctx context.Context) (told, error) {
	lines, err := x.s.lateFor(ctx, x.n.To, turn{at: x.now})
	if err != nil {
		return told{}, err
	}
	if err := x.onlyNewest(ctx); err != nil {
		return told{}, err
	}
	if len(lines) == 0 {
		return x.list(ctx, nil, nil)
	}
	var people, cases []string
	for _, l := range lines {
		user, _ := l.Case.Owes(&l.Duty, x.now)
		people, cases = append(people, user), append(cases, l.Case.Number)
	}
	if err := x.names(ctx, people); err != nil {
		return told{}, err
	}
	return x.list(ctx, view.LateList(x.f, lines), cases)
}
