package scheduler

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"ombud/bot"
	"ombud/calendar"
)

// asksAMinute bounds how many people Slack is asked about in one go: it answers a hundred
// times a minute, and before each message it is asked too.
const asksAMinute = 20

// census is who is still to be asked about today.
type census struct {
	mu   sync.Mutex
	day  calendar.Day
	left []string
}

// colleagues asks Slack once a day about everybody who holds a role or stands in for somebody, is
// engaged in an open case or was believed gone, some each minute: it tells of a closed account once, and not
// while nobody listens, and somebody to whom nothing is sent is found by no message.
func (s *Scheduler) colleagues(ctx context.Context, t turn) (string, error) {
	if !s.halt.until(s.Machine()).IsZero() {
		return "", nil
	}
	s.census.mu.Lock()
	defer s.census.mu.Unlock()
	users, today := s.census.left, calendar.DayOf(t.at, s.zone())
	if s.census.day != today {
		var err error
		if users, err = s.concerned(ctx, t); err != nil {
			return "", err
		}
	}
	if t.dry {
		return report(users), nil
	}
	member, asked, failed := s.askAbout(s.withGate(ctx), users[:min(asksAMinute, len(users))])
	news, err := s.Store.NoteMembers(ctx, member, s.Now())
	if err != nil {
		return "", err
	}
	s.census.day, s.census.left = today, users[asked:]
	if len(news) == 0 {
		return "", failed
	}
	return "no colleague any more, or again: " + strings.Join(news, ", "), failed
}

// concerned lists those about whom Slack is asked.
func (s *Scheduler) concerned(ctx context.Context, t turn) ([]string, error) {
	r, err := s.Store.Roster(ctx)
	if err != nil {
		return nil, err
	}
	users, err := s.Store.Engaged(ctx)
	if err != nil {
		return nil, err
	}
	for i := range r.Holders {
		if h := &r.Holders[i]; h.Running(t.at) {
			users = append(users, h.User)
		}
	}
	users = slices.AppendSeq(users, maps.Keys(r.Deputies(t.at)))
	users = slices.AppendSeq(users, maps.Keys(r.Left))
	slices.Sort(users)
	return slices.Compact(users), nil
}

// askAbout tells of each, in their order, whether they are a full member, as far as Slack
// would answer. Whom it cannot show stays as they were.
func (s *Scheduler) askAbout(ctx context.Context, users []string) (member map[string]bool, asked int, failed error) {
	member = map[string]bool{}
	for _, user := range users {
		p, err := s.Slack.Person(ctx, user)
		switch class := bot.ClassOf(err); {
		case err == nil:
			member[user] = p.Colleague()
		case isGone(err):
			member[user] = false
		case class == bot.Wait: // the rest in a minute
			return member, asked, nil
		case class != bot.Destination && class != bot.Stale && class != bot.Other:
			return member, asked, fmt.Errorf("ask about %s: %w", user, err)
		}
		asked++
	}
	return member, asked, nil
}

// goneCodes say that somebody is no full member of the workspace, or not any more.
var goneCodes = []string{codeNoColleague, "user_not_found", "user_disabled"}

// isGone tells whether Slack refused since somebody is no full member.
func isGone(err error) bool {
	e, ok := errors.AsType[*bot.Error](err)
	return ok && slices.Contains(goneCodes, e.Code)
}
