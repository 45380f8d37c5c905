package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// Nobody stands in for a deputy in standing in: with the named one away the duty goes to
// the standing one, else to the next in line, in a chain and in a circle too.
func TestWhoActsWhenTheDeputyIsAwayToo(t *testing.T) {
	const other, chained = "U0OTHER", "U0CHAINED"
	in := at(t, "2026-03-10 09:00")
	for _, tc := range []struct {
		name string
		away []Absence
		want []string
	}{
		{"the deputy is there", []Absence{week(t, milan, other)}, []string{other}},
		{"away too: the standing deputy", []Absence{week(t, milan, other), week(t, other, "")}, []string{fatima}},
		{"a chain ends there", []Absence{week(t, milan, other), week(t, other, chained)}, []string{fatima}},
		{"the standing one is away as well: who leads", []Absence{week(t, milan, other), week(t, other, chained), week(t, fatima, chained)}, []string{sanne}},
		{"a circle", []Absence{week(t, milan, fatima), week(t, fatima, milan)}, []string{sanne}},
		{"whoever leads is away, and their deputy: never who stands in for that one", []Absence{week(t, milan, other), week(t, other, chained), week(t, fatima, chained), week(t, sanne, fatima)}, []string{mees}},
		{"nobody at all: the last in line", []Absence{week(t, milan, other), week(t, other, ""), week(t, fatima, ""), week(t, sanne, fatima)}, []string{mees}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAssigned)
			c.Roster.Away = tc.away
			d := dutyOf(t, c, "contact")
			if got := c.Recipients(&d, StageDueDay, in); !slices.Equal(got, tc.want) {
				t.Errorf("it goes to %v, want %v", got, tc.want)
			}
		})
	}
}

// Whoever goes away while they stand in is warned once, for whom and of which days; those
// who are left without a deputy, who set that for them, and who leads are told.
func TestADeputyGoesAway(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	r := sampleRoster()
	_, _, err := r.SetAway(week(t, milan, lotte), member(mees), now)
	must(t, err)
	before := r.Away[0]
	a := Absence{User: lotte, From: at(t, "2026-03-12 00:00"), Until: at(t, "2026-03-20 00:00"), Deputy: joost}
	for _, tc := range []struct {
		name   string
		of     func(*Absence)
		by     func(*Absence)
		at     time.Time
		warned bool
	}{
		{"on some of the days", func(*Absence) {}, func(*Absence) {}, now, true},
		{"and back before whom they stand in for", func(*Absence) {}, func(a *Absence) { a.Until = at(t, "2026-03-13 00:00") }, now, true},
		{"after them", func(*Absence) {}, func(a *Absence) { a.From = at(t, "2026-03-14 00:00") }, now, false},
		{"having said that they cannot", func(a *Absence) { a.Answer = DeputyCannot }, func(*Absence) {}, now, false},
		{"another is the deputy", func(a *Absence) { a.Deputy = joost }, func(*Absence) {}, now, false},
		{"the days that both share are over", func(*Absence) {}, func(*Absence) {}, at(t, "2026-03-14 00:00"), false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			of, by := before, a
			tc.of(&of)
			tc.by(&by)
			r := sampleRoster()
			r.Away = []Absence{of}
			set, _, err := r.SetAway(by, member(lotte), tc.at)
			must(t, err)
			var rs Refusals
			if got := errors.As(r.ConfirmGaps(set, now.Location(), tc.at), &rs); got != tc.warned {
				t.Fatalf("warned: %v", rs)
			}
			told := tells(r.GapNotices(set, tc.at))
			if want := "away_gap U0MILAN, away_gap U0MEES, away_gap U0SANNE"; tc.warned && told != want || !tc.warned && told != "" {
				t.Errorf("told: %s", told)
			}
			if !tc.warned {
				return
			}
			last := "2026-03-13"
			if by.Until.Equal(at(t, "2026-03-13 00:00")) {
				last = "2026-03-12"
			}
			if len(rs) != 4 || rs[1].Text != "error.away_gap_next" || !slices.Equal(rs[1].Args[3].(Users), []string{fatima}) || rs[2].Text != "error.away_gap_own" || rs[0].Text != "error.away_gap" || rs[0].Args[3] != User(milan) || argsText(rs[0]) != "2026-03-12 "+last {
				t.Errorf("warned with %v: %v", rs, rs[0].Args)
			}
			ref := r.GapNotices(set, tc.at)[0].Ref
			if _, is := r.GapOf(ref, tc.at); !is {
				t.Error("it is not found again")
			}
			_, err = r.Back(set.ID, member(lotte), tc.at)
			must(t, err)
			if _, is := r.GapOf(ref, tc.at); is {
				t.Error("it is still one once that is taken back")
			}
		})
	}
}

