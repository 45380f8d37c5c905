package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// Somebody is away because they say so, or because the officer or management does, in
// person (OK-11).
func TestWhoSaysThatSomebodyIsAway(t *testing.T) {
	now := at(t, "2026-03-09 08:30")
	for _, tc := range []struct {
		name, user string
		by         Person
		set        func(*Roster)
		want       string
	}{
		{"by themselves", milan, member(milan), nil, ""},
		{"by the officer", milan, member(sanne), nil, ""},
		{"the officer, by management", sanne, member(mees), nil, ""},
		{"by the deputy", milan, member(fatima), nil, "error.not_allowed"},
		{"by the deputy while the officer is away", milan, member(fatima), func(r *Roster) { r.Away = []Absence{week(t, sanne, fatima)} }, "error.not_allowed"},
		{"by another colleague", milan, member(lotte), nil, "error.not_allowed"},
		{"by an officer who left", milan, member(sanne), func(r *Roster) { r.Left = map[string]time.Time{sanne: now.Add(-time.Hour)} }, "error.not_allowed"},
		{"by no member", milan, Person{ID: mees}, nil, "error.not_allowed"},
		{"themselves, who are no member", milan, Person{ID: milan}, nil, "error.not_allowed"},
		{"nobody", "", Clock, nil, "error.not_allowed"},
		{"nobody, by management", "", member(mees), nil, "error.not_allowed"},
		{"by a manager where management leads", milan, member(mees), func(r *Roster) { r.Lead = RoleManagement }, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			if tc.set != nil {
				tc.set(r)
			}
			before := len(r.Away)
			a, _, err := r.SetAway(Absence{User: tc.user, From: now, Until: now.AddDate(0, 0, 3), Deputy: joost}, tc.by, now)
			if tc.want != "" {
				if refusedWith(t, err) != tc.want || len(r.Away) != before {
					t.Errorf("refused with %v, %d absences", err, len(r.Away))
				}
				return
			}
			must(t, err)
			if own := tc.by.ID == tc.user; own != (a.By == "") || !own && a.By != tc.by.ID || !r.Absent(tc.user, now) {
				t.Errorf("set %+v", a)
			}
		})
	}
}

// One message for who is away and one for the deputy, also when it ends; whoever names
// themselves as deputy has answered.
func TestWhoHearsOfAnAbsenceThatOthersSet(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 10:00")
	told := func(list []Notice) (to []string) {
		for _, n := range list {
			to = append(to, string(n.Kind)+" "+n.To)
		}
		return to
	}
	check := func(what string, list []Notice, want ...string) {
		t.Helper()
		if got := told(list); !slices.Equal(got, want) {
			t.Errorf("%s: told %v, want %v", what, got, want)
		}
	}
	a, before, err := r.SetAway(week(t, milan, fatima), member(mees), now)
	must(t, err)
	check("set", AwayNotices(a, before...), "away "+fatima, "away_set "+milan)
	a, err = r.AnswerAway(a.ID, DeputyTakes, member(fatima), now)
	must(t, err)
	check("taken", r.AnswerNotices(a, now), "away "+fatima, "away_answer "+milan, "away_answer "+mees)
	a, err = r.AnswerAway(a.ID, DeputyCannot, member(fatima), now)
	must(t, err)
	check("refused", r.AnswerNotices(a, now), "away "+fatima, "away_answer "+milan, "away_answer "+mees, "away_answer "+sanne)
	change := week(t, "", mees)
	change.ID = a.ID
	a, before, err = r.SetAway(change, member(mees), now.Add(time.Minute))
	must(t, err)
	check("the deputy is who sets it", AwayNotices(a, before...), "away "+fatima, "sight ", "away "+mees, "away_set "+milan)
	if a.Answer != DeputyTakes || a.User != milan {
		t.Errorf("changed to %+v", a)
	}
	if _, err := r.Back(a.ID, member(lotte), now); refusedWith(t, err) != "error.not_allowed" || r.Absence(a.ID).By != mees {
		t.Errorf("ended by anybody: %v", err)
	}
	a, err = r.Back(a.ID, member(sanne), at(t, "2026-03-10 09:00"))
	must(t, err)
	check("ended", AwayNotices(a), "away "+mees, "away_set "+milan)
	if a.By != sanne {
		t.Errorf("ended by %q", a.By)
	}
	a, _, err = r.SetAway(week(t, milan, fatima), member(milan), at(t, "2026-03-11 09:00"))
	must(t, err)
	check("by themselves", AwayNotices(a), "away "+fatima)
}

