package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What may be taken back for a day is offered for a day: when it is over that is
// recorded once, and told where the buttons are.
func TestWhatMessagesOfferForADay(t *testing.T) {
	filed := at(t, "2026-03-05 10:20")
	end := func(w *walk, when time.Time) {
		w.do("end", w.c.EndCase(EndForm{End: EndInError, Reason: "twice"}, member(sanne), when))
	}
	undo := func(w *walk, when time.Time) { w.do("undo", w.c.UndoEnd(member(sanne), when)) }
	tick := func(w *walk, when time.Time) { w.c.Lapse(when) }
	type step struct {
		do    func(*walk, time.Time)
		after time.Duration // of the filing
	}
	for _, tc := range []struct {
		name  string
		steps []step
		lapse time.Duration // after the filing, when it is recorded; 0: never any more
		cards []string      // told of it, besides the filer's message
	}{
		{"filed", nil, 24 * time.Hour, nil},
		{"said already", []step{{tick, 25 * time.Hour}}, 0, nil},
		{"ended on the day", []step{{end, 20 * time.Hour}}, 44 * time.Hour, []string{ToChannel}},
		{"ended later", []step{{tick, 24 * time.Hour}, {end, 50 * time.Hour}}, 74 * time.Hour, []string{ToChannel}},
		{"ended, and said already", []step{{end, 50 * time.Hour}, {tick, 74 * time.Hour}}, 0, nil},
		{"undone on the day", []step{{end, 2 * time.Hour}, {undo, 3 * time.Hour}}, 24 * time.Hour, nil},
		{"undone later", []step{{tick, 24 * time.Hour}, {end, 50 * time.Hour}, {undo, 51 * time.Hour}}, 0, nil},
		{"ended again", []step{{end, 50 * time.Hour}, {undo, 51 * time.Hour}, {end, 52 * time.Hour}}, 76 * time.Hour, []string{ToChannel}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceNew)}
			now := filed
			for _, s := range tc.steps {
				now = filed.Add(s.after)
				s.do(w, now)
			}
			before := len(w.c.Events)
			if tc.lapse == 0 {
				w.c.Lapse(now.Add(1000 * time.Hour))
				if len(w.c.Events) != before || !w.c.lapseMoment().IsZero() {
					t.Errorf("it is recorded again, at %v", w.c.lapseMoment())
				}
				return
			}
			if wake, err := w.c.WakeAt(now); err != nil || wake.After(filed.Add(tc.lapse)) {
				t.Errorf("wakes at %v, %v", wake, err)
			}
			w.c.Lapse(filed.Add(tc.lapse - time.Millisecond))
			if len(w.c.Events) != before {
				t.Fatal("recorded before the day is over")
			}
			w.c.Lapse(filed.Add(tc.lapse))
			w.c.Lapse(filed.Add(tc.lapse + time.Hour))
			if len(w.c.Events) != before+1 || w.c.Events[before].Kind != Lapsed {
				t.Fatalf("recorded %v", w.c.Events[before:])
			}
			if got := receivers(w.c, NoticeReceipt); !slices.Equal(got, []string{lotte}) {
				t.Errorf("the filer's message of %v is drawn", got)
			}
			if got := receivers(w.c, NoticeCard); !cmp.Equal(got, tc.cards) {
				t.Errorf("the card in %v is drawn, want %v", got, tc.cards)
			}
			if got := receivers(w.c, NoticeLine); got != nil {
				t.Errorf("%v reads a line of it", got)
			}
			again := Load(w.c.Workspace, w.c.Number, w.c.Procedure, w.c.Calendar, w.c.Roster, w.c.Events, w.c.Entries)
			if !again.lapseMoment().IsZero() {
				t.Error("loaded, it would be recorded again")
			}
		})
	}
	w := &walk{t, walkTo(t, FaceClosed)}
	if at := w.c.lapseMoment(); !at.IsZero() {
		t.Errorf("a closed case lapses at %v", at)
	}
}
