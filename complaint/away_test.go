package complaint

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// week is an absence from Monday 9 to Friday 13 March.
func week(t testing.TB, user, deputy string) Absence {
	return Absence{User: user, From: at(t, "2026-03-09 00:00"), Until: at(t, "2026-03-14 00:00"), Deputy: deputy}
}

func TestSetAwayIsRefused(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	for _, tc := range []struct {
		name        string
		set         func(*Roster, *Absence)
		field, want string
	}{
		{"without a first day", func(_ *Roster, a *Absence) { a.From = time.Time{} }, "from", "error.away_from"},
		{"that ends before it begins", func(_ *Roster, a *Absence) { a.Until = a.From }, "until", "error.away_order"},
		{"that is over", func(_ *Roster, a *Absence) { a.From, a.Until = now.AddDate(0, 0, -9), now.AddDate(0, 0, -1) }, "until", "error.away_past"},
		{"without a deputy", func(_ *Roster, a *Absence) { a.Deputy = "" }, "deputy", "error.away_deputy"},
		{"with oneself as deputy", func(_ *Roster, a *Absence) { a.Deputy = sanne }, "deputy", "error.away_self"},
		{"with a deputy who is away on the last day", func(r *Roster, _ *Absence) {
			r.Away = []Absence{{User: fatima, From: at(t, "2026-03-13 00:00"), Until: at(t, "2026-03-20 00:00")}}
		}, "deputy", "error.away_deputy_away"},
		{"deputy chain loops", func(r *Roster, _ *Absence) { r.Away = []Absence{week(t, fatima, sanne)} }, "deputy", "error.away_deputy_away"},
		{"where the configuration says otherwise", func(r *Roster, _ *Absence) {
			r.Away = []Absence{{User: sanne, From: at(t, "2026-03-12 00:00"), Until: at(t, "2026-03-20 00:00"), File: true}}
		}, "from", "error.away_file"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r, a := sampleRoster(), week(t, sanne, fatima)
			tc.set(r, &a)
			before := len(r.Away)
			_, _, err := r.SetAway(a, member(a.User), now)
			var rs Refusals
			errors.As(err, &rs)
			if len(rs) != 1 || rs[0].Field != tc.field || rs[0].Text != tc.want || len(r.Away) != before {
				t.Errorf("refused with %v, %d absences; want %s under %s", err, len(r.Away), tc.want, tc.field)
			}
		})
	}
}

func TestAnAbsenceIsChangedEndedAndForgotten(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 10:00")
	first, before, err := r.SetAway(week(t, sanne, fatima), member(sanne), now)
	must(t, err)
	if before != nil || first.ID == "" {
		t.Errorf("set %+v in place of %+v", first, before)
	}
	old := first.ID
	second, before, err := r.SetAway(week(t, sanne, mees), member(sanne), now.Add(time.Minute))
	must(t, err)
	if len(before) != 1 || before[0].ID != old || len(r.Away) != 1 || second.ID == old {
		t.Errorf("changed to %+v in place of %+v: %d absences", second, before, len(r.Away))
	}
	if tells := AwayNotices(second, before...); len(tells) != 3 || tells[0].To != fatima || tells[1].Kind != NoticeSight || LeftUser(tells[1].Ref) != fatima || tells[2].To != mees {
		t.Errorf("told: %+v", tells)
	}
	in := at(t, "2026-03-10 09:00")
	if got := r.ActingFor(mees, in); len(got) != 1 || got[0].User != sanne || len(r.ActingFor(fatima, in)) != 0 {
		t.Errorf("acting: %+v", got)
	}
	if own := r.OwnAbsences(sanne, now); len(own) != 1 || own[0].ID != second.ID {
		t.Errorf("the absence to come is %+v", own)
	}
	ended, err := r.Back("", member(sanne), in)
	must(t, err)
	if !r.AwayUntil(sanne, in).IsZero() || ended.Rev != 1 {
		t.Errorf("still away until %v", r.AwayUntil(sanne, in))
	}
	if _, err := r.Back("", member(sanne), in); refusedWith(t, err) != "error.not_away" {
		t.Errorf("back twice: %v", err)
	}
	if got := r.Returned(in, func(string) bool { return false }); got != nil {
		t.Errorf("told at night: %+v", got)
	}
	if got := r.Returned(in, func(string) bool { return true }); len(got) != 1 || got[0].To != sanne || got[0].Kind != NoticeReturn {
		t.Errorf("told of the return: %+v", got)
	}
	if got := r.Returned(in, func(string) bool { return true }); got != nil {
		t.Errorf("told twice: %+v", got)
	}
	_, _, err = r.SetAway(week(t, milan, fatima), member(milan), in.AddDate(1, 0, 0).Add(-keepAway))
	if err == nil {
		t.Error("a past week was set")
	}
}

