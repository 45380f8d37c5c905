package playground

import (
	"fmt"
	"time"
)

// User is a person or a bot of the workspace, or a person of another one.
type User struct {
	ID              string `json:"id"`
	TeamID          string `json:"team_id"` // default the workspace's own; another means an external person
	Name            string `json:"name"`
	RealName        string `json:"real_name"`
	DisplayName     string `json:"display_name"`
	Title           string `json:"title"`
	Email           string `json:"email"`
	TZ              string `json:"tz"`     // IANA zone, default Europe/Amsterdam
	Locale          string `json:"locale"` // default nl-NL
	Admin           bool   `json:"is_admin"`
	Restricted      bool   `json:"is_restricted"`       // any guest
	UltraRestricted bool   `json:"is_ultra_restricted"` // single-channel guest; implies Restricted
	GuestInvitedBy  string `json:"guest_invited_by,omitempty"`
	Stranger        bool   `json:"is_stranger"` // external without a channel in common
	Bot             bool   `json:"is_bot"`
	Deleted         bool   `json:"deleted"`
}

func (u *User) shown() string {
	for _, n := range []string{u.DisplayName, u.RealName} {
		if n != "" {
			return n
		}
	}
	return u.Name
}

func (u *User) zone() *time.Location {
	if loc, err := time.LoadLocation(u.TZ); err == nil {
		return loc
	}
	return time.UTC
}

// AddUser makes a person, without an event. It fails when the id is empty or
// taken.
func (s *Slack) AddUser(u User) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.users.get(u.ID); taken || u.ID == "" {
		return fmt.Errorf("add user %q: id empty or taken", u.ID)
	}
	s.users.put(u.ID, s.tidy(u))
	s.changed(Change{Kind: "users", User: u.ID})
	return nil
}

// Welcome is AddUser for somebody new at work: the app is told by team_join.
func (s *Slack) Welcome(u User) error {
	if err := s.AddUser(u); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("team_join", obj{"user": s.userJSON(s.users.byID[u.ID], true)})
	return nil
}

func (s *Slack) tidy(u User) *User {
	if u.TeamID == "" {
		u.TeamID = s.cfg.TeamID
	}
	if u.TZ == "" {
		u.TZ = "Europe/Amsterdam"
	}
	if u.Locale == "" {
		u.Locale = "nl-NL"
	}
	u.Restricted = u.Restricted || u.UltraRestricted
	return &u
}

// ChangeUser lets change edit a person and tells the app by user_change. It fails
// for an unknown id.
func (s *Slack) ChangeUser(id string, change func(*User)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.users.get(id)
	if !ok {
		return fmt.Errorf("change user %s: unknown", id)
	}
	edited := *u
	change(&edited)
	edited.ID = id
	s.users.put(id, s.tidy(edited))
	s.emit("user_change", obj{"user": s.userJSON(s.users.byID[id], true), "cache_ts": s.cfg.Now().Unix()})
	s.changed(Change{Kind: "users", User: id})
	return nil
}

// Deactivate ends a person's account: they leave all channels and can act no more.
func (s *Slack) Deactivate(id string) error {
	if err := s.ChangeUser(id, func(u *User) { u.Deleted = true }); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for ch := range s.channels.all {
		if ch.partner == "" {
			ch.drop(id)
		}
	}
	return nil
}

// User returns a copy of a person, false when unknown.
func (s *Slack) User(id string) (User, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, ok := s.users.get(id)
	if !ok {
		return User{}, false
	}
	return *u, true
}

// Users returns everybody in the order they came, bots included.
func (s *Slack) Users() []User {
	s.mu.Lock()
	defer s.mu.Unlock()
	var us []User
	for u := range s.users.all {
		us = append(us, *u)
	}
	return us
}
