package main

import (
	"context"
	"errors"
	"fmt"

	"ombud/complaint"
	"ombud/db"
)

// saveCompany writes the configuration where cases are judged by it.
func (s *service) saveCompany(ctx context.Context) error {
	ws, now := s.store.In(s.cfg.Workspace), s.clock.Business()
	roster, err := s.company(ctx, ws)
	if err != nil {
		return err
	}
	return errors.Join(
		ws.SaveProcedure(ctx, s.cfg.yaml, now),
		ws.SaveCalendar(ctx, s.cfg.cal, now),
		ws.SaveCompanyRoster(ctx, roster, now),
	)
}

// company is what the configuration says of people, with what Slack says of
// everybody who holds a role, those named in Slack too. A person whom Slack
// cannot show keeps the company's time zone.
func (s *service) company(ctx context.Context, ws *db.Workspace) (*complaint.Roster, error) {
	roster := s.cfg.roster()
	old, err := ws.Roster(ctx)
	if errors.Is(err, db.ErrNoSettings) {
		old = &complaint.Roster{}
	} else if err != nil {
		return nil, fmt.Errorf("people: %w", err)
	}
	for _, h := range roster.Over(old).Holders {
		p, err := s.client.Person(ctx, h.User)
		if err != nil {
			s.log.WarnContext(ctx, "person of the roster not found", "user", h.User, "role", h.Role, "error", err)
			continue
		}
		if !p.Colleague() {
			s.log.WarnContext(ctx, "person of the roster is no full member", "user", h.User, "role", h.Role)
		}
		profile := roster.People[h.User]
		profile.Zone = p.TZ
		if profile.Title == "" {
			profile.Title = p.Title
		}
		roster.People[h.User] = profile
	}
	return roster, nil
}
