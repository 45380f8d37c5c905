package complaint

import (
	"testing"

	"ombud/calendar"
)

// What a merge moves is told as it comes out then, by the rules in force at the earlier
// receipt, and telling it changes nothing. Of one that is refused nothing is told.
func TestWhatAMergeMovesIsForeseen(t *testing.T) {
	now := at(t, "2026-03-05 12:00")
	for _, closed := range []string{"", "2026-03-06"} {
		d, c := twins(t)
		var then Rules
		if closed != "" {
			both := Rules{c.Procedure, calendarFrom(t, 2024, closed)}
			d, c = d.under(both), c.under(both)
			then = Rules{c.Procedure, calendarFrom(t, 2024)} // by which they were not closed that day
		}
		events := len(d.Events) + len(c.Events)
		moves := MergePreview(d, c, then, member(sanne), now)
		if len(d.Events)+len(c.Events) != events || c.IsInvolved(joost) || len(c.Entries) != len(walkTo(t, FaceConfirmed).Entries) {
			t.Fatal("looking changed something")
		}
		if got := MergePreview(d, c, then, member(milan), now); got != nil {
			t.Errorf("to whoever may not merge it tells %v", got)
		}
		must(t, Merge(d, c, "the same accounts", member(sanne), now))
		if closed != "" {
			must(t, c.Judge(then, now))
		}
		var moved int
		for _, m := range moves {
			if m.After == nil {
				continue
			}
			moved++
			if got := dutyOf(t, c, m.After.Kind); !got.Due.Equal(m.After.Due) || m.Before != nil && m.Before.Due.Before(got.Due) && closed == "" {
				t.Errorf("%s is due %v, foretold %v", got.Kind, got.Due, m.After.Due)
			}
		}
		if moved == 0 {
			t.Errorf("nothing foretold: %v", moves)
		}
	}
	_, c := twins(t)
	if got := MergePreview(c, c, Rules{}, member(sanne), now); got != nil {
		t.Errorf("with itself: %v", got)
	}
}

// A duplicate that came in before the days of the case that goes on begin is judged by its
// own, as both are from then on; where not even those hold the day, it is refused.
func TestAMergeReckonsByTheDaysOfTheEarlierReceipt(t *testing.T) {
	now := at(t, "2026-01-05 12:00")
	for _, tc := range []struct {
		first int
		want  string
	}{{2024, ""}, {2026, "other error.receipt_beyond"}} {
		d, c := newCase(t), newCase(t)
		d.Number, c.Number, c.Calendar = "K-2026-0001", "K-2026-0002", calendarFrom(t, 2026)
		for one, day := range map[*Case]string{d: "2025-12-30 10:00", c: "2026-01-05 10:00"} {
			r := registration(t)
			r.ReceivedAt = at(t, day)
			must(t, one.Register(r, member(lotte), now))
		}
		d.Calendar = calendarFrom(t, tc.first)
		if got := refusedFor(Merge(d, c, "the same accounts", member(sanne), now)); got != tc.want {
			t.Errorf("by days from %d on: %q, want %q", tc.first, got, tc.want)
		}
	}
}

func calendarFrom(t *testing.T, first int, closed ...string) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: first, Last: 2032, Closed: closed})
	must(t, err)
	return cal
}