func TestWhatTheConfigurationSaysOnlyItsFileChanges(t *testing.T) {
	r := sampleRoster()
	a := week(t, sanne, fatima)
	a.File, a.ID = true, "U0SANNE-1"
	r.Away = []Absence{a}
	in := at(t, "2026-03-10 09:00")
	for _, id := range []string{"", a.ID} {
		if _, err := r.Back(id, member(sanne), in); refusedWith(t, err) != "error.away_file" {
			t.Errorf("%q ended by hand: %v", id, err)
		}
	}
	if err := r.MayChangeAway(a.ID, in); refusedWith(t, err) != "error.away_file" {
		t.Errorf("a form opens that changes it: %v", err)
	}
	var rs Refusals
	if _, _, err := r.SetAway(a, member(sanne), in); !errors.As(err, &rs) || rs[0].Text != "error.away_file" {
		t.Errorf("changed by hand: %v", err)
	}
}

func TestADeputyWhoCannotLeavesNobodyOrTheStandingOne(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 10:00")
	in := at(t, "2026-03-10 09:00")
	a, _, err := r.SetAway(week(t, milan, mees), member(milan), now)
	must(t, err)
	if _, err := r.AnswerAway(a.ID, DeputyCannot, member(lotte), now); refusedWith(t, err) != "error.away_over" {
		t.Errorf("somebody else answered: %v", err)
	}
	a, err = r.AnswerAway(a.ID, DeputyTakes, member(mees), now)
	must(t, err)
	if tells := r.AnswerNotices(a, now); len(tells) != 2 || tells[1].To != milan || r.DeputyOf(milan, in) != mees {
		t.Errorf("takes over: told %+v", tells)
	}
	a, err = r.AnswerAway(a.ID, DeputyCannot, member(mees), now)
	must(t, err)
	if got := r.DeputyOf(milan, in); got != fatima {
		t.Errorf("the standing deputy is not asked: %q", got)
	}
	var users []string
	for _, n := range r.AnswerNotices(a, now)[1:] {
		users = append(users, n.To)
	}
	if !slices.Equal(users, []string{milan, sanne}) {
		t.Errorf("told that nobody stands in: %v", users)
	}
	r.People[milan] = Profile{Deputy: mees}
	if got := r.DeputyOf(milan, in); got != "" {
		t.Errorf("who cannot stands in all the same: %q", got)
	}
	if _, err := r.AnswerAway(a.ID, DeputyTakes, member(mees), a.Until); refusedWith(t, err) != "error.away_over" {
		t.Errorf("answered afterwards: %v", err)
	}
}

func TestUncoveredOfficers(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	away := func(u string) Absence {
		return Absence{User: u, From: now.AddDate(0, 0, -1), Until: now.AddDate(0, 0, 5)}
	}
	for _, tc := range []struct {
		name string
		set  func(*Roster)
		want []string
	}{
		{"all is well", func(*Roster) {}, nil},
		{"the deputy is away", func(r *Roster) { r.Away = []Absence{away(fatima)} }, []string{sanne}},
		{"one of their own", func(r *Roster) {
			r.Away = []Absence{away(fatima)}
			r.People[sanne] = Profile{Deputy: mees}
		}, nil},
		{"nobody in that role", func(r *Roster) {
			r.Holders = slices.DeleteFunc(r.Holders, func(h Holder) bool { return h.Role == RoleDeputy })
		}, []string{sanne}},
		{"only themselves", func(r *Roster) {
			r.Holders = slices.DeleteFunc(r.Holders, func(h Holder) bool { return h.Role == RoleDeputy })
			r.Holders = append(r.Holders, Holder{Role: RoleDeputy, User: sanne})
		}, []string{sanne}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			tc.set(r)
			if got := r.Uncovered(now); !slices.Equal(got, tc.want) {
				t.Errorf("uncovered: %v, want %v", got, tc.want)
			}
		})
	}
}

