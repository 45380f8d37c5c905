package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/procedure"
)

// addresses are those at which customers find the procedure, as the company says.
func (s *Scheduler) addresses() []string {
	var list []string
	for _, a := range append([]string{s.Company.Document}, s.Company.Published...) {
		if a != "" && !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

// linksDue looks every month whether these addresses answer, and every week at one
// that does not, and tells how that stands.
func (s *Scheduler) linksDue(ctx context.Context, t turn, r *complaint.Roster, cal *calendar.Calendar) ([]string, error) {
	said, err := s.unpublished(ctx, t, r)
	if err != nil || s.Look == nil {
		return said, err
	}
	known, err := s.Store.Links(ctx)
	if err != nil {
		return said, err
	}
	today := calendar.DayOf(t.at, cal.Zone())
	var errs []error
	for _, address := range s.addresses() {
		var before complaint.Link
		if i := slices.IndexFunc(known, func(l complaint.Link) bool { return l.Address == address }); i >= 0 {
			before = known[i]
		}
		var last calendar.Day
		if !before.Checked.IsZero() {
			last = calendar.DayOf(before.Checked, cal.Zone())
		}
		if !procedure.LookAgain(last, today, before.Status != "") {
			continue
		}
		lines, err := s.lookAt(ctx, t, r, before, address)
		said, errs = append(said, lines...), append(errs, err)
	}
	return said, errors.Join(errs...)
}

// lookAt sees whether an address answers, and tells when it does not, or does again.
func (s *Scheduler) lookAt(ctx context.Context, t turn, r *complaint.Roster, before complaint.Link, address string) ([]string, error) {
	if t.dry {
		return []string{"would look at " + address}, nil
	}
	status := s.Look(ctx, address)
	if err := ctx.Err(); err != nil { // we are ending, which says nothing of the address
		return nil, err
	}
	if err := s.Store.SaveLink(ctx, address, status, t.at); err != nil {
		return nil, err
	}
	said := []string{address + ": answers"}
	if status != "" {
		said = []string{address + ": " + status}
	}
	if status == "" && before.Status == "" {
		return said, nil
	}
	day := calendar.DayOf(t.at, s.zone())
	_, err := s.Store.TellOnce(ctx, "link", fmt.Sprintf("%s %s", day, address), s.Now(), complaint.NoticeLink, r.Overseers(t.at))
	return said, err
}

// missing lists what the procedure promises of its publication and the
// configuration names no address for.
func (s *Scheduler) missing(p *procedure.Procedure) []string {
	return slices.DeleteFunc(slices.Clone(p.Publish.On), func(where string) bool {
		return where == "download" && s.Company.Document != "" || where == "website" && len(s.Company.Published) > 0
	})
}

// unpublished tells once a month that such an address is missing.
func (s *Scheduler) unpublished(ctx context.Context, t turn, r *complaint.Roster) ([]string, error) {
	p, err := s.Store.Procedure(ctx, t.at)
	if err != nil || len(s.missing(p)) == 0 {
		return nil, err
	}
	return s.tellStage(ctx, t, "no address", calendar.DayOf(t.at, s.zone()).String()[:len("2026-03")], complaint.NoticeLink, r.Overseers(t.at))
}

// link says how an address stands now; the message about it from before goes.
func (x *delivery) link(ctx context.Context) (told, error) {
	_, address, _ := strings.Cut(x.n.Ref, " ")
	if address == "" {
		p, err := x.s.Store.Procedure(ctx, x.now)
		if err != nil {
			return told{}, err
		}
		missing := x.s.missing(p)
		if len(missing) == 0 {
			return told{}, errNothing
		}
		return x.sayOfLink(ctx, "", view.LinkTold(x.f, complaint.Link{}, missing))
	}
	links, err := x.s.Store.Links(ctx)
	if err != nil {
		return told{}, err
	}
	i := slices.IndexFunc(links, func(l complaint.Link) bool { return l.Address == address })
	if i < 0 || !slices.Contains(x.s.addresses(), address) { // the company names another now
		return told{}, errNothing
	}
	return x.sayOfLink(ctx, address, view.LinkTold(x.f, links[i], nil))
}

func (x *delivery) sayOfLink(ctx context.Context, address string, m *view.Message) (told, error) {
	p := purpose(x.n.Kind, x.n.To, address)
	before, err := x.messages(ctx, p)
	if err != nil {
		return told{}, err
	}
	before = slices.DeleteFunc(before, func(m db.Message) bool { return m.Purpose != p })
	if err := x.unsay(ctx, before); err != nil {
		return told{}, err
	}
	return x.post(ctx, p, "", m)
}
