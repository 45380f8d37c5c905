package complaint

import (
	"errors"
	"fmt"
	"testing"
)

func calls(user string) string { return "name of " + user }

// word is what is to be told of an absence in this test.
func word(text string) AwayWord { return AwayWord{What: text, Name: calls} }

// A promise runs while the answer is owed by the day agreed, or something of their own
// is; that a customer is told of an absence is none.
func TestRunningPromises(t *testing.T) {
	for _, tc := range []struct {
		name string
		face Face
		set  func(c *Case)
		user string
		want bool
	}{
		{"nothing agreed yet", FaceAssigned, nil, milan, false},
		{"an answer by a day", FaceInProgress, nil, milan, true},
		{"of somebody else", FaceInProgress, nil, fatima, false},
		{"of whom it concerns", FaceInProgress, func(c *Case) { c.Handler = joost }, joost, false},
		{"of nobody", FaceInProgress, func(c *Case) { c.Handler = "" }, "", false},
		{"told, with a promise in it", FaceAnswered, nil, milan, true},
		{"told, and that was kept", FaceAnswered, func(c *Case) { c.record(CommitmentKept, member(milan), c.ToldAt, c.ToldAt, Data{Index: 1}, 0) }, milan, false},
		{"closed, with a promise left", FaceClosed, nil, milan, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, tc.face)
			if tc.set != nil {
				tc.set(c)
			}
			if c.Runs(tc.user) != tc.want {
				t.Errorf("runs %v, want %v", !tc.want, tc.want)
			}
		})
	}
}

// The customer is told on the last working day before it by whoever goes, and once
// they are away by whoever stands in; whoever is kept out of the case never is.
func TestTellingOfAnAbsence(t *testing.T) {
	for _, tc := range []struct {
		name      string
		now, from string
		deputy    string
		owner     string
		day       string
	}{
		{"next week", "2026-03-11 10:00", "2026-03-16 00:00", fatima, milan, "2026-03-13"},
		{"tomorrow", "2026-03-12 10:00", "2026-03-13 00:00", fatima, milan, "2026-03-12"},
		{"from a Monday, said on the Sunday", "2026-03-15 10:00", "2026-03-16 00:00", fatima, fatima, "2026-03-16"},
		{"from this day on", "2026-03-12 10:00", "2026-03-12 00:00", fatima, fatima, "2026-03-13"},
		{"away already, with a deputy whom it concerns", "2026-03-13 10:00", "2026-03-12 00:00", joost, milan, "2026-03-16"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now := walkTo(t, FaceInProgress), at(t, tc.now)
			a := &Absence{User: milan, From: at(t, tc.from), Until: at(t, "2026-03-30 00:00"), Deputy: tc.deputy}
			must(t, c.TellOfAbsence(a, word("say so"), member(milan), now))
			m := c.Commitment(1)
			if p := c.Promise(1); m == nil || !m.Away || c.CommitmentOwner(1) != tc.owner || p.When != tc.day || p.Who != calls(tc.owner) || p.What != "say so" {
				t.Fatalf("%+v by %s: %+v", m, c.CommitmentOwner(1), c.Promise(1))
			}
			if d := dutyOf(t, c, DutyCommitment); !d.Open() || d.User != tc.owner {
				t.Errorf("owed by %s", d.User)
			}
			before := len(c.Events)
			must(t, c.TellOfAbsence(a, word("say so"), member(milan), now)) // pressed twice
			if len(c.Events) != before {
				t.Error("said twice, and recorded twice")
			}
			must(t, c.TellOfAbsence(a, word("a week later"), member(milan), now))
			if open := c.OpenCommitments(); len(open) != 1 || c.Promise(open[0].N).What != "a week later" || c.WhyDropped(1) != "a week later" {
				t.Errorf("after the days changed: %+v", open)
			}
		})
	}
}

// Only whoever goes away, and promised something, lets the customer be told.
func TestWhoLetsTheCustomerBeTold(t *testing.T) {
	now := at(t, "2026-03-12 10:00")
	for _, tc := range []struct {
		by   Person
		face Face
		want error
	}{
		{member(milan), FaceInProgress, nil},
		{member(milan), FaceAssigned, ErrNotFound},
		{member(sanne), FaceInProgress, ErrNotFound},
		{member(joost), FaceInProgress, ErrNotFound},
		{Person{ID: milan}, FaceInProgress, ErrNotFound},
	} {
		t.Run(fmt.Sprint(tc.by, tc.face), func(t *testing.T) {
			c := walkTo(t, tc.face)
			before := len(c.Events)
			a := &Absence{User: tc.by.ID, From: at(t, "2026-03-16 00:00"), Until: at(t, "2026-03-30 00:00"), Deputy: fatima}
			if err := c.TellOfAbsence(a, word("say so"), tc.by, now); err != tc.want { //nolint:errorlint // as the core gives it
				t.Fatalf("%v, want %v", err, tc.want)
			}
			if tc.want != nil && len(c.Events) != before {
				t.Error("refused, and recorded")
			}
		})
	}
}

// Once an absence is moved or ended, nobody tells a customer of it: what is owed of
// another absence, or was promised, stays, and so it does where somebody else says so.
func TestAnAbsenceIsGone(t *testing.T) {
	now := at(t, "2026-03-12 10:00")
	for _, tc := range []struct {
		name string
		gone Absence
		by   Person
		want error
		open int
	}{
		{"by who goes away", Absence{ID: "leave", User: milan}, member(milan), nil, 0},
		{"by management", Absence{ID: "leave", User: milan}, member(mees), nil, 0},
		{"by a colleague", Absence{ID: "leave", User: milan}, member(fatima), ErrNotFound, 1},
		{"by whom the case concerns", Absence{ID: "leave", User: joost}, member(joost), ErrNotFound, 1},
		{"another one", Absence{ID: "fair", User: milan}, member(milan), nil, 1},
		{"one of the configuration", Absence{User: milan}, member(milan), nil, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInProgress)
			leave := &Absence{ID: "leave", User: milan, From: at(t, "2026-03-16 00:00"), Until: at(t, "2026-03-30 00:00"), Deputy: fatima}
			must(t, c.TellOfAbsence(leave, word("say so"), member(milan), now))
			if !c.OwesTellingOf(leave) || c.OwesTellingOf(&Absence{ID: "fair"}) {
				t.Errorf("owed: %+v", c.OpenCommitments())
			}
			if err := c.AbsenceGone(&tc.gone, "she is here", tc.by, now); !errors.Is(err, tc.want) {
				t.Fatalf("%v, want %v", err, tc.want)
			}
			if open := c.OpenCommitments(); len(open) != tc.open || tc.open == 0 && c.WhyDropped(1) != "she is here" {
				t.Errorf("still owed: %+v, since %q", open, c.WhyDropped(1))
			}
		})
	}
}

// Set anew with the same days it is another absence, of which the task is to know.
func TestTheTaskGoesWithItsAbsence(t *testing.T) {
	c, now := walkTo(t, FaceInProgress), at(t, "2026-03-12 10:00")
	a := Absence{ID: "first", User: milan, From: at(t, "2026-03-16 00:00"), Until: at(t, "2026-03-30 00:00"), Deputy: fatima}
	must(t, c.TellOfAbsence(&a, word("say so"), member(milan), now))
	first := a
	a.ID = "second"
	must(t, c.TellOfAbsence(&a, word("say so"), member(milan), now))
	must(t, c.AbsenceGone(&first, "set anew", member(milan), now))
	if open := c.OpenCommitments(); len(open) != 1 || !c.OwesTellingOf(&a) {
		t.Errorf("owed: %+v", open)
	}
}