// Who stands in, asked at every moment around an absence.
func TestAbsenceRunsFromItsFirstMomentUpToItsLast(t *testing.T) {
	for _, tc := range []struct {
		now             string
		away, acts, own bool
	}{
		{"2026-03-08 23:59", false, false, true},
		{"2026-03-09 00:00", true, true, true},
		{"2026-03-13 23:59", true, true, true},
		{"2026-03-14 00:00", false, false, false},
	} {
		r, now := sampleRoster(), at(t, tc.now)
		r.Away = []Absence{week(t, sanne, fatima)}
		if got := !r.AwayUntil(sanne, now).IsZero(); got != tc.away {
			t.Errorf("%s: away %v, want %v", tc.now, got, tc.away)
		}
		if got := len(r.ActingFor(fatima, now)) == 1; got != tc.acts {
			t.Errorf("%s: Fatima acts %v, want %v", tc.now, got, tc.acts)
		}
		if got := len(r.OwnAbsences(sanne, now)) > 0; got != tc.own {
			t.Errorf("%s: has an absence %v, want %v", tc.now, got, tc.own)
		}
	}
}

// An absence that never began is taken back without a word about a return.
func TestAnAbsenceToComeIsTakenBack(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 10:00")
	_, _, err := r.SetAway(week(t, sanne, fatima), member(sanne), now)
	must(t, err)
	a, err := r.Back("", member(sanne), now.Add(time.Hour))
	must(t, err)
	if !r.AwayUntil(sanne, at(t, "2026-03-10 09:00")).IsZero() || a.From.After(a.Until) {
		t.Errorf("still to come: %+v", a)
	}
	if got := r.Returned(at(t, "2026-03-16 09:00"), func(string) bool { return true }); got != nil {
		t.Errorf("told of a return: %+v", got)
	}
	if got := AwayNotices(a); len(got) != 1 || got[0].To != fatima || got[0].Seq != 1 {
		t.Errorf("the deputy is told %+v", got)
	}
}

// An officer and the deputy, the accused and nobody: whatever is left, a reminder
// finds somebody who may have it, or waits.
func TestWhoIsLeftWhenPeopleAreAway(t *testing.T) {
	for _, tc := range []struct {
		name     string
		away     []string
		involved []string
		want     []string // with the fallback in management
		outside  []string // with one who holds no other role
	}{
		{"nobody away", nil, nil, []string{sanne}, []string{sanne}},
		{"officer away", []string{sanne}, nil, []string{fatima}, []string{fatima}},
		{"officer and deputy both away", []string{sanne, fatima}, nil, []string{mees}, []string{director}},
		{"deputy is the accused", []string{sanne}, []string{fatima}, []string{mees}, []string{director}},
		{"the last away too", []string{sanne, fatima, director}, nil, []string{mees}, []string{mees}},
		{"the last involved", []string{sanne, fatima}, []string{director}, []string{mees}, []string{mees}},
		{"everybody away", []string{sanne, fatima, mees, director}, nil, nil, nil},
		{"officer is the accused", nil, []string{sanne}, []string{fatima}, []string{fatima}},
	} {
		for _, outside := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/%v", tc.name, outside), func(t *testing.T) {
				c, want := walkTo(t, FaceConfirmed), tc.want
				if outside {
					c, want = fromOutside(c), tc.outside
				}
				c.Interested = append(c.Interested, tc.involved...)
				for _, u := range tc.away {
					c.Roster.Away = append(c.Roster.Away, week(t, u, ""))
				}
				d := dutyOf(t, c, "assign")
				now := at(t, "2026-03-10 09:00")
				if got := c.Recipients(&d, StageTwoHours, now); !slices.Equal(got, want) {
					t.Errorf("reminded: %v, want %v", got, want)
				}
				for _, u := range want {
					if err := c.MayAssign(member(u), now); err != nil || !c.MaySee(member(u), PartFiling, now) {
						t.Errorf("%s is reminded and may not do it: %v", u, err)
					}
				}
				nobody := outside && want == nil // then it is whoever looks in
				if sees := c.MaySee(member(director), PartState, now); sees != (nobody || slices.Contains(want, director)) {
					t.Errorf("who is last in line sees the case: %v", sees)
				}
			})
		}
	}
}

