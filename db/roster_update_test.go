package db_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db/dbtest"
)

// Several people say at once that they will be away: each is kept, and each
// notice told once, also when the company's file is read again.
func TestUpdateRoster(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		now := at("2026-03-05 10:00")
		var wg sync.WaitGroup
		for i := range 6 {
			wg.Go(func() {
				user := fmt.Sprintf("U0%d", i)
				err := w.UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) {
					a, before, err := r.SetAway(complaint.Absence{User: user, From: now, Until: now.AddDate(0, 0, 3), Deputy: fatima}, complaint.Person{ID: user, Member: true}, now)
					return complaint.AwayNotices(a, before...), err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if sent := drain(t, w); len(sent) != 12 {
			t.Errorf("told %v, want six, and what people hold made true six times", kinds(sent))
		}
		file := roster()
		file.Away = []complaint.Absence{{User: milan, From: now, Until: now.AddDate(0, 0, 1), File: true}}
		for range 2 {
			must(t, w.SaveCompanyRoster(t.Context(), file, now))
		}
		r, err := w.Roster(t.Context())
		must(t, err)
		if len(r.Away) != 7 || len(r.Holders) != len(file.Holders) {
			t.Errorf("after the file was read again: %d absences, %d holders", len(r.Away), len(r.Holders))
		}
		fewer := roster()
		fewer.File = []complaint.Role{complaint.RoleDeputy}
		fewer.Holders = slices.DeleteFunc(fewer.Holders, func(h complaint.Holder) bool { return h.User == fatima })
		must(t, w.SaveCompanyRoster(t.Context(), fewer, now))
		told := kinds(drain(t, w))
		if want := " sight" + fmt.Sprintf("%s-%d", fatima, now.UnixMilli()); !slices.Contains(told, want) {
			t.Errorf("when the file names her no more: %v lacks %s", told, want)
		}
		must(t, w.SaveCompanyRoster(t.Context(), fewer, now.Add(time.Hour)))
		if again := drain(t, w); len(told) < 2 || len(again) > 0 {
			t.Errorf("told %v, and at the next start %v", told, kinds(again))
		}
		must(t, w.SaveCompanyRoster(t.Context(), file, now))
		err = w.UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) {
			r.Away = nil
			return nil, errStop
		})
		if r, _ := w.Roster(t.Context()); !errors.Is(err, errStop) || len(r.Away) != 7 {
			t.Errorf("a refused change: %v, %d absences", err, len(r.Away))
		}
	})
}

// Who is away, or holds which role, decides who hears of what a case owes: when that
// changes each such case is looked at again, also one that somebody is just visiting by
// what was before. What owes nothing sleeps on.
func TestAnotherRosterWakesWhatIsOwed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		now := at("2026-03-05 10:25")
		late, over := file(t, w, "V1").Number, file(t, w, "V2").Number
		for _, s := range road() {
			_, err := w.UpdateCase(t.Context(), over, s.do)
			must(t, err)
		}
		wakes := func(what string, want ...string) {
			t.Helper()
			got, err := w.Waking(t.Context(), now, 10)
			must(t, err)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v wake, want %v", what, got, want)
			}
		}
		sleep := func(while func()) {
			t.Helper()
			tries := 0
			_, err := w.VisitCase(t.Context(), late, now, func(*complaint.Case) error {
				if tries++; tries == 1 && while != nil {
					while()
				}
				return nil
			})
			must(t, err)
		}
		away := func(user string) {
			t.Helper()
			must(t, w.UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) {
				r.Away = append(r.Away, complaint.Absence{User: user, From: now, Until: now.AddDate(0, 0, 3)})
				return nil, nil
			}))
		}
		sleep(nil)
		wakes("nothing changed")
		away(milan)
		wakes("somebody away", late)
		sleep(nil)
		must(t, w.UpdateRoster(t.Context(), now, func(*complaint.Roster) ([]complaint.Notice, error) { return nil, nil }))
		wakes("a change of nothing")
		if !strings.HasPrefix(url, "sqlite:") { // which has one writer at a time
			sleep(func() { away(fatima) })
			wakes("another away during the visit", late)
			sleep(nil)
		}
		r, err := w.Roster(t.Context())
		must(t, err)
		must(t, w.SaveRoster(t.Context(), r))
		wakes("the same saved")
		r.Away = nil
		must(t, w.SaveRoster(t.Context(), r))
		wakes("another saved", late)
	})
}

func TestTouched(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		number := file(t, w, "V1").Number
		c, err := w.Case(t.Context(), number)
		must(t, err)
		filed := c.RegisteredAt
		for _, tc := range []struct {
			name string
			from int
			want int
		}{{"that day", 0, 1}, {"the day after", 1, 0}} {
			got, err := w.Touched(t.Context(), filed.AddDate(0, 0, tc.from), filed.AddDate(0, 0, tc.from+1), 10)
			if err != nil || len(got) != tc.want {
				t.Errorf("%s: %v, %v; want %d", tc.name, got, err, tc.want)
			}
		}
	})
}

// Of several processes that start for the first time at once one says who does what: an
// absence of the configuration is known by one name from then on.
func TestTheFirstStartOfSeveral(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w, now := open(t, url, newVault(t)).In(firm), at("2026-03-05 10:00")
		var wg sync.WaitGroup
		ids, begin := make([]string, 16), make(chan struct{})
		for i := range ids {
			wg.Go(func() {
				<-begin
				file := roster()
				file.Away = []complaint.Absence{{User: milan, Deputy: fatima, From: now, Until: now.AddDate(0, 0, 1), File: true}}
				err := w.SaveCompanyRoster(t.Context(), file, now.Add(time.Duration(i)*time.Second))
				if err == nil {
					err = w.UpdateRoster(t.Context(), now, func(r *complaint.Roster) ([]complaint.Notice, error) {
						ids[i] = r.Away[0].ID
						return r.Asks(now), nil
					})
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		close(begin)
		wg.Wait()
		asked := 0
		for _, kind := range kinds(drain(t, w)) {
			if strings.HasPrefix(kind, " "+string(complaint.NoticeAway)+ids[0]) {
				asked++
			}
		}
		if ids[0] == "" || len(slices.Compact(slices.Clone(ids))) != 1 || asked != 1 {
			t.Errorf("it is called %v, and its deputy was asked %d times", ids, asked)
		}
	})
}
