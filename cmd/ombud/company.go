package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
)

// saveCompany writes the configuration where cases are judged by it.
func (s *service) saveCompany(ctx context.Context) error {
	ws, now := s.store.In(s.cfg.Workspace), s.clock.Business()
	roster, colleague, err := s.company(ctx, ws)
	if err != nil {
		return err
	}
	if s.cfg.own { // a preset changes with the program, under the number of its document
		err := ws.CheckVersion(ctx, s.cfg.rules)
		if errors.Is(err, db.ErrVersionUsed) {
			return fmt.Errorf("%w: raise version in %s, and dated and approver with it", err, s.cfg.Procedure)
		}
		if err != nil {
			return err
		}
	}
	from, err := s.begins(ctx, ws, now)
	if err != nil {
		return err
	}
	err = errors.Join(
		ws.BringProcedure(ctx, s.cfg.yaml, from),
		ws.SaveCalendar(ctx, s.cfg.cal, now),
		ws.SaveCompanyRoster(ctx, roster, now),
	)
	if err != nil {
		return err
	}
	if roster, err = ws.Roster(ctx); err != nil {
		return err
	}
	for _, concern := range roster.Concerns(now) {
		if concern.Code == complaint.ConcernAbout {
			s.log.WarnContext(ctx, "nobody can agree with the answer to a complaint about one of these: name another person for management or fallback", "users", concern.Users)
		}
		if concern.Code == complaint.ConcernSole {
			s.log.WarnContext(ctx, "nobody can agree with what this person writes or asks: name a second person for management or fallback, or write alone: true into the configuration", "users", concern.Users)
		}
	}
	_, err = ws.NoteMembers(ctx, colleague, now) // nobody listened while the program stood still; of others the scheduler asks
	return err
}

// begins is when the procedure of the configuration comes into force: with the day of its
// document where that lies ahead and another is in force until then, else now (OK-19).
func (s *service) begins(ctx context.Context, ws *db.Workspace, now time.Time) (time.Time, error) {
	p := s.cfg.rules
	day, err := calendar.ParseDay(p.Dated)
	if err != nil { // it has none
		return now, nil
	}
	old, err := ws.Procedure(ctx, now)
	if err != nil && !errors.Is(err, db.ErrNoSettings) {
		return time.Time{}, err
	}
	start := day.Start(s.cfg.cal.Zone())
	if err != nil || !start.After(now) || old.Name == p.Name && old.Version == p.Version {
		return now, nil
	}
	s.log.InfoContext(ctx, "the procedure comes into force on the day of its document; until then complaints are judged by the version before it",
		"procedure", p.Name, "version", p.Version, "dated", p.Dated, "before", old.Version)
	return start, nil
}

// company is what the configuration says of people, with what Slack says of
// everybody who holds a role, those named in Slack too, and whether they are
// full members. A person whom Slack cannot show keeps the company's time zone.
func (s *service) company(ctx context.Context, ws *db.Workspace) (*complaint.Roster, map[string]bool, error) {
	roster, colleague := s.cfg.roster(), map[string]bool{}
	old, err := ws.Roster(ctx)
	if errors.Is(err, db.ErrNoSettings) {
		old = &complaint.Roster{}
	} else if err != nil {
		return nil, nil, fmt.Errorf("people: %w", err)
	}
	now := s.clock.Business()
	holders := slices.DeleteFunc(roster.Over(old, now).Holders, func(h complaint.Holder) bool { return !h.Running(now) })
	for _, h := range holders {
		p, err := s.client.Person(ctx, h.User)
		if err != nil {
			s.log.WarnContext(ctx, "person of the roster not found", "user", h.User, "role", h.Role, "error", err)
			continue
		}
		if colleague[h.User] = p.Colleague(); !p.Colleague() {
			s.log.WarnContext(ctx, "person of the roster is no full member", "user", h.User, "role", h.Role)
		}
		profile := roster.People[h.User]
		profile.Zone = p.TZ
		if profile.Title == "" {
			profile.Title = p.Title
		}
		roster.People[h.User] = profile
	}
	return roster, colleague, nil
}