// argsText are the days of a refusal.
func argsText(r *Refusal) string {
	return r.Args[5].(interface{ String() string }).String() + " " + r.Args[7].(interface{ String() string }).String()
}

// An absence of the configuration leaves somebody without a deputy as well, whichever was
// there first.
func TestTheConfigurationLeavesSomebodyWithoutADeputy(t *testing.T) {
	now := at(t, "2026-03-05 10:00")
	for name, first := range map[string]string{"the deputy's is read in": lotte, "theirs is read in": milan} {
		t.Run(name, func(t *testing.T) {
			r := sampleRoster()
			r.Away = []Absence{week(t, milan, lotte), week(t, lotte, joost)}
			for i := range r.Away {
				a := &r.Away[i]
				a.ID = a.User + "-1"
				a.File = a.User == first
			}
			got := tells(r.Asks(now))
			deputy := map[string]string{lotte: joost, milan: lotte}[first]
			if want := "away " + deputy + ", away_gap U0MILAN, away_gap U0SANNE"; got != want {
				t.Errorf("told: %s, want %s", got, want)
			}
		})
	}
}

// A confidential case stops at the deputy whom the procedure names: who stands in for that
// one sees and does nothing in it, and the last in line does.
func TestAConfidentialCaseIsNotHandedOn(t *testing.T) {
	const chained = "U0CHAINED"
	in := at(t, "2026-03-10 09:00")
	c := walkTo(t, FaceNew)
	c.Confidential = true
	c.Roster.Away = []Absence{week(t, sanne, fatima), week(t, fatima, chained)}
	who := member(chained)
	for _, part := range []Part{PartState, PartCard, PartFiling, PartReaders} {
		if c.MaySee(who, part, in) {
			t.Errorf("the deputy of the deputy sees the %s", part)
		}
	}
	if err := c.MayAssign(who, in); !errors.Is(err, ErrNotFound) {
		t.Errorf("they assign: %v", err)
	}
	if got := c.Audience(in); slices.Contains(got, chained) || !slices.Contains(got, mees) {
		t.Errorf("it is told to %v", got)
	}
	if got := c.inCharge(in); !slices.Equal(got, []string{mees}) || !slices.Equal(c.Roster.NextFor(sanne, in), got) {
		t.Errorf("it is led by %v, and %v is said", got, c.Roster.NextFor(sanne, in))
	}
}

// A deputy who says that they cannot, in an absence that runs, has the cards of what they see
// since then and no others; so has who stands in otherwise.
func TestADeputyWhoCannotLosesSight(t *testing.T) {
	r := sampleRoster()
	r.People[sanne] = Profile{Deputy: fatima}
	a, _, err := r.SetAway(week(t, sanne, joost), member(sanne), at(t, "2026-03-05 10:00"))
	must(t, err)
	sights := func(now time.Time) (users []string) {
		for _, n := range r.Turned(now) {
			if n.Kind == NoticeSight {
				users = append(users, LeftUser(n.Ref))
			}
		}
		return users
	}
	begun := at(t, "2026-03-09 00:01")
	if got := sights(begun); !slices.Equal(got, []string{fatima, joost}) || len(sights(begun)) > 0 {
		t.Errorf("it begins: %v", got)
	}
	_, err = r.AnswerAway(a.ID, DeputyCannot, member(joost), begun)
	must(t, err)
	if got := sights(begun); !slices.Contains(got, joost) || len(sights(begun)) > 0 {
		t.Errorf("they cannot: %v", got)
	}
}
