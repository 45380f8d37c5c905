package scheduler

import (
	"testing"

	"ombud/complaint"
)

// deputies lets these people be deputies from a moment on, as the form does.
func (f *firm) deputies(from string, users ...string) {
	f.t.Helper()
	f.do("name", f.Store.UpdateRoster(f.t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
		n := complaint.Naming{Users: users, From: at(from), Stamp: r.Stamp(complaint.RoleDeputy, f.Now())}
		come, gone, err := r.Name(complaint.RoleDeputy, n, member(sanne), f.Now())
		return r.NamedNotices(complaint.NamedRef{Role: complaint.RoleDeputy, By: sanne, Come: come, Gone: gone}, f.Now()), err
	}))
	f.sendAll()
}

// Whoever is in a role no more keeps no card of a confidential case, at once or from
// the day that was planned; whoever handles the case keeps what is theirs.
func TestCardsOfWhoseRoleIsOver(t *testing.T) {
	for _, tc := range []struct {
		name    string
		from    string
		handles bool
		before  int // cards a minute later
		after   int // cards on Monday
	}{
		{"at once", "2026-03-05 10:00", false, 0, 0},
		{"by a date", "2026-03-09 00:00", false, 1, 0},
		{"of the handler", "2026-03-05 10:00", true, 1, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			number := f.file(func(r *complaint.Registration) { r.About = []string{joost} })
			f.step(number, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{joost}, now) })
			if tc.handles {
				f.assign(number, fatima)
			}
			f.sendAll()
			cards := func() (n int) {
				for _, m := range f.slack.As(fatima).DMs() {
					if f.isCard(number, m.TS) {
						n++
					}
				}
				return n
			}
			if cards() != 1 {
				t.Fatalf("she has %q", f.said(fatima))
			}
			f.deputies(tc.from, milan)
			if n := count(f.said(fatima), "A role was changed"); n != 1 {
				t.Errorf("she was told %d times of her role", n)
			}
			f.run("returns", "2026-03-05 10:01")
			if n := cards(); n != tc.before {
				t.Errorf("a minute later she has %d cards, want %d", n, tc.before)
			}
			f.run("returns", "2026-03-09 08:00")
			if n := cards(); n != tc.after {
				t.Errorf("on Monday she has %d cards, want %d", n, tc.after)
			}
		})
	}
}

// isCard tells whether a message is a card of the case.
func (f *firm) isCard(number, ts string) bool {
	all, err := f.Store.Messages(f.t.Context(), number)
	f.do("messages", err)
	for _, m := range all {
		if m.TS == ts && m.Purpose == purpose(complaint.NoticeCard, fatima, "") {
			return true
		}
	}
	return false
}

// Who becomes an officer, in Home or in the configuration, hears of it and has the
// cards of the confidential cases that run, with the answer that waits; nobody whom a
// case is about does, and nobody has a card twice.
func TestANewOfficerHasTheConfidentialCases(t *testing.T) {
	for _, by := range []string{"Home", "the configuration"} {
		t.Run(by, func(t *testing.T) {
			f := newFirm(t)
			number, other := f.file(func(r *complaint.Registration) { r.About = []string{joost} }), f.file(func(r *complaint.Registration) { r.About = []string{lotte} })
			for n, about := range map[string]string{number: joost, other: lotte} {
				f.step(n, func(c *complaint.Case, now timeT) error { return c.TakeConfidentialRoute([]string{about}, now) })
			}
			f.file() // in the channel
			f.sendAll()
			before := len(f.said(lotte))
			change := func(r *complaint.Roster) {
				r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleOfficer, User: lotte})
			}
			if by == "Home" {
				f.do("name", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
					n := complaint.Naming{Users: []string{sanne, lotte}, Stamp: r.Stamp(complaint.RoleOfficer, f.Now()), Profiles: map[string]complaint.Profile{lotte: {}}}
					come, gone, err := r.Name(complaint.RoleOfficer, n, member(sanne), f.Now())
					return r.NamedNotices(complaint.NamedRef{Role: complaint.RoleOfficer, By: sanne, Come: come, Gone: gone}, f.Now()), err
				}))
			} else {
				r, err := f.Store.Roster(t.Context())
				f.do("roster", err)
				change(r)
				f.do("start", f.Store.SaveCompanyRoster(t.Context(), r, f.Now()))
				f.do("start again", f.Store.SaveCompanyRoster(t.Context(), r, f.Now()))
			}
			for range 2 {
				f.run("returns", f.Now().Format("2006-01-02 15:04"))
				f.sendAll()
			}
			said := f.said(lotte)[before:]
			if count(said, "A role was changed") != 1 || count(said, number) != 1 || count(said, other) != 0 || len(said) != 2 {
				t.Errorf("she reads %q", said)
			}
		})
	}
}
