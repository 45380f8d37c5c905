package db_test

import (
	"slices"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/db"
	"ombud/db/dbtest"
)

// What waits for the channel is counted apart, and goes as soon as it is
// released; what waits for another reason keeps its time.
func TestRelease(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1")
		later := machine.Add(time.Hour)
		for {
			claimed, err := w.Claim(t.Context(), machine, time.Minute, 50)
			must(t, err)
			if len(claimed) == 0 {
				break
			}
			for _, n := range claimed {
				class := "other"
				if n.Kind == complaint.NoticeCard {
					class = "hold"
				}
				must(t, w.Later(t.Context(), n, db.Retry{Until: later, Class: class}))
			}
		}
		if b, err := w.Backlog(t.Context()); err != nil || b.Held != 1 || b.Waiting < 2 {
			t.Errorf("backlog %+v, %v; want one held of several that wait", b, err)
		}
		for _, want := range []int{1, 1} { // pressed twice: nothing is claimed in between
			if n, err := w.Release(t.Context()); err != nil || n != want {
				t.Errorf("Release = %d, %v; want %d", n, err, want)
			}
		}
		claimed, err := w.Claim(t.Context(), machine, time.Minute, 50)
		if err != nil || len(claimed) != 1 || claimed[0].Kind != complaint.NoticeCard {
			t.Errorf("claimed %+v, %v; want the card alone", claimed, err)
		}
		if n, err := w.Release(t.Context()); err != nil || n != 0 {
			t.Errorf("Release = %d, %v; want none while it is being sent", n, err)
		}
	})
}

func TestUndeliveredListsTheNewestFirst(t *testing.T) {
	w := desk(t, dbtest.SQLite(t))
	for _, view := range []string{"V1", "V2", "V3"} {
		number := file(t, w, view).Number
		n := only(t, claim(t, w, machine), complaint.NoticeReceipt)
		must(t, w.Dead(t.Context(), n, "destination", at("2026-03-05 10:30"), nil))
		lost, err := w.Undelivered(t.Context(), 0, 2)
		if err != nil || len(lost) == 0 || len(lost) > 2 || lost[0].Number != number || lost[0].Kind != "receipt" {
			t.Errorf("after %s: %+v, %v", number, lost, err)
		}
	}
	if again, err := w.Requeue(t.Context(), 1<<40); again || err != nil {
		t.Errorf("an id that nothing has: %t, %v", again, err)
	}
}

// What was given up while nobody knew whether it had arrived is looked for before it is
// sent again.
func TestRequeueKeepsTheDoubt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		file(t, w, "V1")
		n := only(t, claim(t, w, machine), complaint.NoticeReceipt)
		must(t, w.Later(t.Context(), n, db.Retry{Until: machine, Class: "doubt", Doubt: true}))
		n = only(t, claim(t, w, machine), complaint.NoticeReceipt)
		must(t, w.Dead(t.Context(), n, "other", at("2026-03-05 10:30"), nil))
		again, err := w.Requeue(t.Context(), n.ID)
		must(t, err)
		if n := only(t, claim(t, w, machine), complaint.NoticeReceipt); !again || !n.Doubt || n.Attempts != 1 {
			t.Errorf("put back %t as %+v, want one in doubt at its first try", again, n)
		}
	})
}

// What could not be sent waits for Send again; of an erased case nobody sends anything
// again, and it goes with what was sent.
func TestPruneForgetsWhatNobodySendsAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, url string) {
		w := desk(t, url)
		kept := file(t, w, "V1").Number
		must(t, w.Dead(t.Context(), only(t, claim(t, w, machine), complaint.NoticeReceipt), "destination", at("2026-03-05 10:30"), nil))
		erased := closedCase(t, w, "V2")
		must(t, w.PutMessage(t.Context(), db.Message{Number: erased, Purpose: "card/channel", Channel: "C1", TS: "1.1", At: at("2026-03-05 10:22")}))
		drain(t, w)
		must(t, w.Erase(t.Context(), erased, over))
		later := machine.Add(time.Hour)
		must(t, w.Dead(t.Context(), only(t, claim(t, w, later), complaint.NoticeErase), "other", over, nil))
		for _, tc := range []struct {
			before time.Time
			want   []string
		}{{over, []string{erased, kept}}, {over.Add(minute), []string{kept}}} {
			_, err := w.PruneNotices(t.Context(), tc.before)
			must(t, err)
			lost, err := w.Undelivered(t.Context(), 0, 9)
			must(t, err)
			var numbers []string
			for _, l := range lost {
				numbers = append(numbers, l.Number)
			}
			if !slices.Equal(numbers, tc.want) {
				t.Errorf("before %s was forgotten: %v are left, want %v", tc.before, numbers, tc.want)
			}
		}
	})
}
