package scheduler

import (
	"context"
	"slices"
	"time"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// adviceDue asks the officers for a recommendation, where the procedure wants one
// each year and none was made in it (CY-36).
func (s *Scheduler) adviceDue(ctx context.Context, t turn, r *complaint.Roster, _ *calendar.Calendar) ([]string, error) {
	p, err := s.Store.Procedure(ctx, t.at)
	if err != nil || !p.Recommend.Yearly {
		return nil, err
	}
	last, err := s.Store.LastAdvice(ctx)
	if err != nil || last.IsZero() {
		return nil, err
	}
	day, due := s.adviceDay(last, t.at)
	if !due {
		return nil, nil
	}
	return s.tellStage(ctx, t, "advice", day.String(), complaint.NoticeAdvice, r.Holding(complaint.RoleOfficer, t.at))
}

// adviceDay is the day from which a recommendation is missed, a year after the last
// one, and whether it has come.
func (s *Scheduler) adviceDay(last, now time.Time) (day calendar.Day, due bool) {
	day = calendar.DayOf(last, s.zone()).AddMonths(12)
	return day, !calendar.DayOf(now, s.zone()).Before(day)
}

// advice asks one officer, unless something was recommended meanwhile.
func (x *delivery) advice(ctx context.Context) (told, error) {
	last, err := x.s.Store.LastAdvice(ctx)
	if err != nil {
		return told{}, err
	}
	r, err := x.s.Store.Roster(ctx)
	if err != nil {
		return told{}, err
	}
	if _, due := x.s.adviceDay(last, x.now); !due || !slices.Contains(r.Holding(complaint.RoleOfficer, x.now), x.n.To) {
		return told{}, errNothing
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.AdviceDue(x.f, last))
}
