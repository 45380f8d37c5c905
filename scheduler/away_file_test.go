package scheduler

import (
	"sync"
	"testing"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// Two processes read in the configuration that Milan is away, and start anew: his deputy
// is asked once and can say that they cannot, which Milan, who leads and who can change
// the file read without a button; back at work he reads once what happened.
func TestTheDeputyOfTheConfigurationIsAsked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		f := firmOn(t, url)
		other := f.scheduler(f.slack.APIURL(), openStore(t, url))
		file := func() *complaint.Roster {
			r := roster()
			r.Holders = append(r.Holders, complaint.Holder{Role: complaint.RoleAdmin, User: joost})
			r.Away = []complaint.Absence{{User: milan, From: at("2026-03-06 00:00"), Until: at("2026-03-14 00:00"), File: true}}
			return r
		}
		both := func(do func(s *Scheduler) error) {
			t.Helper()
			var wg sync.WaitGroup
			for _, s := range []*Scheduler{f.Scheduler, other} {
				wg.Go(func() {
					if err := do(s); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		}
		starts := func(when string) {
			t.Helper()
			f.business.Set(at(when))
			both(func(s *Scheduler) error { return s.Store.SaveCompanyRoster(t.Context(), file(), f.Now()) })
			both(func(s *Scheduler) error {
				_, err := s.Run(t.Context(), "returns", f.Now(), false)
				return err
			})
			f.sendAll()
		}
		read := func(user, words string, want int) {
			t.Helper()
			if n := f.dmsSaying(user, words); n != want {
				t.Errorf("%s reads %q %d times, want %d: %q", user, words, n, want, f.said(user))
			}
		}
		starts("2026-03-05 10:00")
		starts("2026-03-05 11:00")
		read(fatima, "configuration names you as deputy", 1)
		r, err := f.Store.Roster(t.Context())
		f.do("roster", err)
		f.do("answer", f.Store.UpdateRoster(t.Context(), f.Now(), func(r *complaint.Roster) ([]complaint.Notice, error) {
			a, err := r.AnswerAway(r.Away[0].ID, complaint.DeputyCannot, member(fatima), f.Now())
			return r.AnswerNotices(a, f.Now()), err
		}))
		f.sendAll()
		for _, user := range []string{sanne, joost} {
			read(user, "cannot stand in for MILAN", 1)
		}
		read(milan, "the administrator can name somebody else there", 1)
		read(milan, "away.open", 0)
		starts("2026-03-13 10:00")
		read(milan, "While you were away", 0)
		starts("2026-03-16 08:30")
		starts("2026-03-16 09:30")
		read(milan, "While you were away", 1)
		read(fatima, "need not stand in", 1)
		if n := len(r.Away); n != 1 {
			t.Errorf("%d absences", n)
		}
	})
}
