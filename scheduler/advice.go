package scheduler

import (
	"context"
	"slices"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// adviceDue asks the officers for a recommendation, where the procedure wants one
// each year and none was made in it (CY-36).
func (s *Scheduler) adviceDue(ctx context.Context, t turn, r *complaint.Roster, cal *calendar.Calendar) ([]string, error) {
	p, err := s.Store.Procedure(ctx, t.at)
	if err != nil || !p.Recommend.Yearly {
		return nil, err
	}
	last, err := s.Store.LastAdvice(ctx)
	if err != nil || last.IsZero() {
		return nil, err
	}
	day := calendar.DayOf(last, cal.Zone()).AddMonths(12)
	if calendar.DayOf(t.at, cal.Zone()).Before(day) {
		return nil, nil
	}
	return s.tellStage(ctx, t, "advice", day.String(), complaint.NoticeAdvice, r.Holding(complaint.RoleOfficer, t.at))
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
	year := calendar.DayOf(last, x.s.zone()).AddMonths(12)
	if calendar.DayOf(x.now, x.s.zone()).Before(year) || !slices.Contains(r.Holding(complaint.RoleOfficer, x.now), x.n.To) {
		return told{}, errNothing
	}
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.AdviceDue(x.f, last))
}