// Whoever changes an absence moves it: its old days no longer count, wherever the new
// ones lie, and another that is set stays.
func TestAnAbsenceIsMoved(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	days := func(user, from, until string) Absence {
		return Absence{User: user, Deputy: fatima, From: at(t, from+" 00:00"), Until: at(t, until+" 00:00")}
	}
	for _, tc := range []struct {
		name, from, until string
		when              string
		id                string
		want, text        string
		left              []string // first days, of Milan
	}{
		{"to other days", "2026-03-23", "2026-03-28", "2026-03-05 11:00", "", "", "", []string{"2026-03-23", "2026-05-04"}},
		{"by a day", "2026-03-10", "2026-03-15", "2026-03-05 11:00", "", "", "", []string{"2026-03-10", "2026-05-04"}},
		{"onto the other", "2026-05-06", "2026-05-12", "2026-03-05 11:00", "", "", "", []string{"2026-05-06"}},
		{"once it is over", "2026-03-23", "2026-03-28", "2026-03-14 00:00", "", "from", "error.away_gone", []string{"2026-05-04"}},
		{"that is not set", "2026-03-23", "2026-03-28", "2026-03-05 11:00", "U0MILAN-1", "from", "error.away_gone", []string{"2026-03-09", "2026-05-04"}},
		{"to days before the first", "2026-03-28", "2026-03-23", "2026-03-05 11:00", "", "until", "error.away_order", []string{"2026-03-09", "2026-05-04"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := sampleRoster()
			_, _, err := r.SetAway(days(milan, "2026-05-04", "2026-05-09"), member(milan), now)
			must(t, err)
			first, _, err := r.SetAway(week(t, milan, fatima), member(milan), now.Add(time.Minute))
			must(t, err)
			id, moved := first.ID, days(milan, tc.from, tc.until)
			if moved.ID = id; tc.id != "" {
				moved.ID = tc.id
			}
			_, before, err := r.SetAway(moved, member(milan), at(t, tc.when))
			if tc.want == "" {
				must(t, err)
				if before[len(before)-1].ID != id {
					t.Errorf("in place of %+v", before)
				}
			} else if rs := (Refusals{}); !errors.As(err, &rs) || rs[0].Field != tc.want || rs[0].Text != tc.text {
				t.Errorf("refused with %v", err)
			}
			var left []string
			for _, a := range r.OwnAbsences(milan, at(t, tc.when)) {
				left = append(left, a.From.In(moved.From.Location()).Format(time.DateOnly))
			}
			if !slices.Equal(left, tc.left) {
				t.Errorf("left: %v, want %v", left, tc.left)
			}
		})
	}
}

// Nobody becomes another's absence by changing it, and nobody changes that of others
// without the right.
func TestAnAbsenceStaysWhoseItIs(t *testing.T) {
	r, now := sampleRoster(), at(t, "2026-03-05 10:00")
	first, _, err := r.SetAway(week(t, milan, fatima), member(milan), now)
	must(t, err)
	moved := week(t, lotte, fatima)
	moved.ID = first.ID
	if _, _, err := r.SetAway(moved, member(lotte), now.Add(time.Minute)); refusedWith(t, err) != "error.not_allowed" {
		t.Errorf("Lotte changes that of Milan: %v", err)
	}
	set, _, err := r.SetAway(moved, member(sanne), now.Add(time.Minute))
	must(t, err)
	if set.User != milan || len(r.OwnAbsences(lotte, now)) != 0 {
		t.Errorf("set %+v", set)
	}
}

// The customers are told of it also where management set it: by who stands in, since who
// is away already tells nobody.
func TestOthersLetTheCustomerBeTold(t *testing.T) {
	now := at(t, "2026-03-12 10:00")
	for _, tc := range []struct {
		by   Person
		want error
	}{
		{member(mees), nil}, {member(sanne), nil}, {member(fatima), ErrNotFound}, {member(joost), ErrNotFound},
	} {
		c := walkTo(t, FaceInProgress)
		a := &Absence{User: milan, From: at(t, "2026-03-12 00:00"), Until: at(t, "2026-03-30 00:00"), Deputy: fatima, By: tc.by.ID}
		if err := c.TellOfAbsence(a, word("say so"), tc.by, now); !errors.Is(err, tc.want) {
			t.Fatalf("%s: %v, want %v", tc.by.ID, err, tc.want)
		}
		open := c.OpenCommitments()
		if tc.want != nil && len(open) > 0 || tc.want == nil && (len(open) != 1 || c.CommitmentOwner(open[0].N) != fatima) {
			t.Errorf("%s: owed %+v", tc.by.ID, open)
		}
	}
}
