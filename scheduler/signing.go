package scheduler

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// mostOpened bounds how many cases are opened to see what a calendar would move.
const mostOpened = 500

// signDue asks, from the first working day of November on and again in December,
// whether the closed days of the next year are right.
func (s *Scheduler) signDue(ctx context.Context, t turn, r *complaint.Roster, cal *calendar.Calendar) ([]string, error) {
	year, day, due := cal.SignOff(calendar.DayOf(t.at, cal.Zone()))
	if !due {
		return nil, nil
	}
	hash := cal.YearHash(year)
	signed, err := s.Store.Signed(ctx, year, hash)
	if err != nil || signed.Person != "" {
		return nil, err
	}
	return s.tellStage(ctx, t, fmt.Sprintf("closed days of %d %s", year, hash), day.String()+" "+hash, complaint.NoticeCalendar, r.Overseers(t.at))
}

// asked is the list that a request for a signature is about: of the next year, as
// things stand.
func (x *delivery) asked(ctx context.Context, year int) (view.YearList, error) {
	cal, err := x.s.Store.Calendar(ctx, x.now)
	if err != nil {
		return view.YearList{}, err
	}
	y := view.YearOf(cal, year)
	if y.Signed, err = x.s.Store.Signed(ctx, year, y.Hash); err != nil {
		return y, err
	}
	return y, x.names(ctx, []string{y.Signed.Person})
}

// calendar asks one person; the request before it goes.
func (x *delivery) calendar(ctx context.Context) (told, error) {
	y, err := x.asked(ctx, calendar.DayOf(x.now, x.s.zone()).Year+1)
	if err != nil {
		return told{}, err
	}
	if y.Signed.Person != "" {
		return told{}, errNothing
	}
	prefix := purpose(x.n.Kind, x.n.To, "") + "/"
	this := prefix + strconv.Itoa(y.Year) + " " + x.n.Ref
	if err := x.unsayEarlier(ctx, prefix, this); err != nil {
		return told{}, err
	}
	return x.post(ctx, this, "", view.CalendarAsk(x.f, y))
}

// signed lets the requests about a year say that it was signed.
func (x *delivery) signed(ctx context.Context) (told, error) {
	year, _, _ := strings.Cut(x.n.Ref, " ")
	n, err := strconv.Atoi(year)
	if err != nil {
		return told{}, fmt.Errorf("signed %q: %w", x.n.Ref, err)
	}
	y, err := x.asked(ctx, n)
	if err != nil {
		return told{}, err
	}
	all, err := x.messages(ctx, string(complaint.NoticeCalendar)+"/")
	if err != nil {
		return told{}, err
	}
	for _, m := range all {
		user, of, _ := strings.Cut(strings.TrimPrefix(m.Purpose, string(complaint.NoticeCalendar)+"/"), "/")
		if !strings.HasPrefix(of, year+" ") {
			continue
		}
		if err := x.speak(ctx, x.f, user); err != nil {
			return told{}, err
		}
		if _, err := x.change(ctx, m, view.CalendarAsk(x.f, y)); err != nil {
			return told{}, err
		}
	}
	return told{}, nil
}

// movesDue tells, once for each change of the calendar, what it would move in open
// cases. Nothing is moved.
func (s *Scheduler) movesDue(ctx context.Context, t turn, r *complaint.Roster, _ *calendar.Calendar) ([]string, error) {
	version, cal, err := s.Store.CalendarVersion(ctx, t.at)
	if err != nil || version == 1 {
		return nil, err
	}
	const what = "calendar moves"
	stage := fmt.Sprintf("%06d", version)
	if last, err := s.Store.LastSlot(ctx, what); err != nil || last >= stage {
		return nil, err
	}
	moves, _, err := s.moves(ctx, version, cal, t, func(*complaint.Case) bool { return true })
	if err != nil {
		return nil, err
	}
	users := r.Overseers(t.at)
	if len(moves) > 0 && len(users) == 0 { // it waits until somebody is there
		return nil, nil
	}
	var lines []string
	for _, m := range moves {
		lines = append(lines, fmt.Sprintf("%s: %s until %s, by the new calendar until %s; not moved", m.Number, m.Before.Kind, m.Was, m.New))
	}
	if len(moves) == 0 {
		users = nil
	}
	if !t.dry {
		_, err = s.Store.TellOnce(ctx, what, stage, s.Now(), complaint.NoticeMoves, users)
	}
	return lines, err
}

// moves lists what a version of the calendar would move in the cases that may be
// read, and counts the other cases.
func (s *Scheduler) moves(ctx context.Context, version int, cal *calendar.Calendar, t turn, may func(*complaint.Case) bool) (list []view.CalendarMove, others int, err error) {
	numbers, err := s.Store.OnOtherCalendars(ctx, version, mostOpened)
	if err != nil {
		return nil, 0, err
	}
	for _, number := range numbers {
		c, err := s.listed(ctx, number)
		if err != nil {
			return nil, 0, err
		}
		if c == nil {
			continue
		}
		moves, err := c.WouldMove(cal, t.at)
		if err != nil { // beyond one of the calendars: nothing to compare
			continue
		}
		if len(moves) > 0 && !may(c) {
			others++
			continue
		}
		for _, m := range moves {
			list = append(list, view.CalendarMove{Number: number, Rules: c.Procedure, Move: m, Was: c.Calendar.LastDay(m.Before.Due), New: cal.LastDay(m.After.Due)})
		}
	}
	return list, others, nil
}

// tellMoves says it to one person as things stand now. Cases that they must not
// know of are neither listed nor counted.
func (x *delivery) tellMoves(ctx context.Context) (told, error) {
	version, cal, err := x.s.Store.CalendarVersion(ctx, x.now)
	if err != nil {
		return told{}, err
	}
	if fmt.Sprintf("%06d", version) != x.n.Ref { // it was changed again
		return x.list(ctx, nil, nil)
	}
	hidden := 0
	list, others, err := x.s.moves(ctx, version, cal, turn{at: x.now}, func(c *complaint.Case) bool {
		if c.IsInvolved(x.n.To) {
			hidden++
		}
		return c.MaySee(x.f.Viewer, complaint.PartCard, x.now)
	})
	if err != nil {
		return told{}, err
	}
	if others = max(0, others-hidden); len(list) == 0 && others == 0 {
		return x.list(ctx, nil, nil)
	}
	var cases []string
	for _, m := range list {
		cases = append(cases, m.Number)
	}
	return x.list(ctx, view.CalendarMoves(x.f, list, others), cases)
}
