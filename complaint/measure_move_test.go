package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// An action goes to somebody else, or gets another day: the duty follows, the
// event holds both sides and no words, and old and new owner are told.
func TestMovingACorrectiveAction(t *testing.T) {
	now := at(t, "2026-03-19 10:00")
	for name, tc := range map[string]struct {
		to   MeasureMove
		data Data
		owed string
		told []string
	}{
		"to somebody else": {
			MeasureMove{Owner: lotte, Who: "Lotte Jansen", Day: "2026-06-30"},
			Data{Round: 1, Index: 1, User: lotte, Were: []string{bo}, Day: "2026-06-30", Old: "2026-06-30"},
			"measure U0LOTTE 2026-07-01 00:00", []string{"measure U0LOTTE 1", "measure U0BOEK 1"},
		},
		"sooner": {
			MeasureMove{Owner: bo, Who: "Bo Jansen", Day: "2026-05-29"},
			Data{Round: 1, Index: 1, User: bo, Were: []string{bo}, Day: "2026-05-29", Old: "2026-06-30"},
			"measure U0BOEK 2026-05-30 00:00", []string{"measure U0BOEK 1"},
		},
		"to the officer who does it, and later": {
			MeasureMove{Owner: sanne, Who: "Sanne Bakker", Day: "2026-07-15", Why: " The system changes in July "},
			Data{Round: 1, Index: 1, User: sanne, Were: []string{bo}, Day: "2026-07-15", Old: "2026-06-30"},
			"measure U0SANNE 2026-07-16 00:00", []string{"measure U0BOEK 1"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := acting(t, FaceAnswered)
			must(t, c.MoveMeasure(1, tc.to, member(sanne), now))
			e := c.Events[len(c.Events)-1]
			if diff := cmp.Diff(tc.data, e.Data); diff != "" || e.Kind != MeasureMoved || c.LastMove(1).Seq != e.Seq {
				t.Errorf("%s (-want +got):\n%s", e.Kind, diff)
			}
			if owed := owedBy(t, c); owed[0] != tc.owed {
				t.Errorf("owed: %v", owed)
			}
			told := slices.DeleteFunc(toldOf(c, e), func(s string) bool { return s[:len("measure ")] != "measure " })
			if diff := cmp.Diff(tc.told, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			want := Promise{What: "Plan the accounts in June", Who: tc.to.Who, User: tc.to.Owner, When: tc.to.Day}
			if got := c.MeasureWords(1); got != want {
				t.Errorf("words: %+v", got)
			}
			if why := c.MeasureMoveWhy(e); why != "" && why != "The system changes in July" {
				t.Errorf("why: %q", why)
			}
		})
	}
}

// Whoever had the action knows no more of the case; the new owner reads it.
func TestWhoReadsAMovedAction(t *testing.T) {
	now := at(t, "2026-03-19 10:00")
	c := acting(t, FaceClosed)
	must(t, c.MoveMeasure(1, MeasureMove{Owner: lotte, Who: "Lotte Jansen", Day: "2026-06-30"}, member(fatima), now))
	if c.MaySeeMeasure(member(bo), 1, now) || c.MaySee(member(bo), PartState, now) || !c.MaySeeMeasure(member(lotte), 1, now) {
		t.Error("the wrong people read it")
	}
	for _, by := range []string{bo, lotte, milan, mees} {
		want := "error.not_yours"
		if by == bo {
			want = "not found"
		}
		if got := refusedWith(t, c.MoveMeasure(1, MeasureMove{Owner: milan, Day: "2026-06-30"}, member(by), now)); got != want {
			t.Errorf("%s: %q, want %q", by, got, want)
		}
	}
}

func TestEachMistakeInAMove(t *testing.T) {
	now := at(t, "2026-07-02 10:00") // it is late already
	for name, tc := range map[string]struct {
		to     MeasureMove
		before func(*Case)
		want   string
	}{
		"later without a reason":    {MeasureMove{Owner: bo, Day: "2026-07-15", Why: " "}, nil, "why error.measure_later"},
		"later with a reason":       {MeasureMove{Owner: bo, Day: "2026-07-15", Why: "the system is late"}, nil, ""},
		"nothing changes":           {MeasureMove{Owner: bo, Day: "2026-06-30", Why: "because"}, nil, "owner error.measure_same"},
		"a late one to another":     {MeasureMove{Owner: milan, Day: "2026-06-30"}, nil, ""},
		"to a day that is past":     {MeasureMove{Owner: bo, Day: "2026-07-01", Why: "because"}, nil, "day error.plan_day_past"},
		"to no day":                 {MeasureMove{Owner: bo}, nil, "day error.day_missing"},
		"to nobody":                 {MeasureMove{Day: "2026-06-30"}, nil, "owner error.measure_owner"},
		"to who is kept out":        {MeasureMove{Owner: joost, Day: "2026-06-30"}, nil, "owner error.measure_involved"},
		"to who left":               {MeasureMove{Owner: milan, Day: "2026-06-30"}, func(c *Case) { c.Roster.Leave(milan, now) }, "owner error.measure_owner"},
		"one that is done":          {MeasureMove{Owner: milan, Day: "2026-06-30"}, func(c *Case) { must(t, c.FinishMeasure(1, now, "", member(bo), now)) }, "error.promise_settled"},
		"beyond the calendar":       {MeasureMove{Owner: bo, Day: "2040-01-01", Why: "because"}, nil, "day error.day_far"},
		"back to the handler alone": {MeasureMove{Owner: milan, Day: "2026-06-30"}, func(c *Case) { c.Interested = append(c.Interested, bo) }, "owner error.measure_same"},
	} {
		t.Run(name, func(t *testing.T) {
			c := acting(t, FaceAnswered)
			if tc.before != nil {
				tc.before(c)
			}
			events := len(c.Events)
			got := refusedFor(c.MoveMeasure(1, tc.to, member(sanne), now))
			if got != tc.want || tc.want != "" && len(c.Events) != events {
				t.Errorf("%q with %d events more, want %q", got, len(c.Events)-events, tc.want)
			}
		})
	}
	c := acting(t, FaceAnswered)
	if got := refusedWith(t, c.MoveMeasure(2, MeasureMove{Owner: bo, Day: "2026-08-01"}, member(sanne), now)); got != "not found" {
		t.Errorf("an action that is not there: %q", got)
	}
}

// A day that moves starts the reminders anew, with the new owner.
func TestAMovedActionRemindsAnew(t *testing.T) {
	c := acting(t, FaceClosed)
	must(t, c.Remind(at(t, "2026-06-29 09:00")))
	must(t, c.MoveMeasure(1, MeasureMove{Owner: lotte, Who: "Lotte Jansen", Day: "2026-07-15", Why: "holidays"}, member(sanne), at(t, "2026-06-29 10:00")))
	if told := toldOf(c, c.Events[len(c.Events)-1]); !slices.Contains(told, "reminder U0BOEK measure:1") {
		t.Errorf("the reminder of the old day stays as it was: %v", told)
	}
	must(t, c.Remind(at(t, "2026-07-14 09:00")))
	last := c.Events[len(c.Events)-1]
	if last.Kind != Reminded || !slices.Equal(last.Data.Users, []string{lotte}) || last.Data.Duty != DutyMeasure {
		t.Errorf("%s %+v", last.Kind, last.Data)
	}
}