// Of a confidential case whoever stands in for the officer has the card too, but
// not for management, which agrees in person.
func TestAudienceHasWhoStandsIn(t *testing.T) {
	now := at(t, "2026-03-10 09:00")
	for _, tc := range []struct {
		away, deputy string
		want         bool
	}{{sanne, "U0STANDIN", true}, {mees, "U0STANDIN", false}, {milan, "U0STANDIN", false}} {
		c := walkTo(t, FaceAssigned)
		c.Roster.Away = []Absence{week(t, tc.away, tc.deputy)}
		if got := slices.Contains(c.Audience(now), tc.deputy); got != tc.want {
			t.Errorf("%s away: the deputy has the card %v, want %v", tc.away, got, tc.want)
		}
		c.Interested = append(c.Interested, tc.deputy)
		if slices.Contains(c.Audience(now), tc.deputy) {
			t.Errorf("%s away: a deputy who is involved has the card", tc.away)
		}
	}
}

// Somebody may be away more than once: what is set for other days stays, what it touches
// gives way, and each can be taken back by itself.
func TestSeveralAbsences(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	days := func(from, until string) Absence {
		return Absence{User: sanne, Deputy: fatima, From: at(t, from+" 00:00"), Until: at(t, until+" 00:00")}
	}
	march, may := days("2026-03-09", "2026-03-14"), days("2026-05-04", "2026-05-09")
	for name, tc := range map[string]struct {
		then   Absence
		before int
		want   []string // the first days of what is set
	}{
		"other days":          {days("2026-03-23", "2026-03-28"), 0, []string{"2026-03-09", "2026-03-23", "2026-05-04"}},
		"the day behind":      {days("2026-03-14", "2026-03-16"), 0, []string{"2026-03-09", "2026-03-14", "2026-05-04"}},
		"a day of the first":  {days("2026-03-13", "2026-03-20"), 1, []string{"2026-03-13", "2026-05-04"}},
		"all days of the two": {days("2026-03-06", "2026-06-01"), 2, []string{"2026-03-06"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := sampleRoster()
			for i, a := range []Absence{may, march} {
				_, before, err := r.SetAway(a, member(a.User), now.Add(time.Duration(i)*time.Minute))
				must(t, err)
				if before != nil {
					t.Fatalf("in place of %+v", before)
				}
			}
			set, before, err := r.SetAway(tc.then, member(sanne), now.Add(time.Hour))
			must(t, err)
			var first []string
			for _, a := range r.OwnAbsences(sanne, now) {
				first = append(first, a.From.In(may.From.Location()).Format(time.DateOnly))
			}
			if diff := cmp.Diff(tc.want, first); diff != "" || len(before) != tc.before {
				t.Errorf("in place of %+v (-want +got):\n%s", before, diff)
			}
			_, err = r.Back(set.ID, member(sanne), now)
			must(t, err)
			if left := r.OwnAbsences(sanne, now); len(left) != len(tc.want)-1 {
				t.Errorf("left: %+v", left)
			}
			if _, err := r.Back(set.ID, member(sanne), now); refusedWith(t, err) != "error.away_gone" {
				t.Errorf("taken back twice: %v", err)
			}
		})
	}
}

// What somebody did while a colleague was away is news of the case; that the clock took a
// button away is none.
func TestTheLastThingDoneDuringAnAbsence(t *testing.T) {
	c := walkTo(t, FaceAssigned)
	away := &Absence{User: milan, From: at(t, "2026-03-20 00:00"), Until: at(t, "2026-03-25 00:00")}
	c.record(Lapsed, Clock, at(t, "2026-03-21 10:00"), at(t, "2026-03-21 10:00"), Data{}, 0)
	if e := c.LastDuring(away); e != nil {
		t.Errorf("the clock did %+v", e)
	}
	c.record(Attempted, member(sanne), at(t, "2026-03-22 10:00"), at(t, "2026-03-22 10:00"), Data{Via: "phone"}, 0)
	c.record(Attempted, member(sanne), at(t, "2026-03-26 10:00"), at(t, "2026-03-26 10:00"), Data{Via: "phone"}, 0)
	if e := c.LastDuring(away); e == nil || !e.At.Equal(at(t, "2026-03-22 10:00")) {
		t.Errorf("the last is %+v", e)
	}
}
